#include "sim/swarm.h"

#include <algorithm>
#include <chrono>

#include "sim/act_maker.h"
#include "sim/population.h"

namespace parcours {
namespace {

using namespace encaissement;
using namespace std::chrono_literals;

struct StrategyWords {
  std::string_view name, sentence;
  std::uint32_t usual;  // Its share of the usual mix, of 16.
};
constexpr std::array<StrategyWords, kStrategyCount> kStrategies{{
    {"uniform", "every kind of act as likely as any other", 2},
    {"swarm", "each run draws which kinds of acts, people and faults there are", 4},
    {"weights", "each run draws how likely each of them is", 3},
    {"deadlines", "from deadline to deadline, the millisecond before, at and after", 4},
    {"people", "merchants and customers with habits, in a world that loses and repeats", 3},
}};

const StrategyWords& words_of(Strategy strategy) { return kStrategies[static_cast<std::size_t>(strategy)]; }

// Days on which clocks and calendars are odd: the 23- and the 25-hour day, turns of the year, 29 February and its place
// in a year that has none.
constexpr std::array<std::chrono::year_month_day, 18> kOddDays{
    {{std::chrono::year{2020}, std::chrono::March, std::chrono::day{29}},
     {std::chrono::year{2020}, std::chrono::October, std::chrono::day{25}},
     {std::chrono::year{2021}, std::chrono::March, std::chrono::day{28}},
     {std::chrono::year{2021}, std::chrono::October, std::chrono::day{31}},
     {std::chrono::year{2024}, std::chrono::March, std::chrono::day{31}},
     {std::chrono::year{2024}, std::chrono::October, std::chrono::day{27}},
     {std::chrono::year{2027}, std::chrono::March, std::chrono::day{28}},
     {std::chrono::year{2027}, std::chrono::October, std::chrono::day{31}},
     {std::chrono::year{2019}, std::chrono::December, std::chrono::day{31}},
     {std::chrono::year{2020}, std::chrono::December, std::chrono::day{31}},
     {std::chrono::year{2021}, std::chrono::January, std::chrono::day{1}},
     {std::chrono::year{2026}, std::chrono::December, std::chrono::day{31}},
     {std::chrono::year{2020}, std::chrono::February, std::chrono::day{29}},
     {std::chrono::year{2024}, std::chrono::February, std::chrono::day{29}},
     {std::chrono::year{2021}, std::chrono::February, std::chrono::day{28}},
     {std::chrono::year{2023}, std::chrono::March, std::chrono::day{1}},
     {std::chrono::year{2020}, std::chrono::June, std::chrono::day{24}},
     {std::chrono::year{2025}, std::chrono::May, std::chrono::day{1}}}};

// Within the day, where it matters: around midnight, the sweep, and the hours that are skipped or come twice.
Duration time_of_day(Random& random) {
  constexpr std::array<Duration, 10> kHours{0ms,        1ms, 5min + 59999ms, 6min,        1h + 59min,
                                            2h + 30min, 9h,  12h,            23h + 30min, 23h + 59min + 59999ms};
  if (pick_below(random, 2) == 0) return kHours[pick_below(random, kHours.size())];
  return Duration{static_cast<std::int64_t>(pick_below(random, 24 * 3600 * 1000))};
}

Instant draw_start(Random& random) {
  if (pick_below(random, 4) == 0) return Arena::Setup{}.start;
  const std::chrono::local_days day{kOddDays[pick_below(random, kOddDays.size())]};
  return at_paris(day - Days{pick_below(random, 4)}, time_of_day(random));
}

template <class Value, std::size_t count>
void maybe(Random& random, Value& setting, const std::array<Value, count>& others) {
  const bool changes = pick_below(random, 4) == 0;
  const Value drawn = others[pick_below(random, count)];
  if (changes) setting = drawn;
}

Policies draw_policies(Random& random) {
  Policies p;
  if (pick_below(random, 2) == 0) return p;
  maybe(random, p.max_password_failures, std::array{1, 2, 5});
  maybe(random, p.recovery_ttl_s, std::array{60, 600});
  maybe(random, p.min_requested, std::array{1_cents, 1_cents, 3000_cents});
  maybe(random, p.basket_unique, std::array{BasketUnique::pending, BasketUnique::point});
  maybe(random, p.max_payment_days, std::array{1, 10, 60});
  maybe(random, p.max_validation_days, std::array{1, 10, 60});
  maybe(random, p.one_immediate_request_per_customer, std::array{false});
  maybe(random, p.qr_binds_on, std::array{QrBindsOn::pay});
  maybe(random, p.min_partial, std::array{500_cents, 2000_cents});
  maybe(random, p.on_refusal, std::array{OnRefusal::stay});
  maybe(random, p.limit_day, std::array{LimitDay::exclusive});
  maybe(random, p.immediate_ttl_s, std::array{180, 250, 900});
  maybe(random, p.sweep, std::array{Sweep::instant});
  maybe(random, p.on_validation_deadline, std::array{OnValidationDeadline::cancel, OnValidationDeadline::validate});
  maybe(random, p.min_validated, std::array{500_cents, 2000_cents});
  maybe(random, p.refund, std::array{Refund::full});
  maybe(random, p.key_ttl_s, std::array{60, 3600});
  maybe(random, p.notify_attempts, std::array{1, 3});
  maybe(random, p.api_default_validation_days, std::array{1, 3});
  maybe(random, p.dedupe_create, std::array{DedupeCreate::order_and_payment_id});
  return p;
}

int draw_length(Random& random) {
  const std::uint32_t span = pick_below(random, 2) == 0 ? 41 : 181;
  return 20 + static_cast<int>(pick_below(random, span));
}

Strategy draw_strategy(Random& random, const StrategyMix& mix) {
  std::uint32_t total = 0;
  for (const std::uint32_t weight : mix) total += weight;
  std::uint32_t at = pick_below(random, total);
  std::size_t which = 0;
  while (at >= mix[which]) at -= mix[which++];
  return static_cast<Strategy>(which);
}

// Acts by leanings alone.
class Leaning final : public Storyteller {
 public:
  Leaning(Strategy strategy, const Random& run) : maker_{leanings(strategy, run), run} {}
  Act next(const Arena& arena) override { return maker_.any(arena); }

 private:
  static Leanings leanings(Strategy strategy, const Random& run) {
    Random drawn = run.stream("leanings");
    return draw_leanings(strategy, drawn);
  }
  ActMaker maker_;
};

}  // namespace

std::string_view to_string(Strategy strategy) { return words_of(strategy).name; }
std::string_view sentence_of(Strategy strategy) { return words_of(strategy).sentence; }

std::optional<Strategy> strategy_of(std::string_view word) {
  for (int i = 0; i < kStrategyCount; ++i)
    if (to_string(static_cast<Strategy>(i)) == word) return static_cast<Strategy>(i);
  return std::nullopt;
}

StrategyMix usual_mix() {
  StrategyMix mix{};
  for (std::size_t i = 0; i < mix.size(); ++i) mix[i] = kStrategies[i].usual;
  return mix;
}

StrategyMix only(Strategy strategy) {
  StrategyMix mix{};
  mix[static_cast<std::size_t>(strategy)] = 1;
  return mix;
}

Random run_of(std::uint64_t campaign_seed, std::uint64_t index) {
  return Random{campaign_seed}.stream("run").stream(index);
}

RunPlan plan_of(const Random& run, const RunChoice& choice) {
  Random strategy = run.stream("strategy");
  Random settings = run.stream("settings");
  Random start = run.stream("start");
  Random length = run.stream("length");
  RunPlan plan;
  plan.strategy = draw_strategy(strategy, choice.mix);
  plan.policies = choice.policies ? *choice.policies : draw_policies(settings);
  plan.start = draw_start(start);
  plan.seed = run.stream("service").seed();
  plan.acts = draw_length(length);
  plan.can_crash = pick_below(length, 4) == 0;
  plan.at_the_seam = pick_below(length, 8) == 0;
  return plan;
}

std::unique_ptr<Storyteller> make_teller(const RunPlan& plan, const Random& run) {
  if (plan.strategy == Strategy::people) return std::make_unique<Population>(run);
  return std::make_unique<Leaning>(plan.strategy, run);
}

}  // namespace parcours
