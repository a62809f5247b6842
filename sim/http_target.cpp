#include "sim/http_target.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/wire.h"
#include "sim/http_calls.h"

namespace parcours {

using http::Json;

struct HttpTarget::Parts {
  Parts(std::unique_ptr<HttpTransport> transport, HttpTargetOptions given)
      : options{std::move(given)}, line{std::move(transport), options.control_token, options.control} {}

  const HttpTargetOptions options;
  HttpLine line;
  bool dies_next = false, down = false;  // By our own order: then no answer is no surprise.

  void learn_of_death(const HttpReply& reply);
  template <class View>
  std::optional<View> seen(const HttpLook& look, Instant now);
  std::optional<Json> seen_json(const HttpLook& look, Instant now);
};

// None: not there, or not for this speaker.
std::optional<Json> HttpTarget::Parts::seen_json(const HttpLook& look, Instant now) {
  line.stand_at(now);
  if (!line.lost().empty()) return std::nullopt;
  const http::Response response = line.look(look);
  if (response.lost && !down) line.lose(line.address() + ": a look had no answer");
  if (response.lost || response.status != 200) return std::nullopt;
  return http::read_body(response.body);
}

template <class View>
std::optional<View> HttpTarget::Parts::seen(const HttpLook& look, Instant now) {
  const auto body = seen_json(look, now);
  View view;
  return body && http::from_json(*body, view) ? std::optional{std::move(view)} : std::nullopt;
}

namespace {

template <class View>
std::vector<View> list_in(const std::optional<Json>& body, const char* name) {
  std::vector<View> views;
  if (!body || !body->contains(name) || !(*body)[name].is_array()) return views;
  for (const Json& one : (*body)[name]) {
    if (View view; http::from_json(one, view)) views.push_back(std::move(view));
  }
  return views;
}

// Every shop needs a key to be a till's: one that the people do not name gets one.
World with_keys(World world) {
  for (const PointSpec& point : world.points)
    if (!point.shop.empty() && world.newest_key_of(point.shop) == nullptr)
      world.keys.push_back({"judge-" + point.shop, point.shop, "key of " + point.shop + " for its judge"});
  return world;
}

}  // namespace

HttpTarget::HttpTarget(std::unique_ptr<HttpTransport> transport, HttpTargetOptions options)
    : parts_{std::make_unique<Parts>(std::move(transport), std::move(options))} {
  if (!parts_->options.control) parts_->line.begin(parts_->options.people);
}

HttpTarget::~HttpTarget() = default;

Capabilities HttpTarget::capabilities() const {
  const bool all = parts_->options.control;
  return {all, all, all, all, all, all, all};
}

std::string HttpTarget::name() const { return parts_->options.defect.empty() ? parts_->line.address() : parts_->options.defect; }
std::string HttpTarget::lost() const { return parts_->line.lost(); }
std::uint64_t HttpTarget::requests() const { return parts_->line.requests(); }

// -------- Beginning, dying --------------------------------------------------------------------------

void HttpTarget::reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) {
  if (!parts_->options.control) return parts_->line.stand_at(start);
  parts_->dies_next = parts_->down = false;
  const World people = with_keys(world);
  parts_->line.begin(people);
  parts_->line.stand_at(start);
  const Json order{{"world", http::to_json(people)}, {"policies", http::to_json(policies)}, {"start", http::to_wire(start)},
                   {"seed", std::to_string(seed)}, {"cheapPasswords", true}, {"holdsNotifications", true},
                   {"defect", parts_->options.defect}};
  const HttpReply reply = parts_->line.restart("/sandbox/reset", http::dump(order));
  if (reply.fate == HttpReply::Fate::answered && reply.response.status == 200) return;
  if (!parts_->line.lost().empty()) return;
  const auto refused = refusal_in(reply.response);
  parts_->line.lose(parts_->line.address() + ": it does not begin anew: " + (refused ? refused->sentence : reply.why));
}

void HttpTarget::join(const World& world, Instant now) {
  parts_->line.begin(with_keys(world));
  parts_->line.stand_at(now);
}

void HttpTarget::crash_next(CrashPoint point) {
  parts_->dies_next = true;
  const Json order{{"nextCall", true}, {"beforeCommit", point == CrashPoint::before_commit}};
  parts_->line.control("/sandbox/crash", http::dump(order));
}

void HttpTarget::crash() {
  parts_->down = true;
  parts_->line.control("/sandbox/crash", http::dump(Json{{"nextCall", false}}));
  parts_->line.forget_looks();
}

std::optional<std::string> HttpTarget::recover(Instant now, const encaissement::Policies& policies) {
  parts_->line.stand_at(now);
  const HttpReply reply = parts_->line.control("/sandbox/recover", http::dump(Json{{"policies", http::to_json(policies)}}));
  parts_->line.forget_looks();
  if (reply.fate != HttpReply::Fate::answered) return reply.why;
  if (const auto refused = refusal_in(reply.response)) return refused->sentence;
  parts_->dies_next = parts_->down = false;
  return std::nullopt;
}

void HttpTarget::Parts::learn_of_death(const HttpReply& reply) {
  if (std::exchange(dies_next, false) && reply.fate == HttpReply::Fate::unknown) down = true;
}

// -------- Calls -------------------------------------------------------------------------------------

namespace {

// What an answer does to the sessions that were opened for this judge.
void follow_sessions(const Call& call, const HttpReply& reply, HttpLine& line) {
  if (call.who.door != Door::espace || reply.fate != HttpReply::Fate::answered || reply.response.status != 200) return;
  if (call.verb == Verb::set_password) return line.drop_sessions_of(call.who.name);
  if (call.verb != Verb::choose_point) return;
  line.drop_session(call.who);  // Its id is void; the new one stands at the point.
  const auto body = http::read_body(reply.response.body);
  for (const http::Header& header : reply.response.headers) {
    if (header.name != "Set-Cookie" || !body) continue;
    const std::string cookie = header.value.substr(0, header.value.find(';'));
    line.keep_session({Door::espace, call.who.name, call.text}, {{"Cookie", cookie}, {"X-CSRF-Token", body->value("csrf", "")}});
  }
}

}  // namespace

Answer HttpTarget::submit(const Call& call, Instant now) {
  HttpLine& line = parts_->line;
  line.stand_at(now);
  if (!line.lost().empty()) return {};
  http::Request request;
  switch (call.who.door) {
    case Door::api: request = request_of_till(call, line, {parts_->options.extensions}); break;
    case Door::espace: request = request_of_espace(call, line); break;
    case Door::phone: request = request_of_phone(call, line); break;
    case Door::control: request = request_of_control(call); break;
  }
  const HttpReply reply = line.send(std::move(request));
  line.forget_looks();
  parts_->learn_of_death(reply);
  if (reply.fate != HttpReply::Fate::answered) return {};
  follow_sessions(call, reply, line);
  return call.who.door == Door::api ? answer_to_till(call, reply.response) : answer_to_others(reply.response);
}

void HttpTarget::advance(Instant now) { parts_->line.stand_at(now); }
std::optional<Instant> HttpTarget::next_deadline() const { return parts_->line.next_deadline(); }

void HttpTarget::delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) {
  parts_->line.stand_at(now);
  parts_->line.control("/sandbox/deliveries/" + std::to_string(notice), http::dump(Json{{"acknowledged", acknowledged}}));
  parts_->line.forget_looks();
}

// -------- Looks -------------------------------------------------------------------------------------

using What = HttpLook::What;

std::optional<OperationView> HttpTarget::look(const Speaker& who, const std::string& number, Instant now) {
  if (number.empty()) return std::nullopt;
  const auto body = parts_->seen_json({.what = What::operation, .who = who, .text = number}, now);
  return body ? view_in(*body) : std::nullopt;
}

std::optional<ListView> HttpTarget::list(const Speaker& who, const ListFilter& filter, Instant now) {
  const auto body = parts_->seen_json({.what = What::list, .who = who, .filter = filter}, now);
  std::optional<ListView> view{std::in_place};
  if (!body || !http::from_json(*body, *view)) return std::nullopt;
  const bool told = body->contains("total") && (*body)["total"].is_number_unsigned();
  view->total = told ? (*body)["total"].get<std::uint64_t>() : view->rows.size();
  if ( who.door == Door::api || !filter.with_csv) return view;
  const http::Response csv = parts_->line.look({.what = What::exported, .who = who, .filter = filter});
  constexpr std::string_view kMark = "\xEF\xBB\xBF";  // For spreadsheets.
  if (csv.status == 200) view->csv = csv.body.starts_with(kMark) ? csv.body.substr(kMark.size()) : csv.body;
  return view;
}

std::vector<OperationView> HttpTarget::requests_of(const Speaker& customer, Instant now) {
  return list_in<OperationView>(parts_->seen_json({.what = What::requests, .who = customer}, now), "requests");
}

std::optional<WalletView> HttpTarget::wallet(const std::string& customer, Instant now) {
  return parts_->seen<WalletView>({.what = What::wallet, .text = customer}, now);
}

Money HttpTarget::collected(const std::string& point, Instant now) {
  const auto body = parts_->seen_json({.what = What::collected, .text = point}, now);
  const bool told = body && body->contains("collected") && (*body)["collected"].is_number_integer();
  return told ? Money::from_cents((*body)["collected"].get<std::int64_t>()) : Money{};
}

std::vector<AccountView> HttpTarget::accounts(const Speaker& signatory, Instant now) {
  return list_in<AccountView>(parts_->seen_json({.what = What::accounts, .who = signatory}, now), "accounts");
}

std::string HttpTarget::remembered_email(const Speaker& who, Instant now) {
  const auto body = parts_->seen_json({.what = What::remembered_email, .who = who}, now);
  return body ? body->value("email", "") : "";
}

std::vector<NoticeView> HttpTarget::notices(std::uint64_t after) {
  const HttpLook look{.what = What::notices, .text = std::to_string(after)};
  auto notices = list_in<NoticeView>(parts_->seen_json(look, parts_->line.now()), "notices");
  if (!notices.empty()) parts_->line.expect_instead(look, {.what = What::notices, .text = std::to_string(notices.back().id)});
  return notices;
}

std::vector<NoticeView> HttpTarget::deliveries_due(Instant now) {
  return list_in<NoticeView>(parts_->seen_json({.what = What::deliveries}, now), "notices");
}

}  // namespace parcours
