// Server, app and gate joined: whole requests in, responses out when what they did is on the disk. Looks are answered on
// the server's thread from a reader's copy where there is one and nothing has become due; all else goes to the writer.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "reference/desk/local_desk.h"
#include "reference/http/app.h"
#include "reference/http/call_log.h"
#include "reference/http/gate.h"
#include "reference/http/server.h"

namespace parcours::http {

// A clock that control can move.
class MovableClock : public ServiceClock {
 public:
  // False: this clock is not moved from outside, or `to` lies before now.
  virtual bool move_to(Instant to) = 0;
};

// What goes wrong with a call, as a sandbox is told to make it (scenarios/serve/faults.h). On the server's thread.
struct Mishap {
  bool lost_before = false, lost_after = false, fails = false;
  std::chrono::milliseconds delay{0};
};

class Front {
 public:
  // Borrows all; they outlive it.
  Front(App& app, MovableClock& clock) : app_{app}, clock_{clock} {}

  // The gate is made after the server, whose thread it posts to, and before the first request.
  void open(Gate& gate) { gate_ = &gate; }

  // The server's handler.
  void handle(Request request, Server::Respond respond);

  // On the server's thread: what is on the disk now (GateOptions::publish).
  void publish(const std::vector<encaissement::Fact>& facts);
  // On the server's thread: looks are answered from this copy from now on. Null: by the writer.
  void read_from(std::shared_ptr<LocalDesk> reader) { reader_ = std::move(reader); }

  // What befalls each call of a till; empty: nothing.
  void befall(std::function<Mishap()> mishap) { mishap_ = std::move(mishap); }

  // Told of each request that was answered: its route (null: none fitted), method, status (0: cut) and time. Before the
  // first request; from any thread.
  using Observer = std::function<void(const Route*, std::string_view, int, std::chrono::nanoseconds)>;
  void observe(Observer observer) { observer_ = std::move(observer); }

  // Keeps what is asked and answered in `log` from now on. Before the first request. Borrowed; outlives every answer.
  void keep_calls(CallLog& log) { calls_ = &log; }

  std::uint64_t looks_here() const { return looks_here_; }  // Any thread.

 private:
  struct Pending;
  Server::Respond observed(const Request& request, const Found& found, Server::Respond respond) const;
  bool answers_here(const Request& request, const Found& found) const;
  void ask(const std::shared_ptr<Pending>& pending);
  std::function<void()> work(const std::shared_ptr<Pending>& pending, Backend& backend, Instant now);

  App& app_;
  MovableClock& clock_;
  Gate* gate_ = nullptr;
  std::shared_ptr<LocalDesk> reader_;
  std::function<Mishap()> mishap_;
  Observer observer_;
  CallLog* calls_ = nullptr;
  std::atomic<std::uint64_t> looks_here_{0};
};

// The judge's headers on any call, for whoever has control.
inline constexpr std::string_view kNowHeader = "Parcours-Now";                 // The call happens at this instant.
inline constexpr std::string_view kNextHeader = "Parcours-Next-Deadline";      // When something happens by itself.

}  // namespace parcours::http
