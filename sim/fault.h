// What can befall a message between an actor and the service: ordered for the next one (Fate), or drawn (FaultProfile).
// Scenarios order, random exploration draws; sim/network.h obeys both and tells each LegEvent to the history.
#pragma once

#include <cstdint>
#include <string_view>

#include "reference/core/time.h"

namespace parcours {

using encaissement::Duration;
using encaissement::Instant;

// No limit to a call; a link cut for good.
inline constexpr Duration kNoLimit = Duration::max();

// A line between one actor and the service, and one call on it (numbered from 1 within the network).
struct LinkId {
  std::uint32_t value = 0;
  auto operator<=>(const LinkId&) const = default;
};
struct CallId {
  std::uint64_t value = 0;
  auto operator<=>(const CallId&) const = default;
};

// The two messages of a call: to the service, and back.
enum class Leg { request, answer };

// What happens to one message. Nothing set: it arrives after the link's latency, in order.
struct Fate {
  bool lose = false;               // It never arrives; the other fields but `cut` then mean nothing.
  bool duplicate = false;          // It arrives twice.
  bool hold = false;               // It stays on the way until Network::release().
  Duration delay{0};               // Longer on the way by this; messages sent later may overtake it.
  bool cut = false;                // The link is cut while it is on the way (so it never arrives).
  Duration mend_after = kNoLimit;  // How long after the cut the link is whole again.
};

// A probability.
struct Rate {
  std::uint32_t per_million = 0;
};

// How often each fate befalls a message of one direction. They are drawn independently.
struct LegRates {
  Rate lose{}, duplicate{}, delay{}, cut{};
};

// Random faults of a link. Amounts are drawn uniformly, both ends included.
struct FaultProfile {
  LegRates request{}, answer{};
  Duration jitter_max{0};  // 0 to this more for every message; order is kept.
  Duration delay_max{0};   // 0 to this more for a delayed one, which may be overtaken: this is what reorders.
  Duration cut_max{0};     // A cut link is whole again after 0 to this.
};

enum class Happening {
  sent,
  duplicated,  // A second copy set out.
  delayed,     // `due` says until when.
  held,
  released,
  delivered,
  lost,
  unanswered,   // The service received it and sent no answer (it crashed).
  ignored,      // An answer to a call that has ended: a copy, or too late.
  timed_out,    // The caller gave up.
  unreachable,  // The link was cut already: nothing left the caller.
  cut,          // The link, from now on. No call: `call` is 0.
  mended,
};

struct LegEvent {
  Instant at{};
  LinkId link{};
  CallId call{};
  Leg leg = Leg::request;
  std::uint32_t copy = 1;  // 2: the duplicate.
  Happening what = Happening::sent;
  Instant due{};  // Of `delayed`: when it will arrive.
  bool operator==(const LegEvent&) const = default;
};

// Why a caller has no answer. After the first two the service may have done what was asked, once or more.
enum class CallFailure { timed_out, cut, unreachable };
constexpr bool may_have_happened(CallFailure failure) { return failure != CallFailure::unreachable; }

// As the enumerator is written.
std::string_view name_of(Leg leg);
std::string_view name_of(Happening what);
std::string_view name_of(CallFailure failure);

}  // namespace parcours
