// Cases of the suites for the control room: listed, and played in a world of their own with everything that happened and
// how things stood after each event. What is given is work for another thread; it touches no running service.
#pragma once

#include <functional>

#include "reference/http/sandbox_port.h"
#include "scenarios/language/parse.h"

namespace parcours {

// Reads the suites; empty: there are none.
using Suites = std::function<Loaded()>;

// {"scenarios": […]}: by id.
http::SandboxWork listing_of(Suites suites);

// {"case": as in a record, "states": […]}; "!" and a sentence where there is no such case or defect, or the file is wrong.
http::SandboxWork playing_of(Suites suites, http::ScenarioOrder order);

}  // namespace parcours
