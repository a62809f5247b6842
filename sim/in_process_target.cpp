#include "sim/in_process_target.h"

#include <utility>

namespace parcours {

using namespace encaissement;

std::vector<std::string> Capabilities::names() const {
  const std::pair<bool, const char*> all[] = {{moves_clock, "clock"}, {reads_outbox, "outbox"},
                                              {reads_wallets, "wallets"}, {crashes, "crash"}, {names_rules, "rules"},
                                              {controls_people, "people"}, {espace, "espace"}};
  std::vector<std::string> held;
  for (const auto& [has, name] : all)
    if (has) held.emplace_back(name);
  return held;
}

InProcessTarget::InProcessTarget(std::string kind, std::string name, MakeHook make_hook,
                                 std::unique_ptr<Journal> journal)
    : LocalDesk{std::move(make_hook), std::move(journal)}, kind_{std::move(kind)}, name_{std::move(name)} {}

Capabilities InProcessTarget::capabilities() const { return {true, true, true, true, true, true, true}; }

void InProcessTarget::reset(const World& world, const Policies& policies, Instant start, std::uint64_t seed) {
  crash_next_.reset();
  LocalDesk::start(world, policies, start, seed);
}

void InProcessTarget::crash_next(CrashPoint point) { crash_next_ = point; }

void InProcessTarget::crash() { stop(); }

std::optional<std::string> InProcessTarget::recover(Instant now, const Policies& policies) {
  return reopen(world(), policies, now, seed());
}

Answer InProcessTarget::submit(const Call& call, Instant now) {
  const std::optional<CrashPoint> crash_point = std::exchange(crash_next_, std::nullopt);
  if (!crash_point || !is_up()) return LocalDesk::submit(call, now);
  advance(now);
  if (crash_point == CrashPoint::before_commit) journal().die_before_commit();
  LocalDesk::submit(call, now);
  crash();
  return {};
}

}  // namespace parcours
