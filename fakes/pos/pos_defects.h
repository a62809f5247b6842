// The broken tills: which habit each has. One table a part of the till, all with the same shape.
#pragma once

#include <span>

#include "fakes/pos/fake_till.h"
#include "fakes/pos/pos_habits.h"

namespace parcours {

struct PosGalleryEntry {
  PosDefect defect;
  PosHabits (*habits)();
};

// None of them where `defect` is null.
PosHabits habits_of(const PosDefect* defect);

std::span<const PosGalleryEntry> pos_call_defects();    // What it says to the service.
std::span<const PosGalleryEntry> pos_repeat_defects();  // After silence, crash, refusal.
std::span<const PosGalleryEntry> pos_belief_defects();  // What it holds a sale for; notifications; polling.
std::span<const PosGalleryEntry> pos_screen_defects();  // What it shows.

}  // namespace parcours
