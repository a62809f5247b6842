// prove: exhaustive search of small worlds by the real core, and what was reached in them.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "reference/core/text.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/prove_words.h"
#include "scenarios/cli/suites.h"
#include "scenarios/explore/subject.h"
#include "sim/explorer.h"
#include "sim/reachable.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;
using Ending = Exploration::Ending;

struct Proved {
  const Scope* scope = nullptr;
  Exploration result;
  double seconds = 0;
};

std::size_t peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) / 1024;
}

Proved prove(const Scope& scope, const ProvePlan& plan) {
  Explorer::Options options{.states_max = plan.states_max, .use_symmetry = plan.uses_symmetry};
  if (plan.defect != nullptr) options.subject = core_subject_of(*plan.defect);
  options.goes_on = [] { return !is_interrupted(); };
  const auto start = Clock::now();
  Explorer explorer{scope, std::move(options)};
  Proved proved{&scope, explorer.run(), 0};
  proved.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return proved;
}

std::string_view ending_of(Ending ending) {
  switch (ending) {
    case Ending::finished: return "proved";
    case Ending::counterexample: return "BROKEN";
    case Ending::states_max: return "unfinished: too many states";
    case Ending::memory_max: return "unfinished: too much memory";
    case Ending::interrupted: return "unfinished: interrupted";
  }
  return "";
}

std::string line_of(const Proved& p) {
  const Exploration& r = p.result;
  const double seconds = std::max(p.seconds, 1e-6);
  constexpr std::uint64_t kEnough = 10'000;  // Below that what is set aside once outweighs what a state takes.
  const std::string bytes =
      r.states < kEnough ? "" : fmt::format("{:.0f} B a state", static_cast<double>(r.bytes) / static_cast<double>(r.states));
  const std::string crashes = r.crashes == 0 ? "" : fmt::format(", {} crashes", r.crashes);
  return fmt::format("{:<19} {:>8} states {:>9} transitions  depth {:>2} {:>7.2f} s {:>7.0f} states/s  {:<14} {}{}\n",
                     p.scope->name, r.states, r.transitions, r.depth, p.seconds, static_cast<double>(r.states) / seconds,
                     bytes, ending_of(r.ending), crashes);
}

// -------- A counterexample ----------------------------------------------------------------------

std::string story_of(const Counterexample& found) {
  std::string text;
  for (std::size_t i = 0; i < found.story.size(); ++i)
    text += fmt::format("  {:>2}. {}{}\n", i + 1, printable(describe(found.story[i])),
                        i < found.outcomes.size() ? "  -> " + found.outcomes[i] : "");
  return text;
}

std::string text_of(const Proved& p, const ProvePlan& plan) {
  const Counterexample& found = *p.result.counterexample;
  const encaissement::Requirement& rule = encaissement::requirement(found.broken.rule);
  std::string text = fmt::format("\nfound    {} in {}\n         {}\nrule     {}  {}\nexpected {}\nactual   {}\n",
                                 found.broken.property->id, p.scope->name, found.broken.property->sentence, rule.id,
                                 rule.sentence, one_line(found.broken.expected, 400), one_line(found.broken.actual, 400));
  text += fmt::format("story    {}, the fewest there are, from {}\n", plural(found.story.size(), "act"),
                      encaissement::format_instant(p.scope->start));
  text += story_of(found);
  if (!found.replayed)
    text += "         Played again from the start it does not break: the service remembers something outside what it keeps.\n";
  return text + "again    " + printable(repro_of(plan, *p.scope)) + '\n';
}

// -------- What was reached ----------------------------------------------------------------------

// Outcomes by status and event, a line each; what never occurred, by status.
std::string reached_text(const Reached& reached) {
  std::string text, pair;
  for (const Triple& triple : reached.list()) {
    const std::string whole = triple.text();
    const auto cut = whole.rfind(' ');
    if (whole.substr(0, cut) != pair) {
      pair = whole.substr(0, cut);
      text += (text.empty() ? "  " : "\n  ") + padded(pair, 38);
    }
    text += whole.substr(cut);
  }
  return text + '\n';
}

bool has_pair(const Reached& reached, int status, int event) {
  for (int outcome = 0; outcome < kTripleOutcomes; ++outcome)
    if (reached.triples.test(static_cast<std::size_t>(Triple{status, event, outcome}.index()))) return true;
  return false;
}

std::string never_text(const Reached& reached) {
  std::string text;
  for (int status = 0; status < kTripleStatuses; ++status) {
    std::vector<std::string> events;
    for (int event = 0; event < kTripleEvents; ++event) {
      if (has_pair(reached, status, event)) continue;
      const std::string whole = Triple{.status = status, .event = event}.text();  // "status event done"
      const auto first = whole.find(' '), last = whole.rfind(' ');
      events.push_back(whole.substr(first + 1, last - first - 1));
    }
    const std::string of = Triple{.status = status}.text();
    if (!events.empty()) text += "  " + padded(of.substr(0, of.find(' ')), 20) + joined(events, ", ") + '\n';
  }
  return text;
}

std::string sometimes_text(const Reached& reached) {
  std::string never;
  int met = 0;
  for (int i = 0; i < kSometimesCount; ++i) {
    if (reached.has(Sometimes(i))) ++met;
    else never += fmt::format("  never {}: {}\n", name_of(Sometimes(i)), sentence_of(Sometimes(i)));
  }
  return fmt::format("sometimes: {} of {} met\n", met, kSometimesCount) + never;
}

std::string sum_of(const std::vector<Proved>& all, const Reached& reached) {
  std::uint64_t states = 0, transitions = 0;
  double seconds = 0;
  for (const Proved& p : all) states += p.result.states, transitions += p.result.transitions, seconds += p.seconds;
  return fmt::format("{}: {} states, {} transitions in {:.2f} s, at most {} MiB\nreached {} of {} combinations (status, event, outcome)\n",
                     plural(all.size(), "scope"), states, transitions, seconds, peak_mebibytes(), reached.triples.count(),
                     kTripleCount);
}

// -------- The verdict ---------------------------------------------------------------------------

CaseResult case_of(const Proved& p, const ProvePlan& plan) {
  const Exploration& r = p.result;
  CaseResult one{.id = "prove/" + p.scope->name, .title = p.scope->sentence, .repro = repro_of(plan, *p.scope)};
  one.actual = fmt::format("{} states, {} transitions", r.states, r.transitions);
  if (r.ending == Ending::finished) {
    one.rules = rules_of_properties();
    return one;
  }
  one.verdict = r.counterexample ? Verdict::fail : Verdict::timeout;
  one.reason = std::string{ending_of(r.ending)};
  if (!r.counterexample) return one;
  const Broken& broken = r.counterexample->broken;
  one.rules = {std::string{encaissement::to_string(broken.rule)}};
  one.reason = fmt::format("{} After: {}", broken.property->sentence, one_line(story_of(*r.counterexample), 2000));
  one.expected = {broken.expected};
  one.actual = broken.actual;
  return one;
}

Record record_of(const std::vector<Proved>& all, const ProvePlan& plan) {
  Record record{.tool = {.version = std::string{program_version()}}, .interrupted = is_interrupted()};
  record.target = plan.defect == nullptr ? TargetInfo{.kind = "reference", .name = "reference in process"}
                                         : TargetInfo{.kind = "broken", .name = std::string{plan.defect->name}};
  for (const Proved& p : all) record.cases.push_back(case_of(p, plan));
  complete(record);
  return record;
}

// Nothing that must happen at least once may be missing where every scope was gone through.
ExitCode code_of(const Record& record, const ProvePlan& plan, const Reached& reached) {
  const bool whole = plan.scopes.size() == scopes().size() && plan.defect == nullptr;
  const ExitCode code = exit_code(record);
  return whole && code == ExitCode::conforming && !reached.sometimes.all() ? ExitCode::nothing_verified : code;
}

std::vector<Proved> prove_all(const ProvePlan& plan, const std::function<void(std::string_view)>& speak) {
  std::vector<Proved> all;
  for (const Scope* scope : plan.scopes) {
    if (is_interrupted()) break;
    all.push_back(prove(*scope, plan));
    speak(line_of(all.back()));
    if (all.back().result.counterexample) break;
  }
  return all;
}

}  // namespace

ExitCode command_prove(const Words& given, Terminal& terminal) {
  ProveWords words;
  Options options{"prove", "Goes through every state of small worlds: what it does not find is not there, within the scope."};
  add_prove_options(options, words);
  if (auto end = options.read(given, terminal)) return *end;
  const auto plan = read_prove_words(words, terminal);
  if (!plan) return ExitCode::usage;
  heed_interrupts();
  const auto speak = [&](std::string_view text) { plan->only_words() ? terminal.tell(text) : terminal.say(text); };
  const std::vector<Proved> all = prove_all(*plan, speak);
  Reached reached;
  for (const Proved& p : all) reached |= p.result.reached;
  for (const Proved& p : all)
    if (p.result.counterexample) speak(text_of(p, *plan));
  speak("\n" + sum_of(all, reached));
  if (plan->defect == nullptr && !plan->prints_triples)
    speak(reached_text(reached) + "never, of all pairs of status and event:\n" + never_text(reached) + sometimes_text(reached));
  if (plan->prints_triples) terminal.say(reachable_text(reached));
  const Record record = record_of(all, *plan);
  const ExitCode written = write_all_reports(plan->reports, record, {.colour = terminal.out_style().colour}, terminal);
  return stronger(code_of(record, *plan, reached), written);
}

}  // namespace parcours
