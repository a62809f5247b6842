// The whole service as a program runs it: journal, sandbox, gate, app, server, joined and taken apart in the right order.
// Used by `parcours serve` and by tests that need a service behind a socket.
//   auto house = House::open({.memory = true});          // std::string: why not, for the user
//   std::thread serving{[&] { (*house)->run(); }};  …  (*house)->stop();
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "reference/core/policy.h"
#include "reference/desk/world.h"
#include "reference/http/server.h"
#include "scenarios/language/parse.h"
#include "scenarios/serve/clock.h"

namespace parcours {

struct HouseOptions {
  http::ServerOptions server = {};
  std::string data = {};        // Folder of the journal; empty: in memory.
  ClockChoice clock{};          // Virtual unless said.
  Instant start{};              // Where a virtual or scaled clock begins when there is no journal yet.
  World world = guide_world();  // Who is there when there is no journal yet.
  std::optional<encaissement::Policies> policies = {};  // None: what the journal was made under, else the defaults.
  std::uint64_t seed = 0;       // 0: by chance.
  bool cheap_passwords = false; // For tests only.
  std::string defect = {};      // In memory only.
  std::string faults = {};      // A profile of scenarios/serve/faults.h.
  std::string control_token = {};  // Empty: whoever comes from loopback has control.
  bool with_control = true;
  std::size_t batch_max = 1024;    // Commands in one commit of the journal.
  // The suites whose cases control lists and plays, read anew each time, on another thread. Empty: none.
  std::function<Loaded()> suites = {};
  std::string report = {};         // The HTML report of the last run, which /rapport shows; may not be there yet.
  bool notifies_remote = false;    // Notifications may leave this machine.
};

class House {
 public:
  // Opens the journal, starts or continues the service, listens. Why not: folder in use, damaged, made under other
  // settings; port taken; certificate unreadable; unknown defect or profile.
  static std::variant<std::unique_ptr<House>, std::string> open(HouseOptions options);
  virtual ~House() = default;

  virtual std::uint16_t port() const = 0;
  virtual const World& world() const = 0;    // As it began; its passwords are empty when it continued a journal.
  virtual bool continued() const = 0;        // From a journal.
  virtual std::size_t operations() const = 0;  // When it began.
  virtual void run() = 0;                    // Until stop(). Why it ended by itself: failure().
  virtual void stop() = 0;                   // From any thread or signal handler.
  virtual std::string failure() const = 0;   // Empty: none. The disk refused, say.
};

}  // namespace parcours
