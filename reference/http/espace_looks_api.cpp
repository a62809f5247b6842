// Looking at one operation, its code as a picture, and the e-mail remembered for the next form. Looks change nothing
// (VAL-06).
#include <nlohmann/json.hpp>
#include <variant>

#include "reference/core/deadline.h"
#include "reference/core/number.h"
#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/espace_api.h"
#include "reference/qr/png.h"
#include "reference/qr/render.h"
#include "reference/qr/symbol.h"

namespace parcours::http::espace {
namespace {

constexpr int kPixelsPerModule = 8;

// LST-06
Json actions_of(const OperationView& view) {
  if (view.status == "to_validate") return {"validate", "cancel", "detail"};
  if (view.status == "awaiting_customer") return {"cancel", "detail"};
  return Json::array({"detail"});
}

// The symbol of an operation that was asked for by QR; none: it has no code, or is not this merchant's.
std::optional<encaissement::Symbol> symbol_of(const Exchange& at) {
  const std::string payload = at.desk.code_of(at.speaker, at.path[0], at.now);
  if (payload.empty()) return std::nullopt;
  const auto symbol = encaissement::encode_symbol(payload);
  const auto* drawn = std::get_if<encaissement::Symbol>(&symbol);
  return drawn == nullptr ? std::nullopt : std::optional{*drawn};
}

}  // namespace

Handled operation(const Exchange& at) {
  if (at.session.empty()) return nobody();
  const auto view = at.desk.look(at.speaker, at.path[0], at.now);
  if (!view) return not_there();
  Json body = to_json(*view);
  body["actions"] = actions_of(*view);
  return kept_private(json_response(dump(body)));
}

Handled code_png(const Exchange& at) {
  if (at.session.empty()) return nobody();
  const auto symbol = symbol_of(at);
  if (!symbol) return not_there();
  const auto image = encaissement::render(*symbol, {.pixels_per_module = kPixelsPerModule});
  return kept_private({.body = encaissement::to_png(image), .type = "image/png"});
}

Handled code_svg(const Exchange& at) {
  if (at.session.empty()) return nobody();
  const auto symbol = symbol_of(at);
  if (!symbol) return not_there();
  return kept_private({.body = encaissement::to_svg(*symbol), .type = "image/svg+xml"});
}

Handled remembered_email(const Exchange& at) {
  if (at.session.empty()) return nobody();
  return kept_private(json_response(dump(Json{{"email", at.desk.remembered_email(at.speaker, at.now)}})));
}

// What a form says beside its fields, so that a page need know no rule: the bounds of FRM-01, FRM-07 and TIM-03, the days
// that N and M lead to if it were sent, or paid, now (TIM-02, TIM-05), and whether an e-mail would do for FRM-08. Empty: not
// a number of days that is accepted.
Handled form(const Exchange& at) {
  if (at.session.empty()) return nobody();
  const encaissement::Policies& p = at.policies;
  const auto limit = [&](const char* name, int most, encaissement::Day (*day)(Instant, int)) {
    const auto days = encaissement::number_from<int>(at.request.parameter(name).value_or(""));
    return days && *days >= 1 && *days <= most ? encaissement::format_day(day(at.now, *days)) : std::string{};
  };
  const std::string email = at.request.parameter("notifyEmail").value_or("");
  return kept_private(json_response(dump(Json{
      {"minAmount", encaissement::format_amount(p.min_requested)},
      {"maxPaymentDays", p.max_payment_days},
      {"maxValidationDays", p.max_validation_days},
      {"immediateSeconds", p.immediate_ttl_s},
      {"today", encaissement::format_day(encaissement::paris_day(at.now))},
      {"paymentLimit", limit("paymentDays", p.max_payment_days, encaissement::payment_limit_day)},
      {"validationLimit", limit("validationDays", p.max_validation_days, encaissement::validation_limit_day)},
      {"notifyEmailFits", encaissement::identifier_kind(encaissement::trimmed(email)) == encaissement::IdentifierKind::email}})));
}

}  // namespace parcours::http::espace
