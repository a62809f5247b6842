#include "scenarios/trace/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reference/core/text.h"
#include "reports/text.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::size_t kEventsMost = 30;  // Of a transaction, shown with a finding: the last.

// What happens in the Espace, in mails and in lists as people see them is not on this wire.
constexpr RuleId kShown[] = {
    RuleId::acc_01, RuleId::acc_05, RuleId::acc_06, RuleId::frm_01, RuleId::frm_02, RuleId::frm_03, RuleId::frm_04, RuleId::frm_05,
    RuleId::frm_06, RuleId::frm_07, RuleId::frm_08, RuleId::frm_11, RuleId::pay_03, RuleId::pay_05, RuleId::pay_07, RuleId::tim_01,
    RuleId::tim_02, RuleId::tim_03, RuleId::tim_04, RuleId::tim_05, RuleId::tim_06, RuleId::tim_08, RuleId::val_01, RuleId::val_02,
    RuleId::val_03, RuleId::val_04, RuleId::val_05, RuleId::sta_01, RuleId::sta_02, RuleId::mon_01, RuleId::mon_02, RuleId::rep_01,
    RuleId::not_04, RuleId::lst_03};

std::string unknown_words(const RuleTally& tally) {
  std::string text;
  for (const auto& [why, times] : tally.unknown) text += fmt::format("{}unknown {}: {}", text.empty() ? "" : "; ", times == 1 ? "once" : fmt::format("{} times", times), why);
  return text;
}

CaseResult case_of(RuleId rule, const RuleTally& tally) {
  CaseResult one{.id = "trace/" + std::string{to_string(rule)}, .rules = {std::string{to_string(rule)}}, .level = requirement(rule).level};
  const std::string unknown = unknown_words(tally);
  one.title = fmt::format("{} {}{}", requirement(rule).sentence, tally.held == 0 ? "Not put to the test." : fmt::format("Kept {}.", plural(static_cast<std::size_t>(tally.held), "time")),
                          unknown.empty() ? "" : " " + unknown + ".");
  one.verdict = tally.held > 0 ? Verdict::pass : Verdict::not_testable;
  if (tally.held == 0) one.reason = unknown.empty() ? "unknown: nothing in the log puts it to the test" : unknown;
  return one;
}

// ---- Histories ---------------------------------------------------------------------------------

struct Teller {
  const Log& log;
  std::vector<HistoryEvent> events;

  void add(Instant at, const char* from, const char* to, const char* kind, std::string label, std::string place) {
    events.push_back({.seq = static_cast<std::int64_t>(events.size()), .at = format_instant(at), .from = from, .to = to, .kind = kind,
                      .label = std::move(label), .details = {{"place", std::move(place)}}, .operation = {}});
  }
  void call(const TracedCall& call, std::size_t entry) {
    std::string label{to_string(api_call(call.request))};
    if (const std::string number = number_in(call.request); !number.empty()) label += " " + number;
    add(call.at, "till", "service", "call", label, place_of(log, entry));
    const Instant at = std::max(call.at, call.answered);
    if (!call.answer) return add(at, "service", "till", "fault", "no answer seen", place_of(log, entry));
    const ToldAnswer told = read_told(*call.answer);
    std::string words = told.code.empty() ? fmt::format("answer {}", call.answer->status) : told.code;
    for (const Told& one : told.told) words = one.number + " " + one.state;
    if (told.kind == ToldAnswer::Kind::list) words = plural(told.told.size(), "transaction");
    add(at, "service", "till", "answer", words, place_of(log, entry));
  }
  void notice(const TracedNotice& notice, std::size_t entry) {
    const ToldAnswer told = read_notice(notice.body);
    add(notice.at, "service", "till", "notice", told.told.empty() ? "a notification" : told.told.front().number + " " + told.told.front().state, place_of(log, entry));
  }
};

bool is_about(const TraceEntry& entry, const std::string& number) {
  const auto in = [&](const std::string& text) { return text.find(number) != std::string::npos; };
  if (const auto* call = std::get_if<TracedCall>(&entry)) return in(call->request.path) || (call->answer && in(call->answer->body));
  const auto* notice = std::get_if<TracedNotice>(&entry);
  return notice != nullptr && in(notice->body);
}

std::vector<HistoryEvent> history_of(const TraceFinding& finding, const Log& log) {
  const std::size_t last = finding.entries.empty() ? 0 : *std::max_element(finding.entries.begin(), finding.entries.end());
  std::vector<std::size_t> shown;
  for (std::size_t i = last + 1; i-- > 0 && shown.size() < kEventsMost && !log.trace.entries.empty();) {
    const bool named = std::find(finding.entries.begin(), finding.entries.end(), i) != finding.entries.end();
    if (named || (!finding.number.empty() && is_about(log.trace.entries[i], finding.number))) shown.push_back(i);
  }
  Teller teller{log, {}};
  for (auto i = shown.rbegin(); i != shown.rend(); ++i) {
    if (const auto* call = std::get_if<TracedCall>(&log.trace.entries[*i])) teller.call(*call, *i);
    if (const auto* notice = std::get_if<TracedNotice>(&log.trace.entries[*i])) teller.notice(*notice, *i);
  }
  return teller.events;
}

std::string places(const TraceFinding& finding, const Log& log) {
  std::string text;
  for (const std::size_t entry : finding.entries) text += (text.empty() ? "" : ", ") + place_of(log, entry);
  return text;
}

CaseResult case_of(const TraceFinding& finding, const Log& log, std::size_t n) {
  const Requirement& r = requirement(finding.rule);
  CaseResult one{.id = fmt::format("trace/{}/{}", r.id, finding.number.empty() ? std::to_string(n) : finding.number),
                 .title = finding.sentence, .file = log.file, .rules = {std::string{r.id}}, .level = r.level};
  one.line = finding.entries.empty() ? 0 : log.lines[finding.entries.back()];
  one.verdict = r.level == Level::should ? Verdict::warn : Verdict::fail;
  one.reason = fmt::format("{} {} ({})", finding.number.empty() ? "A call:" : finding.number + ":", finding.sentence, places(finding, log));
  one.expected = finding.expected;
  one.actual = finding.actual;
  one.history = history_of(finding, log);
  one.diverges_at = static_cast<std::int64_t>(one.history.size()) - 1;
  return one;
}

}  // namespace

bool is_shown_by_logs(RuleId rule) { return std::find(std::begin(kShown), std::end(kShown), rule) != std::end(kShown); }

Record record_of(const Books& books, const Log& log, const TraceOptions& options, const std::string& settings,
                 const std::vector<CaseResult>& more) {
  Record record;
  record.cases = more;
  record.target = {.kind = "trace", .name = log.file, .capabilities = {}};
  record.seed = "0";
  for (const PolicyField& field : policy_fields()) record.policies.emplace_back(field.name, field.get(options.policies));
  std::set<RuleId> wrong;
  std::size_t n = 0;
  for (const TraceFinding& finding : books.findings()) {
    wrong.insert(finding.rule);
    record.cases.push_back(case_of(finding, log, ++n));
  }
  for (const Requirement& r : catalogue())
    if (is_shown_by_logs(r.rule) && !wrong.contains(r.rule)) record.cases.push_back(case_of(r.rule, books.tally(r.rule)));
  for (CaseResult& one : record.cases) one.repro = "./parcours judge " + log.file + settings;
  complete(record);
  return record;
}

std::string summary_of(const Books& books, const Log& log) {
  constexpr std::size_t kTold = 40;
  std::string text;
  for (std::size_t i = 0; i < std::min(kTold, books.findings().size()); ++i) {
    const TraceFinding& f = books.findings()[i];
    text += fmt::format("{}  {}{}  {}\n  {}\n", to_string(f.rule), f.number, f.at == Instant{} ? "" : "  " + format_instant(f.at), places(f, log), f.sentence);
    if (!f.expected.empty()) text += "  expected  " + joined({f.expected.begin(), f.expected.end()}, ", or ") + "\n";
    text += "  found     " + f.actual + "\n";
  }
  if (books.findings().size() > kTold) text += fmt::format("... and {} more\n", books.findings().size() - kTold);
  std::size_t kept = 0, unknown = 0;
  for (const Requirement& r : catalogue()) {
    if (!is_shown_by_logs(r.rule)) continue;
    const RuleTally& tally = books.tally(r.rule);
    kept += tally.held > 0 ? 1 : 0;
    unknown += tally.held == 0 ? 1 : 0;
    for (const auto& [why, times] : tally.unknown) text += fmt::format("unknown   {}  {} ({})\n", to_string(r.rule), why, times == 1 ? "once" : fmt::format("{} times", times));
  }
  return text + fmt::format("{}, {}, {}{}{}: {} found wrong, {} kept, {} unknown\n", plural(books.transactions, "transaction"), plural(books.calls, "call"),
                            plural(books.notices, "notification"), books.unanswered == 0 ? "" : fmt::format(", {} without an answer", books.unanswered),
                            log.skipped == 0 ? "" : fmt::format(", {} of others skipped", log.skipped), books.findings().size(),
                            plural(kept, "rule"), unknown);
}

}  // namespace parcours
