#include "reports/baseline.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "reports/files.h"
#include "reports/text.h"
#include "reports/till_rules.h"

namespace parcours {
namespace {

// Trouble inside this file; ends at parse_baseline.
struct Refusal {
  YAML::Mark mark;
  std::string message;
};

constexpr std::array<std::string_view, 5> kKeys = {"case", "rule", "reason", "owner", "expires"};

std::string place(std::string_view name, const YAML::Mark& mark) {
  if (mark.is_null()) return std::string(name);
  return fmt::format("{}:{}:{}", name, mark.line + 1, mark.column + 1);
}

void expect_known_keys(const YAML::Node& entry) {
  std::set<std::string> seen;
  for (const auto& pair : entry) {
    const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
      const std::string_view near = nearest(key, kKeys);
      throw Refusal{pair.first.Mark(),
                    fmt::format("unknown key \"{}\"{}; keys are {}", one_line(key, 40),
                                near.empty() ? "" : fmt::format(", did you mean \"{}\"?", near), joined(kKeys, ", "))};
    }
    if (!seen.insert(key).second) throw Refusal{pair.first.Mark(), fmt::format("\"{}\" is there twice", key)};
  }
}

std::string text_of(const YAML::Node& entry, const char* key) {
  const YAML::Node value = entry[key];
  if (!value) throw Refusal{entry.Mark(), fmt::format("\"{}\" is missing", key)};
  if (!value.IsScalar() || value.Scalar().empty()) {
    throw Refusal{value.Mark(), fmt::format("expected a text after \"{}\"", key)};
  }
  return value.Scalar();
}

encaissement::Day expiry_of(const YAML::Node& entry) {
  const std::string text = text_of(entry, "expires");
  if (const auto day = iso_day_from(text)) return *day;
  throw Refusal{entry["expires"].Mark(), fmt::format("expected a day as 2026-03-31, found \"{}\"", one_line(text, 40))};
}

BaselineEntry entry_of(const YAML::Node& node, std::string_view file) {
  if (!node.IsMap()) throw Refusal{node.Mark(), "expected an entry with case, reason, owner and expires"};
  expect_known_keys(node);
  BaselineEntry entry{.case_id = text_of(node, "case"),
                      .reason = text_of(node, "reason"),
                      .owner = text_of(node, "owner"),
                      .expires = expiry_of(node),
                      .place = place(file, node.Mark())};
  if (node["rule"]) {
    entry.rule = text_of(node, "rule");
    if (!encaissement::find_rule(entry.rule) && !find_till_rule(entry.rule)) {
      throw Refusal{node["rule"].Mark(), fmt::format("no rule \"{}\" in the catalogue", one_line(entry.rule, 40))};
    }
  }
  return entry;
}

Baseline read_entries(std::string_view yaml, std::string_view file) {
  const YAML::Node root = YAML::Load(std::string(yaml));
  if (root.IsNull()) return {};
  if (!root.IsSequence()) throw Refusal{root.Mark(), "expected a list of entries, each starting with \"- case:\""};
  Baseline baseline;
  for (const YAML::Node& node : root) {
    BaselineEntry entry = entry_of(node, file);
    for (const BaselineEntry& other : baseline) {
      if (other.case_id != entry.case_id) continue;
      throw Refusal{node.Mark(), fmt::format("case \"{}\" is already at {}", entry.case_id, other.place)};
    }
    baseline.push_back(std::move(entry));
  }
  return baseline;
}

std::string stale(const BaselineEntry& entry, std::string_view why) {
  return fmt::format("{}: {} (owner {}): {}", entry.place, entry.case_id, entry.owner, why);
}

void excuse(CaseResult& one, const BaselineEntry& entry) {
  const std::string promise =
      fmt::format("known failure: {} (owner {}, until {})", entry.reason, entry.owner, iso_day(entry.expires));
  if (one.verdict == Verdict::fail) {
    one.verdict = Verdict::xfail;
    one.reason = one.reason.empty() ? promise : promise + '\n' + one.reason;
  } else if (one.verdict == Verdict::pass) {
    one.verdict = Verdict::xpass;
    one.reason = fmt::format("passes now; take the entry at {} out of the baseline ({})", entry.place, promise);
  }
}

void apply_entry(Record& record, const BaselineEntry& entry, encaissement::Day today,
                 const std::set<std::string>& known_cases) {
  const auto refuse = [&](std::string_view why) { record.stale_baseline.push_back(stale(entry, why)); };
  if (today > entry.expires) return refuse("the entry expired on " + iso_day(entry.expires));
  if (!known_cases.contains(entry.case_id)) return refuse("there is no such case");
  const auto found = std::find_if(record.cases.begin(), record.cases.end(),
                                  [&](const CaseResult& one) { return one.id == entry.case_id; });
  if (found == record.cases.end()) return;
  const bool has_rule = std::find(found->rules.begin(), found->rules.end(), entry.rule) != found->rules.end();
  if (!entry.rule.empty() && !has_rule) return refuse("the case does not prove " + entry.rule);
  excuse(*found, entry);
}

}  // namespace

std::optional<encaissement::Day> iso_day_from(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  std::array<int, 3> parts{};
  std::size_t part = 0;
  for (const char c : text) {
    if (c == '-' && part < 2)
      ++part;
    else if (c >= '0' && c <= '9')
      parts[part] = parts[part] * 10 + (c - '0');
    else
      return std::nullopt;
  }
  const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!day.ok()) return std::nullopt;
  return encaissement::Day(day);
}

std::string iso_day(encaissement::Day day) {
  const std::chrono::year_month_day civil(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(civil.year()), static_cast<unsigned>(civil.month()),
                     static_cast<unsigned>(civil.day()));
}

Reported<Baseline> parse_baseline(std::string_view yaml, std::string_view name) {
  try {
    return read_entries(yaml, std::filesystem::path(name).filename().string());
  } catch (const Refusal& refusal) {
    return ReportError{place(name, refusal.mark), refusal.message};
  } catch (const YAML::Exception& error) {
    return ReportError{place(name, error.mark), "not YAML: " + one_line(error.msg, 200)};
  }
}

Reported<Baseline> read_baseline_file(const std::string& path) {
  const Reported<std::string> text = read_text_file(path);
  if (!text) return text.error();
  return parse_baseline(text.value(), path);
}

void apply_baseline(Record& record, const Baseline& baseline, encaissement::Day today,
                    const std::set<std::string>& known_cases) {
  for (const BaselineEntry& entry : baseline) apply_entry(record, entry, today, known_cases);
  std::sort(record.stale_baseline.begin(), record.stale_baseline.end());  // As a merge of shards has them.
  complete(record);
}

}  // namespace parcours
