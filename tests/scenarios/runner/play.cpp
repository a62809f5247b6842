#include "tests/scenarios/runner/play.h"

#include <stdexcept>

#include "scenarios/language/parse.h"

namespace parcours {
namespace {

// True of every case here, and asks nothing of the target: a case that expects nothing is refused.
constexpr const char* kHolds = "  - expect requests: {customer: chloe, count: 0}\n";

}  // namespace

Scenario scenario_of(const std::string& steps, const std::string& head) {
  const std::string text = "id: a-case\ntitle: A case of a test\n" + head + "\nsteps:\n" + steps + kHolds;
  Loaded loaded = parse_text("test.yaml", text);
  for (const Problem& problem : loaded.problems) throw std::runtime_error{problem.text()};
  return loaded.cases.at(0);
}

CaseResult play(const std::string& steps, const std::string& head) {
  InProcessTarget target;
  return run_case(scenario_of(steps, head), target);
}

std::string told(const CaseResult& result) {
  std::string text{to_string(result.verdict)};
  if (result.verdict == Verdict::pass) return text;
  text += " at line " + std::to_string(result.line) + ": " + result.reason;
  for (const std::string& expected : result.expected) text += " | expected " + expected;
  return text + " | actual " + result.actual;
}

std::string history_of(const CaseResult& result) {
  std::string text;
  for (const HistoryEvent& e : result.history)
    text += std::to_string(e.seq) + " " + e.at + " " + e.from + (e.to.empty() ? "" : " -> " + e.to) + " " + e.kind +
            ": " + e.label + "\n";
  return text;
}

}  // namespace parcours
