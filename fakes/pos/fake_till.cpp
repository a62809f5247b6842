#include "fakes/pos/fake_till.h"

#include <algorithm>
#include <vector>

#include "fakes/pos/pos_defects.h"
#include "fakes/pos/pos_till.h"

namespace parcours {
namespace {

std::vector<PosGalleryEntry> collected() {
  std::vector<PosGalleryEntry> all;
  for (const auto part : {pos_call_defects(), pos_repeat_defects(), pos_belief_defects(), pos_screen_defects()})
    all.insert(all.end(), part.begin(), part.end());
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.defect.rule < b.defect.rule; });
  return all;
}

const std::vector<PosGalleryEntry>& gallery() {
  static const std::vector<PosGalleryEntry> all = collected();
  return all;
}

std::vector<PosDefect> only_defects() {
  std::vector<PosDefect> defects;
  for (const PosGalleryEntry& one : gallery()) defects.push_back(one.defect);
  return defects;
}

}  // namespace

std::span<const PosDefect> pos_defects() {
  static const std::vector<PosDefect> defects = only_defects();
  return defects;
}

const PosDefect* find_pos_defect(std::string_view name) {
  const auto all = pos_defects();
  const auto found = std::find_if(all.begin(), all.end(), [&](const PosDefect& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

PosHabits habits_of(const PosDefect* defect) {
  if (defect == nullptr) return {};
  const auto found = std::find_if(gallery().begin(), gallery().end(),
                                  [&](const PosGalleryEntry& one) { return one.defect.name == defect->name; });
  return found == gallery().end() ? PosHabits{} : found->habits();
}

std::unique_ptr<Till> make_fake_till(TillLine line, const PosDefect* defect) {
  return make_pos_till(std::move(line), habits_of(defect), make_memory_store());
}

}  // namespace parcours
