#include "reports/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/text.h"

namespace parcours {
namespace {

struct Entry {
  std::optional<Verdict> verdict;
  std::string reason;
};

using Entries = std::map<std::string, Entry>;

Entries cases_of(const Record& record) {
  Entries entries;
  for (const CaseResult& one : record.cases) entries[one.id] = {one.verdict, one.reason};
  return entries;
}

Entries rules_of_record(const Record& record) {
  Entries entries;
  for (const RuleResult& one : record.rules) entries[one.id] = {one.verdict, {}};
  return entries;
}

std::vector<Change> changes(const Entries& before, const Entries& after) {
  std::map<std::string, Change> all;
  for (const auto& [id, entry] : before) all[id] = {.id = id, .before = entry.verdict, .after = {}, .reason = {}};
  for (const auto& [id, entry] : after) {
    Change& change = all[id];
    change.id = id;
    change.after = entry.verdict;
    change.reason = entry.reason;
  }
  std::vector<Change> changed;
  for (auto& [id, change] : all) {
    if (change.before != change.after) changed.push_back(std::move(change));
  }
  return changed;
}

void add_setting(std::vector<std::string>& out, std::string_view name, const std::string& before,
                 const std::string& after) {
  if (before != after) out.push_back(fmt::format("{}: {} -> {}", name, one_line(before, 80), one_line(after, 80)));
}

std::vector<std::string> setting_changes(const Record& before, const Record& after) {
  std::vector<std::string> out;
  add_setting(out, "version", before.tool.version, after.tool.version);
  add_setting(out, "target", before.target.name, after.target.name);
  add_setting(out, "seed", before.seed, after.seed);
  std::map<std::string, std::pair<std::string, std::string>> policies;
  for (const auto& [name, value] : before.policies) policies[name].first = value;
  for (const auto& [name, value] : after.policies) policies[name].second = value;
  for (const auto& [name, both] : policies) add_setting(out, name, both.first, both.second);
  return out;
}

std::string_view word(std::optional<Verdict> verdict, std::string_view none) {
  return verdict ? to_string(*verdict) : none;
}

std::string line_of(const Change& change, std::string_view none) {
  const std::string reason = change.is_worse() && !change.reason.empty() ? "  " + one_line(change.reason, 100) : "";
  return fmt::format("  {:<12} -> {:<12} {}{}\n", word(change.before, none), word(change.after, none),
                     one_line(change.id, 120), reason);
}

template <class Pick>
std::string section(std::string_view title, std::string_view none, const std::vector<Change>& all, Pick pick) {
  std::string lines;
  for (const Change& change : all) {
    if (pick(change)) lines += line_of(change, none);
  }
  return lines.empty() ? lines : fmt::format("{}\n{}", title, lines);
}

}  // namespace

bool Change::is_worse() const {
  if (!after) return true;
  if (!before) return is_problem(*after);
  return severity(*after) > severity(*before);
}

bool RecordDiff::is_worse() const {
  const auto worse = [](const Change& change) { return change.is_worse(); };
  return std::any_of(cases.begin(), cases.end(), worse) || std::any_of(rules.begin(), rules.end(), worse);
}

RecordDiff diff(const Record& before, const Record& after) {
  return {.settings = setting_changes(before, after),
          .cases = changes(cases_of(before), cases_of(after)),
          .rules = changes(rules_of_record(before), rules_of_record(after))};
}

std::string to_text(const RecordDiff& difference) {
  std::string out;
  for (const std::string& setting : difference.settings) out += "differs in " + setting + '\n';
  const auto worse = [](const Change& change) { return change.is_worse(); };
  const auto better = [](const Change& change) { return !change.is_worse(); };
  out += section("cases worse", "absent", difference.cases, worse);
  out += section("rules worse", "not_covered", difference.rules, worse);
  out += section("cases better or new", "absent", difference.cases, better);
  out += section("rules better or new", "not_covered", difference.rules, better);
  if (difference.cases.empty() && difference.rules.empty()) return out + "No verdict changed.\n";
  return out + (difference.is_worse() ? "Something got worse.\n" : "Nothing got worse.\n");
}

ExitCode exit_code(const RecordDiff& difference) {
  return difference.is_worse() ? ExitCode::nonconforming : ExitCode::conforming;
}

}  // namespace parcours
