// Scenario files in and out of a sandbox.
#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"
#include "scenarios/serve/journal_lines.h"
#include "scenarios/serve/sandbox.h"

namespace parcours {

http::ExportedScenario Sandbox::export_scenario() {
  if (recorder_.recording() == nullptr) return {.yaml = {}, .why_not = recorder_.why_not()};
  RecordedScenario recorded = scenario_of(*recorder_.recording(), *target_, target_->service().now());
  return {.yaml = std::move(recorded.yaml), .why_not = std::move(recorded.why_not)};
}

std::string Sandbox::export_journal() {
  JournalLines lines;
  std::string text;
  auto trouble = journal().flush();
  if (!trouble) trouble = journal().read([&](const encaissement::Fact& fact) { text += lines.line(fact); });
  if (trouble) text += http::dump(http::Json{{"incomplete", *trouble}}) + '\n';  // Nothing is left out in silence.
  return text;
}

std::optional<std::string> Sandbox::import_scenario(const std::string& yaml) {
  if (clock_.mode() == SandboxClock::Mode::real) return "a scenario has its own time, and this clock is the wall's: start with --clock virtual";
  const Loaded loaded = parse_text("imported.yaml", yaml);
  if (!loaded.problems.empty()) return loaded.problems.front().text();
  if (loaded.cases.size() != 1) return "expected one case, found " + std::to_string(loaded.cases.size());
  target_->hash_passwords_at(encaissement::PasswordCost::simulated);
  const CaseResult result = run_case(loaded.cases.front(), recorder_, {.seed = target_->seed()});
  if (!target_->is_up()) recorder_.recover(clock_.now(), target_->kept_policies());
  clock_.restart(target_->service().now());
  world_ = target_->world();
  if (ears_.anew) ears_.anew();
  tell_known();
  renew_reader();
  if (is_problem(result.verdict)) return "played, but: " + result.reason;
  return std::nullopt;
}

}  // namespace parcours
