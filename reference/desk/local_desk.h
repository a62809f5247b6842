// The reference behind the desk, in this process: texts become commands, outcomes become texts, facts go to a journal.
// The server, the simulator and the judges all speak to this. A broken service is the same with a hook, or a class that
// overrides what it breaks.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/core/encaissement.h"
#include "reference/core/listing.h"
#include "reference/desk/desk.h"
#include "reference/desk/world.h"
#include "reference/journal/journal.h"
#include "reference/seal/code.h"
#include "reference/seal/password.h"

namespace parcours {

class LocalDesk : public virtual Desk {
 public:
  // Asked for a fresh hook whenever a service starts; may give null.
  using MakeHook = std::function<std::unique_ptr<encaissement::ServiceHook>()>;
  // No journal: one in memory.
  explicit LocalDesk(MakeHook make_hook = {}, std::unique_ptr<encaissement::Journal> journal = nullptr);

  // What passwords get from now on; simulated unless told.
  void hash_passwords_at(encaissement::PasswordCost cost) { cost_ = cost; }

  // A new, empty service with these people: the journal is cleared first.
  void start(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed);
  // More people in a running service, each as a fact. REQUIRES: no name, login, shop or identifier is taken.
  void add_people(const World& added, Instant now);
  // Stops; what was not committed is gone.
  void stop();
  // Starts again from what the journal kept. Why not, when it was kept under other policies or another seed (REP-03).
  // REQUIRES: `world` names the people the journal holds.
  std::optional<std::string> reopen(const World& world, const encaissement::Policies& policies, Instant now,
                                    std::uint64_t seed);
  // A reader's copy of `other`'s service as it is now, to be fed every fact that the other keeps from now on, in order.
  // It keeps nothing. REQUIRES: `other` is up and is no broken service.
  void copy_from(const LocalDesk& other);
  void follow(const encaissement::Fact& fact) { service_->take(fact); }

  bool is_up() const { return service_ != nullptr; }
  // REQUIRES of both: is_up().
  const encaissement::Encaissement& service() const { return *service_; }
  const encaissement::CodeSeal& code_seal() const { return *seal_; }
  const World& world() const { return world_; }
  const encaissement::Policies& kept_policies() const { return policies_; }
  std::uint64_t seed() const { return seed_; }
  encaissement::Journal& journal() { return *journal_; }

  Answer submit(const Call& call, Instant now) override;
  void advance(Instant now) override;
  std::optional<Instant> next_deadline() const override;
  std::optional<Instant> next_after(Instant now) const override;

  std::optional<OperationView> look(const Speaker& who, const std::string& number, Instant now) override;
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) override;
  std::vector<OperationView> requests_of(const Speaker& customer, Instant now) override;
  std::optional<WalletView> wallet(const std::string& customer, Instant now) override;
  Money collected(const std::string& point, Instant now) override;
  std::vector<AccountView> accounts(const Speaker& signatory, Instant now) override;
  std::string remembered_email(const Speaker& who, Instant now) override;
  std::string code_of(const Speaker& who, const std::string& number, Instant now) override;
  std::string verifier(const std::string& login) const override;

  std::vector<NoticeView> notices(std::uint64_t after) override;
  std::vector<NoticeView> inbox(const Speaker& customer, std::uint64_t after, Instant now) override;
  std::vector<NoticeView> deliveries_due(Instant now) override;
  void delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) override;

 protected:
  // What a broken service overrides. REQUIRES: the service is up.
  virtual encaissement::Principal principal(const Speaker& who) const;
  virtual OperationView view_of(const encaissement::Operation& operation) const;
  virtual NoticeView view_of(const encaissement::Notice& notice) const;
  virtual std::vector<const encaissement::Operation*> rows(encaissement::PointId point,
                                                           const encaissement::Filter& filter) const;
  virtual ListRow row_of(const encaissement::Operation& operation) const;
  virtual encaissement::Code2D read_code(const std::string& payload) const;
  virtual bool password_matches(const Call& call) const;
  virtual std::uint64_t digest(const Call& call) const;

 private:
  void start_service();
  void add_for_tills(const encaissement::Operation& operation, OperationView& view) const;
  encaissement::Command command_of(const Call& call);
  encaissement::Body body_of(const Call& call);
  std::string recovery_token() const;
  Answer answer_of(const Call& call, const encaissement::Outcome& outcome) const;
  bool wake(Instant now);  // False: the service is down.

  MakeHook make_hook_;
  std::unique_ptr<encaissement::Journal> journal_;
  std::unique_ptr<encaissement::ServiceHook> hook_;
  std::unique_ptr<encaissement::Encaissement> service_;
  std::unique_ptr<encaissement::CodeSeal> seal_;
  World world_;
  encaissement::Policies policies_;
  std::uint64_t seed_ = 0;
  encaissement::PasswordCost cost_ = encaissement::PasswordCost::simulated;
  std::string verifier_, token_;  // Keep what a command's views point to.
};

}  // namespace parcours
