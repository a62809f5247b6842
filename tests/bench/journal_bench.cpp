// The journal on the disk: how fast facts are put there in groups, and how fast a service with a long past starts.
// An operation here is a request of a till, with its texts and an answered key, and its payment.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <filesystem>
#include <memory>
#include <string>

#include "reference/core/encaissement.h"
#include "tests/reference/journal/journal_folder.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::uint64_t kSeed = 7;
constexpr std::uint32_t kCustomers = 1000;
const Instant kStart{std::chrono::hours{24 * 18437}};  // 24/06/2020

std::string customer_number(std::uint32_t i) { return std::to_string(10'000'000'000u + i); }

void populate(Encaissement& service) {
  service.add_point({.code = "P001", .name = "Canoë Kayak Club", .shop = "10000001", .convention = ConventionId{1}}, kStart);
  for (std::uint32_t i = 0; i < kCustomers; ++i)
    service.add_customer({.identifier = customer_number(i), .email = "c" + customer_number(i) + "@mail.example",
                          .balance = Money::from_cents(1'000'000'000)}, kStart);
}

// The `i`th operation: requested and paid. Its instant is 40 ms after the one before.
class Life {
 public:
  explicit Life(Encaissement& service) : service_{service} {}

  void live(std::uint64_t i) {
    const Instant now = kStart + Duration{static_cast<std::int64_t>(i) * 40};
    const std::uint32_t customer = static_cast<std::uint32_t>(i % kCustomers);
    const std::string number = std::to_string(i), who = customer_number(customer), basket = "REF" + number,
                      key = "8f14e45f-ceea-467f-" + number, label = "Location de canoë, deux heures";
    Command request{{.kind = Principal::Kind::shop, .point = PointId{1}},
                    Request{{.parcours = Parcours::a, .mode = Mode::identifier,
                             .amount = TypedAmount::given(Money::from_cents(4000)), .basket = basket, .identifier = who,
                             .label = label, .client_reference = basket, .from_api = true, .payment_id = number}},
                    {key, i}};
    const Outcome made = service_.execute(request, now);
    const Principal payer{.kind = Principal::Kind::customer, .customer = CustomerId{customer + 1}};
    service_.execute({payer, Pay{service_.number(made.operation), {}, TypedAmount::given(Money::from_cents(4000))}, {}}, now);
  }

 private:
  Encaissement& service_;
};

void journal_flush(benchmark::State& state) {
  const auto group = static_cast<std::uint64_t>(state.range(0));
  JournalFolder folder;
  const auto journal = folder.open();
  journal->open({}, kSeed);
  Encaissement service{{}, kSeed, journal.get()};
  populate(service);
  journal->commit();
  journal->flush();
  Life life{service};
  std::uint64_t count = 0;
  for (auto _ : state) {
    for (std::uint64_t i = 0; i < group; ++i) life.live(count++);
    if (journal->flush()) return state.SkipWithError("the disk refused");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(2 * count));
}
BENCHMARK(journal_flush)->Arg(1)->Arg(8)->Arg(64)->Arg(512)->UseRealTime()->Unit(benchmark::kMicrosecond);

// One folder for all sizes of a run: making it takes longer than reading it.
std::uint64_t fill(const JournalFolder& folder, std::uint64_t operations, std::uint64_t group) {
  const auto journal = folder.open();
  journal->open({}, kSeed);
  Encaissement service{{}, kSeed, journal.get()};
  populate(service);
  Life life{service};
  for (std::uint64_t i = 0; i < operations; ++i) {
    life.live(i);
    if (i % group == group - 1 && journal->flush()) return 0;
  }
  if (journal->flush()) return 0;
  return journal->kept()->facts;
}

std::uint64_t bytes_in(const JournalFolder& folder) {
  std::uint64_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator{folder.path()}) bytes += file.file_size();
  return bytes;
}

void journal_start(benchmark::State& state) {
  const auto operations = static_cast<std::uint64_t>(state.range(0)), group = static_cast<std::uint64_t>(state.range(1));
  JournalFolder folder;
  const std::uint64_t facts = fill(folder, operations, group);
  double opening = 0;
  for (auto _ : state) {
    malloc_trim(0);
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    const auto started = std::chrono::steady_clock::now();
    const auto journal = folder.open();
    opening = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    auto service = std::make_unique<Encaissement>(Policies{}, kSeed);
    if (journal->read([&](const Fact& fact) { service->take(fact); })) return state.SkipWithError("not read");
    if (service->operations().size() != operations) return state.SkipWithError("operations are missing");
    state.counters["memory_per_operation"] =
        static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd - before) / static_cast<double>(operations);
  }
  state.counters["opening_s"] = opening;
  state.counters["facts"] = static_cast<double>(facts);
  state.counters["bytes_per_operation"] = static_cast<double>(bytes_in(folder)) / static_cast<double>(operations);
}
BENCHMARK(journal_start)->Args({1'000'000, 64})->Args({1'000'000, 4})->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace parcours
