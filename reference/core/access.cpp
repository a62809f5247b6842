#include "reference/core/access.h"

#include <algorithm>

namespace encaissement {
namespace {

constexpr Refusal kMandatory{RuleId::acc_01, Code::invalid_seal, "A login number and a password are both needed."};
constexpr Refusal kLogInRefused{
    RuleId::acc_07, Code::invalid_seal,
    "The login number or the password is wrong, or the account is blocked. At the third wrong password an account is "
    "blocked; \"Mot de passe oublié ?\" unblocks it."};
constexpr Refusal kBlocked{RuleId::acc_03, Code::invalid_seal, kLogInRefused.sentence};
constexpr Refusal kLinkSpent{RuleId::acc_03, Code::invalid_seal, "This link has been used or is too old."};
constexpr Refusal kNotThere{RuleId::acc_05, Code::transaction_not_found, "There is no such point or account."};

}  // namespace

Outcome Access::on(const Principal&, const LogIn& command) {
  if (service_.refused_unless(!command.login.empty() && command.password_given, kMandatory))
    return {.refusal = &kMandatory};
  const Account* found = service_.find_account(command.login);
  if (found == nullptr) return {.refusal = &kLogInRefused};
  if (found->blocked && service_.refused_unless(false, kBlocked)) return {.refusal = &kLogInRefused};
  Account account = *found;
  account.failures = command.password_matched ? 0 : account.failures + 1;
  account.blocked = account.failures >= service_.policies_.max_password_failures;
  if (account.failures != found->failures) service_.make_so(AccountChanged{account});
  if (!command.password_matched) return {.refusal = &kLogInRefused};
  return {.account = account.id, .point = account.point};
}

Outcome Access::on(const Principal&, const AskRecovery& command) {
  const Account* account = service_.find_account(command.login);
  if (account == nullptr) return {};
  const AccountId id = account->id;
  const Instant expiry = service_.now_ + std::chrono::seconds{service_.policies_.recovery_ttl_s};
  service_.make_so(RecoveryIssued{id, service_.keep(command.token), expiry});
  return {};
}

Outcome Access::on(const Principal&, const SetPassword& command) {
  const auto open = [&](const Account& a) {
    return !a.recovery_token.empty() && service_.text(a.recovery_token) == command.token;
  };
  const auto found = std::find_if(service_.accounts_.begin(), service_.accounts_.end(), open);
  if (found == service_.accounts_.end()) return {.refusal = &kLinkSpent};
  if (service_.refused_unless(service_.now_ < found->recovery_expiry, kLinkSpent)) return {.refusal = &kLinkSpent};
  if (command.verifier.empty()) return {.refusal = &kMandatory};
  Account account = *found;
  account.verifier = service_.keep(command.verifier);
  account.recovery_token = {};
  account.failures = 0;
  account.blocked = false;
  service_.make_so(AccountChanged{account});
  return {};
}

Outcome Access::on(const Principal& who, const ChoosePoint& command) {
  const Point* point = service_.find_point(command.code);
  if (who.kind != Principal::Kind::account || point == nullptr) return {.refusal = &kNotThere};
  const Account& account = service_.account(who.account);
  const bool his = account.point == PointId::none ? point->convention == account.convention : point->id == account.point;
  if (service_.refused_unless(his, kNotThere)) return {.refusal = &kNotThere};
  return {.account = account.id, .point = point->id};
}

Outcome Access::on(const Principal& who, const SetRight& command) {
  const Account* target = service_.find_account(command.login);
  if (who.kind != Principal::Kind::account || target == nullptr) return {.refusal = &kNotThere};
  const Account& signatory = service_.account(who.account);
  const bool may = signatory.point == PointId::none && target->point != PointId::none &&
                   target->convention == signatory.convention;
  if (service_.refused_unless(may, kNotThere)) return {.refusal = &kNotThere};
  Account changed = *target;
  changed.may_collect = command.may_collect;
  service_.make_so(AccountChanged{changed});
  return {};
}

}  // namespace encaissement
