// People, their money, sessions without a password, and the operator's verbs.
#include <array>
#include <nlohmann/json.hpp>

#include "reference/http/app.h"
#include "reference/http/sandbox_api.h"
#include "reference/http/sandbox_port.h"
#include "reference/http/session.h"

namespace parcours::http::sandbox {
namespace {

Call control_call(const Exchange& at, Verb verb) {
  Call call;
  call.who.door = Door::control;
  call.verb = verb;
  call.idempotency_key = std::string{at.request.header("Idempotency-Key")};
  return call;
}

Response answer_response(const Answer& answer) {
  return answer.kind == Answer::Kind::done ? done(to_json(answer)) : error_response(answer);
}

struct Order {
  std::string_view word;
  Verb verb;
  const char* whom;  // The member that says whom.
};
constexpr std::array<Order, 5> kOrders{{{"credit", Verb::credit, "customer"},
                                        {"block", Verb::block_customer, "customer"},
                                        {"unblock", Verb::unblock_customer, "customer"},
                                        {"enable", Verb::enable_point, "point"},
                                        {"disable", Verb::disable_point, "point"}}};

// Whoever reads the people afterwards sees what was turned.
void note_turned(const Exchange& at, Verb verb, const std::string& whom) {
  World world = at.world;
  for (CustomerSpec& customer : world.customers)
    if (customer.name == whom && (verb == Verb::block_customer || verb == Verb::unblock_customer))
      customer.blocked = verb == Verb::block_customer;
  for (PointSpec& point : world.points)
    if (point.code == whom && (verb == Verb::enable_point || verb == Verb::disable_point))
      point.enabled = verb == Verb::enable_point;
  at.sandbox->change_world(world);
}

Handled add_people(const Exchange& at, const Json& body) {
  World added;
  const auto people = body.find("people");
  if (people == body.end() || !from_json(*people, added)) return refuse("\"people\": points, accounts, customers, keys.");
  const std::string why = at.sandbox->add_people(added);
  return why.empty() ? done(Json{{"kind", "done"}}) : refuse(why);
}

std::optional<Speaker> speaker_in(const Json& body) {
  const std::string door = text_in(body, "door");
  if (door != "espace" && door != "phone") return std::nullopt;
  return Speaker{door == "espace" ? Door::espace : Door::phone, text_in(body, "name"), text_in(body, "point")};
}

Handled on_operation(const Exchange& at, Verb verb) {
  Call call = control_call(at, verb);
  call.operation = at.path.at(0);
  return answer_response(at.desk.submit(call, at.now));
}

}  // namespace

Handled people(const Exchange& at) {
  Json body = to_json(at.world);
  Json wallets = Json::object();
  for (const CustomerSpec& customer : at.world.customers)
    if (const auto has = at.desk.wallet(customer.name, at.now)) wallets[customer.name] = to_json(*has);
  body["wallets"] = std::move(wallets);
  return done(body);
}

Handled change_people(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  const std::string word = text_in(*body, "do");
  if (word == "add") return add_people(at, *body);
  for (const Order& order : kOrders) {
    if (word != order.word) continue;
    Call call = control_call(at, order.verb);
    call.text = text_in(*body, order.whom);
    call.amount = text_in(*body, "amount");
    const Answer answer = at.desk.submit(call, at.now);
    if (answer.kind == Answer::Kind::done && order.verb != Verb::credit) note_turned(at, order.verb, call.text);
    return answer_response(answer);
  }
  return refuse("\"do\": credit, block, unblock, enable, disable or add.");
}

// Whoever has control may be anybody: the session is that of somebody who has logged in and chosen a point.
Handled open_session(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  const auto speaker = speaker_in(*body);
  if (!speaker) return refuse("\"door\": espace or phone; \"name\": a login number, or a customer's name or identifier.");
  const Session session = at.sessions.open(*speaker);
  if (speaker->door == Door::phone) return done(Json{{"bearer", session.id}});
  return done(Json{{"cookie", std::string{kSessionCookie} + "=" + session.id}, {"csrf", session.csrf}});
}

Handled wallet(const Exchange& at) {
  const auto found = at.desk.wallet(at.path.at(0), at.now);
  return found ? done(to_json(*found)) : not_there("There is no such customer.");
}

Handled collected(const Exchange& at) {
  return done(Json{{"collected", at.desk.collected(at.path.at(0), at.now).cents()}});
}

Handled issuer_rejects(const Exchange& at) { return on_operation(at, Verb::issuer_rejects); }
Handled resume_notifications(const Exchange& at) { return on_operation(at, Verb::resume_notifications); }

}  // namespace parcours::http::sandbox
