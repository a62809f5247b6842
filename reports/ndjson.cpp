// One JSON object a line, for tools that read as the lines come: first "run", then each "case" with its "event" lines,
// then "rule" lines, last "summary".
#include <nlohmann/json.hpp>

#include "reports/picture.h"
#include "reports/views.h"

namespace parcours {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'; }

Json pairs(const Details& details) {
  Json out = Json::array();
  for (const auto& [name, value] : details) out.push_back(Json::array({name, value}));
  return out;
}

// Pictures stay in the record: a line is read as it comes, and seldom by something with eyes.
Json told_pairs(const Details& details) {
  Json out = Json::array();
  for (const auto& [name, value] : details) out.push_back(Json::array({name, value_as_text(name, value)}));
  return out;
}

std::string run_line(const Record& record) {
  return line({{"type", "run"},
               {"schema", kRecordSchema},
               {"tool", record.tool.name},
               {"version", record.tool.version},
               {"target", record.target.name},
               {"kind", record.target.kind},
               {"seed", record.seed},
               {"policies", pairs(record.policies)}});
}

std::string case_lines(const CaseResult& one) {
  std::string out = line({{"type", "case"},
                          {"id", one.id},
                          {"title", one.title},
                          {"file", one.file},
                          {"line", one.line},
                          {"rules", one.rules},
                          {"level", to_string(one.level)},
                          {"verdict", to_string(one.verdict)},
                          {"reason", one.reason},
                          {"expected", one.expected},
                          {"actual", one.actual},
                          {"repro", one.repro}});
  for (const HistoryEvent& event : one.history) {
    out += line({{"type", "event"},
                 {"case", one.id},
                 {"seq", event.seq},
                 {"at", event.at},
                 {"from", event.from},
                 {"to", event.to},
                 {"kind", event.kind},
                 {"label", event.label},
                 {"details", told_pairs(event.details)},
                 {"operation", event.operation},
                 {"diverges", event.seq == one.diverges_at}});
  }
  return out;
}

std::string summary_line(const Record& record) {
  Json out{{"type", "summary"}, {"cases", record.summary.cases}};
  for (const Verdict verdict : kVerdicts) out[std::string(to_string(verdict))] = record.summary.of(verdict);
  out["stale_baseline"] = record.stale_baseline;
  out["interrupted"] = record.interrupted;
  out["exit_code"] = static_cast<int>(exit_code(record));
  return line(out);
}

}  // namespace

std::string ndjson_report(const Record& record) {
  std::string out = run_line(record);
  for (const CaseResult& one : record.cases) out += case_lines(one);
  for (const RuleResult& rule : record.rules) {
    out += line({{"type", "rule"},
                 {"id", rule.id},
                 {"level", to_string(rule.level)},
                 {"verdict", verdict_word(rule)},
                 {"cases", rule.cases}});
  }
  return out + summary_line(record);
}

}  // namespace parcours
