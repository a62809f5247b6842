// Merchants at the Espace, customers on their phones, the operator: what browsers, apps and control send.
#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "sim/http_calls.h"

namespace parcours {
namespace {

using http::Json;

http::Request posting(std::string path, const Json& body, const Call& call) {
  http::Request request{.method = "POST", .path = path, .raw_path = path};
  request.body = http::dump(body);
  if (!call.idempotency_key.empty()) request.headers.push_back({"Idempotency-Key", call.idempotency_key});
  return request;
}

void put(Json& into, const char* name, const std::string& text) {
  if (!text.empty()) into[name] = text;
}

Json form_body(const RequestForm& form) {
  Json body = Json::object();
  put(body, "parcours", form.parcours);
  put(body, "amount", form.amount);
  put(body, "basket", form.basket);
  put(body, "mode", form.mode);
  put(body, "identifier", form.identifier);
  if (form.payment_days) body["paymentDays"] = *form.payment_days;
  if (form.validation_days) body["validationDays"] = *form.validation_days;
  put(body, "notifyEmail", form.notify_email);
  if (form.remember_email) body["rememberEmail"] = true;
  put(body, "label", form.label);
  put(body, "clientReference", form.client_reference);
  put(body, "seller", form.seller);
  return body;
}

http::Request on_operation(const Call& call, const std::string& door, const std::string& action, Json body = Json::object()) {
  put(body, "amount", call.amount);
  return posting(door + "/operations/" + path_part(call.operation) + "/" + action, body, call);
}

// A code is what a camera read; with it the number is the code's.
http::Request by_code_or_number(const Call& call, const std::string& action) {
  if (call.code.empty()) return on_operation(call, "/customer/api", action);
  Json body{{"code", call.code}};
  put(body, "amount", call.amount);
  return posting("/customer/api/" + action, body, call);
}

}  // namespace

http::Request request_of_espace(const Call& call, HttpLine& line) {
  const std::string base = "/espace/api";
  const bool has_session = call.verb != Verb::log_in && call.verb != Verb::ask_recovery && call.verb != Verb::set_password;
  http::Request request;
  switch (call.verb) {
    case Verb::log_in: request = posting(base + "/log-in", {{"login", call.who.name}, {"password", call.text}}, call); break;
    case Verb::ask_recovery: request = posting(base + "/recovery", {{"login", call.who.name}}, call); break;
    case Verb::set_password: request = posting(base + "/password", {{"token", call.token}, {"password", call.text}}, call); break;
    case Verb::choose_point: request = posting(base + "/point", {{"code", call.text}}, call); break;
    case Verb::give_right:
    case Verb::take_right:
      request = posting(base + "/accounts/" + path_part(call.text) + "/right", {{"mayCollect", call.verb == Verb::give_right}}, call);
      break;
    case Verb::prepare: request = posting(base + "/operations/prepare", form_body(call.form), call); break;
    case Verb::request: request = posting(base + "/operations", form_body(call.form), call); break;
    case Verb::change_mode: request = on_operation(call, base, "change-mode"); break;
    case Verb::validate: request = on_operation(call, base, "validate"); break;
    default: request = on_operation(call, base, "cancel"); break;
  }
  if (!has_session) return request;
  for (http::Header& header : line.session_of(call.who)) request.headers.push_back(std::move(header));
  return request;
}

http::Request request_of_phone(const Call& call, HttpLine& line) {
  http::Request request;
  switch (call.verb) {
    case Verb::scan: request = posting("/customer/api/scan", {{"code", call.code}}, call); break;
    case Verb::pay: request = by_code_or_number(call, "pay"); break;
    default: request = by_code_or_number(call, "refuse"); break;
  }
  for (http::Header& header : line.session_of(call.who)) request.headers.push_back(std::move(header));
  return request;
}

http::Request request_of_control(const Call& call) {
  const auto person = [&](const char* word, const char* whom) {
    Json body{{"do", word}, {whom, call.text}};
    put(body, "amount", call.amount);
    return posting("/sandbox/people", body, call);
  };
  const auto operation = [&](const char* action) {
    return posting("/sandbox/operations/" + path_part(call.operation) + "/" + action, Json::object(), call);
  };
  switch (call.verb) {
    case Verb::credit: return person("credit", "customer");
    case Verb::block_customer: return person("block", "customer");
    case Verb::unblock_customer: return person("unblock", "customer");
    case Verb::enable_point: return person("enable", "point");
    case Verb::disable_point: return person("disable", "point");
    case Verb::issuer_rejects: return operation("issuer-rejects");
    default: return operation("resume-notifications");
  }
}

std::optional<Answer> refusal_in(const http::Response& response) {
  if (response.status >= 200 && response.status < 300) return std::nullopt;
  const auto body = http::read_body(response.body);
  Answer answer{.kind = Answer::Kind::refused};
  if (body && body->contains("errorCode")) {
    answer.code = body->value("errorCode", "");
    answer.sentence = body->value("errorMessage", "");
    answer.rule = body->value("rule", "");
  } else {
    answer.code = "INTERNAL_SERVER_ERROR";
    answer.sentence = "The service answered " + std::to_string(response.status) + " without an error of the API.";
  }
  for (const http::Header& header : response.headers)
    if (header.name == "Parcours-Remembered") answer.remembered = true;
  return answer;
}

Answer answer_to_others(const http::Response& response) {
  if (const auto refused = refusal_in(response)) return *refused;
  const auto body = http::read_body(response.body);
  Answer answer;
  if (!body) return answer;
  Json words = *body;
  const std::string kind = words.value("kind", "done");
  words["kind"] = "done";
  if (!http::from_json(words, answer)) return {};
  if (kind == "signatory" || kind == "point") answer = {.kind = Answer::Kind::done, .text = kind, .remembered = answer.remembered};
  return answer;
}

std::string path_part(const std::string& text) {
  const std::string escaped = query_part(text);
  return escaped.empty() ? "-" : escaped;
}

std::string query_part(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
  return out;
}

}  // namespace parcours
