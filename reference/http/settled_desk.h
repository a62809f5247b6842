// A reader's copy, looked at later than its last fact: nothing has become due since, so it shows what the service would.
// It must not be moved on, for what the writer is doing just now bears an earlier stamp; so it is asked at its own instant,
// while whoever asks knows what time it is (`Exchange::now`).
#pragma once

#include "reference/desk/local_desk.h"

namespace parcours::http {

class SettledDesk final : public Desk {
 public:
  explicit SettledDesk(LocalDesk& copy) : copy_{copy} {}  // Borrows it.

  std::optional<OperationView> look(const Speaker& who, const std::string& number, Instant) override { return copy_.look(who, number, at()); }
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant) override { return copy_.list(who, filter, at()); }
  std::vector<OperationView> requests_of(const Speaker& customer, Instant) override { return copy_.requests_of(customer, at()); }
  std::optional<WalletView> wallet(const std::string& customer, Instant) override { return copy_.wallet(customer, at()); }
  Money collected(const std::string& point, Instant) override { return copy_.collected(point, at()); }
  std::vector<AccountView> accounts(const Speaker& signatory, Instant) override { return copy_.accounts(signatory, at()); }
  std::string remembered_email(const Speaker& who, Instant) override { return copy_.remembered_email(who, at()); }
  std::string code_of(const Speaker& who, const std::string& number, Instant) override { return copy_.code_of(who, number, at()); }
  std::string verifier(const std::string& login) const override { return copy_.verifier(login); }
  std::vector<NoticeView> notices(std::uint64_t after) override { return copy_.notices(after); }
  std::vector<NoticeView> inbox(const Speaker& customer, std::uint64_t after, Instant) override { return copy_.inbox(customer, after, at()); }
  std::vector<NoticeView> deliveries_due(Instant) override { return copy_.deliveries_due(at()); }
  std::optional<Instant> next_deadline() const override { return copy_.next_deadline(); }
  std::optional<Instant> next_after(Instant now) const override { return copy_.next_after(now); }

  // It is for looks: a change is lost, and time stands.
  Answer submit(const Call&, Instant) override { return {}; }
  void advance(Instant) override {}
  void delivery_answered(std::uint64_t, bool, Instant) override {}

 private:
  Instant at() const { return copy_.service().now(); }

  LocalDesk& copy_;
};

}  // namespace parcours::http
