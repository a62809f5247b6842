#include "fakes/pos/pos_client.h"

#include <fmt/format.h>

#include <cctype>
#include <nlohmann/json.hpp>

#include "reference/seal/api_seal.h"

namespace parcours {
namespace {

using http::Json;

constexpr const char* kCalls = "/acquisition/api/public/v1/payment-transactions/";
constexpr int kEuro = 978;

std::string_view path_after_number(PosAct act) {
  switch (act) {
    case PosAct::create: return "";
    case PosAct::validate: return "/validation/";
    case PosAct::cancel: return "/cancellation/";
    case PosAct::change_mode: return "/change-mode/";
  }
  return "";
}

// A value as its seal covers it.
std::string leaf(const Json& body, const char* path) {
  const Json::json_pointer at{path};
  if (!body.contains(at)) return "";
  return body[at].is_string() ? body[at].get<std::string>() : body[at].dump();
}

// What the public API seals of a call; none: the call is ours alone.
std::optional<std::string> public_fields(PosAct act, const std::string& number, const Json& body) {
  using encaissement::sealed_fields;
  if (act == PosAct::create)
    return sealed_fields({leaf(body, "/merchant/shopId"), leaf(body, "/merchant/serviceProviderId"), leaf(body, "/order/id"),
                          leaf(body, "/order/paymentId"), leaf(body, "/order/amount/total")});
  if (act == PosAct::cancel) return sealed_fields({number, leaf(body, "/reason")});
  return std::nullopt;
}

void seal_public(http::Request& request, const TillShop& shop, const std::string& fields) {
  request.headers.push_back(
      {std::string{encaissement::kPublicSeal}, encaissement::make_seal(shop.key_version, shop.key, fields)});
}

void seal_own(http::Request& request, const TillShop& shop, const std::string& date) {
  const std::string sealed = encaissement::sealed_call(request.method, request.raw_path, date, request.body);
  request.headers.push_back({std::string{encaissement::kOwnSeal}, encaissement::make_seal(shop.key_version, shop.key, sealed)});
}

http::Request request_of(const char* method, std::string path) {
  http::Request request;
  request.method = method;
  request.raw_path = path;
  request.path = std::move(path);
  return request;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += std::isalnum(byte) || c == '-' || c == '.' ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

// A failure of the service, or of something between, says nothing of whether the call took effect.
bool is_certain(const http::Response& response, const std::string& code) {
  const bool refused = response.status >= 400 && response.status < 500 && response.status != 408 && response.status != 429;
  return refused && !code.empty() && code != "INTERNAL_SERVER_ERROR";
}

PosHeard heard_in(const http::Response& response) {
  PosHeard heard{.message = fmt::format("le service a répondu {}", response.status), .status = response.status};
  const auto body = http::read_body(response.body);
  if (!body) return heard;
  const std::string code = leaf(*body, "/errorCode");
  if (is_certain(response, code)) {
    heard.kind = PosHeard::Kind::refused;
    heard.code = code;
    heard.message = leaf(*body, "/errorMessage");
  }
  auto told = response.status == 200 ? told_in(response.body) : std::nullopt;
  if (!told) return heard;
  heard.kind = PosHeard::Kind::done;
  heard.told = std::move(*told);
  return heard;
}

}  // namespace

PosClient::PosClient(std::unique_ptr<HttpTransport> line, TillShop shop, const PosHabits& habits)
    : line_{std::move(line)}, shop_{std::move(shop)}, habits_{habits} {}

PosHeard PosClient::send(const PosIntent& intent, const std::string& number, Instant now) {
  Json body{{"requestDate", date(now)}};
  if (const auto said = http::read_body(intent.body)) body.update(*said);
  const bool creates = intent.act == PosAct::create;
  http::Request request = request_of("POST", creates ? kCalls : kCalls + number + std::string{path_after_number(intent.act)});
  request.body = http::dump(body);
  if (const auto fields = public_fields(intent.act, number, body)) seal_public(request, shop_, *fields);
  if (!intent.key.empty()) request.headers.push_back({"Idempotency-Key", intent.key});
  seal_own(request, shop_, leaf(body, "/requestDate"));
  return exchange(std::move(request));
}

PosHeard PosClient::status(const std::string& number) {
  http::Request request = request_of("GET", kCalls + number + "/");
  seal_public(request, shop_, encaissement::sealed_fields({number}));
  return exchange(std::move(request));
}

PosHeard PosClient::find(const std::string& basket, const std::string& payment_id, Instant now) {
  http::Request request = request_of("GET", kCalls);
  request.query = "basket=" + escaped(basket);
  request.headers.push_back({std::string{encaissement::kOwnDate}, date(now)});
  seal_own(request, shop_, date(now));
  const HttpReply reply = line_->send(request);
  PosHeard heard{.message = reply.why};
  const auto body = reply.fate == HttpReply::Fate::answered && reply.response.status == 200
                        ? http::read_body(reply.response.body) : std::nullopt;
  if (!body || !body->contains("transactions") || !(*body)["transactions"].is_array()) return heard;
  heard.kind = PosHeard::Kind::refused;
  heard.code = kNotThere;
  heard.message = "la demande n'est pas parvenue au service";
  for (const Json& transaction : (*body)["transactions"]) {
    const auto told = told_in(transaction);
    if (told && told->basket == basket && told->payment_id == payment_id)
      return {.kind = PosHeard::Kind::done, .told = *told, .status = 200};
  }
  return heard;
}

PosHeard PosClient::exchange(http::Request request) {
  if (habits_.request) habits_.request(request, shop_);
  const HttpReply reply = line_->send(request);
  if (reply.fate == HttpReply::Fate::answered) return heard_in(reply.response);
  return {.message = "pas de réponse du service (" + reply.why + ")"};
}

std::string PosClient::date(Instant now) const { return habits_.date ? habits_.date(now) : http::to_wire(now); }

Json create_body(const TillShop& shop, const PosSale& sale) {
  const TillOrder& wish = sale.wish;
  const bool validates = wish.parcours == "C" || wish.parcours == "D";
  Json own{{"parcours", wish.parcours}, {"mode", wish.mode}};
  if (!wish.customer.empty()) own["identifier"] = wish.customer;
  if (wish.payment_days) own["paymentDays"] = *wish.payment_days;
  if (wish.validation_days) own["validationDays"] = *wish.validation_days;
  if (!wish.notify_email.empty()) own["notifyEmail"] = wish.notify_email;
  return {{"merchant", {{"shopId", shop.shop_id}, {"serviceProviderId", shop.service_provider_id}}},
          {"order", {{"id", sale.sale},
                     {"paymentId", payment_id_of(sale)},
                     {"label", "Vente " + sale.sale},
                     {"amount", {{"total", sale.amount.cents()}, {"currency", kEuro}}}}},
          {"paymentMethod", {{"tspdMode", "001"}, {"captureMode", validates ? "DEFERRED" : "NORMAL"}, {"captureDate", Json{}}}},
          {"redirectUrls", {{"returnUrl", kPosNoticeUrl}, {"cancelUrl", kPosNoticeUrl}}},
          {"encaissement", std::move(own)}};
}

}  // namespace parcours
