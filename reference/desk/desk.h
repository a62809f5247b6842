// The desk: where the service is addressed. Calls in, answers and views out, all texts (exchange.h). Behind it stands the
// reference (local_desk.h), a broken service, or another service over HTTP; in front of it the socket and the judges.
// One thread at a time.
#pragma once

#include "reference/desk/exchange.h"

namespace parcours {

class Desk {
 public:
  virtual ~Desk() = default;

  // One command at `now`. Everything due at or before `now` happens first. REQUIRES: now never moves backwards.
  virtual Answer submit(const Call& call, Instant now) = 0;
  virtual void advance(Instant now) = 0;
  // When something will happen by itself, or a delivery is due: it stays due until delivery_answered(). None: never.
  virtual std::optional<Instant> next_deadline() const = 0;
  // The next such instant after `now`: what is due already, and being handed over, is left out.
  virtual std::optional<Instant> next_after(Instant now) const {
    const auto next = next_deadline();
    return next && *next > now ? next : std::nullopt;
  }

  // Looks. They change nothing. None: not there, or not this speaker's (ACC-05), which reads the same.
  virtual std::optional<OperationView> look(const Speaker& who, const std::string& number, Instant now) = 0;
  virtual std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) = 0;
  virtual std::vector<OperationView> requests_of(const Speaker& customer, Instant now) = 0;
  virtual std::optional<WalletView> wallet(const std::string& customer, Instant now) = 0;
  virtual Money collected(const std::string& point, Instant now) = 0;
  virtual std::vector<AccountView> accounts(const Speaker& signatory, Instant now) = 0;
  virtual std::string remembered_email(const Speaker& who, Instant now) = 0;

  // What the QR symbol of an operation says, for the merchant who shows it. Empty: not a QR, not there, not this speaker's.
  virtual std::string code_of(const Speaker& /*who*/, const std::string& /*number*/, Instant /*now*/) { return {}; }

  // What is kept of an account's password; empty: there is no such account. For an edge that compares it itself.
  virtual std::string verifier(const std::string& /*login*/) const { return {}; }

  // Notices with an id above `after`, oldest first: the service's outbox (NOT-03).
  virtual std::vector<NoticeView> notices(std::uint64_t after) = 0;
  // Those of them that went to this customer: pushes and mails that ask him for money.
  virtual std::vector<NoticeView> inbox(const Speaker& /*customer*/, std::uint64_t /*after*/, Instant /*now*/) { return {}; }
  // API notifications due for delivery at `now`, and what the integrator's side answered (NOT-04).
  virtual std::vector<NoticeView> deliveries_due(Instant now) = 0;
  virtual void delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) = 0;
};

}  // namespace parcours
