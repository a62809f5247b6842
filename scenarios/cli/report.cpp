// report convert | merge | diff: records in, reports out; nothing is run.
#include <fmt/format.h>

#include "reports/diff.h"
#include "reports/files.h"
#include "reports/merge.h"
#include "reports/record_json.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/reports.h"

namespace parcours {
namespace {

// Reads each file; what cannot be read is told and none is given.
std::optional<std::vector<Record>> read_records(const Words& files, Terminal& terminal) {
  std::vector<Record> records;
  for (const std::string& file : files) {
    Reported<Record> record = read_record_file(file);
    if (!record) {
      terminal.misused(record.error().text(), "A record is what a run writes with --report json=FILE");
      return std::nullopt;
    }
    records.push_back(std::move(record.value()));
  }
  return records;
}

ExitCode convert(const Words& given, Terminal& terminal) {
  std::string file;
  Words reports;
  Options options{"report convert", "Renders a stored record in other formats. Ends as the run that wrote it."};
  options.word("record", "the file a run wrote with --report json=FILE", file)
      .texts("--report", "FORMAT=FILE,..", kReportHelp, reports);
  if (auto end = options.read(given, terminal)) return *end;
  if (reports.empty()) reports = {"console"};
  const auto requests = read_report_requests(reports, terminal);
  if (!requests) return ExitCode::usage;
  const auto records = read_records({file}, terminal);
  if (!records) return ExitCode::usage;
  const Record& record = records->front();
  return stronger(exit_code(record), write_all_reports(*requests, record, {}, terminal));
}

ExitCode merge(const Words& given, Terminal& terminal) {
  Words files, reports;
  bool partly = false;
  Options options{"report merge",
                  "Puts the shards of one run together. A missing, repeated or foreign shard is refused."};
  options.words("records", "the record of each shard, in any order", files)
      .texts("--report", "FORMAT=FILE,..", kReportHelp, reports)
      .flag("--partly", "some shards may be missing; the result is a shard of several parts", partly);
  if (auto end = options.read(given, terminal)) return *end;
  if (files.empty()) return terminal.misused("report merge: which records?", "See: parcours report merge --help");
  if (reports.empty()) reports = {"console"};
  const auto requests = read_report_requests(reports, terminal);
  if (!requests) return ExitCode::usage;
  const auto records = read_records(files, terminal);
  if (!records) return ExitCode::usage;
  const Reported<Record> some = merge_some(*records, files);
  if (!some) return terminal.misused(some.error().text());
  const Reported<Record> merged = partly ? some : merge_all(*records, files);
  if (!merged) {
    return terminal.fail(ExitCode::nothing_verified, merged.error().text(),
                         "Run what is missing with --shard, or merge what is there with --partly.");
  }
  return stronger(exit_code(merged.value()), write_all_reports(*requests, merged.value(), {}, terminal));
}

ExitCode compare(const Words& given, Terminal& terminal) {
  std::string older, newer;
  Options options{"report diff", "What changed between two records. Ends 1 when something got worse."};
  options.word("older", "the record of the run before", older).word("newer", "the record of the run after", newer);
  if (auto end = options.read(given, terminal)) return *end;
  const auto records = read_records({older, newer}, terminal);
  if (!records) return ExitCode::usage;
  const RecordDiff difference = diff(records->front(), records->back());
  terminal.say(to_text(difference));
  return exit_code(difference);
}

}  // namespace

ExitCode command_report(const Words& words, Terminal& terminal) {
  const std::string verb = words.empty() ? "" : words.front();
  const Words rest{words.empty() ? words.end() : words.begin() + 1, words.end()};
  if (verb == "convert") return convert(rest, terminal);
  if (verb == "merge") return merge(rest, terminal);
  if (verb == "diff") return compare(rest, terminal);
  constexpr std::string_view kHow =
      "parcours report convert RECORD --report html=report.html\n"
      "  parcours report merge SHARD… --report json=whole.json\n"
      "  parcours report diff OLDER NEWER";
  if (verb == "--help" || verb == "-h") {
    terminal.say("  " + std::string{kHow} + '\n');
    return ExitCode::conforming;
  }
  if (verb.empty()) return terminal.misused("report: convert, merge or diff?", kHow);
  return terminal.misused(fmt::format("report: unknown word \"{}\"{}", one_line(verb, 60),
                                      did_you_mean(verb, {"convert", "merge", "diff"})),
                          kHow);
}

}  // namespace parcours
