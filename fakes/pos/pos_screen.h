// What a till shows of a sale: to the cashier and the customer in French, its receipt, and the customer's screen.
#pragma once

#include <string>

#include "fakes/pos/pos_habits.h"
#include "fakes/pos/pos_sale.h"

namespace parcours {

// Everything but the picture.
SaleView view_of(const PosSale& sale);

// What the QR symbol on the screen says; empty: none is shown. As long as the sale waits to be paid, and no longer.
std::string code_shown(const PosSale& sale, Instant service_now);

// The customer's screen as a PNG: the code where there is one, else a plain picture.
std::string screen_of(const std::string& code, const PosHabits& habits);

}  // namespace parcours
