// What an attended case may come to, and a line of the trace for people.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/http/wire.h"
#include "reports/text.h"
#include "scenarios/certify/attended.h"

namespace parcours {
namespace {

constexpr const char* kOnlySeen = "Only a person saw what the till showed.";

// "24/06/2020 11:33:05.000" -> "11:33:05"
std::string time_of(Instant at) { return encaissement::format_instant(at).substr(11, 8); }

// From the transactions on: what stands before is the same in every line.
std::string short_path(const http::Request& request) {
  constexpr std::string_view kAll = "/payment-transactions";
  const std::size_t at = request.path.find(kAll);
  if (at == std::string::npos) return request.path;
  const std::string rest = request.path.substr(at + kAll.size());
  return "\u2026" + (rest.empty() ? "/" : rest);
}

// The state or the refusal that a body tells; empty: neither.
std::string word_in(const std::string& body) {
  const auto json = http::read_body(body);
  if (!json) return {};
  const auto code = json->find("errorCode");
  if (code != json->end() && code->is_string()) return ' ' + code->get<std::string>();
  const auto transaction = json->find("transaction");
  if (transaction == json->end() || !transaction->is_object()) return {};
  const auto state = transaction->find("state");
  return state != transaction->end() && state->is_string() ? ' ' + state->get<std::string>() : std::string{};
}

std::string outcome_of(const TracedCall& call) {
  const std::string answer = call.answer ? std::to_string(call.answer->status) + word_in(call.answer->body) : "no answer";
  switch (call.fate) {
    case TracedCall::Fate::answered: return answer;
    case TracedCall::Fate::lost: return answer + ", lost on the way";
    case TracedCall::Fate::not_served: return "did not arrive";
    case TracedCall::Fate::unknown: break;
  }
  return "not known";
}

struct LineOf {
  std::string operator()(const TracedCall& call) const {
    return fmt::format("{} {} {} -> {}", time_of(call.at), call.request.method, short_path(call.request), outcome_of(call));
  }
  std::string operator()(const TracedNotice& notice) const {
    return fmt::format("{} notification{} -> {}", time_of(notice.at), word_in(notice.body),
                       notice.status == 0 ? std::string{"no answer"} : std::to_string(notice.status));
  }
  std::string operator()(const TracedNote& note) const { return time_of(note.at) + ' ' + note.text; }
};

}  // namespace

bool proven_without_eyes(TillRuleId rule) {
  using enum TillRuleId;
  constexpr std::array kOnTheWire{pos_01, pos_02, pos_03, pos_04, pos_05, pos_18, pos_20};
  return std::find(kOnTheWire.begin(), kOnTheWire.end(), rule) != kOnTheWire.end();
}

void cap_at_review(CaseResult& result, std::span<const Finding> findings) {
  const bool judged = result.verdict == Verdict::pass || result.verdict == Verdict::warn || result.verdict == Verdict::fail;
  if (!judged) return;
  const bool proven = std::any_of(findings.begin(), findings.end(), [&](const Finding& one) {
    return one.oracle != Oracle::belief && one.verdict == result.verdict;
  });
  const bool only_wire = !result.rules.empty() && std::all_of(result.rules.begin(), result.rules.end(), [](const std::string& id) {
    const auto rule = find_till_rule(id);
    return rule && proven_without_eyes(*rule);
  });
  if (result.verdict == Verdict::pass ? only_wire : proven) return;
  result.verdict = Verdict::review;
  result.reason += (result.reason.empty() ? "" : " ") + std::string{kOnlySeen};
}

std::string call_line(const TraceEntry& entry) { return one_line(std::visit(LineOf{}, entry), 160); }

}  // namespace parcours
