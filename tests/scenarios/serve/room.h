// A service behind a gate without a socket, on a journal that a test can stop and break; and the server's thread played
// by the test, so that what is answered when can be seen.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "reference/desk/local_desk.h"
#include "reference/http/gate.h"

namespace parcours {

inline const Instant kStart{std::chrono::hours{24 * 18437}};  // 24/06/2020

// Flushes wait while it is held, and fail once it is broken.
class StubbornJournal final : public encaissement::Journal {
 public:
  void hold();
  void let_go();
  void break_down();
  bool waits_for_flush();  // Until somebody stands in flush(), five seconds at most.
  std::size_t flushes() const;

  std::optional<std::string> open(const encaissement::Policies&, std::uint64_t) override { return std::nullopt; }
  std::optional<std::string> read(const std::function<void(const encaissement::Fact&)>&) const override { return std::nullopt; }
  void clear() override {}
  std::optional<std::string> flush() override;

 protected:
  void keep(std::vector<encaissement::Fact>&) override {}

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false, broken_ = false, stands_ = false;
  std::size_t flushes_ = 0;
};

// The server's thread: what is posted is kept until it is run here.
class Thread {
 public:
  void post(std::function<void()> work);
  void run();                                            // What is there now.
  bool run_until(const std::function<bool()>& reached);  // Five seconds at most.

 private:
  std::mutex mutex_;
  std::deque<std::function<void()>> work_;
};

class Room : public http::Backend {
 public:
  Room();
  Desk& desk() override { return desk_; }
  encaissement::Journal& journal() override { return desk_.journal(); }
  LocalDesk& local() { return desk_; }
  StubbornJournal& stubborn() { return *journal_; }

  // On A by identifier, for alice; with somebody to be told at `url`. The number.
  std::string request(const std::string& basket, Instant now, const std::string& url = {});
  void pay(const std::string& number, Instant now);

 private:
  StubbornJournal* journal_;
  LocalDesk desk_;
};

}  // namespace parcours
