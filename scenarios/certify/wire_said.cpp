#include "scenarios/certify/wire_said.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/capture_date.h"
#include "reference/http/pos_body.h"

namespace parcours {
namespace {

using http::Json;

const Json* member(const Json& json, const char* name) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(name);
  return found == json.end() || found->is_null() ? nullptr : &*found;
}

std::string text_of(const Json& json, const char* name) {
  const Json* found = member(json, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<std::int64_t> cents_of(const Json* value) {
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  return value->get<std::int64_t>();
}

// What clients of the public API read: the first authorisation of the first payer.
std::optional<std::int64_t> granted_in(const Json& transaction) {
  const auto at = "/payers/0/authorizations/0/amount/total"_json_pointer;
  return transaction.contains(at) ? cents_of(&transaction.at(at)) : std::nullopt;
}

std::optional<Instant> instant_of(const Json& json, const char* name) {
  const std::string text = text_of(json, name);
  if (text.empty() || text.size() > 40) return std::nullopt;
  return encaissement::parse_capture_date(text);
}

WireTold told_by(const Json& transaction) {
  WireTold told{.state = text_of(transaction, "state"), .received = granted_in(transaction),
            .payment_limit = instant_of(transaction, "expirationDate")};
  const Json* own = member(transaction, "encaissement");
  if (own == nullptr) return told;
  if (const auto received = cents_of(member(*own, "received"))) told.received = received;
  if (const auto limit = instant_of(*own, "paymentDeadline")) told.payment_limit = limit;
  told.validation_limit = instant_of(*own, "validationDeadline");
  return told;
}

std::optional<Json> transaction_in(const std::string& body) {
  const auto json = http::read_body(body);
  const Json* transaction = json ? member(*json, "transaction") : nullptr;
  return transaction != nullptr && transaction->is_object() ? std::optional{*transaction} : std::nullopt;
}

bool is_success(int status) { return status >= 200 && status < 300; }

}  // namespace

std::string SaidCall::text(std::string_view name) const {
  return body == nullptr ? "" : http::Fields{*body}.sealed({name}).value_or(std::vector<std::string>{""}).front();
}

bool SaidCall::has(std::string_view name) const { return body != nullptr && http::Fields{*body}.has(name); }

WireOutcome outcome_of(const TracedCall& call) {
  if (call.fate != TracedCall::Fate::answered || !call.answer) return WireOutcome::doubtful;
  if (call.answer->status >= 400 && call.answer->status < 500) return WireOutcome::refused;
  if (!is_success(call.answer->status)) return WireOutcome::doubtful;
  const auto json = http::read_body(call.answer->body);
  if (!json) return WireOutcome::doubtful;
  if (member(*json, "transaction") != nullptr) return WireOutcome::done;
  const std::string code = text_of(*json, "errorCode");
  return code.empty() || code == "INTERNAL_SERVER_ERROR" ? WireOutcome::doubtful : WireOutcome::refused;
}

std::string number_answered(const TracedCall& call) {
  const auto transaction = call.answer ? transaction_in(call.answer->body) : std::nullopt;
  return transaction ? text_of(*transaction, "id") : std::string{};
}

bool is_unpaid_end(std::string_view state) {
  constexpr std::array<std::string_view, 4> kEnds = {"ABORTED", "CANCELLED", "EXPIRED", "REJECTED"};
  return std::find(kEnds.begin(), kEnds.end(), state) != kEnds.end();
}

bool is_final(std::string_view state) {
  return is_unpaid_end(state) || state == "VALIDATED" || state == "CONSIGNED" || state == "PAID";
}

bool is_forged(std::string_view fault) { return fault.starts_with("forged"); }

// What came of a lost answer is known to the reader, not to the till.
void Knowledge::learn(const TraceEntry& entry) {
  if (const auto* call = std::get_if<TracedCall>(&entry); call != nullptr && call->answer) {
    const bool told = call->fate == TracedCall::Fate::answered && is_success(call->answer->status);
    learn(call->answer->body, told ? std::optional{call->answered} : std::nullopt);
  }
  const auto* notice = std::get_if<TracedNotice>(&entry);
  if (notice != nullptr && !is_forged(notice->fault) && is_success(notice->status)) learn(notice->body, notice->at);
}

void Knowledge::learn(const std::string& body, std::optional<Instant> at) {
  const auto transaction = transaction_in(body);
  const std::string number = transaction ? text_of(*transaction, "id") : "";
  if (number.empty()) return;
  const Json* order = member(*transaction, "order");
  if (const std::string sale = order == nullptr ? "" : text_of(*order, "id"); !sale.empty()) sales_[number] = sale;
  if (at) steps_[number].push_back({*at, told_by(*transaction)});
}

std::optional<WireTold> Knowledge::told(const std::string& number, Instant by) const {
  const auto found = steps_.find(number);
  std::optional<WireTold> all;
  if (found == steps_.end()) return all;
  for (const Step& step : found->second) {
    if (step.at > by) continue;
    if (!all) all.emplace();
    if (!is_final(all->state)) all->state = step.told.state;
    if (step.told.received) all->received = step.told.received;
    if (step.told.payment_limit) all->payment_limit = step.told.payment_limit;
    if (step.told.validation_limit) all->validation_limit = step.told.validation_limit;
  }
  return all;
}

std::string Knowledge::sale_of(const std::string& number) const {
  const auto found = sales_.find(number);
  return found == sales_.end() ? std::string{} : found->second;
}

SaidCall said(const TracedCall& call, const Knowledge& knowledge) {
  SaidCall one{.call = &call, .kind = api_call(call.request), .body = nullptr, .number = number_in(call.request),
               .sale = "", .key = std::string{call.request.header("Idempotency-Key")}};
  if (auto body = http::read_body(call.request.body)) one.body = std::make_shared<const Json>(std::move(*body));
  one.sale = one.kind == ApiCall::create ? one.text("order.id") : knowledge.sale_of(one.number);
  return one;
}

Finding finding_at(TillRuleId rule, const SaidCall& said, std::string sentence, std::vector<std::string> expected,
                   std::string actual, Verdict verdict) {
  return {.oracle = Oracle::wire, .rule = rule, .verdict = verdict, .at = said.at(), .sale = said.sale,
          .sentence = std::move(sentence), .expected = std::move(expected), .actual = std::move(actual)};
}

}  // namespace parcours
