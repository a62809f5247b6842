#include "tests/reference/http/api_fixture.h"

namespace parcours::http {
namespace {

std::vector<std::string> parts(std::string_view path) {
  std::vector<std::string> all{""};
  for (const char c : path.substr(1)) {
    if (c == '/')
      all.emplace_back();
    else
      all.back() += c;
  }
  return all;
}

// What stands at the route's places; none: not its path.
std::optional<std::vector<std::string>> places(const Route& route, const std::string& path) {
  const auto wanted = parts(route.path), is = parts(path);
  if (wanted.size() != is.size()) return std::nullopt;
  std::vector<std::string> found;
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (wanted[i].starts_with('{'))
      found.push_back(is[i]);
    else if (wanted[i] != is[i])
      return std::nullopt;
  }
  return found;
}

Seen seen(const Response& response) {
  return {response.status, Json::parse(response.body, nullptr, false), response.body, response.type};
}

}  // namespace

Seen ApiFixture::send(const std::string& method, const std::string& path, const std::string& body,
                      std::vector<Header> headers, const std::string& query) {
  Request request{.method = method, .path = path, .raw_path = path, .query = query, .headers = std::move(headers),
                  .body = body, .peer = "127.0.0.1"};
  if (request.path.size() > 1 && request.path.ends_with('/')) request.path.pop_back();
  for (const auto table : {pos_routes(), customer_routes()})
    for (const Route& route : table) {
      auto found = places(route, request.path);
      if (!found || route.method != method) continue;
      Exchange x{.request = request, .path = *found, .desk = desk, .now = now, .world = world, .policies = policies,
                 .sessions = sessions};
      recognise(request, x);
      Handled handled = route.handle(x);
      if (const Later* later = std::get_if<Later>(&handled)) {
        const std::string finding = later->work();
        x.finding = &finding;
        handled = route.handle(x);
      }
      return seen(std::get<Response>(handled));
    }
  ADD_FAILURE() << "no route for " << method << " " << path;
  return {};
}

// As the app does it.
void ApiFixture::recognise(const Request& request, Exchange& x) {
  x.speaker.door = Door::phone;
  const std::string_view bearer = request.header("Authorization");
  const auto session = bearer.starts_with("Bearer ") ? sessions.find(std::string{bearer.substr(7)}) : std::nullopt;
  if (!session || session->speaker.door != Door::phone) return;
  x.speaker = session->speaker;
  x.session = session->id;
}

Json ApiFixture::order(int total, const std::string& id) const {
  return {{"requestDate", date()},
          {"merchant", {{"shopId", "10000001"}, {"serviceProviderId", "123456"}}},
          {"order", {{"id", id}, {"paymentId", "PAY-1"}, {"label", "Canoë"},
                     {"amount", {{"total", total}, {"currency", 978}}}}},
          {"paymentMethod", {{"tspdMode", "001"}, {"captureMode", "NORMAL"}}},
          {"redirectUrls", {{"returnUrl", "https://till.example/ok"}, {"cancelUrl", "https://till.example/no"}}}};
}

Header ApiFixture::seal_of(const Json& body) const {
  const auto text = [&](const char* pointer) {
    const Json::json_pointer at{pointer};
    if (!body.contains(at)) return std::string{};
    return body.at(at).is_string() ? body.at(at).get<std::string>() : body.at(at).dump();
  };
  return seal({text("/merchant/shopId"), text("/merchant/serviceProviderId"), text("/order/id"),
               text("/order/paymentId"), text("/order/amount/total")});
}

Seen ApiFixture::create_own(const Json& body, std::vector<Header> more) {
  const std::string path = std::string{kBase} + "/", text = dump(body);
  more.push_back(seal_of(body));
  more.push_back(own_seal("POST", path, text));
  return send("POST", path, text, std::move(more));
}

Seen ApiFixture::name(const std::string& id, const std::string& who, int total) {
  const Json body{{"requestDate", date()},
                  {"payer", {{"beneficiaryId", who}, {"amount", {{"total", total}, {"currency", 978}}}}}};
  return post(std::string{kBase} + "/" + id + "/payer/", body, {seal({id, who, std::to_string(total)})});
}

Seen ApiFixture::cancel(const std::string& id) {
  return post(std::string{kBase} + "/" + id + "/cancellation/", {{"requestDate", date()}, {"reason", "OTHER"}},
              {seal({id, "OTHER"})});
}

Seen ApiFixture::own(const std::string& id, const std::string& what, Json body, std::vector<Header> more) {
  const std::string path = std::string{kBase} + "/" + id + "/" + what + "/";
  body["requestDate"] = date();
  more.push_back(own_seal("POST", path, dump(body)));
  return post(path, body, std::move(more));
}

Answer ApiFixture::control(Verb verb, const std::string& text) {
  Call call;
  call.who = {Door::control, "", ""};
  call.verb = verb;
  call.text = text;
  return desk.submit(call, now);
}

std::string ApiFixture::log_in(const std::string& identifier, const std::string& pin) {
  return post("/customer/api/sessions", {{"identifier", identifier}, {"pin", pin}}).body.value("token", "");
}

Answer ApiFixture::pay(const std::string& customer, const std::string& number, const std::string& amount) {
  Call call;
  call.who = {Door::phone, customer, ""};
  call.verb = Verb::pay;
  call.operation = number;
  call.amount = amount;
  return desk.submit(call, now);
}

Seen ApiFixture::own_get(const std::string& path, const std::string& query, const std::string& version) {
  return send("GET", path, "", {{"Parcours-Date", date()}, own_seal("GET", path, "", version)}, query);
}

}  // namespace parcours::http
