// Accounts: log-in with lock-out, recovery, choice of the point d'accueil, rights (ACC-01 to ACC-04, ACC-07, ACC-08).
#include <algorithm>

#include "reference/core/encaissement.h"
#include "reference/core/refusals.h"

namespace encaissement {
// Every refusal of what was typed reads the same (ACC-07).
Outcome Encaissement::on(const Principal&, const LogIn& command) {
  if (refused_unless(!command.login.empty() && command.password_given, refusal::login_mandatory))
    return refused(refusal::login_mandatory);
  const Account* found = find_account(command.login);
  if (found == nullptr) return refused(refusal::login_refused);
  if (found->blocked && refused_unless(false, refusal::account_blocked)) return refused(refusal::login_refused);
  Account account = *found;
  account.failures = command.password_matched ? 0 : account.failures + 1;
  account.blocked = account.failures >= policies_.max_password_failures;  // ACC-02
  if (account.failures != found->failures) make_so(AccountChanged{account});
  if (!command.password_matched) return refused(refusal::login_refused);
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
  if (found == accounts_.end()) return refused(refusal::link_spent);
  if (refused_unless(now_ < found->recovery_expiry, refusal::link_spent)) return refused(refusal::link_spent);
  if (command.verifier.empty()) return refused(refusal::login_mandatory);
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
  if (who.kind != Principal::Kind::account || point == nullptr) return refused(refusal::no_point_or_account);
  const Account& account = this->account(who.account);
  if (refused_unless(covers(account, *point), refusal::no_point_or_account)) return refused(refusal::no_point_or_account);
  return {.account = account.id, .point = point->id};
}

// ACC-08
Outcome Encaissement::on(const Principal& who, const SetRight& command) {
  const Account* target = find_account(command.login);
  if (who.kind != Principal::Kind::account || target == nullptr) return refused(refusal::no_point_or_account);
  const Account& signatory = account(who.account);
  const bool may = signatory.point == PointId::none && target->point != PointId::none &&
                   target->convention == signatory.convention;
  if (refused_unless(may, refusal::no_point_or_account)) return refused(refusal::no_point_or_account);
  Account changed = *target;
  changed.may_collect = command.may_collect;
  make_so(AccountChanged{changed});
  return {};
}

}  // namespace encaissement
