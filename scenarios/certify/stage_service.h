// The service side of a stage: the reference in this process behind its routes, without a socket, on a clock that the
// player moves. A till outside this process calls from the wire's thread while the player waits for it: every door locks.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "reference/http/app.h"
#include "sim/http_transport.h"
#include "sim/in_process_target.h"

namespace parcours {

// The guide's people, and a key for the till's shop that no other seed has.
World stage_world(std::uint64_t seed);
inline constexpr const char* kStageShop = "10000001";              // Whose till it is: P001.
inline constexpr const char* kStageServiceProvider = "100001";

class StageService {
 public:
  StageService();

  // A new, empty service. `by_the_wall`: nobody moves its clock, for tills whose clock cannot be moved.
  void begin(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed,
             bool by_the_wall = false);

  // A till's call, now. Any thread. What is none of a till's calls is not there.
  HttpReply serve(const http::Request& request);

  Instant now();
  // Everything due on the way happens. REQUIRES: not before now().
  void move_to(Instant at);
  std::optional<Instant> next_after_now();
  // Crashes and recovers from its journal. Why not, in words: our own fault.
  std::optional<std::string> restart();

  Answer submit(const Call& call);
  std::vector<OperationView> operations();  // Every one, in order of creation.
  std::optional<OperationView> operation(const std::string& number);
  std::string code_of(const std::string& number);  // What its QR code says; empty: it has none.
  Money money();                                   // Of the whole service: only credit changes it (MON-01).

  std::vector<NoticeView> deliveries_due();
  void delivery_answered(std::uint64_t notice, bool acknowledged);
  const World& world() const { return world_; }

 private:
  Instant stand();  // REQUIRES: locked.

  std::mutex mutex_;
  InProcessTarget desk_;
  http::App app_;
  World world_;
  encaissement::Policies policies_;
  Instant now_{};
  bool by_the_wall_ = false;
};

}  // namespace parcours
