// certify: judges an integrator's till, and signs what it found where all is well.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "reference/core/text.h"
#include "reports/files.h"
#include "reports/progress.h"
#include "reports/text.h"
#include "scenarios/certify/key_file.h"
#include "scenarios/certify/story_file.h"
#include "scenarios/certify/told.h"
#include "scenarios/cli/certify_sign.h"
#include "scenarios/cli/certify_words.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kShownMax = 300;  // Of what was expected and what was there: letters on one line.

// -------- What needs no till

// A till that claims everything, for cases that are told and not played.
TillHello till_of_all_trades() {
  TillHello hello;
  for (const TillCapability& one : till_capabilities()) hello.capabilities.emplace_back(one.name);
  hello.notices = TillNotices::adapter;
  return hello;
}

std::string rules_of(const TillCase& one) {
  std::vector<std::string> ids;
  for (const TillRuleId rule : one.rules) ids.emplace_back(to_string(rule));
  return joined(ids, ", ");
}

ExitCode list(Terminal& terminal) {
  std::string text;
  for (const TillProfile& profile : till_profiles()) {
    text += fmt::format("{}{}  {}\n", text.empty() ? "" : "\n", profile.name, profile.sentence);
    for (const TillCase& one : till_cases()) {
      if (profile_of(one) == profile.name) text += fmt::format("  {}  {}\n      {}\n", one.id, rules_of(one), one.title);
    }
  }
  terminal.say(text + '\n' + plural(till_cases().size(), "case") + ", and stories drawn from the seed\n");
  return ExitCode::conforming;
}

ExitCode explain(const std::string& id, std::uint64_t seed, Terminal& terminal) {
  const CertifyPlan plan = plan_certification(till_of_all_trades(), {});
  const auto found = std::find_if(plan.cases.begin(), plan.cases.end(), [&](const TillCase& one) { return one.id == id; });
  if (found != plan.cases.end()) {
    terminal.say(fmt::format("{}\n{}\nrules {}\n\n{}", found->id, found->title, rules_of(*found),
                             told(story_of(*found, seed, till_of_all_trades()))));
    return ExitCode::conforming;
  }
  std::vector<std::string_view> ids;
  for (const TillCase& one : plan.cases) ids.push_back(one.id);
  return terminal.fail(ExitCode::nothing_verified,
                       fmt::format("there is no case \"{}\"{}", one_line(id, 60), did_you_mean(id, ids)),
                       "See them all: parcours certify --list");
}

// -------- The run

// How a story that was kept is played: as the one case there is.
Reported<CertifyPlan> plan_of(const TillHello& hello, const CertifyWords& words, const CertifyOptions& options) {
  if (words.story.empty()) return plan_certification(hello, options);
  const Reported<std::string> text = read_text_file(words.story);
  if (!text) return text.error();
  const Reported<TillStory> story = read_story(text.value(), words.story);
  if (!story) return story.error();
  CertifyPlan plan{.is_whole = false};
  TillCase one{.id = "kept/story", .title = "A story that was kept."};
  one.story = [kept = story.value()](Fresh&, const TillHello&) { return kept; };
  plan.cases.push_back(std::move(one));
  return plan;
}

// The stage outlives the till.
struct Session {
  TillStage stage;
  OpenedTill opened;
  TillHello hello;
};

// A person who stops has judged nothing by it: the case that was under way is not the till's failure.
void leave_out_what_was_stopped(Record& record) {
  std::erase_if(record.cases, [](const CaseResult& one) { return one.verdict == Verdict::crash; });  // The one at most.
  record.interrupted = true;
  complete(record);
}

Certified judge_watched(const CertifyPlan& plan, Session& session, const CertifyOptions& options, bool quiet, Terminal& terminal) {
  const auto start = Clock::now();
  ProgressLine line{plan.cases.size(), terminal.err_style(), [&](std::string_view text) { terminal.tell(text); }};
  Certified certified = certify(plan, session.stage, *session.opened.till, session.hello, options, [&](const CaseResult& one) {
    if (!quiet) line.finished(one, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start));
    return !is_interrupted() && !(session.opened.stopped && session.opened.stopped());
  });
  if (!quiet) line.close();
  if (session.opened.stopped && session.opened.stopped()) leave_out_what_was_stopped(certified.record);
  certified.record.tool.version = program_version();
  return certified;
}

std::string summary(const Record& record, Clock::duration took) {
  const double days = std::chrono::duration<double, std::ratio<86400>>(virtual_time(record)).count();
  return fmt::format("{} virtual days in {:.1f} s\n", static_cast<long>(days), std::chrono::duration<double>(took).count());
}

std::set<std::string> ids_of(const CertifyPlan& plan) {
  std::set<std::string> ids;
  for (const TillCase& one : plan.cases) ids.emplace(one.id);
  return ids;
}

std::string indented(const std::string& text, const char* by) {
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    out += by + text.substr(from, end - from) + '\n';
    from = end + 1;
  }
  return out;
}

// The steps, and what was found after these: another amount or another state than in the case they were made from.
std::string told(const Reproduction& shortest) {
  std::string text = told(shortest.reduced.story);
  if (shortest.played.findings.empty()) return text;
  const Finding& found = shortest.played.findings.front();
  for (const std::string& expected : found.expected) text += "expected  " + printable(expected) + '\n';
  if (!found.actual.empty()) text += "actual    " + printable(found.actual) + '\n';
  return text;
}

std::string told(const BrokenTillRule& one, const Record& record) {
  const auto first = std::find_if(record.cases.begin(), record.cases.end(), [&](const CaseResult& c) { return c.id == one.first_case; });
  std::string text = fmt::format("{}  {}\n", to_string(one.rule), till_rule(one.rule).sentence);
  text += fmt::format("    shown by {}, first by {}, on {}\n", plural(static_cast<std::size_t>(one.cases), "case"), one.first_case,
                      encaissement::format_instant(one.first.at));
  text += "    " + one.first.sentence + '\n';
  for (const std::string& expected : one.first.expected) text += "    expected  " + one_line(expected, kShownMax) + '\n';
  if (!one.first.actual.empty()) text += "    actual    " + one_line(one.first.actual, kShownMax) + '\n';
  if (one.shortest) text += "    In the fewest steps:\n" + indented(told(*one.shortest), "      ");
  if (first != record.cases.end()) text += "    again     " + printable(first->repro) + '\n';
  return text;
}

// What is wrong, once for each rule: what an integrator mends by.
std::string told(const Certified& certified) {
  if (certified.broken.empty()) return {};
  std::string text = "\nWhat is wrong, rule by rule\n";
  for (const BrokenTillRule& one : certified.broken) text += '\n' + told(one, certified.record);
  return text + '\n';
}

// Why a case was not judged, once for each reason.
std::string not_judged(const Record& record) {
  std::map<std::string, std::vector<std::string>> cases;
  for (const CaseResult& one : record.cases)
    if (one.verdict == Verdict::not_testable || one.verdict == Verdict::unsupported) cases[one.reason].push_back(one.id);
  std::string text;
  for (const auto& [reason, ids] : cases)
    text += fmt::format("\nNot judged: {}\n    {}\n", ids.size() > 5 ? plural(ids.size(), "case") : joined(ids, ", "), one_line(reason, 300));
  return text.empty() ? text : text + '\n';
}

// The shortest stories of what failed, where somebody asked for them.
ExitCode keep(const std::string& folder, const Certified& certified, Terminal& terminal) {
  if (folder.empty()) return ExitCode::conforming;
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  for (const BrokenTillRule& one : certified.broken) {
    if (!one.shortest) continue;
    const std::string path = (std::filesystem::path{folder} / (std::string{to_string(one.rule)} + ".json")).string();
    if (const auto why = write_text_file(path, to_json_text(one.shortest->reduced.story)))
      return terminal.fail(ExitCode::could_not_judge, why->text());
    terminal.say(fmt::format("kept {}\n", path));
  }
  return ExitCode::conforming;
}

std::string opening(const CertifyPlan& plan, const CertifyJob& job, const TillHello& hello) {
  return fmt::format("seed {}, {} of {}, at {}\n", job.options.play.seed, plural(plan.cases.size(), "case"),
                     plan.profiles.empty() ? "a kept story" : joined(plan.profiles, ", "), name_of(hello));
}

ExitCode judge_plan(const CertifyWords& words, const CertifyJob& job, const CertifyPlan& plan, Session& session, Terminal& terminal) {
  const bool to_output = any_to_output(job.reports);
  const auto speak = [&](const std::string& text) { to_output ? terminal.tell(text) : terminal.say(text); };
  if (!words.quiet) speak(opening(plan, job, session.hello));
  const auto start = Clock::now();
  Certified certified = judge_watched(plan, session, job.options, words.quiet, terminal);
  Record& record = certified.record;
  if (!words.baseline.empty()) apply_baseline(record, job.baseline, today(), ids_of(plan));
  const RenderOptions rendering{.colour = terminal.out_style().colour};
  if (!words.quiet || exit_code(record) != ExitCode::conforming)
    speak(render(Format::console, record, rendering) + told(certified) + not_judged(record) + summary(record, Clock::now() - start));
  for (const std::string& line : session.opened.till->take_noise()) terminal.tell("till: " + printable(line) + '\n');
  const bool usual = job.reports.empty() && plan.is_whole;
  ExitCode code = usual ? write_usual_reports("till", record, rendering, words.quiet, terminal)
                        : write_all_reports(job.reports, record, rendering, terminal);
  code = stronger(stronger(exit_code(record), code), keep(words.keep, certified, terminal));
  return words.certificate.empty() ? code : stronger(code, sign(words, job, plan, session.hello, record, terminal));
}

// Whether each word picks a case or a rule: one typed wrongly beside others would leave out silently what it meant.
bool words_are_known(const CertifyOptions& options, Terminal& terminal) {
  CertifyOptions all;
  all.drawn = options.drawn;
  const CertifyPlan whole = plan_certification(till_of_all_trades(), all);
  std::vector<std::string_view> known;
  for (const TillCase& one : whole.cases) known.push_back(one.id);
  for (const std::string& word : options.words) {
    const bool is_case = std::any_of(known.begin(), known.end(), [&](std::string_view id) { return id.starts_with(word); });
    if (is_case || find_till_rule(word)) continue;
    terminal.fail(ExitCode::nothing_verified, fmt::format("no case begins with \"{}\", and no rule is called so{}", one_line(word, 60), did_you_mean(word, known)),
                  "See them all: parcours certify --list");
    return false;
  }
  return true;
}

// Whether what a certificate needs is there, before minutes are spent.
bool can_sign(const CertifyWords& words, Terminal& terminal) {
  if (words.certificate.empty()) return true;
  const auto key = read_secret_key_file(words.key);
  if (!key) terminal.misused("--certificate: " + key.error().text());
  return key.ok();
}

ExitCode judge_till(const CertifyWords& words, CertifyJob& job, Terminal& terminal) {
  heed_interrupts();  // From here on what was started is ended.
  Session session;
  TillOrEnd opened = open_till(words.till, session.stage, terminal);
  if (const auto* end = std::get_if<ExitCode>(&opened)) return *end;
  session.opened = std::get<OpenedTill>(std::move(opened));
  const TillTold<TillHello> hello = session.opened.till->hello();
  if (is_interrupted() && !hello.reply.is_ok()) return ExitCode::interrupted;
  if (!hello.reply.is_ok())
    return terminal.fail(ExitCode::could_not_judge, "the till does not say hello: " + printable(hello.reply.message),
                         "parcours doctor says what is wrong with a till.");
  session.hello = fit_to_show(hello.value);
  const Reported<CertifyPlan> plan = plan_of(session.hello, words, job.options);
  if (!plan) return terminal.misused(plan.error().text());
  if (plan.value().cases.empty())
    return terminal.fail(ExitCode::nothing_verified, "no case is meant, or the till claims no profile", "See them all: parcours certify --list");
  PhoneReader phone;
  job.options.play.phone = &phone;
  const ExitCode code = judge_plan(words, job, plan.value(), session, terminal);
  session.opened.till->bye();
  return code;
}

}  // namespace

ExitCode command_certify(const Words& given, Terminal& terminal) {
  CertifyWords words;
  Options options{"certify", "Judges a till: what it says to the service, what comes of it, and what it shows."};
  add_certify_options(options, words);
  options.footer("The till is driven over the adapter protocol (parcours adapter guide); the service it speaks to, the customers\n"
                 "and the clock are Parcours's. Ends 0 conforming, 1 nonconforming, 2 wrong words, 3 could not judge,\n"
                 "4 nothing verified, 130 interrupted.");
  if (auto end = options.read(given, terminal)) return *end;
  if (words.lists) return list(terminal);
  auto job = read_certify_words(words, terminal);
  if (!job) return ExitCode::usage;
  if (!words.explain.empty()) return explain(words.explain, job->options.play.seed, terminal);
  if (!can_sign(words, terminal)) return ExitCode::usage;
  if (words.story.empty() && !words_are_known(job->options, terminal)) return ExitCode::nothing_verified;
  return judge_till(words, *job, terminal);
}

}  // namespace parcours
