// Carries notifications that are due to the notifier, and what became of them back to the service (NOT-04). What is
// under way is not sent again; the faults of the sandbox befall it on the way.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include "reference/desk/desk.h"
#include "reference/desk/world.h"
#include "reference/http/gate.h"
#include "reference/http/notifier.h"
#include "scenarios/serve/faults.h"

namespace parcours {

class Courier {
 public:
  // Borrows the gate and the backend; they outlive it.
  Courier(http::Gate& gate, http::Backend& backend) : gate_{gate}, backend_{backend} {}
  void use(http::Notifier& notifier) { notifier_ = &notifier; }

  // GateOptions::deliver. On the writer's thread.
  void deliver(const std::vector<NoticeView>& due, const World& world, Instant now);
  // Notifier::Done. On the notifier's thread.
  void done(std::uint64_t notice, bool acknowledged);

  void use(const FaultProfile& profile);  // Any thread.
  void forget();                          // A new beginning: notices count from 1 again. The writer's thread.

 private:
  void send(const NoticeView& notice, const World& world, Instant now);

  http::Gate& gate_;
  http::Backend& backend_;
  http::Notifier* notifier_ = nullptr;
  std::set<std::uint64_t> under_way_;  // The writer's.
  std::uint64_t generation_ = 0;       // The writer's: answers from before a new beginning are nobody's.
  std::mutex mutex_;
  FaultCounter faults_;
};

}  // namespace parcours
