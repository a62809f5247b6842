// libFuzzer target of the bodies that tills and customers send: the first byte chooses the call, the rest is its body,
// with good seals as far as it has the fields. Whatever it is: an answer in JSON, with a code when refused, and no cent
// made or lost.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/desk/local_desk.h"
#include "reference/http/app.h"
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "tests/fuzz/edge.h"

namespace parcours::http {

// The rest of the service behind HTTP is not what is tried here.
std::span<const Route> espace_routes() { return {}; }
std::span<const Route> sandbox_routes() { return {}; }
std::span<const Route> open_routes() { return {}; }

namespace {

using fuzz::must;

constexpr int kCallsOfOneService = 2000;

struct Service {
  Service() {
    app.know(guide_world(), policies);
    desk.start(guide_world(), policies, now, 7);
    total = desk.service().total();
    token = app.sessions().open({.door = Door::phone, .name = "10000003051", .point = ""}).id;
  }
  encaissement::Policies policies;
  App app{AppOptions{}};
  LocalDesk desk;
  Instant now = encaissement::parse_moment("24/06/2020 11:33").value();
  Money total;
  std::string token, last = "foo2udp610";
  int calls = 0;
};

// The texts of the sealed fields, as a till would seal them.
std::string sealed_in(const Json& body, std::initializer_list<const char*> pointers, std::string text) {
  for (const char* pointer : pointers) {
    const Json::json_pointer at{pointer};
    if (!text.empty()) text += '&';
    if (!body.contains(at)) continue;
    text += body.at(at).is_string() ? body.at(at).get<std::string>() : dump(body.at(at));
  }
  return text;
}

struct Shape {
  const char* path;  // * is the last transaction that was made.
  std::initializer_list<const char*> sealed;
  bool with_id;
};
const std::array<Shape, 9> kShapes{{
    {"/acquisition/api/public/v1/payment-transactions", {"/merchant/shopId", "/merchant/serviceProviderId", "/order/id", "/order/paymentId", "/order/amount/total"}, false},
    {"/acquisition/api/public/v1/payment-transactions/*/payer", {"/payer/beneficiaryId", "/payer/amount/total"}, true},
    {"/acquisition/api/public/v1/payment-transactions/*/cancellation", {"/reason"}, true},
    {"/acquisition/api/public/v1/payment-transactions/*/validation", {}, true},
    {"/customer/api/sessions", {}, false},
    {"/customer/api/scan", {}, false},
    {"/customer/api/requests/*/pay", {}, false},
    {"/customer/api/pay", {}, false},
    {"/customer/api/requests/*/refuse", {}, false},
}};

Request request_of(const Service& s, const Shape& shape, std::string body) {
  Request r{.method = "POST", .path = shape.path, .body = std::move(body), .peer = "127.0.0.1"};
  if (const auto star = r.path.find('*'); star != r.path.npos) r.path.replace(star, 1, s.last);
  r.raw_path = r.path;
  const Json json = read_body(r.body).value_or(Json::object());
  const std::string date = json.contains("requestDate") && json["requestDate"].is_string() ? json["requestDate"].get<std::string>() : "";
  const KeySpec& key = guide_world().keys.front();
  const auto seal = [&](const std::string& text) { return encaissement::make_seal(key.version, key.key, text); };
  r.headers = {{"ANCV-Security", seal(sealed_in(json, shape.sealed, shape.with_id ? s.last : ""))},
               {"Parcours-Seal", seal(encaissement::sealed_call("POST", r.raw_path, date, r.body))},
               {"Authorization", "Bearer " + s.token}};
  return r;
}

void check(const Service& s, const Response& response) {
  const Json answer = Json::parse(response.body, nullptr, false);
  must(answer.is_object(), "an answer that is not JSON\n");
  must(response.status == 200 || response.status == 201 || answer.contains("errorCode"), "a refusal without a code\n");
  must(response.status != 500, "an internal error\n");
  must(s.desk.service().total() == s.total, "money was made or lost\n");
}

}  // namespace
}  // namespace parcours::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parcours::http;
  static std::unique_ptr<Service> service;
  if (size < 1) return 0;
  if (!service || ++service->calls > kCallsOfOneService) service = std::make_unique<Service>();
  Service& s = *service;
  const Request request = request_of(s, kShapes[data[0] % kShapes.size()], std::string{parcours::fuzz::text_of(data + 1, size - 1)});
  const Found found = s.app.find(request);
  const Response response = std::get<Response>(s.app.answer(request, found, s.desk, s.now));
  check(s, response);
  if (response.status == 200 && data[0] % kShapes.size() == 0) s.last = Json::parse(response.body)["transaction"]["id"].get<std::string>();
  return 0;
}
