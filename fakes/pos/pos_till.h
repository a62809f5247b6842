// The till: the cashier's verbs, its clock, its life. What it does about a sale by itself stands in pos_work.h, what it
// shows in pos_screen.h, what it refuses in pos_ruling.h.
#pragma once

#include <memory>

#include "fakes/pos/fake_till.h"
#include "fakes/pos/pos_habits.h"
#include "fakes/pos/pos_store.h"

namespace parcours {

std::unique_ptr<Till> make_pos_till(TillLine line, PosHabits habits, std::unique_ptr<PosStore> store);

}  // namespace parcours
