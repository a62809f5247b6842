// What was asked of a service, as it came, and how that becomes a scenario file: the same calls at the same instants, what
// each was answered, and how things stand in the end. Kept by whoever stands before the service
// (scenarios/serve/recorder.h). Passwords are no part of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/core/policy.h"
#include "sim/target.h"

namespace parcours {

struct Recorded {
  enum class Kind : std::uint8_t { call, crash, recovery, failed_delivery } kind = Kind::call;
  Instant at;
  // Of a call: log_in says in password_matched whether the password was the right one; a text that was given is "given".
  Call call = {};
  Answer answer = {};
  std::optional<CrashPoint> died = {};  // The service died with it: it was not answered.
};

struct AddedPeople {
  std::size_t before = 0;  // Which event they came before.
  World people;
};

struct Recording {
  World world;  // As it began.
  encaissement::Policies policies;
  Instant start;
  std::vector<Recorded> events;
  std::vector<AddedPeople> added;
};

struct RecordedScenario {
  std::string yaml;     // Canonical; parses, and lints without a word.
  std::string why_not;  // A sentence; empty when there is a file.
};

// `target` is the recorded service as it stands at `now`; it is only looked at. A call for which the language has no
// words is left out, with a comment that says so, when it was refused and so changed nothing; else there is no file.
// The file says what this service answered, right or wrong: played on the reference it passes, unless they part.
RecordedScenario scenario_of(const Recording& recording, Target& target, Instant now);

// What of `world` is not the guide's, as the value of the key `world`; empty: nothing. Passwords are left out: where one
// is needed another stands in. `why_not`: no scenario can have these people.
std::string world_yaml(const World& world, std::string& why_not);

}  // namespace parcours
