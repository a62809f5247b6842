#include "reference/http/transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"

namespace parcours::http {
namespace {

constexpr const char* kEuro = "978";  // Clients send a number; answers seen carry a text.
constexpr const char* kTspdMode = "001";

Json or_null(const std::string& text) { return text.empty() ? Json{} : Json(text); }

// Shop and provider are texts in requests and numbers in answers.
Json number_or_text(const std::string& text) {
  const bool digits = !text.empty() && text.size() <= 15 && text.find_first_not_of("0123456789") == std::string::npos;
  return digits ? Json(std::stoll(text)) : or_null(text);
}

Json amount_json(Money amount) { return {{"total", amount.cents()}, {"currency", kEuro}}; }

// "10000003051" -> "10*****3051"
std::string masked(const std::string& identifier) {
  constexpr std::size_t kFirst = 2, kLast = 4;
  if (identifier.size() <= kFirst + kLast) return std::string(identifier.size(), '*');
  return identifier.substr(0, kFirst) + std::string(identifier.size() - kFirst - kLast, '*') +
         identifier.substr(identifier.size() - kLast);
}

bool is_deferred(const OperationView& v) { return v.parcours == "C" || v.parcours == "D"; }

// Whether the state told lies after the payment: what was granted then is told with it.
bool tells_payment(const OperationView& v) {
  return v.paid_at && v.api_state != "INITIALIZED" && v.api_state != "PROCESSING";
}

// Clients read a payment's amount here: what was granted, less what the merchant let go of.
Json authorization_json(const OperationView& v) {
  return {{"number", v.number}, {"type", "CVCo"}, {"amount", amount_json(v.received.is_zero() ? v.paid : v.received)},
          {"validationDate", paris_text(*v.paid_at)}, {"holder", masked(v.customer)}};
}

Json payers_json(const OperationView& v) {
  const std::string& who = v.contact.empty() ? v.customer : v.contact;
  if (who.empty()) return Json::array();
  Json payer = {{"beneficiaryId", who}, {"amount", amount_json(v.requested)}, {"authorizations", Json::array()}};
  if (tells_payment(v)) payer["authorizations"].push_back(authorization_json(v));
  return Json::array({payer});
}

// Until when a deferred payment may be captured.
Json capture_date(const OperationView& v, const Told& told) {
  if (!told.capture_date.empty()) return told.capture_date;
  const auto day = encaissement::parse_day(v.validation_limit);
  if (!is_deferred(v) || !day) return {};
  return paris_text(encaissement::start_of(*day + encaissement::Days{1}) - encaissement::Duration{1});
}

Json own_json(const OperationView& view, const Told& told) {
  Json json = to_json(view);
  json["limit"] = told.limit;
  json["remembered"] = told.remembered;
  if (!told.code.empty()) json["qr"] = told.code;
  return json;
}

}  // namespace

Json transaction_json(const OperationView& v, const Told& told) {
  return {{"id", v.number},
          {"state", v.api_state},
          {"subState", Json{}},  // No value was seen.
          {"creationDate", paris_text(v.created)},
          {"updateDate", paris_text(v.last_action)},
          {"expirationDate", paris_text(v.payment_deadline)},
          {"merchant", {{"shopId", number_or_text(v.shop)}, {"serviceProviderId", number_or_text(told.service_provider)}}},
          {"order", {{"id", v.basket}, {"paymentId", v.payment_id}, {"label", v.label}, {"amount", amount_json(v.requested)}}},
          {"paymentMethod", {{"tspdMode", told.tspd_mode.empty() ? kTspdMode : told.tspd_mode},
                             {"captureMode", is_deferred(v) ? "DEFERRED" : "NORMAL"},
                             {"captureDate", capture_date(v, told)}}},
          {"redirectUrls", {{"returnUrl", or_null(v.return_url)}, {"cancelUrl", or_null(v.cancel_url)}}},
          {"payers", payers_json(v)},
          {"encaissement", own_json(v, told)}};
}

std::string answer_body(const OperationView& view, const Told& told, Instant now) {
  return dump({{"responseDate", paris_text(now)}, {"transaction", transaction_json(view, told)}});
}

void recall(const Answer& answer, OperationView& view) {
  view.status = answer.status;
  view.api_state = answer.api_state;
  view.requested = answer.requested;
  view.received = answer.received;
  view.remaining = answer.remaining;
}

std::string notification_body(const OperationView& view, Instant now, const std::string& state) {
  OperationView then = view;
  if (!state.empty()) then.api_state = state;
  return answer_body(then, {}, now);
}

std::vector<Header> notification_headers(const World& world, const OperationView& view, const std::string& url_path,
                                         const std::string& body, Instant now) {
  using namespace encaissement;
  const KeySpec* key = world.newest_key_of(view.shop);
  if (key == nullptr) return {};
  const std::string date = to_wire(now);
  return {{std::string{kPublicSeal}, make_seal(key->version, key->key, sealed_fields({view.number}))},
          {std::string{kOwnDate}, date},
          {std::string{kOwnSeal}, make_seal(key->version, key->key, sealed_call("POST", url_path, date, body))}};
}

std::string paris_text(Instant at) {
  const auto offset = encaissement::paris_offset(at);
  const auto local = at + offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{local - day};
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                 time.hours().count(), time.minutes().count(), time.seconds().count());
  if (const auto ms = time.subseconds().count(); ms != 0) {
    text += fmt::format(".{:03}", ms);
    while (text.back() == '0') text.pop_back();
  }
  return text + fmt::format("+{:02}:00", std::chrono::duration_cast<std::chrono::hours>(offset).count());
}

}  // namespace parcours::http
