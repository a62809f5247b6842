#include "fakes/pos/pos_sale.h"

#include <array>
#include <nlohmann/json.hpp>

#include "reference/http/capture_date.h"

namespace parcours {
namespace {

using http::Json;

constexpr std::array<std::string_view, 4> kActs = {"create", "validate", "cancel", "change_mode"};

SaleState state_of(const std::string& api_state) {
  if (api_state == "INITIALIZED" || api_state == "PROCESSING") return SaleState::pending;
  if (api_state == "AUTHORIZED") return SaleState::to_validate;
  if (api_state == "VALIDATED" || api_state == "CONSIGNED" || api_state == "PAID") return SaleState::paid;
  if (api_state == "EXPIRED") return SaleState::expired;
  const bool over = api_state == "ABORTED" || api_state == "CANCELLED" || api_state == "REJECTED";
  return over ? SaleState::cancelled : SaleState::unknown;
}

// A state tells where a transaction stood when it was told; the service's own word says more of how it ended.
SaleState state_told(const std::string& api_state, const std::string& status) {
  const SaleState state = state_of(api_state);
  return state == SaleState::expired && status == "cancelled" ? SaleState::cancelled : state;
}

std::string text_in(const Json& json, const char* path) {
  const Json::json_pointer at{path};
  return json.contains(at) && json[at].is_string() ? json[at].get<std::string>() : std::string{};
}

std::optional<Money> cents_in(const Json& json, const char* path) {
  const Json::json_pointer at{path};
  if (!json.contains(at) || !json[at].is_number_integer()) return std::nullopt;
  return Money::from_cents(json[at].get<std::int64_t>());
}

std::optional<Instant> instant_in(const Json& json, const char* path) {
  return encaissement::parse_capture_date(text_in(json, path));
}

// What was granted: by our words, else by the first authorisation of the first payer.
Money received_in(const Json& transaction, SaleState state) {
  if (state != SaleState::paid && state != SaleState::to_validate) return {};
  if (const auto own = cents_in(transaction, "/encaissement/received")) return *own;
  return cents_in(transaction, "/payers/0/authorizations/0/amount/total").value_or(Money{});
}

Json json_of(const PosTold& t) {
  Json json{{"number", t.number}, {"basket", t.basket}, {"paymentId", t.payment_id}, {"apiState", t.api_state},
            {"state", to_string(t.state)}, {"requested", t.requested.cents()}, {"received", t.received.cents()},
            {"remaining", t.remaining.cents()}, {"paymentLimit", t.payment_limit}, {"validationLimit", t.validation_limit},
            {"code", t.code}, {"created", http::to_wire(t.created)}, {"updated", http::to_wire(t.updated)},
            {"paymentDeadline", http::to_wire(t.payment_deadline)}, {"answered", http::to_wire(t.answered)}};
  if (t.validation_deadline) json["validationDeadline"] = http::to_wire(*t.validation_deadline);
  return json;
}

Json json_of(const PosIntent& i) {
  return {{"act", to_string(i.act)}, {"key", i.key}, {"body", i.body}, {"amount", i.amount.cents()},
          {"wanted", http::to_wire(i.wanted)}, {"attempts", i.attempts}, {"next", http::to_wire(i.next)}};
}

Json json_of(const TillOrder& o) {
  Json json{{"parcours", o.parcours}, {"mode", o.mode}, {"customer", o.customer}, {"notifyEmail", o.notify_email}};
  if (o.payment_days) json["paymentDays"] = *o.payment_days;
  if (o.validation_days) json["validationDays"] = *o.validation_days;
  return json;
}

Instant kept_instant(const Json& json, const char* path) {
  return http::instant_from_wire(text_in(json, path)).value_or(Instant{});
}

std::optional<int> kept_days(const Json& json, const char* path) {
  const auto days = cents_in(json, path);
  return days ? std::optional{static_cast<int>(days->cents())} : std::nullopt;
}

PosTold told_kept(const Json& json) {
  const auto text = [&](const char* path) { return text_in(json, path); };
  const auto cents = [&](const char* path) { return cents_in(json, path).value_or(Money{}); };
  PosTold told{.number = text("/number"), .basket = text("/basket"), .payment_id = text("/paymentId"),
               .api_state = text("/apiState"), .state = sale_state_from(text("/state")).value_or(SaleState::none),
               .requested = cents("/requested"), .received = cents("/received"), .remaining = cents("/remaining"),
               .payment_limit = text("/paymentLimit"), .validation_limit = text("/validationLimit"), .code = text("/code"),
               .created = kept_instant(json, "/created"), .updated = kept_instant(json, "/updated"),
               .payment_deadline = kept_instant(json, "/paymentDeadline")};
  told.validation_deadline = http::instant_from_wire(text("/validationDeadline"));
  told.answered = kept_instant(json, "/answered");
  return told;
}

PosIntent intent_kept(const Json& json) {
  PosIntent intent{.key = text_in(json, "/key"), .body = text_in(json, "/body"),
                   .amount = cents_in(json, "/amount").value_or(Money{}), .wanted = kept_instant(json, "/wanted"),
                   .attempts = kept_days(json, "/attempts").value_or(0), .next = kept_instant(json, "/next")};
  for (std::size_t i = 0; i < kActs.size(); ++i)
    if (kActs[i] == text_in(json, "/act")) intent.act = static_cast<PosAct>(i);
  return intent;
}

}  // namespace

std::string_view to_string(PosAct act) { return kActs[static_cast<std::size_t>(act)]; }

bool is_final(SaleState state) {
  return state == SaleState::paid || state == SaleState::cancelled || state == SaleState::expired;
}

bool is_open(const PosSale& sale) {
  return !sale.intents.empty() || (!sale.told.number.empty() && !is_final(sale.told.state));
}

int rank_of(SaleState state, const std::string& api_state) {
  if (is_final(state)) return 4;
  if (state == SaleState::to_validate) return 3;
  if (state == SaleState::pending) return api_state == "PROCESSING" ? 2 : 1;
  return 0;
}

// The same state again: the later word, for an amount may have changed.
bool is_newer(const PosSale& sale, const PosTold& told) {
  if (told.number != sale.told.number) return true;
  const int known = rank_of(sale.told.state, sale.told.api_state), said = rank_of(told.state, told.api_state);
  return said > known || (said == known && told.updated >= sale.told.updated);
}

std::string payment_id_of(const PosSale& sale) { return sale.sale + "-" + std::to_string(sale.asked); }

std::optional<PosTold> told_in(const std::string& body) {
  const auto json = http::read_body(body);
  if (!json || !json->contains("transaction")) return std::nullopt;
  auto told = told_in((*json)["transaction"]);
  if (told) told->answered = instant_in(*json, "/responseDate").value_or(Instant{});
  return told;
}

std::optional<PosTold> told_in(const Json& transaction) {
  if (!transaction.is_object()) return std::nullopt;
  const auto text = [&](const char* path) { return text_in(transaction, path); };
  PosTold told{.number = text("/id"), .basket = text("/order/id"), .payment_id = text("/order/paymentId"),
               .api_state = text("/state")};
  told.state = state_told(told.api_state, text("/encaissement/status"));
  if (told.number.empty() || told.state == SaleState::unknown) return std::nullopt;
  told.requested = cents_in(transaction, "/order/amount/total").value_or(Money{});
  told.received = received_in(transaction, told.state);
  told.remaining = told.requested - told.received;
  told.payment_limit = text("/encaissement/paymentLimit");
  told.validation_limit = text("/encaissement/validationLimit");
  told.code = text("/encaissement/qr");
  told.created = instant_in(transaction, "/creationDate").value_or(Instant{});
  told.updated = instant_in(transaction, "/updateDate").value_or(Instant{});
  told.payment_deadline = instant_in(transaction, "/expirationDate").value_or(Instant{});
  told.validation_deadline = instant_in(transaction, "/encaissement/validationDeadline");
  return told;
}

std::string to_text(const PosSale& s) {
  Json json{{"sale", s.sale}, {"wish", json_of(s.wish)}, {"amount", s.amount.cents()}, {"calls", s.calls},
            {"asked", s.asked}, {"told", json_of(s.told)}, {"codeVoid", s.code_void ? 1 : 0}, {"refusal", s.refusal},
            {"refusalCode", s.refusal_code}, {"intents", Json::array()}};
  for (const PosIntent& intent : s.intents) json["intents"].push_back(json_of(intent));
  return http::dump(json);
}

std::optional<PosSale> sale_from(const std::string& text) {
  const auto json = http::read_body(text);
  if (!json || text_in(*json, "/sale").empty()) return std::nullopt;
  PosSale sale{.sale = text_in(*json, "/sale")};
  sale.wish = {.verb = TillVerb::create, .sale = sale.sale, .parcours = text_in(*json, "/wish/parcours"),
               .mode = text_in(*json, "/wish/mode"), .customer = text_in(*json, "/wish/customer"),
               .payment_days = kept_days(*json, "/wish/paymentDays"),
               .validation_days = kept_days(*json, "/wish/validationDays"),
               .notify_email = text_in(*json, "/wish/notifyEmail")};
  sale.amount = cents_in(*json, "/amount").value_or(Money{});
  sale.calls = kept_days(*json, "/calls").value_or(0);
  sale.asked = kept_days(*json, "/asked").value_or(0);
  if (json->contains("told")) sale.told = told_kept((*json)["told"]);
  sale.code_void = kept_days(*json, "/codeVoid").value_or(0) != 0;
  sale.refusal = text_in(*json, "/refusal");
  sale.refusal_code = text_in(*json, "/refusalCode");
  if (json->contains("intents"))
    for (const Json& intent : (*json)["intents"]) sale.intents.push_back(intent_kept(intent));
  return sale;
}

}  // namespace parcours
