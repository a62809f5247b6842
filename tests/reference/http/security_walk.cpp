#include "tests/reference/http/security_walk.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/core/text.h"
#include "reference/http/wire.h"
#include "reference/qr/png.h"
#include "reference/qr/render.h"
#include "reference/qr/symbol.h"
#include "reference/seal/api_seal.h"

namespace parcours::http {
namespace {

constexpr const char* kToken = "the-control-token-of-this-test";
constexpr const char* kSecret = "SECRET-BASKET";  // Whoever reads it has seen somebody else's operation.

// Routes for anybody, each for a reason: before a log-in there is nobody yet, and how the service is may be known.
const std::set<std::string_view> kForAnybody{"espaceLogIn", "espaceRecovery", "espacePassword", "openCustomerSession",
                                             "health", "metrics", "openApi", "docs", "docsStyle", "now",
                                             "report"};

bool has_place(const Route& route) { return route.path.find('{') != std::string_view::npos; }

Session open(App& app, Door door, const std::string& name, const std::string& point = "") {
  return app.sessions().open({.door = door, .name = name, .point = point});
}

void with_cookie(Request& request, const std::string& id) {
  request.headers.push_back({"Cookie", std::string{kSessionCookie} + "=" + id});
}
void with_bearer(Request& request, const std::string& id) { request.headers.push_back({"Authorization", "Bearer " + id}); }
void as_merchant(Request& request, const Session& session) {
  with_cookie(request, session.id);
  request.headers.push_back({"X-CSRF-Token", session.csrf});
}

}  // namespace

SecurityWalk::SecurityWalk()
    : app_{{.control_token = kToken}}, open_app_{{.control_token = ""}},
      now_{encaissement::parse_moment("24/06/2020 11:33").value()} {
  desk_.start(guide_world(), {}, now_, 1);
  app_.know(guide_world(), {});
  open_app_.know(guide_world(), {});
  cashier_ = open(app_, Door::espace, "70890001", "P001");
  signatory_ = open(app_, Door::espace, "708900");
  olivet_ = open(app_, Door::espace, "70890002", "P002");
  parc_ = open(app_, Door::espace, "708901", "P101");
  alice_ = open(app_, Door::phone, "10000003051");
  bob_ = open(app_, Door::phone, "10000004162");
  ended_ = open(app_, Door::espace, "70890001", "P001");
  app_.sessions().close(ended_.id);
  ask_for_money();
}

// One to be paid by Alice, and one by QR that she has scanned.
void SecurityWalk::ask_for_money() {
  Call call;
  call.who = cashier_.speaker;
  call.verb = Verb::request;
  call.form.parcours = "B";
  call.form.amount = "40,00";
  call.form.basket = kSecret;
  call.form.mode = "email";
  call.form.identifier = "ts-client2@yopmail.com";
  call.form.payment_days = 3;
  number_ = desk_.submit(call, now_).number;
  call.form.parcours = "A";
  call.form.mode = "qr";
  call.form.payment_days.reset();
  const Answer answer = desk_.submit(call, now_);
  qr_number_ = answer.number;
  payload_ = answer.text;
  Call scan;
  scan.who = alice_.speaker;
  scan.verb = Verb::scan;
  scan.code = payload_;
  desk_.submit(scan, now_);
}

std::string SecurityWalk::place_for(const std::string& name) const {
  if (name == "login") return "70890001";
  if (name == "customer") return "alice";
  if (name == "point") return "P001";
  return number_;
}

// What whoever may use the route would say: a wrong one must not be refused for his words.
std::string SecurityWalk::body_for(const Route& route) const {
  if (route.method == "GET" || route.method == "DELETE") return {};
  if (route.caller == Caller::customer && route.uploads) {
    const auto symbol = encaissement::encode_symbol(payload_);
    return encaissement::to_png(encaissement::render(std::get<encaissement::Symbol>(symbol)));
  }
  if (route.caller == Caller::customer) return dump({{"code", has_place(route) ? "" : payload_}, {"amount", "40,00"}});
  if (route.caller == Caller::merchant)
    return dump({{"code", "P001"}, {"mayCollect", true}, {"parcours", "B"}, {"amount", "40,00"}, {"basket", "MINE"},
                 {"mode", "email"}, {"identifier", "bob@mail.example"}, {"paymentDays", 3}});
  if (route.caller != Caller::till) return "{}";
  const Json amount{{"total", 4000}, {"currency", 978}};
  return dump({{"requestDate", to_wire(now_)}, {"reason", "OTHER"},
               {"merchant", {{"shopId", "10000001"}, {"serviceProviderId", "123456"}}},
               {"order", {{"id", "REF9"}, {"paymentId", "PAY9"}, {"label", "x"}, {"amount", amount}}},
               {"payer", {{"beneficiaryId", "10000004162"}, {"amount", amount}}},
               {"paymentMethod", {{"tspdMode", "001"}, {"captureMode", "NORMAL"}}}});
}

Request SecurityWalk::request_for(const Route& route) const {
  Request request{.method = std::string{route.method}, .path = "", .body = body_for(route), .peer = "127.0.0.1"};
  std::string_view rest = route.path;
  while (!rest.empty()) {
    const std::size_t from = std::min(rest.find('{'), rest.size()), to = std::min(rest.find('}'), rest.size());
    request.path += rest.substr(0, from);
    if (from < rest.size()) request.path += place_for(std::string{rest.substr(from + 1, to - from - 1)});
    rest.remove_prefix(std::min(to + 1, rest.size()));
  }
  request.raw_path = request.path;
  return request;
}

// Both seals, as the call asks for: the public one over its own fields, ours over the whole.
void SecurityWalk::seal(const Route& route, Request& request, const std::string& version, const std::string& key) const {
  using encaissement::sealed_fields;
  std::string sealed = number_;
  if (route.id == "createTransaction") sealed = sealed_fields({"10000001", "123456", "REF9", "PAY9", "4000"});
  if (route.id == "namePayer") sealed = sealed_fields({number_, "10000004162", "4000"});
  if (route.id == "cancelTransaction") sealed = sealed_fields({number_, "OTHER"});
  const std::string date = to_wire(now_);
  request.headers.push_back({std::string{encaissement::kPublicSeal}, encaissement::make_seal(version, key, sealed)});
  request.headers.push_back({std::string{encaissement::kOwnDate}, date});
  request.headers.push_back({std::string{encaissement::kOwnSeal},
                             encaissement::make_seal(version, key, encaissement::sealed_call(request.method, request.raw_path, date, request.body))});
}

SecurityWalk::Attempt SecurityWalk::dressed(const Route& route, std::string who, std::set<int> expected, const Dress& dress) {
  Attempt attempt{std::move(who), request_for(route), std::move(expected), &app_};
  dress(attempt.request);
  return attempt;
}

std::vector<SecurityWalk::Attempt> SecurityWalk::by_merchants(const Route& route) {
  std::vector<Attempt> all;
  const auto add = [&](std::string who, std::set<int> expected, const Dress& dress) {
    all.push_back(dressed(route, std::move(who), std::move(expected), dress));
  };
  add("nobody", {401}, [](Request&) {});
  add("an invented session", {401}, [](Request& r) { with_cookie(r, random_id()); });
  add("an ended session", {401}, [&](Request& r) { as_merchant(r, ended_); });
  add("a customer's token as cookie", {401}, [&](Request& r) { as_merchant(r, alice_); });
  add("a session as bearer", {401}, [&](Request& r) { with_bearer(r, cashier_.id); });
  add("a till", {401}, [&](Request& r) { seal(route, r, "1", "cle-de-demonstration-P001"); });
  if (route.changes) {
    add("no control token", {403}, [&](Request& r) { with_cookie(r, cashier_.id); });
    add("another session's control token", {403}, [&](Request& r) { as_merchant(r, {.id = cashier_.id, .csrf = olivet_.csrf}); });
    add("another site's page", {403}, [&](Request& r) {
      as_merchant(r, cashier_);
      r.headers.push_back({"Sec-Fetch-Site", "cross-site"});
    });
  }
  // What names something of somebody's is not there for others; the rest is their own affair, if it only looks.
  const bool names_something = has_place(route) || route.id == "espaceChoosePoint";
  if (!names_something && route.changes) return all;
  const std::set<int> others = names_something ? std::set{404} : std::set{200};
  add("another convention", others, [&](Request& r) { as_merchant(r, parc_); });
  add("another point", others, [&](Request& r) { as_merchant(r, olivet_); });
  return all;
}

std::vector<SecurityWalk::Attempt> SecurityWalk::by_customers(const Route& route) {
  std::vector<Attempt> all;
  const auto add = [&](std::string who, std::set<int> expected, const Dress& dress) {
    all.push_back(dressed(route, std::move(who), std::move(expected), dress));
  };
  add("nobody", {401}, [](Request&) {});
  add("an invented token", {401}, [](Request& r) { with_bearer(r, random_id()); });
  add("a merchant's session as token", {401}, [&](Request& r) { with_bearer(r, cashier_.id); });
  add("a token as cookie", {401}, [&](Request& r) { as_merchant(r, alice_); });
  add("a till", {401}, [&](Request& r) { seal(route, r, "1", "cle-de-demonstration-P001"); });
  // PAY-09: the code that Alice has scanned is genuine and hers. Without a code or a number everybody sees his own.
  const bool by_code = route.changes && !has_place(route);
  const std::set<int> others = has_place(route) ? std::set{404} : by_code ? std::set{409} : std::set{200, 204};
  if (route.method != "DELETE") add("another customer", others, [&](Request& r) { with_bearer(r, bob_.id); });
  return all;
}

std::vector<SecurityWalk::Attempt> SecurityWalk::by_tills(const Route& route) {
  std::vector<Attempt> all;
  const auto add = [&](std::string who, std::set<int> expected, const Dress& dress) {
    all.push_back(dressed(route, std::move(who), std::move(expected), dress));
  };
  add("nobody", {401}, [](Request&) {});
  add("a wrong key", {401}, [&](Request& r) { seal(route, r, "1", "another key"); });
  add("an unknown version", {401}, [&](Request& r) { seal(route, r, "99", "cle-de-demonstration-P001"); });
  add("another shop's key under this version", {401}, [&](Request& r) { seal(route, r, "1", "cle-de-demonstration-P002"); });
  add("a merchant's session", {401}, [&](Request& r) { as_merchant(r, cashier_); });
  add("a customer's token", {401}, [&](Request& r) { with_bearer(r, alice_.id); });
  // A shop's own key is good, and what is another's is not there; a create in another's name is not sealed by it.
  const std::set<int> others = has_place(route) ? std::set{404} : route.changes ? std::set{401} : std::set{200};
  add("another shop", others, [&](Request& r) { seal(route, r, "2", "cle-de-demonstration-P002"); });
  return all;
}

std::vector<SecurityWalk::Attempt> SecurityWalk::by_testers(const Route& route) {
  std::vector<Attempt> all;
  const auto add = [&](std::string who, App* app, const Dress& dress) {
    all.push_back(dressed(route, std::move(who), {401, 403}, dress));
    all.back().app = app;
  };
  add("nobody, from loopback", &app_, [](Request&) {});
  add("a wrong token", &app_, [](Request& r) { r.headers.push_back({"Parcours-Control", std::string{kToken} + "x"}); });
  add("an empty token", &app_, [](Request& r) { r.headers.push_back({"Parcours-Control", ""}); });
  add("a merchant", &app_, [&](Request& r) { as_merchant(r, cashier_); });
  add("a customer", &app_, [&](Request& r) { with_bearer(r, alice_.id); });
  add("a remote peer where no token is set", &open_app_, [](Request& r) { r.peer = "192.0.2.1"; });
  add("another site's page in a browser on this machine", &open_app_, [](Request& r) {
    r.headers.push_back({"Host", "127.0.0.1:8080"});
    r.headers.push_back({"Origin", "http://evil.example"});
  });
  add("a foreign name for this machine", &open_app_, [](Request& r) { r.headers.push_back({"Host", "evil.example:8080"}); });
  return all;
}

std::vector<SecurityWalk::Attempt> SecurityWalk::attempts_on(const Route& route) {
  switch (route.caller) {
    case Caller::anyone: return {};
    case Caller::merchant: return by_merchants(route);
    case Caller::customer: return by_customers(route);
    case Caller::till: return by_tills(route);
    case Caller::control: return by_testers(route);
  }
  return {};
}

Response SecurityWalk::answer(const Route& route, const Attempt& attempt) {
  Found found{.route = &route, .path = {}, .allowed = {}};
  std::string_view rest = route.path;
  for (std::size_t at = rest.find('{'); at != std::string_view::npos; at = rest.find('{')) {
    const std::size_t end = rest.find('}', at);
    found.path.push_back(place_for(std::string{rest.substr(at + 1, end - at - 1)}));
    rest.remove_prefix(end + 1);
  }
  Handled handled = attempt.app->answer(attempt.request, found, desk_, now_);
  for (int pass = 0; pass < 3 && std::holds_alternative<Later>(handled); ++pass) {
    const std::string finding = std::get<Later>(handled).work();
    handled = attempt.app->answer(attempt.request, found, desk_, now_, &finding);
  }
  return std::get<Response>(handled);
}

void SecurityWalk::check(const Route& route, const Attempt& attempt, std::vector<std::string>& troubles) {
  ++attempts_;
  const auto facts = desk_.service().facts();
  const Response response = answer(route, attempt);
  const std::string where = std::string{route.id} + " for " + attempt.who + ": ";
  if (!attempt.expected.contains(response.status)) troubles.push_back(where + "answers " + std::to_string(response.status));
  if (desk_.service().facts() != facts) troubles.push_back(where + "changed something");
  if (response.body.find(kSecret) != std::string::npos) troubles.push_back(where + "shows somebody else's operation");
  for (const Session* session : {&cashier_, &olivet_, &parc_, &alice_, &bob_})
    if (!app_.sessions().find(session->id)) troubles.push_back(where + "ended somebody's session");
}

std::vector<std::string> SecurityWalk::walk(const std::vector<const Route*>& routes) {
  std::vector<std::string> troubles;
  for (const Route* route : routes) {
    if (route->caller == Caller::anyone && !kForAnybody.contains(route->id))
      troubles.push_back(std::string{route->id} + " is for anybody, and nobody said so");
    for (const Attempt& attempt : attempts_on(*route)) check(*route, attempt, troubles);
  }
  return troubles;
}

int SecurityWalk::status_for_the_right_one(const Route& route) {
  Attempt attempt = dressed(route, "the right one", {}, [&](Request& r) {
    // ACC-08: rights are the signatory's.
    if (route.caller == Caller::merchant) as_merchant(r, route.id == "espaceChangeRight" ? signatory_ : cashier_);
    if (route.caller == Caller::customer) with_bearer(r, alice_.id);
    if (route.caller == Caller::till) seal(route, r, "1", "cle-de-demonstration-P001");
    if (route.caller == Caller::control) r.headers.push_back({"Parcours-Control", kToken});
  });
  return answer(route, attempt).status;
}

}  // namespace parcours::http
