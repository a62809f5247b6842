#include "reports/record_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/case_json.h"
#include "reports/embedded.h"

namespace parcours {
namespace {

using Json = nlohmann::ordered_json;

Json pairs(const Details& details) {
  Json out = Json::array();
  for (const auto& [name, value] : details) out.push_back(Json::array({name, value}));
  return out;
}

Json event_json(const HistoryEvent& event) {
  return Json{{"seq", event.seq},
              {"at", event.at},
              {"from", event.from},
              {"to", event.to},
              {"kind", event.kind},
              {"label", event.label},
              {"details", pairs(event.details)},
              {"operation", event.operation}};
}

Json case_json(const CaseResult& one) {
  Json history = Json::array();
  for (const HistoryEvent& event : one.history) history.push_back(event_json(event));
  Json out;
  out["id"] = one.id;
  out["title"] = one.title;
  out["file"] = one.file;
  out["line"] = one.line;
  out["column"] = one.column;
  out["rules"] = one.rules;
  out["level"] = to_string(one.level);
  out["verdict"] = to_string(one.verdict);
  out["reason"] = one.reason;
  out["expected"] = one.expected;
  out["actual"] = one.actual;
  out["diverges_at"] = one.diverges_at;
  out["history"] = std::move(history);
  out["repro"] = one.repro;
  return out;
}

Json rule_json(const RuleResult& rule) {
  return Json{
      {"id", rule.id}, {"level", to_string(rule.level)}, {"verdict", verdict_word(rule)}, {"cases", rule.cases}};
}

Json summary_json(const Summary& summary) {
  Json out{{"cases", summary.cases}};
  for (const Verdict verdict : kVerdicts) out[std::string(to_string(verdict))] = summary.of(verdict);
  out["rules"] = summary.rules;
  out["rules_not_covered"] = summary.rules_not_covered;
  return out;
}

Json shard_json(const std::optional<Shard>& shard) {
  if (!shard) return nullptr;
  return Json{{"parts", shard->parts}, {"count", shard->count}, {"suite", shard->suite}};
}

Json counts_json(const Counts& counts) {
  Json out = Json::array();
  for (const auto& [name, many] : counts) out.push_back(Json::array({name, many}));
  return out;
}

Json campaign_json(const CampaignResult& c) {
  Json out;
  out["manifest"] = Json{{"runs_from", c.manifest.runs_from},
                         {"runs_to", c.manifest.runs_to},
                         {"mix", counts_json(c.manifest.mix)},
                         {"settings", c.manifest.settings},
                         {"properties", c.manifest.properties}};
  out["totals"] = Json{{"runs", c.totals.runs},
                       {"acts", c.totals.acts},
                       {"commands", c.totals.commands},
                       {"simulated_ms", c.totals.simulated_ms},
                       {"played_twice", c.totals.played_twice}};
  out["strategies"] = counts_json(c.strategies);
  out["sometimes"] = Json::array();
  for (const Occurrence& one : c.sometimes)
    out["sometimes"].push_back(Json{{"id", one.id}, {"sentence", one.sentence}, {"runs", one.runs}});
  out["reached"] = c.reached;
  out["reachable"] = c.reachable;
  out["unreached"] = c.unreached;
  out["findings"] = Json::array();
  for (const CampaignFinding& one : c.findings)
    out["findings"].push_back(Json{{"id", one.id}, {"runs", one.runs}, {"first", one.first}});
  return out;
}

Json record_json(const Record& record) {
  Json out;
  out["schema"] = kRecordSchema;
  out["tool"] = Json{{"name", record.tool.name}, {"version", record.tool.version}};
  out["target"] =
      Json{{"kind", record.target.kind}, {"name", record.target.name}, {"capabilities", record.target.capabilities}};
  out["seed"] = record.seed;
  out["policies"] = pairs(record.policies);
  out["shard"] = shard_json(record.shard);
  out["interrupted"] = record.interrupted;
  out["stale_baseline"] = record.stale_baseline;
  out["summary"] = summary_json(record.summary);
  out["rules"] = Json::array();
  for (const RuleResult& rule : record.rules) out["rules"].push_back(rule_json(rule));
  out["cases"] = Json::array();
  for (const CaseResult& one : record.cases) out["cases"].push_back(case_json(one));
  if (record.campaign) out["campaign"] = campaign_json(*record.campaign);
  return out;
}

// A value without an object inside stands on one line, one event for example; a case never does.
bool is_short(const Json& value) {
  if (!value.is_structured()) return true;
  if (value.is_object() && value.contains("history")) return false;
  return std::all_of(value.begin(), value.end(),
                     [](const Json& inner) { return !inner.is_object() && is_short(inner); });
}

void write(std::string& out, const Json& value, int depth) {
  if (is_short(value)) {
    out += value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  const std::string margin(static_cast<std::size_t>(depth) + 1, ' ');
  out += value.is_object() ? "{\n" : "[\n";
  for (auto item = value.begin(); item != value.end(); ++item) {
    if (item != value.begin()) out += ",\n";
    out += margin;
    if (value.is_object()) out += Json(item.key()).dump() + ": ";
    write(out, *item, depth + 1);
  }
  out += '\n' + margin.substr(1) + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string to_json(const CaseResult& one) { return case_json(one).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string to_json(const Record& record) {
  std::string out;
  write(out, record_json(record), 0);
  return out + '\n';
}

std::string_view record_schema() { return embedded::kRecordSchemaText; }

}  // namespace parcours
