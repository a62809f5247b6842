// Logging in and passwords, at their real cost: hashes are made aside, on copies of what they need, and the service
// decides at the second pass (ACC-01, 02, 03, 07). No digest of a password reaches the journal: a remembered log-in
// (REP-01) says only that one was given, and new passwords take no idempotency key.
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/app.h"
#include "reference/http/espace_api.h"
#include "reference/seal/password.h"

namespace parcours::http::espace {
namespace {

using encaissement::PasswordCost;

// What the people's passwords cost, so that nobody's costs the same (ACC-07): simulated people have cheap ones.
PasswordCost cost_of(const Exchange& at) {
  const bool cheap = !at.world.accounts.empty() && encaissement::is_simulated(at.desk.verifier(at.world.accounts.front().login));
  return cheap ? PasswordCost::simulated : PasswordCost::interactive;
}

// "1" or "0", whether it matched, and what it was compared with. An unknown account is compared too, and never matches.
Later comparing(const std::string& kept, const std::string& password, PasswordCost cost) {
  return {[kept, password, cost] {
    const std::string& nobodys = encaissement::nobodys_password(cost);
    const bool matched = encaissement::password_matches(kept.empty() ? nobodys : kept, password);
    return (matched && !kept.empty() ? "1" : "0") + kept;
  }};
}

bool is_about(const std::string* finding, const std::string& kept) {
  return finding != nullptr && !finding->empty() && finding->substr(1) == kept;
}

Response log_in_response(const Exchange& at, const Call& call) {
  const Answer answer = at.desk.submit(call, at.now);
  if (answer.kind != Answer::Kind::done) return answer_response(answer, call, at.policies);
  const AccountSpec* account = at.world.account(call.who.name);
  at.sessions.close(std::string{at.request.cookie(kSessionCookie)});
  const Session session = at.sessions.open({.door = Door::espace, .name = call.who.name,
                                            .point = account == nullptr ? "" : account->point});
  Response response = kept_private(json_response(dump(words_of(at, session))));
  response.headers.push_back(cookie_of(session.id, at.request.secure));
  return response;
}

// The sessions of the account whose password this has become, wherever they are.
void close_sessions(const Exchange& at, const std::string& verifier) {
  for (const AccountSpec& account : at.world.accounts)
    if (at.desk.verifier(account.login) == verifier) at.sessions.close_of(account.login);
}

}  // namespace

Handled log_in(const Exchange& at) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  BodyReader read{std::get<Json>(body)};
  Call call = call_of(at, Verb::log_in);
  call.who = {.door = Door::espace, .name = read.text("login"), .point = ""};
  const std::string password = read.text("password");
  if (!read.trouble.empty()) return not_readable("\"" + read.trouble + "\" is of another type.");
  call.password_matched = false;
  if (!call.who.name.empty() && !password.empty()) {
    const std::string kept = at.desk.verifier(call.who.name);
    // Asked again too where the password was changed while it was compared.
    if (!is_about(at.finding, kept)) return comparing(kept, password, cost_of(at));
    call.password_matched = at.finding->front() == '1';
    call.text = "given";
  }
  return log_in_response(at, call);
}

// ACC-07: whether there is such an account is told to nobody.
Handled recovery(const Exchange& at) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  BodyReader read{std::get<Json>(body)};
  Call call = call_of(at, Verb::ask_recovery);
  call.who = {.door = Door::espace, .name = read.text("login"), .point = ""};
  if (!read.trouble.empty()) return not_readable("\"login\" is of another type.");
  if (cost_of(at) == PasswordCost::interactive) call.token = random_id();
  const Answer answer = at.desk.submit(call, at.now);
  if (answer.kind != Answer::Kind::done) return answer_response(answer, call, at.policies);
  return kept_private(json_response(dump(Json{{"message", "If there is such an account, a link was sent to its address."}})));
}

Handled password(const Exchange& at) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  BodyReader read{std::get<Json>(body)};
  const std::string token = read.text("token"), wanted = read.text("password");
  if (!read.trouble.empty()) return not_readable("\"" + read.trouble + "\" is of another type.");
  const PasswordCost cost = cost_of(at);
  if (at.finding == nullptr && !wanted.empty()) return Later{[wanted, cost] { return encaissement::hash_password(wanted, cost); }};
  const std::string verifier = wanted.empty() ? "" : *at.finding;
  if (!wanted.empty() && verifier.empty()) return kept_private(error_response("INTERNAL_SERVER_ERROR", "There was no memory to keep the password."));
  const Call call{.who = {.door = Door::espace, .name = "", .point = ""}, .verb = Verb::set_password, .token = token,
                  .verifier = verifier};
  const Answer answer = at.desk.submit(call, at.now);
  if (answer.kind == Answer::Kind::done) close_sessions(at, verifier);
  return answer_response(answer, call, at.policies);
}

}  // namespace parcours::http::espace
