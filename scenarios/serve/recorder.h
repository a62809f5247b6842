// Stands before the sandbox's service and writes down what is asked of it, so that it can be exported as a scenario file.
// Everything passes through unchanged. A recording begins where the service begins and is whole or nothing: one that
// became too long is dropped, because a scenario that begins in the middle cannot be played. Passwords are not kept, only
// whether they were right. The writer's thread.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "scenarios/export/recording.h"
#include "sim/in_process_target.h"

namespace parcours {

class Recorder final : public Target {
 public:
  static constexpr std::size_t kEventsMax = 2000;

  // Nothing is recorded before record_from() or reset(). Borrows the target.
  explicit Recorder(InProcessTarget& target) : target_{&target}, policies_{target.kept_policies()} {}
  void stand_before(InProcessTarget& target) { target_ = &target; }

  // The service has just begun with these people and settings.
  void record_from(const World& world, const encaissement::Policies& policies, Instant start);
  void note_added(const World& people);
  // Null, with why, when there is none.
  const Recording* recording() const { return recording_ ? &*recording_ : nullptr; }
  const std::string& why_not() const { return why_not_; }
  // What the service was asked to go by when it last began.
  const encaissement::Policies& policies() const { return policies_; }

  Capabilities capabilities() const override { return target_->capabilities(); }
  std::string kind() const override { return target_->kind(); }
  std::string name() const override { return target_->name(); }
  void reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) override;
  void crash_next(CrashPoint point) override;
  void crash() override;
  std::optional<std::string> recover(Instant now, const encaissement::Policies& policies) override;

  Answer submit(const Call& call, Instant now) override;
  void advance(Instant now) override;
  std::optional<Instant> next_deadline() const override { return target_->next_deadline(); }
  std::optional<Instant> next_after(Instant now) const override { return target_->next_after(now); }
  std::optional<OperationView> look(const Speaker& who, const std::string& number, Instant now) override;
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) override;
  std::vector<OperationView> requests_of(const Speaker& customer, Instant now) override;
  std::optional<WalletView> wallet(const std::string& customer, Instant now) override;
  Money collected(const std::string& point, Instant now) override;
  std::vector<AccountView> accounts(const Speaker& signatory, Instant now) override;
  std::string remembered_email(const Speaker& who, Instant now) override;
  std::string code_of(const Speaker& who, const std::string& number, Instant now) override;
  std::string verifier(const std::string& login) const override { return target_->verifier(login); }
  std::vector<NoticeView> notices(std::uint64_t after) override { return target_->notices(after); }
  std::vector<NoticeView> inbox(const Speaker& customer, std::uint64_t after, Instant now) override;
  std::vector<NoticeView> deliveries_due(Instant now) override { return target_->deliveries_due(now); }
  void delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) override;

 private:
  void note(Recorded event);
  Call kept(const Call& call) const;

  InProcessTarget* target_;
  encaissement::Policies policies_;
  std::optional<Recording> recording_;
  std::string why_not_ = "This service goes on from a journal, which keeps what became of calls and not the calls: "
                         "a scenario can be exported of what happens after POST /sandbox/reset.";
  std::optional<CrashPoint> crash_next_;
  Instant now_;  // Of the last call or wait.
};

}  // namespace parcours
