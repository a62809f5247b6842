// demo: the harness in two minutes. A story of the guide on the reference, then the same suites on a service that is
// broken in one place, to see it caught.
#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "reports/views.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/gallery.h"
#include "scenarios/cli/history.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/select.h"
#include "scenarios/language/explain.h"

namespace parcours {
namespace {

// Money that vanishes without a word: what the merchant gave up at validation never comes back to the customer.
constexpr std::string_view kBroken = "val-02-difference-kept";

// A walkthrough of the guide in which somebody pays a part, or the first one there is.
const Scenario* pick_story(const std::vector<Scenario>& cases) {
  const Scenario* first = nullptr;
  for (const Scenario& one : cases) {
    if (!one.file.starts_with("scenarios/guide/")) continue;
    if (first == nullptr) first = &one;
    if (std::find(one.rules.begin(), one.rules.end(), encaissement::RuleId::pay_07) != one.rules.end()) return &one;
  }
  return first == nullptr && !cases.empty() ? &cases.front() : first;
}

bool tell_story(const Scenario& story, Terminal& terminal) {
  terminal.say("1. A story of the guide, on the reference.\n\n" + explain(story, Tongue::english) + '\n');
  const Judged judged = judge({story}, {.repro = {}, .shuffle = std::nullopt});
  const CaseResult& result = judged.record.cases.front();
  terminal.say(fmt::format("What happened, in virtual Paris time:\n\n{}\nVerdict: {}\n\n", told(result),
                           to_string(result.verdict)));
  return result.verdict == Verdict::pass;
}

// How many of all the cases notice, and the story of the first.
bool show_catch(const Catch& one, Terminal& terminal) {
  if (one.caught_by.empty()) {
    terminal.say(fmt::format("{} ran, and none noticed.\n", plural(one.cases_run, "case")));
    return false;
  }
  const CaseResult& first = one.caught_by.front();
  terminal.say(fmt::format("Caught: {} of {} say so. The first of them:\n\n{}  {}\n{}\n", one.caught_by.size(),
                           plural(one.cases_run, "case"), to_string(first.verdict), first.id, explanation(first)));
  terminal.say(
      "A failure names the rule and what it says, what would have been acceptable, what was there instead, where the\n"
      "histories part, and the command that does it again. This one was meant to fail: the demo ends 0 because the\n"
      "broken service was caught. A run that finds as much ends 1.\n\n"
      "Go on with: ./parcours run, ./parcours list, ./parcours defects --check\n");
  return true;
}

}  // namespace

ExitCode command_demo(const Words& given, Terminal& terminal) {
  Options options{"demo", "Shows a story of the guide, then the harness catching a broken service."};
  options.footer("Ends 0 when the broken service was caught, 3 otherwise.");
  if (auto end = options.read(given, terminal)) return *end;
  const SelectedCases selected = select_cases({}, terminal);
  if (selected.code != ExitCode::conforming) return selected.code;
  heed_interrupts();
  if (!tell_story(*pick_story(selected.cases), terminal)) {
    return terminal.fail(ExitCode::could_not_judge, "the reference did not pass its own story", "See: ./parcours run");
  }
  const Defect* named = find_defect(kBroken);
  const Defect& defect = named == nullptr ? defects().front() : *named;
  terminal.say(fmt::format("2. The same service, broken in one place: {}.\n   {}\n\n", defect.name, defect.sentence));
  PhoneReader phone{1 << 14};
  const bool caught = show_catch(hunt(defect, selected.cases, true, phone), terminal);
  if (is_interrupted()) return ExitCode::interrupted;
  return caught ? ExitCode::conforming : ExitCode::could_not_judge;
}

}  // namespace parcours
