// tills --check: the proof that the suites catch every broken till, and pass the one that conforms.
#pragma once

#include <cstdint>
#include <vector>

#include "fakes/pos/fake_till.h"
#include "scenarios/cli/terminal.h"

namespace parcours {

struct TillsCheck {
  std::vector<const PosDefect*> asked;
  bool all = false;          // Counts every case that catches, not only until one names the rule.
  std::uint64_t seed = 1;
};

// 1 when a till survives, when no case names the rule that it breaks, or when the conforming till does not pass.
ExitCode check_tills(const TillsCheck& check, Terminal& terminal);

}  // namespace parcours
