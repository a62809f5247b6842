// The one way to the service: changes go to a single writer, which executes them in order, puts a whole batch on the
// disk with one commit, and only then lets their answers go (REP-03). Looks are answered at once from a reader's copy
// that is fed what the disk holds; where something has become due meanwhile they go to the writer too.
// The writer also wakes at deadlines and hands out notifications that are due.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "reference/desk/desk.h"
#include "reference/journal/journal.h"

namespace parcours::http {

// What time it is for the service. The writer's; `now` never moves backwards.
class ServiceClock {
 public:
  virtual ~ServiceClock() = default;
  virtual Instant now() = 0;
  // How long to wait, by the wall, until `at` has come. None: until told (a virtual clock).
  virtual std::optional<std::chrono::milliseconds> until(Instant at) = 0;
};

// What stands behind the gate; another one may stand there after a job. The writer's.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual Desk& desk() = 0;
  virtual encaissement::Journal& journal() = 0;  // The desk's own.
  // The next flush writes, whether or not something has become so (ACC-07).
  virtual void must_write() {}
  // What flushes have put on the disk since it was last asked, for a reader's copy; nothing where there is none.
  virtual std::vector<encaissement::Fact> take_flushed() { return {}; }
  // The clock was moved to `now` beside the backend; a journal keeps it with the next flush, whatever else happens.
  virtual void clock_moved(Instant /*now*/) {}
};

struct GateOptions {
  std::function<void(std::function<void()>)> post;      // Runs on the server's thread: completions go there.
  std::function<void(const std::string& why)> on_failure;  // The disk refused: nothing more is acknowledged.
  // On the server's thread, before the answers: the facts that are on the disk now, for a reader's copy. May be empty.
  std::function<void(const std::vector<encaissement::Fact>& facts)> publish = {};
  // After each batch and at each deadline, on the writer's thread: notifications that are due. May be empty.
  std::function<void(const std::vector<NoticeView>& due, Instant now)> deliver = {};
  std::size_t batch_max = 1024;      // Commands in one commit.
  std::size_t queue_max = 100'000;   // Waiting; one more is refused.
  std::size_t aside_max = 256;       // The same of slow work.
};

struct GateCounts {
  std::uint64_t commands = 0, batches = 0;
  std::uint64_t waiting = 0;  // Now.
};

class Gate {
 public:
  // Executed on the writer's thread; what it returns is run on the server's thread after the batch is on the disk.
  using Job = std::function<std::function<void()>(Backend& backend, Instant now)>;

  // Borrows both.
  Gate(Backend& backend, ServiceClock& clock, GateOptions options);
  ~Gate();  // Finishes what was enqueued.
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  // False: too many wait.
  bool enqueue(Job job);
  // On the other side of the writer: slow work that needs no desk. A small pool.
  // False: too much waits there.
  bool aside(std::function<void()> work);
  void wake();  // The clock was moved.
  GateCounts counts() const;

 private:
  void write();
  bool run_batch(std::unique_lock<std::mutex>& lock);
  void work_aside();

  Backend& backend_;
  ServiceClock& clock_;
  const GateOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_, aside_changed_;
  std::deque<Job> queue_;
  std::deque<std::function<void()>> aside_;
  bool ends_ = false, woken_ = false, failed_ = false;
  GateCounts counts_;
  Instant advanced_to_;  // The writer's.
  std::vector<std::thread> threads_;
};

}  // namespace parcours::http
