#include "tests/reference/http/browser.h"

#include <algorithm>

#include "reference/core/text.h"

namespace parcours::http {

Espace::Espace(encaissement::PasswordCost cost, AppOptions options) : app{std::move(options)} {
  at("24/06/2020 09:00");
  desk.hash_passwords_at(cost);
  desk.start(guide_world(), {}, now, 1);
  app.know(guide_world(), {});
}

void Espace::at(const std::string& paris) { now = encaissement::parse_moment(paris).value(); }

Response Espace::answer(const Request& request) {
  const Found found = app.find(request);
  Handled handled = app.answer(request, found, desk, now);
  for (int passes = 0; std::holds_alternative<Later>(handled) && passes < 10; ++passes) {
    const std::string finding = std::get<Later>(handled).work();
    ++asides;
    handled = app.answer(request, found, desk, now, &finding);
  }
  return std::get<Response>(handled);
}

Answer Espace::by_customer(const std::string& name, Verb verb, const std::string& number, const std::string& amount,
                           const std::string& code) {
  Call call;
  call.who.door = Door::phone;
  call.who.name = name;
  call.verb = verb;
  call.operation = number;
  call.amount = amount;
  call.code = code;
  return desk.submit(call, now);
}

std::string_view Reply::header(std::string_view name) const {
  const auto found = std::find_if(raw.headers.begin(), raw.headers.end(), [&](const Header& h) { return h.name == name; });
  return found == raw.headers.end() ? std::string_view{} : std::string_view{found->value};
}

Reply Browser::get(const std::string& path_and_query) {
  const std::size_t mark = path_and_query.find('?');
  const std::string query = mark == std::string::npos ? "" : path_and_query.substr(mark + 1);
  return send({.method = "GET", .path = "/espace/api" + path_and_query.substr(0, mark), .query = query});
}

Reply Browser::post(const std::string& path, const nlohmann::ordered_json& body) {
  return send({.method = "POST", .path = "/espace/api" + path, .body = body.dump()});
}

Reply Browser::log_in(const std::string& login, const std::string& password) {
  return post("/log-in", {{"login", login}, {"password", password}});
}

Reply Browser::send(Request request) {
  request.peer = "127.0.0.1";
  if (!cookie.empty()) request.headers.push_back({"Cookie", std::string{kSessionCookie} + "=" + cookie});
  if (!csrf.empty()) request.headers.push_back({"X-CSRF-Token", csrf});
  request.headers.insert(request.headers.end(), extra.begin(), extra.end());
  Reply reply{.raw = espace_.answer(request)};
  reply.status = reply.raw.status;
  auto read = nlohmann::ordered_json::parse(reply.raw.body, nullptr, false);
  if (read.is_object()) reply.body = std::move(read);
  if (const std::string_view set = reply.header("Set-Cookie"); !set.empty()) {
    const std::size_t equals = set.find('=');
    cookie = set.substr(equals + 1, set.find(';') - equals - 1);
    csrf = reply.text("csrf");
  }
  return reply;
}

}  // namespace parcours::http
