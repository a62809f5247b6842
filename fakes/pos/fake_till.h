// A conforming till, and tills with exactly one thing wrong: what a certification must pass, and what it must catch. The
// till keeps its sales in a store that outlives a crash, polls on the clock it is given, listens to notifications, draws
// its own screen. A broken till is the same with one habit changed (pos_habits.h).
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "reports/till_rules.h"
#include "sim/http_transport.h"
#include "sim/till.h"

namespace parcours {

// How the till reaches a service; the till does not own a socket of its own in tests.
using TillLine = std::function<std::unique_ptr<HttpTransport>(const TillReset& reset)>;

// In parcours tills --check, `till` by name; over the adapter protocol, `parcours till NAME`.
struct PosDefect {
  std::string_view name;      // "retries-without-a-key"
  TillRuleId rule{};          // The rule that it breaks.
  std::string_view sentence;  // What it does wrong.
};

std::span<const PosDefect> pos_defects();
const PosDefect* find_pos_defect(std::string_view name);

// The conforming till (`defect` null), or a broken one.
std::unique_ptr<Till> make_fake_till(TillLine line, const PosDefect* defect = nullptr);

// Says ok to everything and does nothing.
std::unique_ptr<Till> make_null_till();

}  // namespace parcours
