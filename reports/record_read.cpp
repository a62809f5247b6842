// Reading a record back. Inside this file trouble travels as an exception of its own, which ends at record_from_json.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "reports/record_json.h"
#include "reports/text.h"

namespace parcours {
namespace {

using Json = nlohmann::ordered_json;

struct Refusal {
  std::string place;
  std::string message;
};

// A value and where it stands in the text ("/cases/2/verdict").
class Node {
 public:
  Node(const Json& json, std::string path) : json_(json), path_(std::move(path)) {}

  [[noreturn]] void refuse(const std::string& message) const { throw Refusal{path_.empty() ? "/" : path_, message}; }

  // REQUIRES nothing: refuses unless this is an object with exactly these keys, and the optional one or not.
  void expect_keys(std::initializer_list<std::string_view> keys, std::string_view optional = {}) const {
    if (!json_.is_object()) refuse(fmt::format("expected an object, found {}", json_.type_name()));
    for (const std::string_view key : keys) {
      if (!json_.contains(key)) refuse(fmt::format("\"{}\" is missing", key));
    }
    for (const auto& item : json_.items()) {
      if (item.key() == optional || std::find(keys.begin(), keys.end(), item.key()) != keys.end()) continue;
      const std::string_view near = nearest(item.key(), {keys.begin(), keys.size()});
      refuse(fmt::format("unknown key \"{}\"{}", one_line(item.key(), 60),
                         near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
    }
  }

  bool has(std::string_view key) const { return json_.contains(std::string(key)); }

  Node at(std::string_view key) const { return {json_.at(std::string(key)), fmt::format("{}/{}", path_, key)}; }

  std::string text() const {
    if (!json_.is_string()) refuse(fmt::format("expected a text, found {}", json_.type_name()));
    return json_.get<std::string>();
  }

  std::int64_t whole(std::int64_t least, std::int64_t most = std::numeric_limits<std::int32_t>::max()) const {
    if (!json_.is_number_integer()) refuse(fmt::format("expected a whole number, found {}", json_.type_name()));
    const bool huge = json_.is_number_unsigned() && json_.get<std::uint64_t>() > static_cast<std::uint64_t>(most);
    if (huge || json_.get<std::int64_t>() < least || json_.get<std::int64_t>() > most) {
      refuse(fmt::format("expected {} to {}, found {}", least, most, json_.dump()));
    }
    return json_.get<std::int64_t>();
  }

  int count() const { return static_cast<int>(whole(0)); }

  bool flag() const {
    if (!json_.is_boolean()) refuse(fmt::format("expected true or false, found {}", json_.type_name()));
    return json_.get<bool>();
  }

  bool is_null() const { return json_.is_null(); }

  template <class Read>
  auto list(Read read) const {
    if (!json_.is_array()) refuse(fmt::format("expected a list, found {}", json_.type_name()));
    std::vector<decltype(read(*this))> out;
    out.reserve(json_.size());
    for (std::size_t i = 0; i < json_.size(); ++i) out.push_back(read(Node(json_[i], fmt::format("{}/{}", path_, i))));
    return out;
  }

  std::vector<std::string> texts() const {
    return list([](const Node& node) { return node.text(); });
  }

  Details pairs() const {
    return list([](const Node& node) {
      const std::vector<std::string> both = node.texts();
      if (both.size() != 2) node.refuse("expected a pair [name, value]");
      return std::pair{both[0], both[1]};
    });
  }

 private:
  const Json& json_;
  std::string path_;
};

Verdict read_verdict(const Node& node) {
  const std::string word = node.text();
  if (const auto verdict = verdict_from_string(word)) return *verdict;
  node.refuse(fmt::format("unknown verdict \"{}\"", one_line(word, 40)));
}

encaissement::Level read_level(const Node& node) {
  using encaissement::Level;
  const std::string word = node.text();
  for (const Level level : {Level::must, Level::should, Level::policy}) {
    if (encaissement::to_string(level) == word) return level;
  }
  node.refuse(fmt::format("unknown level \"{}\", expected MUST, SHOULD or POLICY", one_line(word, 40)));
}

HistoryEvent read_event(const Node& node) {
  node.expect_keys({"seq", "at", "from", "to", "kind", "label", "details", "operation"});
  return {.seq = node.at("seq").whole(0, std::numeric_limits<std::int64_t>::max()),
          .at = node.at("at").text(),
          .from = node.at("from").text(),
          .to = node.at("to").text(),
          .kind = node.at("kind").text(),
          .label = node.at("label").text(),
          .details = node.at("details").pairs(),
          .operation = node.at("operation").text()};
}

CaseResult read_case(const Node& node) {
  node.expect_keys({"id", "title", "file", "line", "column", "rules", "level", "verdict", "reason", "expected",
                    "actual", "diverges_at", "history", "repro"});
  return {.id = node.at("id").text(),
          .title = node.at("title").text(),
          .file = node.at("file").text(),
          .line = node.at("line").count(),
          .column = node.at("column").count(),
          .rules = node.at("rules").texts(),
          .level = read_level(node.at("level")),
          .verdict = read_verdict(node.at("verdict")),
          .reason = node.at("reason").text(),
          .expected = node.at("expected").texts(),
          .actual = node.at("actual").text(),
          .diverges_at = node.at("diverges_at").whole(-1, std::numeric_limits<std::int64_t>::max()),
          .history = node.at("history").list(read_event),
          .repro = node.at("repro").text()};
}

RuleResult read_rule(const Node& node) {
  node.expect_keys({"id", "level", "verdict", "cases"});
  RuleResult rule{.id = node.at("id").text(),
                  .level = read_level(node.at("level")),
                  .verdict = std::nullopt,
                  .cases = node.at("cases").texts()};
  if (node.at("verdict").text() != "not_covered") rule.verdict = read_verdict(node.at("verdict"));
  return rule;
}

Summary read_summary(const Node& node) {
  node.expect_keys({"cases", "pass", "warn", "fail", "unsupported", "not_testable", "blocked", "review", "config",
                    "crash", "timeout", "error", "xfail", "xpass", "rules", "rules_not_covered"});
  Summary summary;
  summary.cases = node.at("cases").count();
  for (const Verdict verdict : kVerdicts) summary.counts[verdict] = node.at(to_string(verdict)).count();
  summary.rules = node.at("rules").count();
  summary.rules_not_covered = node.at("rules_not_covered").count();
  return summary;
}

std::optional<Shard> read_shard(const Node& node) {
  if (node.is_null()) return std::nullopt;
  node.expect_keys({"parts", "count", "suite"});
  Shard shard{.parts = node.at("parts").list([](const Node& part) { return static_cast<int>(part.whole(1)); }),
              .count = static_cast<int>(node.at("count").whole(1)),
              .suite = node.at("suite").text()};
  const bool ascending =
      std::adjacent_find(shard.parts.begin(), shard.parts.end(), std::greater_equal<>()) == shard.parts.end();
  if (shard.parts.empty() || !ascending || shard.parts.back() > shard.count) {
    node.at("parts").refuse(fmt::format("expected ascending parts between 1 and {}", shard.count));
  }
  return shard;
}

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::pair<std::string, std::int64_t> read_count(const Node& node) {
  const std::vector<Node> both = node.list([](const Node& part) { return part; });
  if (both.size() != 2) node.refuse("expected a pair [name, number]");
  return {both[0].text(), both[1].whole(0, kMost)};
}

CampaignManifest read_manifest(const Node& node) {
  node.expect_keys({"runs_from", "runs_to", "mix", "settings", "properties"});
  return {.runs_from = node.at("runs_from").whole(0, kMost),
          .runs_to = node.at("runs_to").whole(0, kMost),
          .mix = node.at("mix").list(read_count),
          .settings = node.at("settings").text(),
          .properties = node.at("properties").texts()};
}

CampaignTotals read_totals(const Node& node) {
  node.expect_keys({"runs", "acts", "commands", "simulated_ms", "played_twice"});
  return {.runs = node.at("runs").whole(0, kMost),
          .acts = node.at("acts").whole(0, kMost),
          .commands = node.at("commands").whole(0, kMost),
          .simulated_ms = node.at("simulated_ms").whole(0, kMost),
          .played_twice = node.at("played_twice").whole(0, kMost)};
}

Occurrence read_occurrence(const Node& node) {
  node.expect_keys({"id", "sentence", "runs"});
  return {.id = node.at("id").text(), .sentence = node.at("sentence").text(), .runs = node.at("runs").whole(0, kMost)};
}

CampaignFinding read_finding(const Node& node) {
  node.expect_keys({"id", "runs", "first"});
  return {.id = node.at("id").text(), .runs = node.at("runs").whole(1, kMost), .first = node.at("first").whole(0, kMost)};
}

// Merging relies on it: texts in order, each once.
std::vector<std::string> read_sorted(const Node& node) {
  std::vector<std::string> texts = node.texts();
  if (std::adjacent_find(texts.begin(), texts.end(), std::greater_equal<>()) != texts.end())
    node.refuse("expected ascending texts, each once");
  return texts;
}

std::optional<CampaignResult> read_campaign(const Node& root) {
  if (!root.has("campaign")) return std::nullopt;
  const Node node = root.at("campaign");
  node.expect_keys({"manifest", "totals", "strategies", "sometimes", "reached", "reachable", "unreached", "findings"});
  CampaignResult campaign{.manifest = read_manifest(node.at("manifest")),
                          .totals = read_totals(node.at("totals")),
                          .strategies = node.at("strategies").list(read_count),
                          .sometimes = node.at("sometimes").list(read_occurrence),
                          .reached = read_sorted(node.at("reached")),
                          .reachable = node.at("reachable").whole(0),
                          .unreached = read_sorted(node.at("unreached")),
                          .findings = node.at("findings").list(read_finding)};
  if (static_cast<std::int64_t>(campaign.unreached.size()) > campaign.reachable)
    node.at("unreached").refuse("expected no more than can be reached");
  return campaign;
}

// The version comes before the keys: a record of another version has other keys, and the reader wants to hear that.
void expect_schema(const Json& json) {
  if (!json.is_object() || !json.contains("schema") || !json["schema"].is_string()) {
    throw Refusal{"/schema", fmt::format("this is not a record: expected \"schema\": \"{}\"", kRecordSchema)};
  }
  const auto found = json["schema"].get<std::string>();
  if (found == kRecordSchema) return;
  throw Refusal{"/schema", fmt::format("this program reads \"{}\", the file is \"{}\"; use the version that wrote it",
                                       kRecordSchema, one_line(found, 60))};
}

void expect_consistent(const Node& root, const Record& record) {
  std::set<std::string_view> ids;
  for (const CaseResult& one : record.cases) {
    if (!ids.insert(one.id).second) root.at("cases").refuse(fmt::format("case \"{}\" is there twice", one.id));
  }
  const Summary counted = summarise(record.cases, record.rules);
  if (counted != record.summary) root.at("summary").refuse("the counts do not agree with the cases and rules");
}

Record read_record(const Json& json) {
  expect_schema(json);
  const Node root(json, "");
  root.expect_keys({"schema", "tool", "target", "seed", "policies", "shard", "interrupted", "stale_baseline", "summary",
                    "rules", "cases"}, "campaign");
  root.at("tool").expect_keys({"name", "version"});
  root.at("target").expect_keys({"kind", "name", "capabilities"});
  Record record{.tool = {root.at("tool").at("name").text(), root.at("tool").at("version").text()},
                .target = {root.at("target").at("kind").text(), root.at("target").at("name").text(),
                           root.at("target").at("capabilities").texts()},
                .seed = root.at("seed").text(),
                .policies = root.at("policies").pairs(),
                .shard = read_shard(root.at("shard")),
                .interrupted = root.at("interrupted").flag(),
                .stale_baseline = root.at("stale_baseline").texts(),
                .summary = read_summary(root.at("summary")),
                .rules = root.at("rules").list(read_rule),
                .cases = root.at("cases").list(read_case),
                .campaign = read_campaign(root)};
  expect_consistent(root, record);
  return record;
}

std::string line_and_column(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  return fmt::format("{}:{}", line, before.size() - (before.rfind('\n') + 1) + 1);
}

// Refuses a key that an object holds twice: the parser would keep one of the two in silence.
class TwiceWatch {
 public:
  bool operator()(int, Json::parse_event_t event, const Json& parsed) {
    if (event == Json::parse_event_t::object_start) seen_.emplace_back();
    if (event == Json::parse_event_t::object_end) seen_.pop_back();
    if (event == Json::parse_event_t::key && !seen_.back().insert(parsed.get<std::string>()).second) {
      throw Refusal{"/", fmt::format("key \"{}\" is there twice", one_line(parsed.get<std::string>(), 60))};
    }
    return true;
  }

 private:
  std::vector<std::set<std::string>> seen_;
};

}  // namespace

Reported<Record> record_from_json(std::string_view json, std::string_view name) {
  try {
    TwiceWatch watch;
    return read_record(Json::parse(
        json, [&](int depth, Json::parse_event_t event, Json& parsed) { return watch(depth, event, parsed); }));
  } catch (const Json::parse_error& error) {
    return ReportError{fmt::format("{}:{}", name, line_and_column(json, error.byte)),
                       "not JSON: expected a record written with --report json=FILE"};
  } catch (const Refusal& refusal) {
    return ReportError{std::string(name), refusal.place + ": " + refusal.message};
  } catch (const Json::exception& error) {
    return ReportError{std::string(name), one_line(error.what(), 200)};
  }
}

}  // namespace parcours
