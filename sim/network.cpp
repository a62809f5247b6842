#include "sim/network.h"

#include <algorithm>
#include <vector>

namespace parcours {
namespace {

constexpr std::uint64_t kMillion = 1000000;

// Draws the same number of times whatever the rates, so that changing one fault moves no other.
Fate draw_fate(const LegRates& rates, const FaultProfile& faults, Random& random) {
  Fate fate;
  fate.lose = random.chance(rates.lose.per_million, kMillion);
  fate.duplicate = random.chance(rates.duplicate.per_million, kMillion);
  const bool delayed = random.chance(rates.delay.per_million, kMillion);
  fate.cut = random.chance(rates.cut.per_million, kMillion);
  const Duration delay(random.between(0, faults.delay_max.count()));
  fate.mend_after = Duration(random.between(0, faults.cut_max.count()));
  if (delayed) fate.delay = delay;
  return fate;
}

}  // namespace

Network::Network(Scheduler& scheduler, Random fates) : scheduler_(scheduler), fates_(fates) {}

Network::~Network() {
  for (const auto& [number, flight] : flights_) scheduler_.cancel(flight.arrival);
  for (const auto& [id, call] : open_) scheduler_.cancel(call->limit);
  for (const Link& link : links_) scheduler_.cancel(link.mending);
}

LinkId Network::open(std::string name, Duration latency) {
  assert(latency >= Duration{0});
  const LinkId link{static_cast<std::uint32_t>(links_.size())};
  links_.push_back({.name = name, .latency = latency, .fates = fates_.stream(name)});
  return link;
}

std::size_t Network::orders_left(LinkId link) const {
  return at(link).orders[index(Leg::request)].size() + at(link).orders[index(Leg::answer)].size();
}

CallId Network::begin(LinkId link, std::function<Deliver()> serve, std::function<void(CallFailure)> fail,
                      Duration limit) {
  const auto call = std::make_shared<Call>(
      Call{.id = CallId{++calls_}, .link = link, .serve = std::move(serve), .fail = std::move(fail)});
  if (at(link).cut) {
    tell(*call, Leg::request, Happening::unreachable);
    fail_later(call, CallFailure::unreachable);
    return call->id;
  }
  open_.emplace(call->id, call);
  if (limit != kNoLimit)
    call->limit = scheduler_.schedule(scheduler_.now() + limit, [this, call] {
      close(*call);
      tell(*call, Leg::answer, Happening::timed_out);
      call->fail(CallFailure::timed_out);
    });
  send(call, Leg::request, {});
  return call->id;
}

void Network::send(const std::shared_ptr<Call>& call, Leg leg, const Deliver& deliver) {
  tell(*call, leg, Happening::sent);
  if (is_cut(call->link)) return tell(*call, leg, Happening::lost);
  const Journey journey = next_journey(at(call->link), leg);
  if (journey.fate.cut) cut(call->link, journey.fate.mend_after);
  if (journey.fate.lose || journey.fate.cut) return tell(*call, leg, Happening::lost);
  depart({.call = call, .leg = leg, .copy = 1, .deliver = deliver}, journey);
  if (!journey.fate.duplicate) return;
  tell(*call, leg, Happening::duplicated, 2);
  depart({.call = call, .leg = leg, .copy = 2, .deliver = deliver}, journey);
}

Network::Journey Network::next_journey(Link& link, Leg leg) {
  Random random = link.fates.stream(link.legs++);
  Journey journey{.fate = {}, .travel = link.latency + Duration(random.between(0, link.faults.jitter_max.count()))};
  auto& orders = link.orders[index(leg)];
  if (orders.empty()) {
    journey.fate = draw_fate(leg == Leg::request ? link.faults.request : link.faults.answer, link.faults, random);
    return journey;
  }
  journey.fate = orders.front();
  orders.pop_front();
  return journey;
}

void Network::depart(Flight flight, const Journey& journey) {
  const std::uint64_t number = ++departures_;
  flight.held = journey.fate.hold;
  if (flight.held) {
    tell(flight, Happening::held);
  } else {
    const Instant arrival = arrival_of(flight, journey);
    if (journey.fate.delay > Duration{0}) tell(flight, Happening::delayed, arrival);
    flight.arrival = scheduler_.schedule(arrival, [this, number] { arrive(number); });
  }
  flights_.emplace(number, std::move(flight));
}

// A leg that is not delayed keeps its place behind those before it.
Instant Network::arrival_of(const Flight& flight, const Journey& journey) {
  const Instant plain = scheduler_.now() + journey.travel;
  if (journey.fate.delay > Duration{0}) return plain + journey.fate.delay;
  Instant& last = at(flight.call->link).last_arrival[index(flight.leg)];
  return last = std::max(last, plain);
}

void Network::arrive(std::uint64_t number) {
  const Flight flight = std::move(flights_.extract(number).mapped());
  switch (flight.leg) {
    case Leg::request: return arrive_at_service(flight);
    case Leg::answer: return arrive_at_caller(flight);
  }
}

void Network::arrive_at_service(const Flight& request) {
  tell(request, Happening::delivered);
  if (const Deliver deliver = request.call->serve())
    send(request.call, Leg::answer, deliver);
  else
    tell(request, Happening::unanswered);
}

void Network::arrive_at_caller(const Flight& answer) {
  if (!answer.call->open) return tell(answer, Happening::ignored);
  close(*answer.call);
  tell(answer, Happening::delivered);
  answer.deliver();
}

void Network::release(LinkId link) {
  for (auto& [number, flight] : flights_) {
    if (!flight.held || flight.call->link != link) continue;
    flight.held = false;
    tell(flight, Happening::released);
    flight.arrival = scheduler_.schedule(scheduler_.now(), [this, key = number] { arrive(key); });
  }
}

void Network::cut(LinkId link, Duration mend_after) {
  scheduler_.cancel(at(link).mending);
  if (mend_after != kNoLimit)
    at(link).mending = scheduler_.schedule(scheduler_.now() + mend_after, [this, link] { mend(link); });
  if (std::exchange(at(link).cut, true)) return;
  tell(link, Happening::cut);
  std::erase_if(flights_, [&](const auto& entry) {
    const Flight& flight = entry.second;
    if (flight.call->link != link) return false;
    scheduler_.cancel(flight.arrival);
    tell(flight, Happening::lost);
    return true;
  });
  std::vector<std::shared_ptr<Call>> failed;
  for (const auto& [id, call] : open_)
    if (call->link == link) failed.push_back(call);
  for (const auto& call : failed) fail_later(call, CallFailure::cut);
}

void Network::mend(LinkId link) {
  scheduler_.cancel(at(link).mending);
  if (std::exchange(at(link).cut, false)) tell(link, Happening::mended);
}

void Network::close(Call& call) {
  call.open = false;
  scheduler_.cancel(call.limit);
  open_.erase(call.id);
}

// As an event of its own: whoever cuts or calls is not interrupted by a caller that reacts.
void Network::fail_later(const std::shared_ptr<Call>& call, CallFailure failure) {
  close(*call);
  scheduler_.schedule(scheduler_.now(), [call, failure] { call->fail(failure); });
}

void Network::tell(const Call& call, Leg leg, Happening what, std::uint32_t copy, Instant due) {
  if (listener_) listener_({scheduler_.now(), call.link, call.id, leg, copy, what, due});
}

void Network::tell(const Flight& flight, Happening what, Instant due) {
  tell(*flight.call, flight.leg, what, flight.copy, due);
}

void Network::tell(LinkId link, Happening what) {
  if (listener_) listener_({.at = scheduler_.now(), .link = link, .call = {}, .what = what});
}

}  // namespace parcours
