// doctor --pos, --pos-url, --pos-pull, --till.
#include "scenarios/cli/till_doctor.h"

namespace parcours {

std::optional<ExitCode> doctor_of_till(const TillWords& words, Terminal& terminal) {
  if (tills_named(words) == 0) return std::nullopt;
  TillBench bench;
  const auto opened = open_till(words, bench.wire(), terminal);
  if (!opened) return ExitCode::usage;
  if (!opened->url.empty()) bench.serve_at(opened->url);
  const Diagnosis diagnosis = examine(*opened->till, bench);
  terminal.say(told(diagnosis));
  return diagnosis.code;
}

}  // namespace parcours
