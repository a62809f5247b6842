// Clock, beginning anew, crashes and faults: what is asked of whoever runs the service.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/core/number.h"
#include "reference/http/app.h"
#include "reference/http/sandbox_api.h"
#include "reference/http/sandbox_port.h"

namespace parcours::http::sandbox {
namespace {

Response clock_response(const ClockView& view) {
  Json body{{"mode", view.mode}, {"now", to_wire(view.now)}, {"scale", view.scale}, {"frozen", view.frozen}};
  body["nextDeadline"] = view.next_deadline ? Json(to_wire(*view.next_deadline)) : Json(nullptr);
  return done(body);
}

// Where the clock shall go, by "set", "advanceMs" or "toNext". None: the order speaks of none of these, or wrongly.
std::optional<Instant> destination(const Json& body, const ClockView& now) {
  if (const auto set = body.find("set"); set != body.end())
    return set->is_string() ? instant_from_wire(set->get<std::string>()) : std::nullopt;
  if (const auto advance = body.find("advanceMs"); advance != body.end()) {
    constexpr std::int64_t kCentury = 100LL * 366 * 24 * 3600 * 1000;
    const bool good = advance->is_number_integer() && advance->get<double>() >= 0 && advance->get<double>() <= double{kCentury};
    return good ? std::optional{now.now + encaissement::Duration{advance->get<std::int64_t>()}} : std::nullopt;
  }
  return now.next_deadline ? std::optional{std::max(now.now, *now.next_deadline)} : std::nullopt;
}

std::optional<double> scale_in(const Json& body) {
  if (flag_in(body, "freeze")) return 0.0;
  const auto scale = body.find("scale");
  const bool good = scale != body.end() && scale->is_number() && scale->get<double>() >= 0 && scale->get<double>() <= 1e6;
  return good ? std::optional{scale->get<double>()} : std::nullopt;
}

// A whole number or, since 64 bits do not fit into what many clients call a number, its digits.
std::optional<std::uint64_t> seed_in(const Json& body) {
  const auto found = body.find("seed");
  if (found == body.end()) return 1;
  if (found->is_number_unsigned()) return found->get<std::uint64_t>();
  if (!found->is_string()) return std::nullopt;
  return encaissement::number_from<std::uint64_t>(found->get_ref<const std::string&>());
}

// Fills `order`; what is wrong, or nothing. What the body leaves out stays as it is.
std::string read_reset(const Json& body, ResetOrder& order) {
  const auto world = body.find("world");
  if (world != body.end() && (order.world = World{}, !from_json(*world, order.world))) return "\"world\" cannot be read.";
  const auto policies = body.find("policies");
  if (policies != body.end() && !from_json(*policies, order.policies))
    return "\"policies\": names and values as parcours policies lists them, values as text.";
  if (body.contains("start")) {
    const auto start = instant_from_wire(text_in(body, "start"));
    if (!start) return "\"start\": an instant like 2020-06-24T09:06:00.000Z.";
    order.start = *start;
  }
  const auto seed = seed_in(body);
  if (!seed) return "\"seed\": a whole number, or its digits as text.";
  order.seed = *seed;
  order.cheap_passwords = flag_in(body, "cheapPasswords");
  order.holds_notifications = flag_in(body, "holdsNotifications", true);
  order.defect = text_in(body, "defect");
  return "";
}

}  // namespace

Handled clock(const Exchange& at) { return clock_response(at.sandbox->clock()); }

Handled move_clock(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  const bool moves = body->contains("set") || body->contains("advanceMs") || flag_in(*body, "toNext");
  if (!moves) {
    const auto scale = scale_in(*body);
    if (!scale) return refuse("One of \"set\", \"advanceMs\", \"toNext\", \"freeze\" and \"scale\" was expected.");
    if (!at.sandbox->set_scale(*scale)) return refuse("This service's clock cannot be scaled or frozen.");
    return clock_response(at.sandbox->clock());
  }
  const auto to = destination(*body, at.sandbox->clock());
  if (!to && flag_in(*body, "toNext")) return refuse("Nothing falls due by itself.");
  if (!to) return refuse("\"set\": an instant like 2020-06-24T09:06:00.000Z; \"advanceMs\": whole milliseconds.");
  if (!at.sandbox->move_clock(*to)) return refuse("The clock is not one that control moves, or that moment has passed.");
  return clock_response(at.sandbox->clock());
}

Handled reset(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  ResetOrder order{.world = guide_world(), .policies = {}, .start = at.now};
  if (flag_in(*body, "keepPolicies")) order.policies = at.sandbox->policies();
  if (const std::string wrong = read_reset(*body, order); !wrong.empty()) return refuse(wrong);
  if (const auto why = at.sandbox->reset(order)) return refuse(*why);
  at.sessions.close_all();
  return clock_response(at.sandbox->clock());
}

Handled crash(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  at.sandbox->crash(flag_in(*body, "nextCall"), flag_in(*body, "beforeCommit"));
  return done(Json{{"isUp", at.sandbox->is_up()}});
}

Handled recover(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  encaissement::Policies policies = at.policies;
  const auto asked = body->find("policies");
  if (asked != body->end() && !from_json(*asked, policies)) return refuse("\"policies\" cannot be read.");
  if (const auto why = at.sandbox->recover(policies)) return error_response("OPERATION_TRANSACTION_NOT_ALLOWED", *why, "REP-03");
  return clock_response(at.sandbox->clock());
}

Handled faults(const Exchange& at) { return done(Json{{"profiles", at.sandbox->fault_profiles()}, {"profile", at.sandbox->faults()}}); }

Handled set_faults(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  const std::string profile = text_in(*body, "profile");
  if (!at.sandbox->set_faults(profile)) return refuse("There is no such profile of faults: GET /sandbox/faults lists them.");
  return done(Json{{"profile", profile}});
}

}  // namespace parcours::http::sandbox
