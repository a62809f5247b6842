// Exhaustive search beside SPIN, on the same world in the same run: states a second, their ratio, bytes a state.
#pragma once

#include <iosfwd>

namespace parcours {

// False: SPIN could not be run, or came to other states.
bool print_prove_table(std::ostream& out);

}  // namespace parcours
