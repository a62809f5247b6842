#include "tests/scenarios/certify/wire_story.h"

#include "reference/http/pos_body.h"
#include "reference/http/transaction.h"
#include "reference/seal/api_seal.h"

namespace parcours {

using namespace std::chrono_literals;

namespace {

constexpr const char* kAll = "/acquisition/api/public/v1/payment-transactions/";

std::string tail_of(ApiCall kind) {
  switch (kind) {
    case ApiCall::payer: return "/payer/";
    case ApiCall::cancellation: return "/cancellation/";
    case ApiCall::validation: return "/validation/";
    case ApiCall::change_mode: return "/change-mode/";
    case ApiCall::qr: return "/qr.png";
    default: return "/";
  }
}

std::string sealed(ApiCall kind, const std::string& number, const Json& body) {
  using encaissement::sealed_fields;
  const auto text = [&](const char* name) { return http::Fields{body}.sealed({name}).value_or(std::vector<std::string>{""})[0]; };
  if (kind == ApiCall::payer) return sealed_fields({number, text("payer.beneficiaryId"), text("payer.amount.total")});
  if (kind == ApiCall::cancellation) return sealed_fields({number, text("reason")});
  if (kind == ApiCall::status) return number;
  return sealed_fields({text("merchant.shopId"), text("merchant.serviceProviderId"), text("order.id"), text("order.paymentId"),
                        text("order.amount.total")});
}

}  // namespace

WireStory::WireStory() : now{std::chrono::sys_days{std::chrono::year{2020} / 6 / 24} + 9h + 6min} {
  options.keys = {{"1", "secret", "10000001"}, {"2", "other", "10000002"}};
  payment_limit = now + 300s;
  validation_limit = now + 48h;
}

Json WireStory::create_body(const std::string& sale, int cents) const {
  return {{"requestDate", http::to_wire(now)},
          {"merchant", {{"shopId", "10000001"}, {"serviceProviderId", "100001"}}},
          {"order", {{"id", sale}, {"paymentId", "P-1"}, {"label", "Canoë"}, {"amount", {{"total", cents}, {"currency", 978}}}}},
          {"paymentMethod", {{"tspdMode", "001"}, {"captureMode", "NORMAL"}}},
          {"redirectUrls", {{"returnUrl", "http://127.0.0.1:9000/r"}, {"cancelUrl", nullptr}}}};
}

Json WireStory::payer_body(const std::string& customer, int cents) const {
  return {{"requestDate", http::to_wire(now)},
          {"payer", {{"beneficiaryId", customer}, {"amount", {{"total", cents}, {"currency", 978}}}}}};
}

Json WireStory::dated() const { return {{"requestDate", http::to_wire(now)}}; }

Json WireStory::validation_body(int cents) const {
  return {{"requestDate", http::to_wire(now)}, {"amount", {{"total", cents}}}};
}

TracedCall& WireStory::call(ApiCall kind, const std::string& number, const Json& body, const Spoken& spoken) {
  TracedCall one{.at = now, .fate = TracedCall::Fate::unknown};
  const bool gets = kind == ApiCall::status || kind == ApiCall::qr || kind == ApiCall::list;
  http::read_target(kAll + number + (number.empty() ? "" : tail_of(kind)), one.request);
  one.request.method = gets ? "GET" : "POST";
  if (!body.is_null()) one.request.body = http::dump(body);
  seal(one, spoken);
  trace.entries.emplace_back(std::move(one));
  return last();
}

void WireStory::seal(TracedCall& one, const Spoken& spoken) const {
  http::Request& request = one.request;
  const Json body = http::read_body(request.body).value_or(Json::object());
  const ApiCall kind = api_call(request);
  const std::string number = number_in(request), date = body.value("requestDate", http::to_wire(now));
  request.headers.clear();
  if (!spoken.key.empty()) request.headers.push_back({"Idempotency-Key", spoken.key});
  request.headers.push_back({std::string{encaissement::kPublicSeal}, encaissement::make_seal("1", "secret", sealed(kind, number, body))});
  if (!spoken.own) return;
  if (request.body.empty()) request.headers.push_back({std::string{encaissement::kOwnDate}, date});
  request.headers.push_back({std::string{encaissement::kOwnSeal},
                             encaissement::make_seal("1", "secret", encaissement::sealed_call(request.method, request.raw_path, date, request.body))});
}

TracedCall& WireStory::last() { return std::get<TracedCall>(trace.entries.back()); }

std::string WireStory::transaction(const std::string& number, const std::string& state, int received) const {
  OperationView view;
  view.number = number;
  view.api_state = state;
  view.basket = "S-1";
  view.payment_id = "P-1";
  view.label = "Canoë";
  view.shop = "10000001";
  view.requested = Money::from_cents(4007);
  view.received = Money::from_cents(received);
  view.created = view.last_action = now;
  view.payment_deadline = payment_limit;
  if (state == "AUTHORIZED") view.validation_deadline = validation_limit;
  return http::answer_body(view, {}, now);
}

void WireStory::told(const std::string& state, int received, const std::string& number) {
  last().fate = TracedCall::Fate::answered;
  last().answered = now;
  last().answer = http::Response{.status = 200, .body = transaction(number, state, received)};
}

void WireStory::refused(int status, const std::string& code) {
  last().fate = TracedCall::Fate::answered;
  last().answered = now;
  last().answer = http::Response{.status = status, .body = R"({"errorCode":")" + code + R"(","errorMessage":"no"})"};
}

void WireStory::lost(const std::string& state, const std::string& number) {
  told(state, 0, number);
  last().fate = TracedCall::Fate::lost;
  last().fault = "lost_after";
}

void WireStory::notified(const std::string& state, int received, const std::string& fault) {
  trace.entries.emplace_back(TracedNotice{.at = now, .url = "http://127.0.0.1:9000/r", .headers = {},
                                          .body = transaction("fozrfdcn43", state, received), .status = 200, .fault = fault});
}

Findings WireStory::judged(TillRuleId rule) const {
  Findings of_rule;
  for (const Finding& one : judge_wire(trace, options))
    if (one.rule == rule) of_rule.push_back(one);
  return of_rule;
}

std::string WireStory::said(TillRuleId rule) const {
  std::string text;
  for (const Finding& one : judged(rule)) text += one.sentence + " | " + one.actual + '\n';
  return text;
}

}  // namespace parcours
