// certify: judges an integrator's till, and signs what it found where all is well.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "reports/text.h"
#include "scenarios/certify/story_file.h"
#include "scenarios/certify/told.h"
#include "scenarios/cli/certificate_files.h"
#include "scenarios/cli/certify_words.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;

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
                             told(story_of(*found, till_of_all_trades(), seed))));
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
  Reported<TillStory> story = read_story_file(words.story);
  if (!story) return story.error();
  CertifyPlan plan{.is_whole = false};
  TillCase one{.id = "kept/story", .title = "A story that was kept."};
  one.story = [kept = story.value()](Fresh&, const TillHello&) { return kept; };
  plan.cases.push_back(std::move(one));
  return plan;
}

Record judge_watched(const CertifyPlan& plan, OpenTill& open, const CertifyOptions& options, bool quiet, Terminal& terminal) {
  const auto start = Clock::now();
  ProgressLine line{plan.cases.size(), terminal.err_style(), [&](std::string_view text) { terminal.tell(text); }};
  Record record = certify(plan, *open.stage, *open.till, open.hello, options, [&](const CaseResult& one) {
    if (!quiet) line.finished(one, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start));
    return !is_interrupted();
  });
  if (!quiet) line.close();
  record.tool.version = program_version();
  return record;
}

std::string summary(const Record& record, Clock::duration took) {
  const double days = std::chrono::duration<double, std::ratio<86400>>(virtual_time(record)).count();
  return fmt::format("{} virtual days in {:.1f} s\n", static_cast<long>(days), std::chrono::duration<double>(took).count());
}

void tell_noise(Till& till, Terminal& terminal) {
  for (const std::string& line : till.take_noise()) terminal.tell("till: " + line + '\n');
}

// A whole run without reports leaves the page and the record where one looks for them.
ReportRequests reports_of(const CertifyJob& job, const CertifyPlan& plan) {
  if (!job.reports.empty() || !plan.is_whole) return job.reports;
  return usual_reports("till");
}

ExitCode judge_till(const CertifyWords& words, CertifyJob& job, OpenTill& open, Terminal& terminal) {
  PhoneReader phone;
  job.options.play.phone = &phone;
  const Reported<CertifyPlan> planned = plan_of(open.hello, words, job.options);
  if (!planned) return terminal.misused(planned.error().text());
  const CertifyPlan& plan = planned.value();
  if (plan.cases.empty())
    return terminal.fail(ExitCode::nothing_verified, "no case is meant, or the till claims no profile", "See them all: parcours certify --list");
  const bool to_output = any_to_output(job.reports);
  const auto speak = [&](const std::string& text) { to_output ? terminal.tell(text) : terminal.say(text); };
  if (!words.quiet)
    speak(fmt::format("seed {}, {} of {}, at {}\n", job.options.play.seed, plural(plan.cases.size(), "case"),
                      plan.profiles.empty() ? "a kept story" : joined(plan.profiles, ", "), name_of(open.hello)));
  heed_interrupts();
  const auto start = Clock::now();
  Record record = judge_watched(plan, open, job.options, words.quiet, terminal);
  if (!words.baseline.empty()) apply_baseline(record, job.baseline, today(), ids_of(plan));
  if (!words.quiet || exit_code(record) != ExitCode::conforming)
    speak(render(Format::console, record, {.colour = terminal.out_style().colour}) + summary(record, Clock::now() - start));
  tell_noise(*open.till, terminal);
  const ReportRequests reports = reports_of(job, plan);
  ExitCode code = stronger(exit_code(record), write_all_reports(reports, record, {}, terminal));
  if (job.reports.empty() && !words.quiet)
    for (const ReportRequest& one : reports) terminal.say(fmt::format("{} {}\n", to_string(one.format), one.path));
  if (!words.certificate.empty()) code = stronger(code, sign(words, job, plan, open.hello, record, terminal));
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
  auto open = open_till(words.till, terminal);
  if (!open) return open_trouble(words.till);
  return judge_till(words, *job, *open, terminal);
}

}  // namespace parcours
