// Durable creates and payments a second by wrk, on the whole service with its journal on the disk, beside the same
// server's empty JSON route in the same run, and beside one commit a command. Printed by `parcours_bench serve`.
#pragma once

#include <iosfwd>

namespace parcours {

// False: it could not be measured, and why was said.
bool print_house_table(std::ostream& out);

}  // namespace parcours
