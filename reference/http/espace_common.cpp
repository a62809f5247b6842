// What the handlers of the Espace API share: reading bodies, the guards against other sites' pages, answers.
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/app.h"
#include "reference/http/espace_api.h"
#include "reference/seal/digest.h"

namespace parcours::http::espace {
namespace {

constexpr std::size_t kKeyMax = 255;  // Characters of an Idempotency-Key.

bool has_control_token(const Exchange& at) {
  const auto session = at.sessions.find(at.session);
  return session && encaissement::same_secret(at.request.header("X-CSRF-Token"), session->csrf);
}

}  // namespace

std::string BodyReader::text(const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (trouble.empty()) trouble = name;
  return {};
}

bool BodyReader::flag(const char* name, bool& into) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return false;
  if (found->is_boolean())
    into = found->get<bool>();
  else if (trouble.empty())
    trouble = name;
  return true;
}

std::optional<int> BodyReader::days(const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  if (!found->is_number_integer()) return 0;
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > std::numeric_limits<int>::max()) return 0;
  const auto value = found->get<std::int64_t>();
  return value < 0 ? 0 : static_cast<int>(value);
}

std::variant<Json, Response> body_of(const Exchange& at) {
  if (is_foreign(at.request)) return forbidden("This request comes from a page of another site.");
  auto body = at.request.body.empty() ? std::optional{Json::object()} : read_body(at.request.body);
  if (!body) return not_readable("The body is not a JSON object.");
  if (at.request.header("Idempotency-Key").size() > kKeyMax) return not_readable("An Idempotency-Key has at most 255 characters.");
  if (!at.session.empty() && !has_control_token(at))
    return forbidden("The header X-CSRF-Token is missing or is not this session's.");
  return std::move(*body);
}

Call call_of(const Exchange& at, Verb verb) {
  return {.who = at.speaker, .verb = verb, .idempotency_key = std::string{at.request.header("Idempotency-Key")}};
}

Response not_readable(const std::string& what) { return kept_private(error_response("BAD_REQUEST", what)); }

Response forbidden(const std::string& sentence) {
  return kept_private(json_response(dump(Json{{"errorCode", "FORBIDDEN"}, {"errorMessage", sentence}}), 403));
}

Response nobody() {
  return kept_private(error_response("INVALID_SEAL", "The caller is not authenticated.", "ACC-01"));
}

Response not_there() {
  return kept_private(error_response("TRANSACTION_NOT_FOUND", "There is no such operation.", "ACC-05"));
}

Response answer_response(const Answer& answer, const Call& call, const encaissement::Policies& policies) {
  if (answer.kind == Answer::Kind::done) return kept_private(json_response(dump(to_json(answer))));
  Response refused = error_response(answer);
  const std::string field = refused.lost ? "" : field_of(answer, call, policies);
  if (field.empty()) return kept_private(std::move(refused));
  Json body{{"errorCode", answer.code}, {"errorMessage", answer.sentence}, {"rule", answer.rule}, {"field", field}};
  refused.body = dump(body);
  return kept_private(std::move(refused));
}

Response answer_response(const Exchange& at, const Call& call) {
  return answer_response(at.desk.submit(call, at.now), call, at.policies);
}

Response kept_private(Response response) {
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

Header cookie_of(const std::string& id, bool secure) {
  std::string value = std::string{kSessionCookie} + "=" + id + "; Path=/espace; HttpOnly; SameSite=Strict";
  if (secure) value += "; Secure";
  if (id.empty()) value += "; Max-Age=0";
  return {"Set-Cookie", std::move(value)};
}

}  // namespace parcours::http::espace
