#include "scenarios/certify/play_history.h"

#include <nlohmann/json.hpp>

#include <utility>

#include "reference/core/text.h"
#include "reference/http/wire.h"

namespace parcours {
namespace {

using encaissement::format_amount;
using http::Json;

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t block = 0;
    for (std::size_t k = 0; k < 3; ++k) block = block << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) text += k <= count ? kLetters[block >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::string euros(const std::string& typed) {
  const auto amount = encaissement::parse_amount(typed);
  return amount ? format_amount(*amount) : "\"" + typed + "\"";
}

std::string cents_at(const Json& json, const char* pointer) {
  const auto total = json.value(Json::json_pointer{pointer}, Json{});
  return total.is_number_integer() ? " " + format_amount(Money::from_cents(total.get<std::int64_t>())) : "";
}

std::string text_at(const Json& json, const char* pointer) {
  const auto leaf = json.value(Json::json_pointer{pointer}, Json{});
  return leaf.is_string() ? leaf.get<std::string>() : "";
}

// An amount out of range would be no Money; whoever sent it is judged by the wire oracle.
bool is_tellable(const Json& json, const char* pointer) {
  const auto total = json.value(Json::json_pointer{pointer}, Json{});
  return !total.is_number_integer() || (total.get<std::int64_t>() >= -Money::max().cents() && total.get<std::int64_t>() <= Money::max().cents());
}

std::string amount_at(const Json& json, const char* pointer) { return is_tellable(json, pointer) ? cents_at(json, pointer) : ""; }

std::string label_of(const http::Request& request) {
  const Json body = http::read_body(request.body).value_or(Json::object());
  switch (api_call(request)) {
    case ApiCall::create: return "creates" + amount_at(body, "/order/amount/total");
    case ApiCall::payer: return "names " + text_at(body, "/payer/beneficiaryId");
    case ApiCall::status: return "asks for the state";
    case ApiCall::cancellation: return "cancels";
    case ApiCall::validation: return "validates" + amount_at(body, "/amount/total");
    case ApiCall::change_mode: return "changes mode";
    case ApiCall::qr: return "fetches the QR code";
    case ApiCall::list: return "lists its transactions";
    case ApiCall::other: break;
  }
  return "calls something that is not of the API";
}

std::string label_of_answer(const TracedCall& call) {
  if (!call.answer) return call.fate == TracedCall::Fate::not_served ? "is not reached" : "no answer";
  const Json body = http::read_body(call.answer->body).value_or(Json::object());
  const std::string code = text_at(body, "/errorCode"), state = text_at(body, "/transaction/state");
  if (!code.empty()) return "refused " + code;
  if (state.empty()) return call.answer->status < 300 ? "answers" : "answers " + std::to_string(call.answer->status);
  const std::string number = text_at(body, "/transaction/id");
  const std::string received = amount_at(body, "/transaction/payers/0/authorizations/0/amount/total");
  return state + (number.empty() ? "" : " " + number) + (received.empty() ? "" : "," + received);
}

std::string fault_label(const std::string& fault) {
  if (fault == "lost_before") return "the call is lost on the way";
  if (fault == "lost_after") return "the answer is lost on the way back";
  if (fault == "slow") return "the answer comes too late";
  if (fault == "truncated") return "the answer is cut in the middle";
  if (fault == "garbled") return "the answer is a page of somebody in between";
  if (fault.starts_with("error_")) return "somebody in between answers " + fault.substr(6);
  return fault == "cut" ? "the connection breaks" : fault;
}

std::string mode_label(const TillOrder& order) {
  if (order.mode == "qr") return " by QR code";
  if (order.customer.empty()) return order.mode.empty() ? "" : " by " + order.mode;
  return " of " + order.customer;
}

}  // namespace

std::string label_of(const TillOrder& order) {
  switch (order.verb) {
    case TillVerb::create: return "asks for " + euros(order.amount) + mode_label(order) + " (" + order.parcours + ")";
    case TillVerb::validate: return order.amount.empty() ? "validates the whole" : "validates " + euros(order.amount);
    case TillVerb::cancel: return "cancels";
    case TillVerb::change_mode: return "changes mode: asks" + mode_label(order);
    case TillVerb::retry: return "presses again";
    case TillVerb::look: return "opens the sale";
  }
  return "";
}

std::string label_of(const TillReply& reply) {
  switch (reply.kind) {
    case TillReply::Kind::ok: return "done";
    case TillReply::Kind::error: return (reply.definite ? "refused " : "not known whether it happened: ") + reply.code;
    case TillReply::Kind::unsupported: return "cannot do that";
    case TillReply::Kind::lost: break;
  }
  return reply.timed_out ? "does not answer in time" : "is gone";
}

std::string label_of(const SaleView& view) {
  std::string label = "shows " + std::string{to_string(view.state)};
  if (!view.received.is_zero()) label += ", received " + format_amount(view.received);
  if (!view.received.is_zero() && !view.remaining.is_zero()) label += ", remaining " + format_amount(view.remaining);
  return label;
}

std::int64_t PlayHistory::push(Instant at, Entry entry) {
  const auto seq = static_cast<std::int64_t>(events_.size());
  events_.push_back({.seq = seq, .at = encaissement::format_instant(at), .from = std::move(entry.from), .to = std::move(entry.to),
                     .kind = std::move(entry.kind), .label = std::move(entry.label), .details = std::move(entry.details),
                     .operation = std::move(entry.operation)});
  return seq;
}

std::int64_t PlayHistory::add(Instant at, Entry entry) {
  tell_polls();
  return push(at, std::move(entry));
}

void PlayHistory::narrate(const TraceEntry& entry) {
  if (const auto* call = std::get_if<TracedCall>(&entry)) tell(*call);
  if (const auto* notice = std::get_if<TracedNotice>(&entry)) tell(*notice);
}

void PlayHistory::tell(const TracedCall& call) {
  const std::string number = number_in(call.request);
  const std::string answer = label_of_answer(call);
  if (api_call(call.request) == ApiCall::status && call.fault.empty()) {
    const auto [polls, is_new] = polls_.try_emplace(number, Polls{.first = call.at, .count = 0, .answer = answer});
    if (is_new) polled_.push_back(number);
    if (polls->second.answer == answer) return void(++polls->second.count);
    tell_polls();
    return tell(call);
  }
  add(call.at, {.from = "till", .to = "service", .kind = "call", .label = label_of(call.request), .operation = number});
  if (!call.fault.empty()) push(call.at, {.from = "network", .to = "till", .kind = "fault", .label = fault_label(call.fault), .operation = number});
  if (call.fate == TracedCall::Fate::answered && call.fault.empty())
    push(call.at, {.from = "service", .to = "till", .kind = "answer", .label = answer, .operation = number});
}

void PlayHistory::tell_polls() {
  for (const std::string& number : polled_) {
    const Polls& polls = polls_.at(number);
    const bool once = polls.count == 1;
    if (once) push(polls.first, {.from = "till", .to = "service", .kind = "call", .label = "asks for the state", .operation = number});
    push(polls.first, {.from = once ? "service" : "till", .to = once ? "till" : "service", .kind = once ? "answer" : "call",
                       .label = once ? polls.answer : "asks " + std::to_string(polls.count) + " times, each time " + polls.answer,
                       .operation = number});
  }
  polls_.clear();
  polled_.clear();
}

void PlayHistory::tell(const TracedNotice& notice) {
  const Json body = http::read_body(notice.body).value_or(Json::object());
  const std::string answer = notice.status == 0 ? "no answer" : "answers " + std::to_string(notice.status);
  Entry entry{.from = "service", .to = "till", .kind = "notice", .label = "notifies " + text_at(body, "/transaction/state"),
              .operation = text_at(body, "/transaction/id")};
  if (!notice.fault.empty()) entry.label += " (" + notice.fault + ")";
  const bool arrives = notice.fault != "lost";
  if (arrives) entry.label += ": " + answer;
  add(notice.at, std::move(entry));
}

void PlayHistory::finding(Instant at, const Finding& finding) {
  Entry entry{.from = "till", .to = "", .kind = "expectation",
              .label = std::string{to_string(finding.rule)} + ": " + finding.sentence};
  for (const std::string& expected : finding.expected) entry.details.emplace_back("expected", expected);
  if (!finding.actual.empty()) entry.details.emplace_back("actual", finding.actual);
  if (!finding.picture.empty()) entry.details.emplace_back("picture", "data:image/png;base64," + base64(finding.picture));
  const std::int64_t seq = add(at, std::move(entry));
  if (first_finding_ < 0) first_finding_ = seq;
}

std::vector<HistoryEvent> PlayHistory::take() {
  tell_polls();
  return std::move(events_);
}

}  // namespace parcours
