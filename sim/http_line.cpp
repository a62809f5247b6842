#include "sim/http_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/http/wire.h"

namespace parcours {

using http::Json;

bool HttpLook::same_as(const HttpLook& other) const {
  const auto of = [](const HttpLook& l) {
    return std::tie(l.what, l.who.door, l.who.name, l.who.point, l.text, l.filter.from, l.filter.to, l.filter.basket,
                    l.filter.type, l.filter.status, l.filter.min_amount, l.filter.max_amount);
  };
  return of(*this) == of(other);
}

HttpLine::HttpLine(std::unique_ptr<HttpTransport> transport, std::string control_token, bool has_control)
    : transport_{std::move(transport)}, token_{std::move(control_token)}, has_control_{has_control} {}

void HttpLine::stand_at(Instant now) {
  if (now == now_) return;
  now_ = now;
  stands_late_ = true;
  forget_looks();
}

void HttpLine::forget_looks() {
  if (!taken_.empty()) habit_ = std::exchange(taken_, {});
  seen_.clear();
  looked_ahead_ = false;
}

void HttpLine::begin(const World& world) {
  world_ = world;
  sessions_.clear();
  taken_.clear();
  habit_.clear();
  forget_looks();
  next_deadline_.reset();
}

// The service tells it with every answer; where it has not heard of the present instant yet, it is asked.
std::optional<Instant> HttpLine::next_deadline() {
  if (stands_late_ && has_control_) control("/sandbox/clock");
  return next_deadline_;
}

void HttpLine::note_deadline(const HttpReply& reply) {
  next_deadline_.reset();
  if (reply.fate != HttpReply::Fate::answered) return;
  for (const http::Header& header : reply.response.headers)
    if (header.name == "Parcours-Next-Deadline") next_deadline_ = http::instant_from_wire(header.value);
}

HttpReply HttpLine::send(http::Request request) {
  if (has_control_) {
    request.headers.push_back({"Parcours-Now", http::to_wire(now_)});
    if (!token_.empty()) request.headers.push_back({"Parcours-Control", token_});
    stands_late_ = false;
  }
  HttpReply reply = carry(request);
  if (has_control_) note_deadline(reply);
  return reply;
}

HttpReply HttpLine::carry(const http::Request& request) {
  ++requests_;
  HttpReply reply = transport_->send(request);
  if (reply.fate == HttpReply::Fate::not_sent && lost_.empty()) lost_ = address() + ": " + reply.why;
  return reply;
}

HttpReply HttpLine::control(const std::string& path, const std::string& body) {
  const std::size_t mark = path.find('?');
  http::Request request{.method = body.empty() ? "GET" : "POST", .path = path.substr(0, mark)};
  request.raw_path = request.path;
  if (mark != std::string::npos) request.query = path.substr(mark + 1);
  request.body = body;
  return send(std::move(request));
}

HttpReply HttpLine::restart(const std::string& path, const std::string& body) {
  http::Request request{.method = "POST", .path = path, .raw_path = path};
  request.body = body;
  if (!token_.empty()) request.headers.push_back({"Parcours-Control", token_});
  HttpReply reply = carry(request);
  stands_late_ = false;
  next_deadline_.reset();
  const auto clock = reply.fate == HttpReply::Fate::answered ? http::read_body(reply.response.body) : std::nullopt;
  if (clock && clock->contains("nextDeadline") && (*clock)["nextDeadline"].is_string())
    next_deadline_ = http::instant_from_wire((*clock)["nextDeadline"].get<std::string>());
  return reply;
}

// -------- Looks -------------------------------------------------------------------------------------

http::Response HttpLine::look(const HttpLook& look) {
  taken_.push_back(look);
  if (!looked_ahead_) look_ahead();
  const auto found = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& one) { return one.look.same_as(look); });
  if (found == seen_.end()) return look_alone(look);
  http::Response response = std::move(found->response);
  seen_.erase(found);  // Once each: whoever looks twice has the service asked twice.
  return response;
}

http::Response HttpLine::look_alone(const HttpLook& look) {
  const HttpReply reply = send(request_of(look, *this));
  if (reply.fate == HttpReply::Fate::answered) return reply.response;
  return {.status = 0, .lost = true};
}

void HttpLine::expect_instead(const HttpLook& look, const HttpLook& instead) {
  for (HttpLook& one : taken_)
    if (one.same_as(look)) one = instead;
}

// A judge looks at much the same after every step: what was looked at after the last one is asked for at once.
void HttpLine::look_ahead() {
  looked_ahead_ = true;
  if (!has_control_ || habit_.size() < 2) return;
  Json asked = Json::array();
  for (const HttpLook& look : habit_) {
    const http::Request request = request_of(look, *this);
    Json headers = Json::object();
    for (const http::Header& header : request.headers) headers[header.name] = header.value;
    asked.push_back(Json{{"path", request.path}, {"query", request.query}, {"headers", std::move(headers)}});
  }
  const HttpReply reply = control("/sandbox/looks", http::dump(Json{{"looks", std::move(asked)}}));
  const bool answered = reply.fate == HttpReply::Fate::answered && reply.response.status == 200;
  const auto body = answered ? http::read_body(reply.response.body) : std::nullopt;
  if (!body || !body->contains("answers") || body->at("answers").size() != habit_.size()) return;
  for (std::size_t i = 0; i < habit_.size(); ++i) {
    const Json& one = body->at("answers")[i];
    seen_.push_back({habit_[i], {.status = one.value("status", 0), .headers = {}, .body = one.value("body", ""), .lost = one.value("status", 0) == 0}});
  }
}

// -------- Sessions ----------------------------------------------------------------------------------

namespace {

std::string key_of(const Speaker& who) {
  return std::string{who.door == Door::phone ? "phone " : "espace "} + who.name + '\n' + who.point;
}

}  // namespace

std::vector<http::Header> HttpLine::session_of(const Speaker& who) {
  const auto known = sessions_.find(key_of(who));
  if (known != sessions_.end()) return known->second;
  if (!has_control_) return {};
  const Json order{{"door", who.door == Door::phone ? "phone" : "espace"}, {"name", who.name}, {"point", who.point}};
  const HttpReply reply = control("/sandbox/sessions", http::dump(order));
  const auto body = reply.fate == HttpReply::Fate::answered ? http::read_body(reply.response.body) : std::nullopt;
  if (!body) return {};
  std::vector<http::Header> headers;
  if (who.door == Door::phone)
    headers.push_back({"Authorization", "Bearer " + body->value("bearer", "")});
  else
    headers = {{"Cookie", body->value("cookie", "")}, {"X-CSRF-Token", body->value("csrf", "")}};
  keep_session(who, headers);
  return headers;
}

void HttpLine::keep_session(const Speaker& who, std::vector<http::Header> headers) { sessions_[key_of(who)] = std::move(headers); }
void HttpLine::drop_session(const Speaker& who) { sessions_.erase(key_of(who)); }
void HttpLine::drop_sessions_of(const std::string& login) {
  std::erase_if(sessions_, [&](const auto& one) { return one.first.starts_with("espace " + login + '\n'); });
}

}  // namespace parcours
