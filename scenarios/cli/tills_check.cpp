#include "scenarios/cli/tills_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "reports/text.h"
#include "scenarios/certify/hunt.h"
#include "scenarios/cli/interrupt.h"

namespace parcours {
namespace {

HuntOptions hunting(const TillsCheck& check) {
  HuntOptions options;
  options.play.seed = check.seed;
  options.all = check.all;
  options.is_interrupted = [] { return is_interrupted(); };
  return options;
}

std::string first_words(const CaughtBy& one) {
  if (one.findings.empty()) return one.trouble;
  return fmt::format("{}: {}", to_string(one.findings.front().rule), one.findings.front().sentence);
}

// Nothing that follows means anything when this till does not pass.
ExitCode check_conforming(const TillsCheck& check, Terminal& terminal) {
  HuntOptions options = hunting(check);
  options.all = true;
  const TillCatch sum = hunt_till([](TillLine line) { return make_fake_till(std::move(line)); }, options);
  if (sum.survives() && sum.cases_run > 0) {
    terminal.say(fmt::format("The conforming till passes {}.\n", plural(static_cast<std::size_t>(sum.cases_run), "case")));
    return ExitCode::conforming;
  }
  if (sum.survives()) return terminal.fail(ExitCode::could_not_judge, "the conforming till was asked nothing");
  const CaughtBy& first = sum.caught_by.front();
  return terminal.fail(ExitCode::nonconforming,
                       fmt::format("the conforming till does not pass {} of {}; the first: {} ({})", sum.caught_by.size(),
                                   plural(static_cast<std::size_t>(sum.cases_run), "case"), first.one->id, first_words(first)));
}

ExitCode check_null(const TillsCheck& check, Terminal& terminal) {
  const TillCatch sum = hunt_till([](TillLine) { return make_null_till(); }, hunting(check));
  if (sum.survives())
    return terminal.fail(ExitCode::nonconforming, "the till that says ok to everything and does nothing survives");
  terminal.say(fmt::format("The null till, which says ok and does nothing, is caught by {}.\n", sum.caught_by.front().one->id));
  return ExitCode::conforming;
}

// The case that names the rule; else the first that catches at all.
const CaughtBy& best_of(const TillCatch& sum, TillRuleId rule) {
  const auto named = std::find_if(sum.caught_by.begin(), sum.caught_by.end(), [&](const CaughtBy& one) { return one.names(rule); });
  return named == sum.caught_by.end() ? sum.caught_by.front() : *named;
}

std::string line_of(const PosDefect& defect, const TillCatch& sum, bool all, std::size_t width) {
  const std::string head = fmt::format("{}  {}", padded(std::string{defect.name}, width), to_string(defect.rule));
  if (sum.survives()) return fmt::format("{}  SURVIVES  {}\n", head, defect.sentence);
  const CaughtBy& best = best_of(sum, defect.rule);
  const std::string count = all ? fmt::format("{:>3} of {}", sum.caught_by.size(), sum.cases_run) : "caught";
  const std::string other = best.names(defect.rule) ? "" : fmt::format("  (named only as {})", first_words(best));
  return fmt::format("{}  {}  {}{}\n", head, padded(count, 10), best.one->id, other);
}

struct Tally {
  std::size_t hunted = 0, survive = 0, unnamed = 0;
};

ExitCode sum_up(const Tally& tally, Terminal& terminal) {
  terminal.say(fmt::format("{}: {} caught by a case that names the rule, {} by another rule only, {} survive\n",
                           plural(tally.hunted, "broken till"), tally.hunted - tally.survive - tally.unnamed, tally.unnamed,
                           tally.survive));
  const ExitCode code = tally.survive + tally.unnamed > 0 ? ExitCode::nonconforming : ExitCode::conforming;
  return is_interrupted() ? stronger(code, ExitCode::interrupted) : code;
}

}  // namespace

ExitCode check_tills(const TillsCheck& check, Terminal& terminal) {
  heed_interrupts();
  ExitCode code = check_conforming(check, terminal);
  if (!is_interrupted()) code = stronger(code, check_null(check, terminal));
  std::size_t width = 0;
  for (const PosDefect* one : check.asked) width = std::max(width, one->name.size());
  Tally tally;
  for (const PosDefect* one : check.asked) {
    const TillCatch sum = hunt_till(*one, hunting(check));
    if (is_interrupted()) break;
    ++tally.hunted;
    if (sum.survives()) ++tally.survive;
    else if (!sum.names(one->rule)) ++tally.unnamed;
    terminal.say(line_of(*one, sum, check.all, width));
    terminal.flush();
  }
  return stronger(code, sum_up(tally, terminal));
}

}  // namespace parcours
