// Who is there: the session, the point d'accueil, the accounts and their rights (ACC-04, ACC-08). Logging in and
// passwords are in espace_password_api.cpp.
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/app.h"
#include "reference/http/espace_api.h"

namespace parcours::http::espace {

Json words_of(const Exchange& at, const Session& session) {
  const AccountSpec* account = at.world.account(session.speaker.name);
  const bool is_signatory = account == nullptr || account->point.empty();
  Json points = Json::array();
  for (const PointSpec& point : at.world.points) {
    const bool his = account != nullptr && point.convention == account->convention &&
                     (is_signatory || point.code == account->point);
    if (his) points.push_back(Json{{"code", point.code}, {"name", point.name}});
  }
  return Json{{"kind", is_signatory ? "signatory" : "point"}, {"login", session.speaker.name},
              {"point", session.speaker.point}, {"points", std::move(points)}, {"csrf", session.csrf}};
}

Handled session(const Exchange& at) {
  const auto session = at.sessions.find(at.session);
  return session ? kept_private(json_response(dump(words_of(at, *session)))) : nobody();
}

Handled log_out(const Exchange& at) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  if (at.session.empty()) return nobody();
  at.sessions.close(at.session);
  Response response = kept_private({.status = 204});
  response.headers.push_back(cookie_of("", at.request.secure));
  return response;
}

// ACC-04. What may be done grows with the point: the session gets another id, the old one is void.
Handled choose_point(const Exchange& at) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  BodyReader read{std::get<Json>(body)};
  Call call = call_of(at, Verb::choose_point);
  call.text = read.text("code");
  if (!read.trouble.empty()) return not_readable("\"code\" is of another type.");
  const Answer answer = at.desk.submit(call, at.now);
  if (answer.kind != Answer::Kind::done) return answer_response(answer, call, at.policies);
  Speaker speaker = at.speaker;
  speaker.point = call.text;
  const auto session = at.sessions.rotate(at.session, speaker);
  if (!session) return nobody();
  Response response = kept_private(json_response(dump(words_of(at, *session))));
  response.headers.push_back(cookie_of(session->id, at.request.secure));
  return response;
}

Handled accounts(const Exchange& at) {
  if (at.session.empty()) return nobody();
  Json all = Json::array();
  for (const AccountView& account : at.desk.accounts(at.speaker, at.now)) all.push_back(to_json(account));
  return kept_private(json_response(dump(Json{{"accounts", std::move(all)}})));
}

Handled change_right(const Exchange& at) {
  auto body = body_of(at);
  if (Response* refusal = std::get_if<Response>(&body)) return std::move(*refusal);
  BodyReader read{std::get<Json>(body)};
  bool may_collect = false;
  const bool said = read.flag("mayCollect", may_collect);
  if (!said || !read.trouble.empty()) return not_readable("\"mayCollect\" is needed: true or false.");
  Call call = call_of(at, may_collect ? Verb::give_right : Verb::take_right);
  call.text = at.path[0];
  return answer_response(at, call);
}

}  // namespace parcours::http::espace
