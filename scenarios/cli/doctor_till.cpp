// doctor --pos, --pos-url, --pos-pull, --till.
#include "scenarios/cli/till_doctor.h"

#include "scenarios/cli/interrupt.h"

namespace parcours {

ExitCode look_at_till(const TillWords& words, Diagnosis (*look)(Till& till, TillBench& bench), Terminal& terminal) {
  heed_interrupts();  // So that what was started is ended.
  TillBench bench;
  const TillOrEnd opened = open_till(words, bench.wire(), terminal);
  if (const auto* end = std::get_if<ExitCode>(&opened)) return *end;
  const auto& till = std::get<OpenedTill>(opened);
  if (!till.url.empty()) bench.serve_at(till.url, till.authority);
  const Diagnosis diagnosis = look(*till.till, bench);
  terminal.say(told(diagnosis));
  return is_interrupted() ? ExitCode::interrupted : diagnosis.code;
}

std::optional<ExitCode> doctor_of_till(const TillWords& words, Terminal& terminal) {
  if (tills_named(words) == 0) return std::nullopt;
  return look_at_till(words, examine, terminal);
}

}  // namespace parcours
