// The seam with the reference behind it, in this process, and with what a judge may do to it besides: begin anew, crash.
#pragma once

#include <functional>
#include <memory>

#include "reference/desk/local_desk.h"
#include "sim/target.h"

namespace parcours {

class InProcessTarget : public Target, public LocalDesk {
 public:
  explicit InProcessTarget(std::string kind = "reference", std::string name = "reference", MakeHook make_hook = {},
                           std::unique_ptr<encaissement::Journal> journal = nullptr);

  Capabilities capabilities() const override;
  std::string kind() const override { return kind_; }
  std::string name() const override { return name_; }

  void reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) override;
  Answer submit(const Call& call, Instant now) override;

  void crash_next(CrashPoint point) override;
  void crash() override;
  std::optional<std::string> recover(Instant now, const encaissement::Policies& policies) override;

 private:
  std::string kind_, name_;
  std::optional<CrashPoint> crash_next_;
};

}  // namespace parcours
