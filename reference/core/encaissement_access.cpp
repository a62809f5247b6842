// Accounts: log-in with lock-out, recovery, choice of the point d'accueil, rights (ACC-01 to ACC-04, ACC-07, ACC-08).
#include <algorithm>

#include "reference/core/encaissement.h"

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

// Every refusal of what was typed reads the same (ACC-07).
Outcome Encaissement::on(const Principal&, const LogIn& command) {
  if (refused_unless(!command.login.empty() && command.password_given, kMandatory))
    return refused(kMandatory);
  const Account* found = find_account(command.login);
  if (found == nullptr) return refused(kLogInRefused);
  if (found->blocked && refused_unless(false, kBlocked)) return refused(kLogInRefused);
  Account account = *found;
  account.failures = command.password_matched ? 0 : account.failures + 1;
  account.blocked = account.failures >= policies_.max_password_failures;  // ACC-02
  if (account.failures != found->failures) make_so(AccountChanged{account});
  if (!command.password_matched) return refused(kLogInRefused);
  return {.account = account.id, .point = account.point};
}

// Always succeeds (ACC-07); mails a link only where the account exists (ACC-03).
Outcome Encaissement::on(const Principal&, const AskRecovery& command) {
  const Account* account = find_account(command.login);
  if (account == nullptr) return {};
  const AccountId id = account->id;
  const Instant expiry = now_ + std::chrono::seconds{policies_.recovery_ttl_s};
  make_so(RecoveryIssued{id, keep(command.token), expiry});
  return {};
}

// ACC-03: with an open link, t < its expiry, the new password counts, the account is open, the link is spent.
Outcome Encaissement::on(const Principal&, const SetPassword& command) {
  const auto open = [&](const Account& a) {
    return !a.recovery_token.empty() && text(a.recovery_token) == command.token;
  };
  const auto found = std::find_if(accounts_.begin(), accounts_.end(), open);
  if (found == accounts_.end()) return refused(kLinkSpent);
  if (refused_unless(now_ < found->recovery_expiry, kLinkSpent)) return refused(kLinkSpent);
  if (command.verifier.empty()) return refused(kMandatory);
  Account account = *found;
  account.verifier = keep(command.verifier);
  account.recovery_token = {};
  account.failures = 0;
  account.blocked = false;
  make_so(AccountChanged{account});
  return {};
}

// ACC-04. Another convention's point, or another than a point account's own, does not exist (ACC-05).
Outcome Encaissement::on(const Principal& who, const ChoosePoint& command) {
  const Point* point = find_point(command.code);
  if (who.kind != Principal::Kind::account || point == nullptr) return refused(kNotThere);
  const Account& account = this->account(who.account);
  if (refused_unless(covers(account, *point), kNotThere)) return refused(kNotThere);
  return {.account = account.id, .point = point->id};
}

// ACC-08
Outcome Encaissement::on(const Principal& who, const SetRight& command) {
  const Account* target = find_account(command.login);
  if (who.kind != Principal::Kind::account || target == nullptr) return refused(kNotThere);
  const Account& signatory = account(who.account);
  const bool may = signatory.point == PointId::none && target->point != PointId::none &&
                   target->convention == signatory.convention;
  if (refused_unless(may, kNotThere)) return refused(kNotThere);
  Account changed = *target;
  changed.may_collect = command.may_collect;
  make_so(AccountChanged{changed});
  return {};
}

}  // namespace encaissement
