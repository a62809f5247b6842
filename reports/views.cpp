#include "reports/views.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "reports/till_rules.h"
#include "reports/virtual_time.h"

namespace parcours {
namespace {

std::size_t count_of(const Record& record, std::initializer_list<Verdict> verdicts) {
  std::size_t sum = 0;
  for (const Verdict verdict : verdicts) sum += static_cast<std::size_t>(record.summary.of(verdict));
  return sum;
}

std::string nonconforming_headline(const Record& record) {
  const std::size_t failed = count_of(record, {Verdict::fail, Verdict::crash});
  const std::size_t surprises = count_of(record, {Verdict::xpass});
  const std::size_t stale = record.stale_baseline.size();
  std::vector<std::string> parts;
  if (failed > 0) parts.push_back(fmt::format("{} of {} failed", failed, plural(record.cases.size(), "case")));
  if (surprises > 0) parts.push_back(fmt::format("{} unexpected {}", surprises, surprises == 1 ? "pass" : "passes"));
  if (stale > 0) parts.push_back(fmt::format("{} stale baseline {}", stale, stale == 1 ? "entry" : "entries"));
  return "Not conforming: " + joined(parts, ", ") + ".";
}

std::string conforming_headline(const Record& record, std::size_t skipped) {
  const int warned = record.summary.of(Verdict::warn);
  const int known = record.summary.of(Verdict::xfail);
  std::string out = fmt::format("Conforming: {} verified", plural(record.cases.size() - skipped, "case"));
  if (warned > 0) out += fmt::format(", {} with a warning", warned);
  if (known > 0) out += fmt::format(", {} known to fail", known);
  if (skipped > 0) out += fmt::format(", {} not judged", skipped);
  return out + '.';
}

}  // namespace

std::string headline(const Record& record) {
  const std::size_t cases = record.cases.size();
  const std::size_t skipped = count_of(record, {Verdict::unsupported, Verdict::not_testable, Verdict::review});
  switch (exit_code(record)) {
    case ExitCode::conforming: return conforming_headline(record, skipped);
    case ExitCode::nonconforming: return nonconforming_headline(record);
    case ExitCode::usage:
      return fmt::format("Not a valid run: {} with a wrong scenario or setting.",
                         plural(count_of(record, {Verdict::config}), "case"));
    case ExitCode::could_not_judge:
      return fmt::format("Could not judge: {} of {} without an answer.",
                         count_of(record, {Verdict::blocked, Verdict::timeout, Verdict::error}), plural(cases, "case"));
    case ExitCode::nothing_verified:
      if (cases == 0) return "Nothing verified: no case was run.";
      if (record.campaign && is_vacuous(*record.campaign))
        return fmt::format("Nothing verified: {} that must occur never did.", plural(unmet(*record.campaign).size(), "thing"));
      return fmt::format("Nothing verified: {}, none judged.", plural(cases, "case"));
    case ExitCode::interrupted: return fmt::format("Interrupted after {}.", plural(cases, "case"));
  }
  return {};
}

std::vector<const CaseResult*> problems(const Record& record) {
  std::vector<const CaseResult*> found;
  for (const CaseResult& one : record.cases) {
    if (is_problem(one.verdict) || one.verdict == Verdict::warn) found.push_back(&one);
  }
  std::stable_sort(found.begin(), found.end(), [](const CaseResult* left, const CaseResult* right) {
    return severity(left->verdict) > severity(right->verdict);
  });
  return found;
}

std::string explanation(const CaseResult& one) {
  std::string out = one.title + '\n';
  for (const std::string& rule : one.rules) out += fmt::format("{}: {}\n", rule, sentence_of(rule));
  if (!one.reason.empty()) out += one.reason + '\n';
  for (std::size_t i = 0; i < one.expected.size(); ++i) {
    out += fmt::format("{} {}\n", i == 0 ? "expected:" : "      or:", one.expected[i]);
  }
  if (!one.actual.empty()) out += fmt::format("  actual: {}\n", one.actual);
  for (const HistoryEvent& event : one.history) {
    if (event.seq == one.diverges_at) out += fmt::format("parts at {}: {}\n", event.at, event.label);
  }
  if (const std::string place = place_of(one); !place.empty()) out += fmt::format("   where: {}\n", place);
  if (!one.repro.empty()) out += fmt::format("   again: {}\n", one.repro);
  return out;
}

double milliseconds_of(const CaseResult& one, const RenderOptions& options) {
  if (options.wall_times) {
    const auto found = options.wall_times->find(one.id);
    if (found != options.wall_times->end()) return found->second;
  }
  return static_cast<double>(virtual_milliseconds(one.history));
}

std::string place_of(const CaseResult& one) {
  if (one.file.empty() || one.line == 0) return one.file;
  if (one.column == 0) return fmt::format("{}:{}", one.file, one.line);
  return fmt::format("{}:{}:{}", one.file, one.line, one.column);
}

std::string_view sentence_of(std::string_view rule) {
  const auto found = encaissement::find_rule(rule);
  if (found) return encaissement::requirement(*found).sentence;
  const auto of_till = find_till_rule(rule);
  return of_till ? till_rule(*of_till).sentence : std::string_view();
}

}  // namespace parcours
