// The one place where a service can be made to break its rules: how the defect gallery is built without a line of it in
// the core. The reference has no hook, which costs it one comparison with null.
#pragma once

#include "reference/core/command.h"
#include "reference/core/fact.h"
#include "reference/core/notice.h"
#include "reference/core/operation.h"

namespace encaissement {

class ServiceHook : public GuardHook {
 public:
  bool waives(const Refusal&) override { return false; }
  // May change the command, or its instant, before anything is decided.
  virtual void receives(Command&, Instant&) {}
  // May change a new operation before it is kept.
  virtual void creates(Operation&) {}
  // May change what a step led to; `after` is kept as it leaves here.
  virtual void steps(const Operation& /*before*/, const Event&, Operation& /*after*/) {}
  // May change when a deadline or reminder falls due.
  virtual void schedules(EventKind, const Operation&, Instant& /*due*/) {}
  // May change what goes to a wallet's available and held parts, and to the point.
  virtual void transfers(const Operation& /*after*/, Money& /*available*/, Money& /*held*/, Money& /*collected*/) {}
  // May drop, change or repeat what people are told.
  virtual void tells(NoticeList&) {}
  // May change an account's new state (failures, block, recovery).
  virtual void changes(Account&) {}
  // False: the fact takes effect but is not kept.
  virtual bool keeps(const Fact&) { return true; }
  // May change the answer.
  virtual void answers(const Command&, Outcome&) {}
};

}  // namespace encaissement
