// The seam with the reference behind it, in this process: texts become commands, outcomes become texts. A broken
// service is the same target with a hook, or a class that overrides what it breaks.
#pragma once

#include <functional>
#include <memory>

#include "reference/core/encaissement.h"
#include "reference/core/listing.h"
#include "reference/journal/journal.h"
#include "reference/seal/code.h"
#include "sim/target.h"

namespace parcours {

class InProcessTarget : public Target {
 public:
  // `make_hook` is asked for a fresh hook at every reset() and recovery; it may give null.
  using MakeHook = std::function<std::unique_ptr<encaissement::ServiceHook>()>;
  explicit InProcessTarget(std::string kind = "reference", std::string name = "reference", MakeHook make_hook = {});

  Capabilities capabilities() const override;
  std::string kind() const override { return kind_; }
  std::string name() const override { return name_; }

  void reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) override;
  Answer submit(const Call& call, Instant now) override;
  void advance(Instant now) override;
  std::optional<Instant> next_deadline() const override;

  std::optional<OperationView> look(const Speaker& who, const std::string& number, Instant now) override;
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) override;
  std::vector<OperationView> requests_of(const Speaker& customer, Instant now) override;
  std::optional<WalletView> wallet(const std::string& customer, Instant now) override;
  Money collected(const std::string& point, Instant now) override;
  std::vector<AccountView> accounts(const Speaker& signatory, Instant now) override;
  std::string remembered_email(const Speaker& who, Instant now) override;

  std::vector<NoticeView> notices(std::uint64_t after) override;
  std::vector<NoticeView> deliveries_due(Instant now) override;
  void delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) override;

  void crash_next(CrashPoint point) override;
  void crash() override;
  std::optional<std::string> recover(Instant now, const encaissement::Policies& policies) override;

 protected:
  // What a broken service overrides. REQUIRES of both: the service is up.
  const encaissement::Encaissement& service() const { return *service_; }
  const encaissement::Policies& kept_policies() const { return policies_; }
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
  encaissement::Command command_of(const Call& call);
  encaissement::Body body_of(const Call& call);
  Answer answer_of(const Call& call, const encaissement::Outcome& outcome) const;
  bool wake(Instant now);  // False: the service is down.

  std::string kind_, name_;
  MakeHook make_hook_;
  std::unique_ptr<encaissement::ServiceHook> hook_;
  encaissement::MemoryJournal journal_;
  std::unique_ptr<encaissement::Encaissement> service_;
  std::unique_ptr<encaissement::CodeSeal> seal_;
  World world_;
  encaissement::Policies policies_;
  std::uint64_t seed_ = 0;
  std::uint64_t tokens_ = 0;  // Recovery links made so far.
  std::optional<CrashPoint> crash_next_;
  std::string verifier_;      // Keeps what a command's view points to.
  std::string token_;
};

}  // namespace parcours
