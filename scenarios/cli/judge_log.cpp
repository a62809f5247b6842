// judge: what really happened between tills and a service, held against the rules.
#include <fmt/format.h>

#include <filesystem>

#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/reports.h"
#include "scenarios/cli/suites.h"
#include "scenarios/trace/journal_books.h"
#include "scenarios/trace/keys.h"
#include "scenarios/trace/record.h"
#include "scenarios/trace/scenario.h"
#include "scenarios/trace/till_side.h"

namespace parcours {
namespace {

struct LogWords {
  std::string file, format, slack, scenario;
  Words keys, reports;
  TargetWords target;
  bool no_till = false;
};

// What is judged, and how.
struct Assignment {
  LogWords words;
  TraceOptions options;
  std::optional<LogFormat> format;
};

// "2s", "500ms"; none: wrong.
std::optional<Duration> duration_in(const std::string& text) {
  const bool ms = text.ends_with("ms");
  if (!ms && !text.ends_with('s')) return std::nullopt;
  const auto number = whole_number(text.substr(0, text.size() - (ms ? 2 : 1)));
  constexpr std::uint64_t kMost = 86'400'000;
  if (!number || *number > kMost) return std::nullopt;
  return Duration{static_cast<std::int64_t>(*number) * (ms ? 1 : 1'000)};
}

bool read_format(Assignment& asked, Terminal& terminal) {
  if (asked.words.format.empty()) return true;
  for (const LogFormat format : {LogFormat::ndjson, LogFormat::har, LogFormat::journal})
    if (asked.words.format == to_string(format)) return asked.format = format, true;
  terminal.misused(fmt::format("--format: expected ndjson, har or journal, found \"{}\"{}", one_line(asked.words.format, 60),
                               did_you_mean(asked.words.format, {"ndjson", "har", "journal"})));
  return false;
}

bool read_words(Assignment& asked, Terminal& terminal) {
  asked.words.target.seed = std::to_string(kDefaultSeed);
  const auto judging = read_target_words(asked.words.target, terminal);
  if (!judging || !read_format(asked, terminal)) return false;
  asked.options.policies = judging->policies;
  for (const std::string& word : asked.words.keys) {
    const auto keys = read_keys(word);
    if (!keys) return terminal.misused(keys.error().text()), false;
    asked.options.keys.insert(asked.options.keys.end(), keys.value().begin(), keys.value().end());
  }
  if (asked.words.slack.empty()) return true;
  asked.options.slack = duration_in(asked.words.slack);
  if (!asked.options.slack) terminal.misused(fmt::format("--clock-slack: expected a duration like 2s or 500ms, found \"{}\"", one_line(asked.words.slack, 60)));
  return asked.options.slack.has_value();
}

std::string settings_of(const LogWords& words) {
  std::string text;
  if (!words.format.empty()) text += " --format " + words.format;
  if (!words.target.profile.empty()) text += " --profile " + words.target.profile;
  for (const std::string& policy : words.target.policies) text += " --policy " + policy;
  if (words.no_till) text += " --no-till";
  if (!words.slack.empty()) text += " --clock-slack " + words.slack;
  return text;
}

// The first finding that can be played again.
ExitCode export_scenario(const Assignment& asked, const Books& books, Terminal& terminal) {
  if (asked.words.scenario.empty()) return ExitCode::conforming;
  if (books.findings().empty()) return terminal.tell("parcours: nothing was found wrong, so there is no scenario\n"), ExitCode::conforming;
  std::string why;
  for (const TraceFinding& finding : books.findings()) {
    const StretchScenario made = scenario_of(finding, asked.options.policies);
    if (why.empty()) why = made.why_not;
    if (!made.why_not.empty()) continue;
    if (const auto trouble = write_text_file(asked.words.scenario, made.yaml)) return terminal.fail(ExitCode::could_not_judge, trouble->text());
    terminal.tell(fmt::format("{} {}: {}\n", to_string(finding.rule), finding.number, asked.words.scenario));
    return ExitCode::conforming;
  }
  return terminal.fail(ExitCode::could_not_judge, "no scenario: " + why);
}

ExitCode report(const Assignment& asked, const Books& books, const Log& log, const ReportRequests& requests, Terminal& terminal) {
  const bool with_tills = !asked.words.no_till && log.format != LogFormat::journal;
  const TillSide tills = with_tills ? judge_tills(log, asked.options) : TillSide{};
  Record record = record_of(books, log, asked.options, settings_of(asked.words), tills.cases);
  record.tool.version = program_version();
  if (!any_to_output(requests)) terminal.say(tills.summary + summary_of(books, log) + tills.counts);
  const ExitCode written = write_all_reports(requests, record, {.colour = terminal.out_style().colour}, terminal);
  return stronger(stronger(exit_code(record), written), export_scenario(asked, books, terminal));
}

ExitCode report_journal(Assignment& asked, JudgedJournal judged, const ReportRequests& requests, Terminal& terminal) {
  if (!judged.trouble.empty()) return terminal.fail(ExitCode::usage, judged.trouble);
  asked.options.policies = judged.policies;
  Log log{.file = asked.words.file, .format = LogFormat::journal, .trace = {}, .lines = {}};
  for (std::size_t i = 0; i < judged.facts; ++i) log.lines.push_back(static_cast<int>(i) + 1);
  return report(asked, judged.books, log, requests, terminal);
}

ExitCode judge_file(Assignment& asked, const ReportRequests& requests, Terminal& terminal) {
  const std::string& file = asked.words.file;
  if (std::error_code error; std::filesystem::is_directory(file, error)) return report_journal(asked, judge_folder(file), requests, terminal);
  const Reported<std::string> bytes = read_text_file(file);
  if (!bytes) return terminal.fail(ExitCode::usage, bytes.error().text());
  const auto format = asked.format ? asked.format : format_of(bytes.value());
  if (!format)
    return terminal.fail(ExitCode::usage, file + ":1: expected a trace (parcours-trace/1), a HAR, or the lines of a journal, found none of them",
                         "--format ndjson, har or journal says what it is");
  if (*format == LogFormat::journal) return report_journal(asked, judge_exported(bytes.value(), file, asked.options.policies), requests, terminal);
  const Reported<Log> log = *format == LogFormat::har ? read_har(bytes.value(), file) : read_ndjson_log(bytes.value(), file);
  if (!log) return terminal.fail(ExitCode::usage, log.error().text());
  return report(asked, judge_trace(log.value(), asked.options), log.value(), requests, terminal);
}

}  // namespace

ExitCode command_judge(const Words& given, Terminal& terminal) {
  Assignment asked;
  LogWords& words = asked.words;
  Options options{"judge", "Judges what really happened: a log of calls, answers and notifications, against the rules."};
  options.word("log", "NDJSON of parcours record or certify, a HAR, a folder of parcours serve, or its export", words.file)
      .text("--format", "KIND", "ndjson, har or journal, where the content does not say", words.format)
      .text("--profile", "NAME", "settings of the service, see: parcours profiles", words.target.profile)
      .texts("--policy", "NAME=VALUE", "one setting, see: parcours policies", words.target.policies)
      .texts("--key", "VERSION:SHOP:KEY", "a key to check seals with, or a JSON file of keys", words.keys)
      .text("--clock-slack", "SPAN", "by which the clocks of service and log may differ (2s)", words.slack)
      .flag("--no-till", "judges the service only, not what the tills said", words.no_till)
      .text("--export-scenario", "FILE", "writes the failing stretch as a scenario", words.scenario)
      .texts("--report", "FORMAT[=FILE]", kReportHelp, words.reports);
  options.footer("What the log does not show is unknown, and held against nobody. Ends 4 when nothing in it could be judged.");
  if (auto end = options.read(given, terminal)) return *end;
  const auto requests = read_report_requests(words.reports, terminal);
  if (!requests || !read_words(asked, terminal)) return ExitCode::usage;
  return judge_file(asked, *requests, terminal);
}

}  // namespace parcours
