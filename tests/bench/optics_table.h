// The read rate of the optical path by kind of damage: the phone beside ZXing alone and zbar, on the same photographs.
// Printed by `parcours_bench --table=optics`.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "fakes/camera.h"

namespace parcours {

struct OpticsRow {
  std::string damage;
  int images = 0;
  int phone = 0;  // Photographs read, and read right, by each.
  int zxing = 0;
  int zbar = 0;
  int wrong = 0;  // Texts read, by any of the three, that are not the one encoded.
};

// Every row over `images` photographs, each with its own payload and its own hand (a turn of -10 to 10 degrees, and
// every turn in the row about rotation). The same figures at every call.
std::vector<OpticsRow> optics_table(int images);

void print_optics_table(const std::vector<OpticsRow>& rows, std::ostream& out);

}  // namespace parcours
