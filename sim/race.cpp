#include "sim/race.h"

#include <atomic>
#include <barrier>
#include <thread>

#include "sim/random.h"

namespace parcours {
namespace {

constexpr Instant kStart{std::chrono::hours{24 * 18437 + 7}};  // 24/06/2020 09:00 in Paris
constexpr int kCallsEach = 3;
const Speaker kTill{Door::api, "10000001", ""}, kCashier{Door::espace, "70890001", "P001"}, kAlice{Door::phone, "alice", ""};

// D to be paid in parts, so that whoever comes first decides what the others may still do.
Call request_of(int number) {
  Call call{.who = kTill, .verb = Verb::request};
  call.form = {.parcours = "D", .amount = "40,00", .basket = "RACE" + std::to_string(number), .mode = "email",
               .identifier = "ts-client2@yopmail.com", .payment_days = 3, .validation_days = 2,
               .notify_email = "caisse@canoe.example"};
  call.idempotency_key = "race-" + std::to_string(number);
  return call;
}

// What this client does next: pays, refuses, cancels, validates, or looks.
OverlappingCall draw(Random& dice, const std::string& number, const std::string& key) {
  OverlappingCall one;
  Call& call = one.call;
  call.operation = number;
  call.idempotency_key = key;
  switch (dice.below(8)) {
    case 0: call.who = kAlice, call.verb = Verb::pay, call.amount = "40,00"; break;
    case 1: call.who = kAlice, call.verb = Verb::pay, call.amount = "1,00"; break;
    case 2: call.who = kAlice, call.verb = Verb::refuse; break;
    case 3: call.who = kTill, call.verb = Verb::cancel; break;
    case 4: call.who = kCashier, call.verb = Verb::validate, call.amount = "1,00"; break;
    case 5: call.who = kTill, call.verb = Verb::validate; break;
    case 6: call.who = kCashier, one.looks = true; break;
    default: call.who = kAlice, one.looks = true; break;
  }
  return one;
}

void perform(OverlappingCall& one, HttpTarget& target, std::atomic<std::uint64_t>& ticks) {
  one.made = ticks++;
  if (one.looks)
    one.seen = target.look(one.call.who, one.call.operation, kStart);
  else
    one.answer = target.submit(one.call, kStart);
  one.returned = ticks++;
}

using Histories = std::vector<std::vector<OverlappingCall>>;

Histories run_clients(const RaceOptions& options, const std::vector<std::string>& numbers, const World& world, std::string& lost) {
  std::atomic<std::uint64_t> ticks{0};
  const auto clients = static_cast<std::size_t>(options.clients);
  std::vector<Histories> by_client(clients, Histories(numbers.size()));
  std::vector<std::string> troubles(clients);
  std::barrier together{options.clients};
  std::vector<std::thread> threads;
  for (std::size_t c = 0; c < clients; ++c)
    threads.emplace_back([&, c] {
      const auto target = options.connect();
      target->join(world, kStart);
      Random dice = Random{options.seed}.stream("client " + std::to_string(c));
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        together.arrive_and_wait();
        for (int k = 0; k < kCallsEach; ++k) {
          OverlappingCall one = draw(dice, numbers[i], "c" + std::to_string(c) + "-" + std::to_string(i) + "-" + std::to_string(k));
          perform(one, *target, ticks);
          by_client[c][i].push_back(std::move(one));
        }
      }
      troubles[c] = target->lost();
    });
  for (std::thread& thread : threads) thread.join();
  Histories all(numbers.size());
  for (std::size_t c = 0; c < clients; ++c) {
    if (lost.empty()) lost = troubles[c];
    for (std::size_t i = 0; i < numbers.size(); ++i)
      for (OverlappingCall& one : by_client[c][i]) all[i].push_back(std::move(one));
  }
  return all;
}

std::size_t overlaps_in(const std::vector<OverlappingCall>& calls) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < calls.size(); ++i)
    for (std::size_t j = i + 1; j < calls.size(); ++j)
      if (calls[i].made < calls[j].returned && calls[j].made < calls[i].returned) ++count;
  return count;
}

}  // namespace

RaceResult race(const RaceOptions& options) {
  RaceResult result;
  BeforeOverlap before{.world = guide_world(), .now = kStart, .seed = options.seed};
  before.world.customers.front().balance = Money::from_cents(100'000'000);
  const auto control = options.connect();
  control->reset(before.world, before.policies, kStart, options.seed);
  std::vector<std::string> numbers;
  for (int i = 0; i < options.operations; ++i) {
    before.calls.push_back(request_of(i));
    numbers.push_back(control->submit(before.calls.back(), kStart).number);
  }
  result.lost = control->lost();
  if (!result.lost.empty()) return result;
  const Histories histories = run_clients(options, numbers, before.world, result.lost);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::vector<OverlappingCall>& calls = histories[i];
    ++result.operations;
    result.calls += calls.size();
    result.overlaps += overlaps_in(calls);
    for (const OverlappingCall& one : calls)
      if (!one.looks && one.answer.kind == Answer::Kind::lost) ++result.lost_answers;
    const Linearized judged = linearize(before, calls);
    if (!judged.holds) result.broken.push_back({numbers[i], calls, judged.gave_up});
  }
  return result;
}

}  // namespace parcours
