// The network between actors and the service, on the virtual clock. A call is a request leg, the service's work when it
// arrives (each time it arrives), and an answer leg; each leg can be lost, duplicated, delayed, held and cut.
// Scenarios order the fate of the next leg, exploration sets a FaultProfile; the rest arrives in order after the link's
// latency. A caller sees an answer or a CallFailure, once. Actors use sim/call.h. The scheduler outlives the network.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "sim/fault.h"
#include "sim/random.h"
#include "sim/scheduler.h"

namespace parcours {

// What a caller learns at the end of a call.
template <typename Answer>
using CallResult = std::variant<Answer, CallFailure>;

class Network {
 public:
  // `fates` is a stream of the network's own: each leg's fate depends on it, the link's name and the leg's number only.
  Network(Scheduler& scheduler, Random fates);
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  // A new link, whole and without faults. `latency` is that of one leg. REQUIRES: latency >= 0.
  LinkId open(std::string name, Duration latency = Duration{0});
  const std::string& name(LinkId link) const { return at(link).name; }

  // Calls the service. `serve` runs each time the request arrives, even after the caller gave up; empty means that no
  // answer is sent (the service crashed). `done` hears the outcome once, at the latest after `limit`, never within
  // call() itself. Both are copied with what they capture, which must last as long as the network.
  template <typename Answer>
  CallId call(LinkId link, std::function<std::optional<Answer>()> serve, std::function<void(CallResult<Answer>)> done,
              Duration limit = kNoLimit);

  // The fate of the next leg of that direction; several orders befall successive legs. Goes before the profile.
  void order(LinkId link, Leg leg, Fate fate) { at(link).orders[index(leg)].push_back(fate); }

  // Orders that no leg has met yet: a scenario that ends with one has not shown what it says.
  std::size_t orders_left(LinkId link) const;

  // Random faults from now on, for legs without an order.
  void set_faults(LinkId link, const FaultProfile& faults) { at(link).faults = faults; }

  // Sends on what is held on the link, in the order it was sent; it arrives at this instant.
  void release(LinkId link);

  // Loses all that is on the link's way, held or not, and fails its calls. Until mended, new calls are unreachable.
  void cut(LinkId link, Duration mend_after = kNoLimit);
  void mend(LinkId link);
  bool is_cut(LinkId link) const { return at(link).cut; }

  // Tells `listener` of everything that happens to every leg, in order. It only notes: it must not act on us.
  void listen(std::function<void(const LegEvent&)> listener) { listener_ = std::move(listener); }

 private:
  using Deliver = std::function<void()>;  // What an answer does when it reaches its caller.

  struct Link {
    std::string name;
    Duration latency;
    Random fates;
    FaultProfile faults{};
    std::array<std::deque<Fate>, 2> orders{};
    std::array<Instant, 2> last_arrival{};
    std::uint64_t legs = 0;
    bool cut = false;
    EventId mending{};
  };
  struct Call {
    CallId id;
    LinkId link;
    std::function<Deliver()> serve;
    std::function<void(CallFailure)> fail;
    EventId limit{};
    bool open = true;
  };
  struct Flight {  // A copy of a message on its way.
    std::shared_ptr<Call> call;
    Leg leg;
    std::uint32_t copy;
    Deliver deliver;  // Of an answer.
    EventId arrival{};  // None while held.
    bool held = false;
  };
  struct Journey {
    Fate fate;
    Duration travel;
  };

  static std::size_t index(Leg leg) { return static_cast<std::size_t>(leg); }
  Link& at(LinkId link) { return links_.at(link.value); }
  const Link& at(LinkId link) const { return links_.at(link.value); }
  CallId begin(LinkId link, std::function<Deliver()> serve, std::function<void(CallFailure)> fail, Duration limit);
  void send(const std::shared_ptr<Call>& call, Leg leg, const Deliver& deliver);
  Journey next_journey(Link& link, Leg leg);
  void depart(Flight flight, const Journey& journey);
  Instant arrival_of(const Flight& flight, const Journey& journey);
  void arrive(std::uint64_t number);
  void arrive_at_service(const Flight& request);
  void arrive_at_caller(const Flight& answer);
  void close(Call& call);
  void fail_later(const std::shared_ptr<Call>& call, CallFailure failure);
  void tell(const Call& call, Leg leg, Happening what, std::uint32_t copy = 1, Instant due = {});
  void tell(const Flight& flight, Happening what, Instant due = {});
  void tell(LinkId link, Happening what);

  Scheduler& scheduler_;
  Random fates_;
  std::deque<Link> links_;
  std::map<CallId, std::shared_ptr<Call>> open_;
  std::map<std::uint64_t, Flight> flights_;
  std::uint64_t calls_ = 0;
  std::uint64_t departures_ = 0;
  std::function<void(const LegEvent&)> listener_;
};

template <typename Answer>
CallId Network::call(LinkId link, std::function<std::optional<Answer>()> serve,
                     std::function<void(CallResult<Answer>)> done, Duration limit) {
  const auto shared = std::make_shared<std::function<void(CallResult<Answer>)>>(std::move(done));
  auto answer_once = [serve = std::move(serve), shared]() -> Deliver {
    std::optional<Answer> answer = serve();
    if (!answer) return {};
    return [shared, value = std::move(*answer)] { (*shared)(CallResult<Answer>(value)); };
  };
  auto fail = [shared](CallFailure failure) { (*shared)(CallResult<Answer>(failure)); };
  return begin(link, std::move(answer_once), std::move(fail), limit);
}

}  // namespace parcours
