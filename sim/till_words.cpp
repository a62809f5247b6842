#include "sim/till_words.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/http/wire.h"
#include "reports/text.h"
#include "sim/till_fields.h"

namespace parcours {
namespace {

using http::Json;
using namespace till_message;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

constexpr std::array<std::string_view, 9> kNames = {"hello", "reset",   "do",      "tick", "notify",
                                                    "crash", "restart", "observe", "bye"};

void put(Json& out, const TillReset& reset) {
  Json people = Json::array();
  for (const TillPerson& person : reset.people)
    people.push_back({{"name", person.name}, {"identifier", person.identifier}, {"email", person.email}});
  out["baseUrl"] = reset.base_url;
  out["authority"] = reset.authority;
  out["shop"] = {{"shopId", reset.shop.shop_id},
                 {"serviceProviderId", reset.shop.service_provider_id},
                 {"keyVersion", reset.shop.key_version},
                 {"key", reset.shop.key}};
  out["people"] = std::move(people);
  out["now"] = http::to_wire(reset.now);
  out["patienceMs"] = reset.patience_ms;
}

// What is not meant is not said.
void put(Json& out, const TillOrder& order) {
  const auto put_text = [&](const char* name, const std::string& text) {
    if (!text.empty()) out[name] = text;
  };
  out["verb"] = to_string(order.verb);
  out["sale"] = order.sale;
  put_text("parcours", order.parcours);
  put_text("amount", order.amount);
  put_text("mode", order.mode);
  put_text("customer", order.customer);
  if (order.payment_days) out["paymentDays"] = *order.payment_days;
  if (order.validation_days) out["validationDays"] = *order.validation_days;
  put_text("notifyEmail", order.notify_email);
}

void put(Json& out, const http::Request& notification) {
  const std::string& path = notification.raw_path.empty() ? notification.path : notification.raw_path;
  Json headers = Json::object();
  for (const http::Header& header : notification.headers) headers[header.name] = header.value;
  out["method"] = notification.method;
  out["path"] = notification.query.empty() ? path : path + '?' + notification.query;
  out["headers"] = std::move(headers);
  out["body"] = notification.body;
}

// -------- Answers ------------------------------------------------------------------------------------

void read(TillFields& ok, TillHello& into) {
  std::vector<std::string_view> capabilities;
  for (const TillCapability& capability : till_capabilities()) capabilities.push_back(capability.name);
  constexpr std::array<std::string_view, 3> kClocks = {"virtual", "offset", "wall"};
  constexpr std::array<std::string_view, 3> kNotices = {"none", "http", "adapter"};
  std::string protocol;
  ok.text("protocol", protocol);
  if (ok.good() && protocol != kTillProtocol) ok.fail("protocol", '"' + std::string{kTillProtocol} + '"');
  ok.text("vendor", into.vendor);
  ok.text("product", into.product);
  ok.text("version", into.version);
  ok.text("build", into.build, TillFields::may_lack);
  ok.texts("capabilities", into.capabilities, capabilities);
  into.clock = static_cast<TillClock>(ok.one_of("clock", kClocks));
  into.notices = static_cast<TillNotices>(ok.one_of("notices", kNotices));
  ok.done();
}

void read(TillFields& fields, SaleView& into) {
  std::vector<std::string_view> states;
  for (int i = 0; i <= static_cast<int>(SaleState::unknown); ++i) states.push_back(to_string(static_cast<SaleState>(i)));
  fields.text("sale", into.sale);
  fields.text("number", into.number, TillFields::may_lack);
  into.state = static_cast<SaleState>(fields.one_of("state", states));
  fields.cents("requested", into.requested);
  fields.cents("received", into.received);
  fields.cents("remaining", into.remaining);
  fields.text("limit", into.limit, TillFields::may_lack);
  fields.text("cashier", into.cashier, TillFields::may_lack);
  fields.text("customer", into.customer, TillFields::may_lack);
  fields.object("receipt", [&](TillFields& receipt) {
    into.receipt.emplace();
    receipt.flag("final", into.receipt->final);
    receipt.text("text", into.receipt->text);
    receipt.done();
  }, TillFields::may_lack);
  fields.base64("screen", into.screen);
  fields.done();
}

// An ok that carries nothing is let hold anything: no harm comes of it.
void read_ok(const TillMessage& asked, TillFields& ok, TillAnswer& into) {
  std::visit(Overloaded{[&](const Hello&) { read(ok, into.hello); },
                        [&](const Tick&) { ok.instant_or_null("next", into.next), ok.done(); },
                        [&](const Notify&) { ok.whole("status", into.status, 100, 599), ok.done(); },
                        [&](const Observe&) {
                          ok.objects("sales", [&](TillFields& sale) { read(sale, into.sales.emplace_back()); });
                          ok.done();
                        },
                        [](const auto&) {}},
             asked);
}

void read_error(TillFields& error, TillReply& into) {
  into.kind = TillReply::Kind::error;
  error.text("code", into.code);
  error.flag("definite", into.definite);
  error.text("message", into.message, TillFields::may_lack);
  error.done();
}

void read_unsupported(TillFields& unsupported, TillReply& into) {
  into.kind = TillReply::Kind::unsupported;
  unsupported.text("message", into.message, TillFields::may_lack);
  unsupported.done();
}

void read_answer(const TillMessage& asked, const Json& json, TillAnswer& into, std::string& trouble) {
  TillFields fields{json, "", trouble};
  int id = 0;
  fields.whole("id", id, 0, std::numeric_limits<int>::max());
  const int kinds = static_cast<int>(json.contains("ok")) + static_cast<int>(json.contains("error")) +
                    static_cast<int>(json.contains("unsupported"));
  if (kinds != 1) {
    trouble = kinds == 0 ? "expected \"ok\", \"error\" or \"unsupported\", found none of them"
                         : "expected one of \"ok\", \"error\" and \"unsupported\", found several";
    return;
  }
  // Places inside an answer are told from the "ok" on: it is where all is.
  const auto inside = [&](const char* name, auto read) {
    fields.object(name, [](TillFields&) {});
    if (!fields.good()) return;
    TillFields inner{json[name], name == std::string_view{"ok"} ? "" : name, trouble};
    read(inner);
  };
  if (json.contains("ok")) inside("ok", [&](TillFields& ok) { read_ok(asked, ok, into); });
  if (json.contains("error")) inside("error", [&](TillFields& error) { read_error(error, into.reply); });
  if (json.contains("unsupported"))
    inside("unsupported", [&](TillFields& unsupported) { read_unsupported(unsupported, into.reply); });
  fields.done();
}

}  // namespace

std::string_view name_of(const TillMessage& message) { return kNames[message.index()]; }

std::string to_line(std::int64_t id, const TillMessage& message) {
  Json out{{"id", id}, {"message", name_of(message)}};
  std::visit(Overloaded{[&](const Hello& hello) { out["protocol"] = hello.protocol; },
                        [&](const Reset& reset) { put(out, reset.reset); },
                        [&](const Restart& restart) { put(out, restart.reset); },
                        [&](const Do& act) { put(out, act.order); },
                        [&](const Tick& tick) { out["now"] = http::to_wire(tick.now); },
                        [&](const Notify& notify) { put(out, notify.notification); },
                        [&](const Observe& observe) { out["screenOf"] = observe.screen_of; },
                        [](const auto&) {}},
             message);
  return http::dump(out);
}

std::optional<std::int64_t> answer_id(std::string_view line) {
  const auto json = http::read_body(std::string{line});
  if (!json) return std::nullopt;
  const auto id = json->find("id");
  // An id of another type is -1: it is meant as an answer, and fits no message.
  if (id == json->end()) return std::nullopt;
  return id->is_number_integer() && (!id->is_number_unsigned() || id->get<std::uint64_t>() < 1U << 31) ? id->get<std::int64_t>() : -1;
}

TillAnswer read_answer(const TillMessage& asked, std::string_view line) {
  const auto json = http::read_body(std::string{line});
  TillAnswer answer;
  std::string trouble;
  if (json) read_answer(asked, *json, answer, trouble);
  if (!json) trouble = "expected a JSON object, found " + one_line(line, 60);
  if (trouble.empty()) return answer;
  const std::string id = json && json->contains("id") ? ' ' + one_line(http::dump((*json)["id"]), 20) : "";
  TillAnswer lost;
  lost.reply.kind = TillReply::Kind::lost;
  lost.reply.message = "answer" + id + " to `" + std::string{name_of(asked)} + "`: " + trouble;
  return lost;
}

}  // namespace parcours
