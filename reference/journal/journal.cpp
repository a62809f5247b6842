#include "reference/journal/journal.h"

#include <utility>

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

std::optional<std::string> refusal_to_continue(const Policies& kept, std::uint64_t kept_seed, const Policies& asked,
                                               std::uint64_t asked_seed) {
  if (kept != asked) return "the journal was made under other policies: " + difference(kept, asked);
  if (kept_seed != asked_seed) return "the journal was made with another seed";
  return std::nullopt;
}

void Journal::commit() {
  if (dies_) died_ = true;
  if (!died_ && !pending_.empty()) {
    if (follower_) untold_.insert(untold_.end(), pending_.begin(), pending_.end());
    keep(pending_);
  }
  pending_.clear();
}

std::optional<std::string> Journal::flush() {
  tell_follower();
  return std::nullopt;
}

void Journal::set_follower(Follower follower) {
  follower_ = std::move(follower);
  untold_.clear();
}

void Journal::tell_follower() {
  if (untold_.empty()) return;
  std::vector<Fact> facts;
  facts.swap(untold_);
  follower_(std::move(facts));
}

std::optional<std::string> MemoryJournal::open(const Policies& policies, std::uint64_t seed) {
  if (policies_) {
    if (auto refused = refusal_to_continue(*policies_, seed_, policies, seed)) return refused;
  }
  policies_ = policies;
  seed_ = seed;
  return std::nullopt;
}

std::optional<std::string> MemoryJournal::read(const std::function<void(const Fact&)>& reader) const {
  for (const Fact& fact : facts_) reader(fact);
  return std::nullopt;
}

void MemoryJournal::clear() {
  facts_.clear();
  lose_uncommitted();
  forget_untold();
  revive();
  policies_.reset();
}

void MemoryJournal::keep(std::vector<Fact>& batch) {
  for (Fact& fact : batch) facts_.push_back(std::move(fact));
}

}  // namespace encaissement
