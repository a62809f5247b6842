// Tills: the public acquisition API, sealed, and what is ours beside it.
#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/http/capture_date.h"
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "sim/http_calls.h"

namespace parcours {
namespace {

using http::Json;

constexpr const char* kServiceProvider = "100001";

// FRM-02: what can be read crosses as whole cents; what cannot, as a text that is none, so that the service refuses it.
Json cents_of(const std::string& typed) {
  if (typed.empty()) return "";
  const auto amount = encaissement::parse_amount(typed);
  return amount ? Json(amount->cents()) : Json("typed: " + typed);
}

std::string text_of(const Json& leaf) { return leaf.is_string() ? leaf.get<std::string>() : leaf.dump(); }

Json currency_of(const std::string& currency) { return currency == "978" ? Json(978) : Json(currency); }

void put(Json& into, const char* name, const std::string& text) {
  if (!text.empty()) into[name] = text;
}

// A word that is missing would be filled in by the service: nothing is then said by a word that is none.
std::string word_or_none(const std::string& word) { return word.empty() ? "nothing" : word; }

Json own_part(const RequestForm& form) {
  Json own{{"parcours", word_or_none(form.parcours)}, {"mode", word_or_none(form.mode)}};
  put(own, "identifier", form.identifier);
  if (form.payment_days) own["paymentDays"] = *form.payment_days;
  if (form.validation_days) own["validationDays"] = *form.validation_days;
  put(own, "notifyEmail", form.notify_email);
  if (form.remember_email) own["rememberEmail"] = true;
  put(own, "clientReference", form.client_reference);
  put(own, "seller", form.seller);
  return own;
}

Json create_body(const Call& call, const std::string& date) {
  const RequestForm& form = call.form;
  Json method{{"tspdMode", "001"}, {"captureMode", form.deferred ? "DEFERRED" : "NORMAL"}};
  put(method, "captureDate", form.capture_date);
  Json urls = Json::object();
  put(urls, "returnUrl", form.return_url);
  put(urls, "cancelUrl", form.cancel_url);
  Json body{{"requestDate", date},
            {"merchant", {{"shopId", call.who.name}, {"serviceProviderId", kServiceProvider}}},
            {"order", {{"id", form.basket},
                       {"paymentId", form.payment_id},
                       {"label", form.label},
                       {"amount", {{"total", cents_of(form.amount)}, {"currency", currency_of(form.currency)}}}}},
            {"paymentMethod", std::move(method)},
            {"redirectUrls", std::move(urls)}};
  if (form.extended) body["encaissement"] = own_part(form);
  return body;
}

struct Posted {
  std::string path;
  Json body;
  std::optional<std::string> fields;  // Sealed by the public API; none: ours alone.
};

Posted create(const Call& call, const std::string& date) {
  Json body = create_body(call, date);
  const std::string total = text_of(body["order"]["amount"]["total"]);
  return {"", std::move(body),
          encaissement::sealed_fields({call.who.name, kServiceProvider, call.form.basket, call.form.payment_id, total})};
}

Posted name_payer(const Call& call, const std::string& date) {
  const Json total = cents_of(call.amount);
  Json body{{"requestDate", date},
            {"payer", {{"beneficiaryId", call.form.identifier},
                       {"amount", {{"total", total}, {"currency", currency_of(call.form.currency)}}}}}};
  return {"/payer/", std::move(body), encaissement::sealed_fields({call.operation, call.form.identifier, text_of(total)})};
}

Posted posted_of(const Call& call, const std::string& date) {
  switch (call.verb) {
    case Verb::request:
    case Verb::prepare: return create(call, date);  // A till has no draft: FRM-09 is the Espace's.
    case Verb::name_customer: return name_payer(call, date);
    case Verb::cancel:
      return {"/cancellation/", {{"requestDate", date}, {"reason", "OTHER"}}, encaissement::sealed_fields({call.operation, "OTHER"})};
    case Verb::validate: {
      Json body{{"requestDate", date}};
      if (!call.amount.empty()) body["amount"] = {{"total", cents_of(call.amount)}};
      return {"/validation/", std::move(body), std::nullopt};
    }
    default: return {"/change-mode/", {{"requestDate", date}}, std::nullopt};
  }
}

void read_words(const Json& own, const Call& call, Answer& answer) {
  answer.rule = answer.code = answer.sentence = answer.text = "";
  if (call.verb == Verb::request && own.contains("qr") && own["qr"].is_string()) answer.text = own["qr"].get<std::string>();
}

// A service without our words: the state tells the status, as far as one follows from it.
void read_public(const Json& transaction, Answer& answer) {
  const auto text = [&](const char* name) {
    const auto found = transaction.find(name);
    return found != transaction.end() && found->is_string() ? found->get<std::string>() : std::string{};
  };
  answer.number = text("id");
  answer.api_state = text("state");
  const Json total = transaction.value("/order/amount/total"_json_pointer, Json{});
  if (total.is_number_integer()) answer.requested = Money::from_cents(total.get<std::int64_t>());
  const Json granted = transaction.value("/payers/0/authorizations/0/amount/total"_json_pointer, Json{});
  if (granted.is_number_integer()) answer.received = Money::from_cents(granted.get<std::int64_t>());
  answer.remaining = answer.requested - answer.received;
  answer.status = status_of_state(answer.api_state);
}

// "2019-11-29T14:13:56.83+01:00"
Instant instant_in(const Json& transaction, const char* name) {
  const auto found = transaction.find(name);
  const bool text = found != transaction.end() && found->is_string();
  return (text ? encaissement::parse_capture_date(found->get<std::string>()) : std::nullopt).value_or(Instant{});
}

OperationView public_view(const Json& transaction) {
  Answer told;
  read_public(transaction, told);
  OperationView view;
  view.number = told.number;
  view.status = told.status;
  view.api_state = told.api_state;
  view.requested = told.requested;
  view.received = told.received;
  view.remaining = told.remaining;
  view.basket = transaction.value("/order/id"_json_pointer, "");
  view.label = transaction.value("/order/label"_json_pointer, "");
  view.created = instant_in(transaction, "creationDate");
  view.last_action = instant_in(transaction, "updateDate");
  view.payment_deadline = instant_in(transaction, "expirationDate");
  return view;
}

}  // namespace

std::optional<OperationView> view_in(const Json& body) {
  OperationView view;
  const auto transaction = body.find("transaction");
  const auto request = body.find("request");
  const Json* words = request != body.end() ? &*request : &body;
  if (transaction != body.end()) {
    if (!transaction->is_object()) return std::nullopt;
    const auto own = transaction->find("encaissement");
    if (own == transaction->end() || !own->is_object()) return public_view(*transaction);
    words = &*own;
  }
  return http::from_json(*words, view) ? std::optional{view} : std::nullopt;
}

std::string status_of_state(const std::string& state) {
  if (state == "INITIALIZED" || state == "PROCESSING") return "awaiting_customer";
  if (state == "AUTHORIZED") return "to_validate";
  if (state == "VALIDATED" || state == "CONSIGNED" || state == "PAID") return "validated";
  if (state == "EXPIRED") return "expired";
  return state.empty() ? "" : "cancelled";
}

void seal(http::Request& request, const HttpLine& line, const std::string& shop, const std::optional<std::string>& fields,
          const std::string& date, bool with_ours, bool valid) {
  const KeySpec* key = line.world().newest_key_of(shop);
  const KeySpec nobodys{"no-such-version", shop, "no such key"};
  if (key == nullptr) key = &nobodys;
  const std::string text = valid ? key->key : key->key + " wrong";
  if (fields)
    request.headers.push_back({std::string{encaissement::kPublicSeal}, encaissement::make_seal(key->version, text, *fields)});
  if (!with_ours) return;
  const std::string sealed = encaissement::sealed_call(request.method, request.raw_path, date, request.body);
  request.headers.push_back({std::string{encaissement::kOwnSeal}, encaissement::make_seal(key->version, text, sealed)});
}

http::Request request_of_till(const Call& call, const HttpLine& line, const HttpTillManners& manners) {
  const std::string date = http::to_wire(line.now());
  const Posted posted = posted_of(call, date);
  const bool creates = posted.path.empty();
  http::Request request{.method = "POST", .path = std::string{kPaymentTransactions} + '/'};
  if (!creates) request.path += path_part(call.operation) + posted.path;
  request.raw_path = request.path;
  request.body = http::dump(posted.body);
  const bool has_key = manners.extensions && !call.idempotency_key.empty();
  if (has_key) request.headers.push_back({"Idempotency-Key", call.idempotency_key});
  const bool ours = has_key || !posted.fields || posted.body.contains("encaissement");
  seal(request, line, call.who.name, posted.fields, date, ours, call.seal_valid);
  return request;
}

Answer answer_to_till(const Call& call, const http::Response& response) {
  if (const auto refused = refusal_in(response)) return *refused;
  const auto body = http::read_body(response.body);
  Answer answer;
  if (!body || !body->contains("transaction") || !(*body)["transaction"].is_object()) return answer;
  const Json& transaction = (*body)["transaction"];
  const auto own = transaction.find("encaissement");
  const bool has_words = own != transaction.end() && own->is_object();
  if (!has_words) read_public(transaction, answer);
  if (has_words && !http::from_json(*own, answer)) return {};
  if (has_words) read_words(*own, call, answer);
  answer.kind = Answer::Kind::done;
  return answer;
}

}  // namespace parcours
