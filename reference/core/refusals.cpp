#include "reference/core/refusals.h"

#include <algorithm>
#include <array>

#include "reference/core/request_rules.h"
#include "reference/core/transition_table.h"

namespace encaissement {
namespace {

// The form has one guard a rule.
const Refusal* of_form(RuleId rule) {
  for (const FormGuard& guard : form_guards())
    if (guard.rule == rule) return &guard;
  return nullptr;
}

// In order of their numbers, from 1. Append only.
const auto& all() {
  using namespace refusal;
  using namespace guard;
  using enum RuleId;
  static const auto list = std::to_array<const Refusal*>({
      &unauthentic, &other_body, &malformed_identifier, &forged_code, &no_operation, &nobody_there,
      &login_mandatory, &login_refused, &account_blocked, &link_spent, &no_point_or_account,
      &no_point_chosen, &point_disabled, &no_right, &no_point, &basket_taken, &kMalformedAmount,
      of_form(frm_01), of_form(frm_02), of_form(frm_03), of_form(frm_04), of_form(frm_05), of_form(frm_07),
      of_form(frm_08), of_form(mon_01),
      &not_now, &code_alive, &not_paid_yet, &not_ended_by_merchant, &not_validated_yet, &can_be_refunded, &is_qr,
      &has_code, &is_unnamed, &before_payment_deadline, &before_validation_deadline, &is_his_to_pay,
      &is_his_to_refuse, &is_not_anothers, &can_be_refused, &customer_not_blocked, &amount_paid, &amount_validated,
      &balance_suffices, &named_same_total, &customer_is_known, &customer_is_free});
  return list;
}

bool same(const Refusal& a, const Refusal& b) {
  return a.rule == b.rule && a.code == b.code && a.sentence == b.sentence;
}

}  // namespace

// Two may read the same and come from different places; the place itself is looked for first.
std::optional<std::uint8_t> number_of(const Refusal& refusal) {
  const auto& list = all();
  auto found = std::find(list.begin(), list.end(), &refusal);
  if (found == list.end())
    found = std::find_if(list.begin(), list.end(), [&](const Refusal* one) { return same(*one, refusal); });
  return found == list.end() ? std::nullopt : std::optional{static_cast<std::uint8_t>(found - list.begin() + 1)};
}

const Refusal* refusal_of(std::uint64_t number) {
  return number >= 1 && number <= all().size() ? all()[static_cast<std::size_t>(number) - 1] : nullptr;
}

}  // namespace encaissement
