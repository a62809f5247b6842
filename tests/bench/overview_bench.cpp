// What the control room's looks cost the writer's thread: coming deadlines after a change, and while nothing changes.
#include <benchmark/benchmark.h>

#include <string>

#include "reference/core/encaissement.h"
#include "scenarios/serve/overview.h"

namespace parcours {
namespace {

using namespace encaissement;

const Instant kStart{std::chrono::hours{24 * 18437}};  // 24/06/2020

// The `i`th request with a deadline; whether it was taken.
bool request(Encaissement& service, std::uint64_t i) {
  const std::string number = std::to_string(i), basket = "REF" + number, key = "8f14e45f-ceea-467f-" + number;
  const encaissement::RequestForm form{.parcours = Parcours::b, .mode = Mode::email, .amount = TypedAmount::given(Money::from_cents(4000)),
                         .basket = basket, .identifier = "c@mail.example", .payment_days = 1 + static_cast<int>(i % 9), .from_api = true,
                         .payment_id = number};
  return service.execute({{.kind = Principal::Kind::shop, .point = PointId{1}}, Request{form}, {key, i}}, kStart).done();
}

void overview_deadlines(benchmark::State& state) {
  const auto operations = static_cast<std::uint64_t>(state.range(0));
  const bool is_changed = state.range(1) != 0;
  Encaissement service{{}, 7};
  service.add_point({.code = "P001", .name = "Canoë Kayak Club", .shop = "10000001", .convention = ConventionId{1}}, kStart);
  service.add_customer({.identifier = "10000000001", .email = "c@mail.example", .balance = Money::from_cents(1'000'000)}, kStart);
  std::uint64_t made = 0;
  for (; made < operations; ++made)
    if (!request(service, made)) return state.SkipWithError("a request was refused");
  Overview overview;
  overview.deadlines(service, kStart, 100);
  for (auto _ : state) {
    state.PauseTiming();
    if (is_changed) request(service, made++);
    state.ResumeTiming();
    benchmark::DoNotOptimize(overview.deadlines(service, kStart, 100).total);
  }
}

BENCHMARK(overview_deadlines)->ArgNames({"operations", "changed"})->ArgsProduct({{1'000, 100'000}, {0, 1}})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parcours
