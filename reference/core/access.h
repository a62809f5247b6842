// Accounts: log-in with lock-out, recovery, choice of the point d'accueil, rights (ACC-01 to ACC-04, ACC-07, ACC-08).
// Used by Encaissement only.
#pragma once

#include "reference/core/encaissement.h"

namespace encaissement {

class Access {
 public:
  explicit Access(Encaissement& service) : service_{service} {}

  // Success: outcome.account, and outcome.point for a point account. Every refusal reads the same (ACC-07).
  Outcome on(const Principal&, const LogIn&);
  // Always succeeds (ACC-07); mails a link only where the account exists (ACC-03).
  Outcome on(const Principal&, const AskRecovery&);
  // With an open link, t < its expiry: the new password counts, the account is open, the link is spent.
  Outcome on(const Principal&, const SetPassword&);
  // outcome.point. Another convention's point, or another than a point account's own, does not exist (ACC-05).
  Outcome on(const Principal&, const ChoosePoint&);
  // A signatory account gives or takes the right to collect (ACC-08).
  Outcome on(const Principal&, const SetRight&);

 private:
  Encaissement& service_;
};

}  // namespace encaissement
