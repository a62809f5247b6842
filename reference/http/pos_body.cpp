#include "reference/http/pos_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/core/number.h"
#include "reference/http/capture_date.h"
#include "reference/http/wire.h"

namespace parcours::http {
namespace {

constexpr const char* kRefused = "\x01";  // No optional text, parcours or mode may be this (FRM-04, FRM-05).

// Text and number alike; none: something else.
std::optional<std::string> leaf(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? std::optional{value.dump()} : std::nullopt;
}

// FRM-05 decides on words that are none.
void read_capture_mode(Fields& fields, RequestForm& form) {
  const std::string mode = fields.text("paymentMethod.captureMode");
  form.deferred = mode == "DEFERRED";
  form.capture_date = fields.text("paymentMethod.captureDate");
  if (form.deferred || mode == "NORMAL" || mode.empty()) return;
  form.extended = true;
  form.parcours = kRefused;
}

void read_own(Fields& fields, RequestForm& form) {
  const auto text = [&](const char* name) { return fields.text(std::string{"encaissement."} + name); };
  form.parcours = text("parcours");
  if (form.parcours.empty()) form.parcours = form.deferred ? "C" : "A";
  form.mode = text("mode");
  if (form.mode.empty()) form.mode = "none";
  form.identifier = text("identifier");
  form.payment_days = fields.whole("encaissement.paymentDays");
  form.validation_days = fields.whole("encaissement.validationDays");
  form.notify_email = text("notifyEmail");
  form.remember_email = fields.flag("encaissement.rememberEmail");
  form.client_reference = text("clientReference");
  form.seller = text("seller");
  if (fields.has("encaissement.label")) form.label = text("label");
}

}  // namespace

const Json* Fields::find(std::string_view name) const {
  const Json* at = &body_;
  while (!name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    const std::string member{name.substr(0, dot)};
    name.remove_prefix(std::min(dot + 1, name.size()));
    if (!at->is_object()) {
      odd_ = true;
      return nullptr;
    }
    const auto found = at->find(member);
    if (found == at->end() || found->is_null()) return nullptr;
    at = &*found;
  }
  return at;
}

std::optional<std::vector<std::string>> Fields::sealed(std::initializer_list<std::string_view> names) const {
  std::vector<std::string> values;
  for (const std::string_view name : names) {
    const Json* value = find(name);
    std::optional<std::string> text = value == nullptr ? std::nullopt : leaf(*value);
    if (!text) return std::nullopt;
    values.push_back(std::move(*text));
  }
  return values;
}

bool Fields::has(std::string_view name) const { return find(name) != nullptr; }

std::string Fields::text(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return "";
  std::optional<std::string> text = leaf(*value);
  odd_ = odd_ || !text;
  return text.value_or(kRefused);
}

std::optional<int> Fields::whole(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  return encaissement::number_from<int>(leaf(*value).value_or("")).value_or(0);
}

bool Fields::flag(std::string_view name) {
  const Json* value = find(name);
  odd_ = odd_ || (value != nullptr && !value->is_boolean());
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::string typed_amount(const std::string& cents) {
  constexpr std::size_t kDigitsMax = 12;  // Ten before the comma (FRM-02).
  if (cents.empty()) return "";
  if (cents.find_first_not_of("0123456789") != std::string::npos) return "not cents: " + cents;
  std::string digits = cents.substr(std::min(cents.find_first_not_of('0'), cents.size()));
  if (digits.size() > kDigitsMax) return "not cents: " + cents;
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  return digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2);
}

std::optional<Instant> read_request_date(const std::string& text) {
  const bool utc = text.size() <= 40 && text.ends_with('Z');
  return utc ? encaissement::parse_capture_date(text) : std::nullopt;
}

RequestForm create_form(Fields& fields) {
  RequestForm form;
  form.extended = fields.has("encaissement");
  form.basket = fields.text("order.id");
  form.payment_id = fields.text("order.paymentId");
  form.label = fields.text("order.label");
  form.amount = typed_amount(fields.text("order.amount.total"));
  form.currency = fields.text("order.amount.currency");
  form.return_url = fields.text("redirectUrls.returnUrl");
  form.cancel_url = fields.text("redirectUrls.cancelUrl");
  read_capture_mode(fields, form);
  if (fields.has("encaissement")) read_own(fields, form);
  if (fields.odd()) form.label = kRefused;
  return form;
}

std::string without_date(const Json& body) {
  Json rest = body;
  if (rest.is_object()) rest.erase("requestDate");
  const nlohmann::json sorted = rest;  // The order of its members says nothing.
  return sorted.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace parcours::http
