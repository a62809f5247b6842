// One client's book of what a service acknowledged, and the comparison with what the service shows after a crash
// (REP-03). The book is a service of its own, in this process, that is told the acknowledged calls only: so it says what
// must be there to the cent, without a second reading of the rules. At most one call is without an answer when the
// service dies; it must have happened wholly or not at all.
// Clients share nothing: each has its point, its account and its customer in the same world. One thread each.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "sim/in_process_target.h"
#include "sim/random.h"

namespace parcours::kill {

inline constexpr std::size_t kClients = 4;

World crowd();                            // A point, a till, an account and a rich customer for each client.
std::string crowd_as_file();              // The same for `parcours serve --world`.
std::vector<std::string> settings();      // "name=value", so that nobody is stopped by a limit.
encaissement::Policies crowd_policies();  // The same.
inline constexpr std::uint64_t kSeed = 1;
inline const Instant kStart{std::chrono::hours{24 * 18437}};  // 24/06/2020

struct Tally {
  std::uint64_t acknowledged = 0, refused = 0, open_happened = 0, open_did_not = 0;
};

class Ledger {
 public:
  Ledger(std::size_t client, std::uint64_t seed);

  // Draws calls and makes them until one has no answer, `calls` were made, or it is told to stop.
  void work(Target& service, Instant now, std::size_t calls, const std::atomic<bool>& stops);

  // What the service shows otherwise than was acknowledged, one sentence each. Empty: nothing; then the call without an
  // answer is settled, and the book goes on from what the service shows.
  std::vector<std::string> compare(Target& service, Instant now);

  Money credited() const { return credited_; }  // From outside, so far.
  const Tally& tally() const { return tally_; }

 private:
  struct Act {
    Call call;                             // Without the operation's number.
    std::optional<std::size_t> operation;  // Which of ours.
    bool creates = false;
  };
  struct Given {
    Act act;
    Answer answer;
  };
  Act draw();
  Act draw_request();
  Act on_one(Verb verb, Door door);
  Answer tell(Desk& desk, const std::vector<std::string>& numbers, const Act& act, Instant now);
  std::string become(const Act& act, const Answer& answer, Instant now);  // In the book; what differs from its answer.
  std::vector<std::string> picture(Desk& desk, const std::vector<std::string>& numbers, Instant now) const;
  std::vector<std::string> settle(Target& service, Instant now);
  void repeat(Target& service, Instant now, std::vector<std::string>& troubles);

  const std::size_t client_;
  Random random_;
  InProcessTarget book_;
  std::vector<std::string> here_, there_;  // Numbers of our operations: in the book, at the service.
  std::size_t first_of_round_ = 0;
  std::uint64_t drawn_ = 0;
  std::optional<Act> open_;    // Without an answer.
  std::vector<Given> given_;   // Answers of this round to calls with a key.
  std::vector<std::string> odd_;  // Answers that the book would not have given.
  Money credited_;
  Tally tally_;
};

// Wallets and what points collected, over all; changes only by what is credited (MON-01).
Money all_money(Target& service, Instant now);

}  // namespace parcours::kill
