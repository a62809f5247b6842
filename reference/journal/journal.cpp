#include "reference/journal/journal.h"

namespace encaissement {

std::string difference(const Policies& kept, const Policies& asked) {
  std::string words;
  for (const PolicyField& field : policy_fields()) {
    if (field.get(kept) == field.get(asked)) continue;
    if (!words.empty()) words += ", ";
    words.append(field.name).append(" is ").append(field.get(kept)).append(", not ").append(field.get(asked));
  }
  return words;
}

std::optional<std::string> MemoryJournal::open(const Policies& policies, std::uint64_t seed) {
  if (policies_ && *policies_ != policies) return "the journal was made under other policies: " + difference(*policies_, policies);
  if (policies_ && seed_ != seed) return "the journal was made with another seed";
  policies_ = policies;
  seed_ = seed;
  return std::nullopt;
}

void MemoryJournal::read(const std::function<void(const Fact&)>& reader) const {
  for (const Fact& fact : facts_) reader(fact);
}

void MemoryJournal::commit() {
  if (dies_) died_ = true;
  if (died_) return lose_uncommitted();
  for (Fact& fact : pending_) facts_.push_back(std::move(fact));
  pending_.clear();
}

}  // namespace encaissement
