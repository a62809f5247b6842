#include "scenarios/population/simulation.h"

#include <algorithm>

namespace parcours {
namespace {

using namespace encaissement;
using std::chrono::minutes;

constexpr int kReleaseEvery = 7;       // Days
constexpr std::size_t kAhead = 12;     // Acts

// What is over stays as long as somebody may still come late for it.
Duration keep_for(const PopulationSettings& settings) {
  Duration longest{0};
  for (const auto* delays : {&settings.immediate_delays, &settings.deferred_delays, &settings.validation_delays})
    for (const DelayClass& one : *delays) longest = std::max(longest, one.to);
  return longest + Days{1};
}

Random streams(std::uint64_t seed) { return Random{seed}.stream("population"); }

}  // namespace

Simulation::Simulation(const PopulationSettings& settings, const SimulationOptions& options)
    : settings_{settings}, size_{size_at(settings, options.basis_points)},
      service_{{}, options.seed, nullptr, options.hook},
      calendar_{settings, size_.operations, size_.customers, options.days, streams(options.seed).stream("weather")},
      agenda_{calendar_.start_of_day(0)}, crowd_{streams(options.seed).stream("crowd")},
      wishes_{streams(options.seed).stream("wishes")}, merchants_{streams(options.seed).stream("merchants")},
      employers_{streams(options.seed).stream("employers")}, ways_{settings.parcours}, immediate_{settings.immediate},
      deferred_{settings.deferred}, poor_{settings.poor}, validation_{settings.validation}, amounts_{settings.amounts},
      credits_{settings.credits}, immediate_delays_{settings.immediate_delays},
      deferred_delays_{settings.deferred_delays}, validation_delays_{settings.validation_delays},
      payment_days_{settings.payment_days}, validation_days_{settings.validation_days} {
  settle_people(service_, settings_, size_, calendar_.start_of_day(0), streams(options.seed).stream("wealth"));
  audit_.begins(service_);
}

bool Simulation::is_over() const {
  return day_ >= calendar_.days() && agenda_.empty() && !service_.next_deadline().has_value();
}

bool Simulation::live_a_day() {
  if (is_over() || !breaches().empty()) return false;
  const Instant start = calendar_.start_of_day(day_), end = calendar_.start_of_day(day_ + 1);
  series_.begin_day(paris_day(start));
  const bool busy = day_ < calendar_.days();
  const auto plan = busy ? calendar_.minutes_of(day_) : std::vector<Calendar::Minute>{};
  for (Instant at = start; at < end; at += minutes{1}) {
    if (busy) plan_minute(at, plan[static_cast<std::size_t>((at - start) / minutes{1})]);
    live_a_minute();
  }
  advance(end - Duration{1});
  audit_.day_ended(service_);
  series_.end_day(service_.notices().size() - notices_seen_);
  notices_seen_ = service_.notices().size();
  ++day_;
  if (day_ % kReleaseEvery == 0) release();
  if (is_over()) audit_.ended(service_);
  return true;
}

// Who asks whom, and whose employer pays in. A few points are much busier than most.
void Simulation::plan_minute(Instant start, const Calendar::Minute& minute) {
  constexpr std::uint32_t kMilliseconds = 60'000;
  for (std::uint32_t i = 0; i < minute.requests; ++i) {
    const std::uint64_t nearness = crowd_.bits();
    const auto squared = static_cast<std::uint32_t>(nearness * nearness >> 32);
    const auto point = static_cast<std::uint32_t>(std::uint64_t{squared} * size_.points >> 32);
    agenda_.add({.at = start + Duration{crowd_.below(kMilliseconds)},
                 .customer = CustomerId{crowd_.below(size_.customers) + 1},
                 .point = PointId{point + 1},
                 .kind = Act::Kind::request});
  }
  for (std::uint32_t i = 0; i < minute.credits; ++i) {
    const Money amount = pick_amount(credits_, settings_.round_to, employers_);
    agenda_.add({.at = start + Duration{employers_.below(kMilliseconds)},
                 .customer = next_credited(),
                 .cents = static_cast<std::uint32_t>(amount.cents()),
                 .kind = Act::Kind::credit});
  }
}

// Each customer in turn, by a stride that has no factor in common with their number.
CustomerId Simulation::next_credited() {
  std::uint64_t stride = size_.customers / 2 + 1;
  while (std::gcd(stride, std::uint64_t{size_.customers}) != 1) ++stride;
  return CustomerId{static_cast<std::uint32_t>(credited_++ * stride % size_.customers) + 1};
}

void Simulation::live_a_minute() {
  agenda_.begin_minute();
  while (const Act* next = agenda_.next()) {
    prefetch_ahead();
    const Act act = *next;
    perform(act);
  }
}

void Simulation::advance(Instant to) {
  service_.advance(to);
  const auto& steps = service_.steps();
  for (; steps_seen_ < steps.size(); ++steps_seen_)
    series_.stepped(service_.operation(steps[steps_seen_].operation), steps[steps_seen_]);
  audit_.after(service_, {.what = Asked::What::nothing, .at = to}, {});
}

void Simulation::release() {
  service_.release_final(service_.now() - keep_for(settings_), NoticeId{service_.notices().size()});
  audit_.released(service_);
}

// The memory of a network is far larger than any cache: what an act will touch is asked for a few acts before.
void Simulation::prefetch_ahead() const {
  const auto ahead = agenda_.ahead();
  if (ahead.size() <= kAhead) return;
  const Act& act = ahead[kAhead];
  if (act.customer != CustomerId::nobody) __builtin_prefetch(&service_.customer(act.customer), 1);
  if (act.point != PointId::none) {
    __builtin_prefetch(&service_.point(act.point), 1);
    __builtin_prefetch(&service_.account(AccountId{static_cast<std::uint32_t>(act.point)}));
  }
  if (act.operation != OperationId::none && service_.keeps(act.operation)) {
    const char* o = reinterpret_cast<const char*>(&service_.operation(act.operation));
    for (std::size_t line = 0; line < sizeof(Operation); line += 64) __builtin_prefetch(o + line, 1);
  }
  audit_.prefetch(act.operation, act.customer, act.point);
}

}  // namespace parcours
