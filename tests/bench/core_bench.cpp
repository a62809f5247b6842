// Commands a second through the core on one thread: 1,000 merchants with a customer each, all living short stories
// (request, scan, pay, refuse, validate, cancel, look; legal and not), with every invariant checked after every command
// by what it changed: the wallet, the point and the operation it touched.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <array>
#include <string>
#include <vector>

#include "reference/core/encaissement.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::uint32_t kActors = 1000;
constexpr std::int64_t kRounds = 100;  // Commands an actor gives, a batch.
constexpr Money kWealth = Money::from_cents(100'000'000);
const Instant kStart{std::chrono::hours{24 * 18437}};  // 24/06/2020

enum class Deed : std::uint8_t { qr, reserve, defer, scan, pay, overpay, refuse, validate, cancel, look };
constexpr Deed kStories[][7] = {
    {Deed::qr, Deed::scan, Deed::look, Deed::pay, Deed::look, Deed::pay, Deed::cancel},
    {Deed::reserve, Deed::overpay, Deed::pay, Deed::look, Deed::validate, Deed::validate, Deed::look},
    {Deed::qr, Deed::pay, Deed::scan, Deed::refuse, Deed::look, Deed::refuse, Deed::scan},
    {Deed::reserve, Deed::look, Deed::pay, Deed::cancel, Deed::look, Deed::cancel, Deed::pay},
    {Deed::defer, Deed::look, Deed::validate, Deed::scan, Deed::cancel, Deed::pay, Deed::look},
};

class Bustle {
 public:
  Bustle() : service_{{}, 1} {
    identifiers_.reserve(kActors);
    for (std::uint32_t i = 0; i < kActors; ++i) {
      const std::string number = std::to_string(10'000'000'000u + i);
      identifiers_.push_back("c" + number + "@mail.example");
      const ConventionId convention{i + 1};
      service_.add_point({.code = "P" + number, .name = "Point", .shop = number, .convention = convention}, kStart);
      service_.add_account({.login = number, .convention = convention, .point = PointId{i + 1}}, kStart);
      service_.add_customer({.identifier = number, .email = identifiers_.back(), .balance = kWealth}, kStart);
    }
    operations_.resize(kActors);
    numbers_.resize(kActors);
    service_.reserve(kActors * kRounds / 6, kActors * kRounds * 16);
  }

  // False: an invariant was broken.
  bool step(std::uint32_t actor, std::int64_t round) {
    const auto& story = kStories[(actor + static_cast<std::uint64_t>(round) / 7) % std::size(kStories)];
    now_ += Duration{1};
    return act(actor, story[round % 7]);
  }

  const Encaissement& service() const { return service_; }

 private:
  struct Seen {
    Money available, held, collected;
    Operation operation;
  };

  Seen see(std::uint32_t actor) const {
    const Customer& c = service_.customer(CustomerId{actor + 1});
    const OperationId id = operations_[actor];
    return {c.available, c.held, service_.point(PointId{actor + 1}).collected,
            id == OperationId::none ? Operation{} : service_.operation(id)};
  }

  bool act(std::uint32_t actor, Deed deed) {
    const Seen before = see(actor);
    if (deed == Deed::look) {
      const Operation* o = service_.find(merchant(actor), number(actor));
      return o != nullptr && o->status == before.operation.status;
    }
    const Outcome outcome = service_.execute(command(actor, deed), now_);
    const bool created = deed <= Deed::defer && outcome.done();
    if (created) {
      operations_[actor] = outcome.operation;
      numbers_[actor] = service_.number(outcome.operation);  // As the merchant reads it on his screen.
    }
    return holds(before, see(actor), created) && (outcome.done() || outcome.refusal->sentence.size() > 0);
  }

  // MON-01, MON-02, MON-03, STA-02, and the sense of the statuses. Held and collected move with the operation.
  static bool holds(const Seen& before, const Seen& after, bool created) {
    const Operation& o = after.operation;
    const Operation was = created ? Operation{} : before.operation;
    const bool kept = before.available + before.held + before.collected == after.available + after.held + after.collected;
    const bool ordered = o.validated <= o.received && o.received <= o.requested && after.available >= Money{};
    const bool held_once = created || after.held - before.held == held(o) - held(was);
    const bool collected_once = created || after.collected - before.collected == collected(o) - collected(was);
    const bool final_stays = created || !is_final(was.status) || was == o;
    const bool sense = (o.cause != Cause::none) == (o.status == Status::cancelled);
    return kept && ordered && held_once && collected_once && final_stays && sense;
  }

  Command command(std::uint32_t actor, Deed deed) const {
    const Principal customer{.kind = Principal::Kind::customer, .customer = CustomerId{actor + 1}};
    switch (deed) {
      case Deed::qr: return {merchant(actor), Request{form(actor, Parcours::a, Mode::qr)}, {}};
      case Deed::reserve: return {merchant(actor), Request{form(actor, Parcours::c, Mode::identifier)}, {}};
      case Deed::defer: return {merchant(actor), Request{form(actor, Parcours::b, Mode::email)}, {}};
      case Deed::scan: return {customer, Scan{{Code2D::Kind::genuine, number(actor), 4000_cents}}, {}};
      case Deed::pay: return {customer, Pay{number(actor), {}, TypedAmount::given(3000_cents)}, {}};
      case Deed::overpay: return {customer, Pay{number(actor), {}, TypedAmount::given(4001_cents)}, {}};
      case Deed::refuse: return {customer, Refuse{number(actor), {}}, {}};
      case Deed::validate: return {merchant(actor), Validate{number(actor), TypedAmount::given(2500_cents)}, {}};
      case Deed::cancel:
      case Deed::look: break;
    }
    return {merchant(actor), Cancel{number(actor)}, {}};
  }

  RequestForm form(std::uint32_t actor, Parcours parcours, Mode mode) const {
    RequestForm f{.parcours = parcours, .mode = mode, .amount = TypedAmount::given(4000_cents), .basket = "REF202006241"};
    if (mode != Mode::qr) f.identifier = identifiers_[actor];
    if (parcours == Parcours::b) f.payment_days = 10;
    if (parcours != Parcours::c) return f;
    f.validation_days = 2;
    f.notify_email = "caisse@canoe.example";
    return f;
  }

  static Principal merchant(std::uint32_t actor) {
    return {.kind = Principal::Kind::account, .account = AccountId{actor + 1}, .point = PointId{actor + 1}};
  }
  TransactionNumber number(std::uint32_t actor) const { return numbers_[actor]; }

  Encaissement service_;
  std::vector<std::string> identifiers_;
  std::vector<OperationId> operations_;  // The last of each actor.
  std::vector<TransactionNumber> numbers_;
  Instant now_ = kStart;
};

void core_commands(benchmark::State& state) {
  mallopt(M_TRIM_THRESHOLD, 1 << 30);  // Memory stays with us from batch to batch: the kernel's pages are not measured.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  std::int64_t commands = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Bustle bustle;
    bool good = true;
    state.ResumeTiming();
    for (std::int64_t round = 0; round < kRounds; ++round)
      for (std::uint32_t actor = 0; actor < kActors; ++actor) good &= bustle.step(actor, round);
    commands += kRounds * kActors;
    if (!good) state.SkipWithError("an invariant was broken");
  }
  state.SetItemsProcessed(commands);
}
BENCHMARK(core_commands)->Name("core/commands")->Unit(benchmark::kMillisecond);

void core_numbers(benchmark::State& state) {
  std::uint64_t counter = 0;
  for (auto _ : state) benchmark::DoNotOptimize(counter_of(1, number_of(1, counter++).view()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(core_numbers)->Name("core/number_and_back");

}  // namespace
}  // namespace parcours
