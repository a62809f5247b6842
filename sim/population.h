// Merchants and customers with habits, drawn once a run: who pays at once, late, in part or never, who refuses, who
// validates late, lowers or cancels. Nobody acts on what did not reach him: pushes and mails are lost, delayed and
// repeated, a QR is seen by who stands at the till. Between them a network loses, doubles, delays and so reorders calls,
// the service crashes, and its clock jumps ahead.
#pragma once

#include <vector>

#include "sim/act_maker.h"

namespace parcours {

class Population final : public Storyteller {
 public:
  explicit Population(const Random& run);
  Act next(const Arena& arena) override;

 private:
  // Of 256, unless said otherwise.
  struct MerchantHabits {
    std::uint32_t asks = 0;  // A weight: how much he asks for.
    Duration pace{};         // Between two requests
    std::uint32_t cancels = 0, changes_mode = 0, validates = 0, lowers = 0;
    Duration validates_after{};
  };
  struct CustomerHabits {
    std::uint32_t scans = 0, pays = 0, in_part = 0, refuses = 0, doubles = 0, at_the_limit = 0;
    Duration pays_after{};
  };
  struct Channel {  // Pushes and mails on their way.
    std::uint32_t loses = 0, repeats = 0, delays = 0;
    Duration delay_max{};
  };
  struct Wires {  // Calls on theirs.
    std::uint32_t loses = 0, repeats = 0, delays = 0, crashes = 0;
    Duration delay_max{};
    Duration retries_after{};
  };
  struct Intent {
    Instant at;
    std::uint32_t sequence = 0;
    bool travels = false;  // It was delayed already.
    Act act;
    bool operator<(const Intent& other) const {  // A heap, the earliest on top.
      return at != other.at ? at > other.at : sequence > other.sequence;
    }
  };

  void draw_habits();
  void intend(Instant at, const Act& act);
  void look_around(const Arena& arena);
  void hear_of(const encaissement::Operation& made, const Arena& arena);
  void hear(const encaissement::Notice& notice, const Arena& arena);
  void customer_reacts(Role who, const encaissement::Operation& about, bool at_the_till, Instant from, const Arena& arena);
  void merchant_reacts(const encaissement::Operation& paid, Instant from, const Arena& arena);
  Intent soonest(const Arena& arena);
  void ask_again(const Intent& asked, const Arena& arena);
  bool is_delayed(Intent& intent);
  Act sent(Intent intent, const Arena& arena);
  Duration some(Duration around);
  Act request_of(Role merchant, const Arena& arena);

  ActMaker maker_;
  Random habits_, customers_, merchants_, channel_, wires_, delays_;
  std::array<MerchantHabits, 8> merchant_;
  std::array<CustomerHabits, 3> customer_;
  Channel channel_habits_;
  Wires wire_habits_;
  std::uint32_t strange_ = 0;  // Of 256: acts that are nobody's habit.
  std::vector<Intent> agenda_;
  std::uint32_t sequence_ = 0;
  std::size_t operations_seen_ = 0, notices_seen_ = 0;
};

}  // namespace parcours
