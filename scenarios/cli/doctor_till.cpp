// doctor --pos, --pos-url, --pos-pull, --till.
#include "scenarios/cli/till_doctor.h"

#include "scenarios/cli/interrupt.h"

namespace parcours {

std::optional<ExitCode> doctor_of_till(const TillWords& words, Terminal& terminal) {
  if (tills_named(words) == 0) return std::nullopt;
  heed_interrupts();  // So that what was started is ended.
  TillBench bench;
  const auto opened = open_till(words, bench.wire(), terminal);
  if (!opened) return ExitCode::usage;
  if (!opened->url.empty()) bench.serve_at(opened->url);
  const Diagnosis diagnosis = examine(*opened->till, bench);
  terminal.say(told(diagnosis));
  return is_interrupted() ? ExitCode::interrupted : diagnosis.code;
}

}  // namespace parcours
