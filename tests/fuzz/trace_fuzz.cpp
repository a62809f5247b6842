// Fuzz target of logs that strangers hand to `parcours judge`: the first byte chooses NDJSON, HAR or the lines of a
// journal, the rest is the file. What can be read is judged; a trace is written again and reads the same; what cannot be
// read says why. Built and run by tests/fuzz/trace.sh.
#include <cstddef>
#include <cstdint>

#include "scenarios/trace/journal_books.h"
#include "scenarios/trace/record.h"
#include "scenarios/trace/scenario.h"
#include "scenarios/trace/till_side.h"
#include "tests/fuzz/edge.h"

namespace {

using namespace parcours;
using fuzz::must;

void check_judged(const Log& log) {
  must(log.lines.size() == log.trace.entries.size(), "every entry has its line");
  const TraceOptions options{.policies = {}, .keys = {{.version = "1", .shop = "10000001", .key = "key"}}, .slack = {}};
  const Books books = judge_trace(log, options);
  const TillSide tills = judge_tills(log, options);
  const Record record = record_of(books, log, options, "", tills.cases);
  must(record.cases.size() >= books.findings().size() + tills.cases.size(), "every finding is in the record");
  must(!summary_of(books, log).empty(), "a summary");
  for (const TraceFinding& finding : books.findings()) {
    const StretchScenario made = scenario_of(finding, options.policies);
    must(made.yaml.empty() != made.why_not.empty(), "a scenario, or why there is none");
  }
}

void check_ndjson(std::string_view text) {
  const Reported<Log> log = read_ndjson_log(text, "trace.ndjson");
  if (!log) return must(!log.error().text().empty(), "why it cannot be read");
  const std::string written = to_ndjson(log.value().trace);
  const Reported<Trace> again = read_trace(written, "trace.ndjson");
  must(again && to_ndjson(again.value()) == written, "what was read is written and reads the same");
  check_judged(log.value());
}

void check_har(std::string_view text) {
  const Reported<Log> log = read_har(text, "proxy.har");
  if (!log) return must(!log.error().text().empty(), "why it cannot be read");
  check_judged(log.value());
}

void check_journal(std::string_view text) {
  const JudgedJournal judged = judge_exported(text, "journal.ndjson", {});
  must(judged.trouble.empty() || judged.books.findings().empty() || judged.facts > 0, "a journal that was judged has facts");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = fuzz::text_of(data + 1, size - 1);
  switch (data[0] % 4) {
    case 0: case 3: check_ndjson(text); break;
    case 1: check_har(text); break;
    case 2: check_journal(text); break;
  }
  return 0;
}
