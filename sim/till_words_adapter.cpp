// The adapter's side of the protocol.
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/wire.h"
#include "reference/seal/base64.h"
#include "sim/till_fields.h"
#include "sim/till_words.h"

namespace parcours {
namespace {

using http::Json;
using namespace till_message;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

// -------- Messages -----------------------------------------------------------------------------------

void read(TillFields& fields, TillReset& into) {
  fields.text("baseUrl", into.base_url);
  fields.text("authority", into.authority, TillFields::may_lack);
  fields.object("shop", [&](TillFields& shop) {
    shop.text("shopId", into.shop.shop_id);
    shop.text("serviceProviderId", into.shop.service_provider_id);
    shop.text("keyVersion", into.shop.key_version);
    shop.text("key", into.shop.key);
  });
  fields.objects("people", [&](TillFields& person) {
    TillPerson& one = into.people.emplace_back();
    person.text("name", one.name);
    person.text("identifier", one.identifier);
    person.text("email", one.email);
  });
  fields.instant("now", into.now);
  fields.whole("patienceMs", into.patience_ms, 1, 600'000);
}

void read_days(TillFields& fields, std::string_view name, std::optional<int>& into) {
  if (fields.has(name)) fields.whole(name, into.emplace(), std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
}

void read(TillFields& fields, TillOrder& into) {
  std::vector<std::string_view> verbs;
  for (int i = 0; i <= static_cast<int>(TillVerb::look); ++i) verbs.push_back(to_string(static_cast<TillVerb>(i)));
  into.verb = static_cast<TillVerb>(fields.one_of("verb", verbs));
  fields.text("sale", into.sale);
  fields.text("parcours", into.parcours, TillFields::may_lack);
  fields.text("amount", into.amount, TillFields::may_lack);
  fields.text("mode", into.mode, TillFields::may_lack);
  fields.text("customer", into.customer, TillFields::may_lack);
  read_days(fields, "paymentDays", into.payment_days);
  read_days(fields, "validationDays", into.validation_days);
  fields.text("notifyEmail", into.notify_email, TillFields::may_lack);
}

void read(TillFields& fields, http::Request& into) {
  std::string target;
  fields.text("method", into.method);
  fields.text("path", target);
  fields.each_text("headers", [&](const std::string& name, const std::string& value) { into.headers.push_back({name, value}); });
  fields.text("body", into.body);
  if (fields.good() && !http::read_target(target, into)) fields.fail("path", "a path");
}

std::optional<TillMessage> message_of(std::string_view name, TillFields& fields) {
  if (name == "hello") {
    Hello hello;
    fields.text("protocol", hello.protocol);
    return hello;
  }
  if (name == "reset" || name == "restart") {
    TillReset reset;
    read(fields, reset);
    return name == "reset" ? TillMessage{Reset{reset}} : TillMessage{Restart{reset}};
  }
  if (name == "do") {
    Do act;
    read(fields, act.order);
    return act;
  }
  if (name == "tick") {
    Tick tick{};
    fields.instant("now", tick.now);
    return tick;
  }
  if (name == "notify") {
    Notify notify;
    read(fields, notify.notification);
    return notify;
  }
  if (name == "observe") {
    Observe observe;
    fields.text("screenOf", observe.screen_of, TillFields::may_lack);
    return observe;
  }
  if (name == "crash") return Crash{};
  if (name == "bye") return Bye{};
  return std::nullopt;
}

// -------- Answers ------------------------------------------------------------------------------------

Json written(const TillHello& hello) {
  constexpr std::array kClocks = {"virtual", "offset", "wall"};
  constexpr std::array kNotices = {"none", "http", "adapter"};
  return {{"protocol", kTillProtocol},
          {"vendor", hello.vendor},
          {"product", hello.product},
          {"version", hello.version},
          {"build", hello.build},
          {"capabilities", hello.capabilities},
          {"clock", kClocks[static_cast<std::size_t>(hello.clock)]},
          {"notices", kNotices[static_cast<std::size_t>(hello.notices)]}};
}

Json written(const SaleView& view) {
  Json out{{"sale", view.sale},
           {"number", view.number},
           {"state", to_string(view.state)},
           {"requested", view.requested.cents()},
           {"received", view.received.cents()},
           {"remaining", view.remaining.cents()},
           {"limit", view.limit},
           {"cashier", view.cashier},
           {"customer", view.customer},
           {"receipt", nullptr}};
  if (view.receipt) out["receipt"] = {{"final", view.receipt->final}, {"text", view.receipt->text}};
  if (!view.screen.empty()) out["screen"] = encaissement::to_base64(view.screen);
  return out;
}

Json ok_of(const TillMessage& asked, const TillAnswer& answer) {
  return std::visit(Overloaded{[&](const Hello&) { return written(answer.hello); },
                               [&](const Tick&) {
                                 return Json{{"next", answer.next ? Json(http::to_wire(*answer.next)) : Json(nullptr)}};
                               },
                               [&](const Notify&) { return Json{{"status", answer.status}}; },
                               [&](const Observe&) {
                                 Json sales = Json::array();
                                 for (const SaleView& view : answer.sales) sales.push_back(written(view));
                                 return Json{{"sales", std::move(sales)}};
                               },
                               [](const auto&) { return Json::object(); }},
                    asked);
}

template <class T>
TillReply kept(TillTold<T> told, T& into) {
  into = std::move(told.value);
  return told.reply;
}

TillAnswer act(Till& till, const TillMessage& message, bool& over) {
  TillAnswer answer;
  answer.reply = std::visit(
      Overloaded{[&](const Hello&) { return kept(till.hello(), answer.hello); },
                 [&](const Reset& reset) { return till.reset(reset.reset); },
                 [&](const Do& order) { return till.order(order.order); },
                 [&](const Tick& tick) { return kept(till.tick(tick.now), answer.next); },
                 [&](const Notify& notify) { return kept(till.notify(notify.notification), answer.status); },
                 [&](const Crash&) { return till.crash(); },
                 [&](const Restart& restart) { return till.restart(restart.reset); },
                 [&](const Observe& observe) { return kept(till.observe(observe.screen_of), answer.sales); },
                 [&](const Bye&) {
                   till.bye(), over = true;
                   return TillReply{};
                 }},
      message);
  return answer;
}

TillReply bad_message(const ReadMessage& read) {
  TillReply reply;
  reply.kind = read.unknown ? TillReply::Kind::unsupported : TillReply::Kind::error;
  reply.code = "BAD_MESSAGE";
  reply.definite = true;
  reply.message = read.trouble;
  return reply;
}

}  // namespace

ReadMessage read_message(std::string_view line) {
  ReadMessage out;
  const auto json = http::read_body(std::string{line});
  if (!json) {
    out.trouble = "expected a JSON object";
    return out;
  }
  TillFields fields{*json, "", out.trouble};
  int id = 0;
  std::string name;
  fields.whole("id", id, 0, std::numeric_limits<int>::max());
  fields.text("message", name);
  out.id = id;
  if (!fields.good()) return out;
  out.message = message_of(name, fields);
  out.unknown = !out.message.has_value();
  if (out.unknown) out.trouble = "this adapter knows no message \"" + name + '"';
  if (!fields.good()) out.message.reset();
  return out;
}

std::string to_line(std::int64_t id, const TillMessage& asked, const TillAnswer& answer) {
  Json out{{"id", id}};
  const TillReply& reply = answer.reply;
  switch (reply.kind) {
    case TillReply::Kind::ok: out["ok"] = ok_of(asked, answer); break;
    case TillReply::Kind::unsupported: out["unsupported"] = {{"message", reply.message}}; break;
    case TillReply::Kind::error:
    case TillReply::Kind::lost:
      out["error"] = {{"code", reply.code}, {"definite", reply.definite}, {"message", reply.message}};
      break;
  }
  return http::dump(out);
}

std::string answered(Till& till, std::string_view line, bool& over) {
  const ReadMessage read = read_message(line);
  if (read.message) return to_line(read.id, *read.message, act(till, *read.message, over));
  TillAnswer answer;
  answer.reply = bad_message(read);
  return to_line(read.id, till_message::Bye{}, answer);
}

}  // namespace parcours
