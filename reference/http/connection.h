// One connection: requests one after the other, answers in the same order, deadlines, and what the peer must not do.
// Lives on the server's thread alone. How bytes travel (plain, TLS) is said by the two kinds in connections.cpp.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "reference/http/limits.h"
#include "reference/http/request_reader.h"
#include "reference/http/server.h"

namespace parcours::http {

class Connection;

// What connections share. `scratch` is where bytes arrive: an idle connection has no buffer of its own.
struct Hub : std::enable_shared_from_this<Hub> {
  using Clock = std::chrono::steady_clock;

  Hub(ServerOptions asked, Server::Handler whole)
      : options{std::move(asked)}, handler{std::move(whole)}, limiter{options.rate_per_second} {}

  const ServerOptions options;
  const Server::Handler handler;
  RateLimiter limiter;
  std::list<std::shared_ptr<Connection>> connections = {};
  std::array<char, 64 * 1024> scratch = {};
  bool stopping = false;
  std::atomic<std::uint64_t> accepted = 0, requests = 0, refused = 0, limited = 0, bad = 0, timed_out = 0, open = 0;

  // Runs work on the server's thread; at once where it is there already.
  std::function<void(std::function<void()>)> dispatch = {};
  std::function<void(std::chrono::milliseconds, std::function<void()>)> later = {};  // On the server's thread, after so long.
  std::function<void()> on_empty = {};  // Stopping, and the last connection is gone.

  const std::string& date();  // For the header, made once a second.

 private:
  std::chrono::seconds date_at_{};
  std::string date_;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Hub& hub, std::string peer, bool secure);
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void open();         // Enters the hub and serves.
  void open_full();    // Enters the hub, says 503, and leaves.
  void check_deadline(Hub::Clock::time_point now);
  void stop();         // Leaves now, or after the answer that is under way.
  void answer(Response response);
  void close();

 protected:
  Hub& hub() { return hub_; }

  // How bytes travel. Each ends in the call named, later, or in failed(); none is begun twice at a time, and none after
  // shut().
  virtual void greet() = 0;                          // greeted()
  virtual void receive() = 0;                        // received()
  virtual void send(std::string head, std::string body) = 0;  // sent()
  virtual void send_end() = 0;                       // Nothing more comes from us; received() tells what still comes.
  virtual void shut() = 0;

  void greeted();
  void received(std::string_view bytes);
  void moved(std::size_t bytes);  // Of what is being sent, so many in all.
  void sent();
  void failed(bool sending);  // Or the peer has ended.

 private:
  enum class Phase : std::uint8_t { greeting, idle, reading, continuing, answering, writing, draining, closed };

  void enter();
  void want_bytes();
  void read_on();
  void begin_request();
  void rest();
  void handle();
  void refuse(int status, std::string_view sentence);
  void write(Response response);
  void drain();
  void log(const Response& response) const;
  void due_in(std::chrono::milliseconds time) { deadline_ = Hub::Clock::now() + time; }

  Hub& hub_;
  const std::string peer_;
  std::list<std::shared_ptr<Connection>>::iterator place_;
  std::optional<Hub::Clock::time_point> deadline_;
  Hub::Clock::time_point begun_;
  std::optional<RequestReader> reader_;
  std::string pending_;                // Received and not yet read.
  std::string method_, path_;          // For the log.
  std::size_t drained_ = 0, moved_ = 0;
  Phase phase_ = Phase::greeting;
  const bool secure_;
  bool keep_alive_ = false, head_only_ = false, receiving_ = false, cut_ = false;
};

}  // namespace parcours::http
