// From a refusal to the member of the form it speaks of, so that a page can show it where it was typed.
#include <utility>

#include "reference/core/text.h"
#include "reference/http/espace_api.h"

namespace parcours::http::espace {
namespace {

using encaissement::IdentifierKind;
using encaissement::Policies;

constexpr int kTextMax = 255;  // FRM-04

bool is_long_or_odd(const std::string& text) {
  const auto length = encaissement::code_points(text);
  return !length || *length > kTextMax || encaissement::has_control(text);
}

std::string odd_text(const RequestForm& form) {
  if (is_long_or_odd(form.label)) return "label";
  if (is_long_or_odd(form.client_reference)) return "clientReference";
  return is_long_or_odd(form.seller) ? "seller" : "";
}

// FRM-05: an unknown parcours, a mode that it has not, or else what was typed as identifier.
std::string who_pays(const RequestForm& form) {
  const std::string& p = form.parcours;
  const bool by_mail = p == "B" || p == "D";
  if (p != "A" && p != "C" && !by_mail) return "parcours";
  const bool fits = by_mail  ? form.mode == "email"
                    : p == "A" ? form.mode == "qr" || form.mode == "identifier"
                               : form.mode == "identifier" || form.mode == "email";
  return fits ? "identifier" : "mode";
}

// FRM-07: N where the parcours has it (B, D), absent where not; then M (C, D).
std::string which_days(const RequestForm& form, const Policies& policies) {
  const bool asked = form.parcours == "B" || form.parcours == "D";
  const auto& n = form.payment_days;
  const bool fits = asked ? n && *n >= 1 && *n <= policies.max_payment_days : !n;
  return fits ? "validationDays" : "paymentDays";
}

}  // namespace

std::string field_of(const Answer& refused, const Call& call, const Policies& policies) {
  const std::string& rule = refused.rule;
  if (call.verb == Verb::choose_point) return rule == "ACC-05" ? "code" : "";
  if (rule == "FRM-01" || rule == "FRM-02" || rule == "VAL-01") return "amount";
  if (rule == "FRM-03") return "basket";
  if (rule == "FRM-04") return odd_text(call.form);
  if (rule == "FRM-05") return who_pays(call.form);
  if (rule == "FRM-06" || rule == "FRM-11") return "identifier";
  if (rule == "FRM-07") return which_days(call.form, policies);
  if (rule == "FRM-08") return "notifyEmail";
  return "";
}

}  // namespace parcours::http::espace
