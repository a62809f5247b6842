#include "reference/core/request_rules.h"

#include "reference/core/deadline.h"
#include "reference/core/text.h"
#include "reference/core/transition_table.h"

namespace encaissement {
namespace {

using S = const FormSituation&;
constexpr int kTextMax = 255;
constexpr int kPaymentIdMax = 30;

bool is_text(std::string_view text, int least, int most) {
  const std::optional<int> length = code_points(text);
  return length && *length >= least && *length <= most && !has_control(text);
}

// FRM-05: the parcours decides how the customer is reached. A POS may name him later on A and C.
bool mode_fits(const RequestForm& form) {
  const bool later = form.from_api && form.mode == Mode::unnamed;
  switch (form.parcours) {
    case Parcours::a: return form.mode == Mode::qr || form.mode == Mode::identifier || later;
    case Parcours::c: return form.mode == Mode::identifier || form.mode == Mode::email || later;
    case Parcours::b:
    case Parcours::d: return form.mode == Mode::email;
  }
  return false;
}

bool identifier_fits(const RequestForm& form) {
  if (!names_customer(form)) return true;
  const IdentifierKind kind = identifier_kind(trimmed(form.identifier));
  return kind == IdentifierKind::email || (kind == IdentifierKind::number && form.mode == Mode::identifier);
}

// FRM-07: asked for where the parcours has it, absent where it has not.
bool days_fit(const std::optional<std::int64_t>& days, bool asked, int most) {
  return asked ? days && *days >= 1 && *days <= most : !days;
}

bool capture_day_fits(S s) {
  if (!s.form.fixed_validation) return true;
  const Day today = paris_day(s.now);
  const Day day = fixed_validation_day(s.form, s.policies, s.now);
  return s.form.capture_readable && day >= today && day <= today + Days{s.policies.max_validation_days};
}

constexpr Code kBad = Code::bad_request;

constexpr FormGuard kFormGuards[] = {
    {kMalformedAmount,
     [](S s) { return s.form.amount.kind != TypedAmount::Kind::malformed; }},
    {{RuleId::frm_03, kBad, "The basket number is needed and has a limited length."},
     [](S s) { return is_text(trimmed(s.form.basket), 1, s.policies.basket_max_length); }},
    {{RuleId::frm_04, kBad, "Optional texts have at most 255 characters and no control characters."},
     [](S s) {
       return is_text(s.form.label, 0, kTextMax) && is_text(s.form.client_reference, 0, kTextMax) &&
              is_text(s.form.seller, 0, kTextMax) && is_text(s.form.payment_id, 0, kPaymentIdMax);
     }},
    {{RuleId::frm_05, kBad, "The parcours decides how the customer is reached."},
     [](S s) { return s.form.parcours_known && s.form.mode_known && mode_fits(s.form) && identifier_fits(s.form); }},
    {{RuleId::frm_07, kBad, "Delays are whole days from 1 up."},
     [](S s) {
       const bool deferred = !is_immediate(s.form.parcours);
       const bool counts_validation = has_validation_delay(s.form.parcours) && !s.form.fixed_validation;
       return days_fit(s.form.payment_days, deferred, s.policies.max_payment_days) &&
              days_fit(s.form.validation_days, counts_validation, s.policies.max_validation_days) &&
              capture_day_fits(s);
     }},
    {{RuleId::frm_08, kBad, "With a validation delay an e-mail for notifications is needed."},
     [](S s) {
       return !has_validation_delay(s.form.parcours) || s.form.fixed_validation ||
              identifier_kind(trimmed(s.form.notify_email)) == IdentifierKind::email;
     }},
    {guard::named_in_euros,
     [](S s) { return s.form.euros; }},
    {{RuleId::frm_01, Code::invalid_transaction_amount, "The amount is needed and has a minimum."},
     [](S s) {
       return s.form.amount.kind == TypedAmount::Kind::given && s.form.amount.value > Money{} &&
              s.form.amount.value >= s.policies.min_requested;
     }},
};

}  // namespace

std::span<const FormGuard> form_guards() { return kFormGuards; }

Day fixed_validation_day(const RequestForm& form, const Policies& policies, Instant now) {
  return form.capture_day.value_or(paris_day(now) + Days{policies.api_default_validation_days});
}

bool names_customer(const RequestForm& form) { return form.mode == Mode::identifier || form.mode == Mode::email; }

}  // namespace encaissement
