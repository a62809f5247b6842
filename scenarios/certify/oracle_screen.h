// The belief oracle's eyes: what the customer's side of the till shows of a sale by QR code, read off its picture as a
// phone reads it (POS-11, POS-12).
#pragma once

#include "scenarios/certify/scene.h"

namespace parcours {

// REQUIRES: nothing is in the till's way to the truth about this sale; the till claims a screen.
void judge_screen(Scene& scene, const SaleBook& book, const Ledger& ledger);

}  // namespace parcours
