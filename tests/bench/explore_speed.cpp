#include "tests/bench/explore_speed.h"

#include <cstdlib>
#include <iostream>

#include "reference/core/encaissement.h"
#include "reference/core/text.h"
#include "tests/bench/cpu_time.h"
#include "tests/reference/core/random_walk.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr int kCommandsOfAWalk = 2'000;
constexpr double kSeconds = 1;

// MON-01, MON-02 and STA-02 of what the command touched, and that its status makes sense.
bool holds(const Encaissement& service, Money total, const Outcome& outcome, const Operation& before) {
  if (service.total() != total) return false;
  if (outcome.operation == OperationId::none) return true;
  const Operation& o = service.operation(outcome.operation);
  const bool ordered = o.validated >= Money{} && o.validated <= o.received && o.received <= o.requested;
  const bool final_stays = before.id != o.id || !is_final(before.status) || before == o || o.refunded;
  const bool nothing = o.status == Status::expired || o.status == Status::cancelled;
  const bool sense = (o.cause != Cause::none) == (o.status == Status::cancelled) && (!nothing || o.received.is_zero());
  return ordered && final_stays && sense && (o.status != Status::awaiting_customer || !was_paid(o));
}

// One walk on a service of its own. False: an invariant was broken.
bool walk(std::uint64_t seed) {
  const Instant start = parse_moment("20/03/2020 09:00").value();
  Encaissement service{{}, seed};
  populate_for_walk(service, start);
  RandomWalk walk{seed};
  Instant now = start;
  Money total = service.total();
  for (int i = 0; i < kCommandsOfAWalk; ++i) {
    now = walk.instant_after(service, now);
    const Command command = walk.command_for(service);
    service.advance(now);
    const auto& all = service.operations();
    const Operation before = all.empty() ? Operation{} : all.back();
    const Outcome outcome = service.execute(command, now);
    const auto* credit = std::get_if<Credit>(&command.body);
    if (credit != nullptr && outcome.done() && !outcome.remembered) total += credit->amount;
    if (!holds(service, total, outcome, before)) return false;
  }
  return true;
}

}  // namespace

ExploreSpeed explore_steps_per_second() {
  const double start = cpu_seconds();
  std::int64_t steps = 0;
  for (std::uint64_t seed = 1; cpu_seconds() - start < kSeconds; ++seed) {
    if (!walk(seed)) {
      std::cerr << "parcours_bench: the core's walk of seed " << seed << " broke an invariant\n";
      std::abort();
    }
    steps += kCommandsOfAWalk;
  }
  return {.who = "the core's own walk (all commands, four customers; not yet the explorer)",
          .steps_per_second = static_cast<double>(steps) / (cpu_seconds() - start)};
}

}  // namespace parcours
