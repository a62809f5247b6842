#include "tests/scenarios/trace/traced_service.h"

#include <set>

#include "reference/http/transaction.h"
#include "reference/seal/api_seal.h"

namespace parcours {

using namespace encaissement;
using http::Json;

namespace {

constexpr const char* kAll = "/acquisition/api/public/v1/payment-transactions/";

std::unique_ptr<InProcessTarget> target_of(const std::string& defect) {
  if (defect.empty()) return std::make_unique<InProcessTarget>();
  return broken_target(*find_defect(defect));
}

}  // namespace

TracedService::TracedService(const std::string& defect, const char* start, Policies policies)
    : target_{target_of(defect)}, policies_{policies}, now_{*parse_moment(start)} {
  trace.source = "a test";
  target_->reset(guide_world(), policies, now_, 7);
  app_.know(guide_world(), policies);
}

void TracedService::wait(Duration length) {
  const Instant end = now_ + length;
  deliver();
  for (auto next = target_->next_after(now_); next && *next <= end; next = target_->next_after(now_)) {
    now_ = *next;
    target_->advance(now_);
    deliver();
  }
  now_ = end;
  target_->advance(now_);
  deliver();
}

void TracedService::until(const char* moment) { wait(*parse_moment(moment) - now_); }

void TracedService::deliver() {
  for (auto due = target_->deliveries_due(now_); delivers && !due.empty(); due = target_->deliveries_due(now_)) {
    for (const NoticeView& n : due) {
      const auto view = target_->look({Door::api, "10000001", ""}, n.operation, now_);
      if (view) trace.entries.push_back(TracedNotice{.at = now_, .url = n.to, .headers = {}, .body = http::notification_body(*view, now_, n.body), .status = till_says});
      target_->delivery_answered(n.id, till_says == 200, now_);
    }
    if (till_says != 200) return;
  }
}

Json TracedService::call(const std::string& method, const std::string& path, Json body, const std::string& fields,
                         const std::string& shop, const std::string& key, bool ours) {
  const KeySpec* spec = guide_world().newest_key_of(shop);
  http::Request request{.method = method, .path = path, .raw_path = path, .peer = "10.0.0.1"};
  if (request.path.ends_with('/')) request.path.pop_back();
  const std::string date = http::to_wire(now_);
  if (method == "POST") body["requestDate"] = date, request.body = http::dump(body);
  else if (ours) request.headers.push_back({"Parcours-Date", date});
  const std::string secret = spec->key + (wrong_seal_ ? " wrong" : "");
  if (!fields.empty()) request.headers.push_back({"ANCV-Security", make_seal(spec->version, secret, fields)});
  if (!key.empty()) request.headers.push_back({"Idempotency-Key", key});
  if (ours || !key.empty())
    request.headers.push_back({"Parcours-Seal", make_seal(spec->version, secret, sealed_call(method, path, date, request.body))});
  const http::Response response = std::get<http::Response>(app_.answer(request, app_.find(request), *target_, now_));
  trace.entries.push_back(TracedCall{.at = now_, .request = request, .fate = TracedCall::Fate::answered, .answer = response, .answered = now_});
  deliver();
  return Json::parse(response.body, nullptr, false);
}

Json TracedService::create(const Order& o) {
  Json body{{"merchant", {{"shopId", o.shop}, {"serviceProviderId", "123456"}}},
            {"order", {{"id", o.id}, {"paymentId", "PAY-1"}, {"label", "Canoë"}, {"amount", {{"total", o.total}, {"currency", 978}}}}},
            {"paymentMethod", {{"tspdMode", "001"}, {"captureMode", o.capture_date.empty() ? "NORMAL" : "DEFERRED"}}},
            {"redirectUrls", {{"returnUrl", "https://till.example/ok"}, {"cancelUrl", "https://till.example/no"}}}};
  if (!o.capture_date.empty()) body["paymentMethod"]["captureDate"] = o.capture_date;
  if (!o.own.is_null()) body["encaissement"] = o.own;
  return call("POST", kAll, body, o.shop + "&123456&" + o.id + "&PAY-1&" + std::to_string(o.total), o.shop, o.key, !o.own.is_null());
}

Json TracedService::name(const std::string& id, const std::string& who, int total) {
  return call("POST", kAll + id + "/payer/", {{"payer", {{"beneficiaryId", who}, {"amount", {{"total", total}, {"currency", 978}}}}}},
              id + "&" + who + "&" + std::to_string(total), "10000001", "", false);
}

Json TracedService::cancel(const std::string& id, const std::string& shop, const std::string& key) {
  return call("POST", kAll + id + "/cancellation/", {{"reason", "OTHER"}}, id + "&OTHER", shop, key, false);
}

Json TracedService::validate(const std::string& id, int cents, const std::string& key) {
  Json body = Json::object();
  if (cents != 0) body["amount"] = {{"total", cents}};
  return call("POST", kAll + id + "/validation/", body, "", "10000001", key, true);
}

Json TracedService::change_mode(const std::string& id) {
  return call("POST", kAll + id + "/change-mode/", Json::object(), "", "10000001", "", true);
}

Json TracedService::status(const std::string& id, const std::string& shop) {
  return call("GET", kAll + id + "/", nullptr, id, shop, "", false);
}

Json TracedService::list() { return call("GET", kAll, nullptr, "", "10000001", "", true); }

Answer TracedService::act(Verb verb, const std::string& who, const std::string& id, const std::string& amount) {
  Call call;
  call.who = {Door::phone, who, ""};
  call.verb = verb;
  call.operation = id;
  call.amount = amount;
  if (verb == Verb::scan) call.code = target_->code_of({Door::api, "10000001", ""}, id, now_);
  const Answer answer = target_->submit(call, now_);
  deliver();
  return answer;
}

Answer TracedService::scan(const std::string& who, const std::string& id) { return act(Verb::scan, who, id, ""); }
Answer TracedService::pay(const std::string& who, const std::string& id, const std::string& amount) { return act(Verb::pay, who, id, amount); }
Answer TracedService::refuse(const std::string& who, const std::string& id) { return act(Verb::refuse, who, id, ""); }

std::string id_of(const Json& answer) {
  const Json id = answer.value("/transaction/id"_json_pointer, Json{});
  return id.is_string() ? id.get<std::string>() : std::string{};
}

Log log_of(const Trace& trace) {
  Log log{.file = "t.ndjson", .trace = trace, .lines = {}};
  for (std::size_t i = 0; i < trace.entries.size(); ++i) log.lines.push_back(static_cast<int>(i) + 2);
  return log;
}

std::string broken_in(const Trace& trace, const TraceOptions& options) {
  std::set<std::string> rules;
  const Log log = log_of(trace);
  const Books books = judge_trace(log, options);
  for (const TraceFinding& finding : books.findings()) rules.insert(std::string{to_string(finding.rule)});
  std::string text;
  for (const std::string& rule : rules) text += (text.empty() ? "" : " ") + rule;
  return text;
}

}  // namespace parcours
