#include "reference/http/gate.h"

#include <utility>

namespace parcours::http {
namespace {

constexpr int kAsideThreads = 2;  // Hashes and photographs at a time.

}  // namespace

Gate::Gate(Backend& backend, ServiceClock& clock, GateOptions options)
    : backend_{backend}, clock_{clock}, options_{std::move(options)} {
  threads_.emplace_back([this] { write(); });
  for (int i = 0; i < kAsideThreads; ++i) threads_.emplace_back([this] { work_aside(); });
}

Gate::~Gate() {
  {
    const std::lock_guard lock{mutex_};
    ends_ = true;
  }
  changed_.notify_all();
  aside_changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Gate::enqueue(Job job) {
  {
    const std::lock_guard lock{mutex_};
    if (ends_ || failed_ || queue_.size() >= options_.queue_max) return false;
    queue_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

bool Gate::aside(std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    if (aside_.size() >= options_.aside_max) return false;
    aside_.push_back(std::move(work));
  }
  aside_changed_.notify_one();
  return true;
}

void Gate::wake() {
  {
    const std::lock_guard lock{mutex_};
    woken_ = true;
  }
  changed_.notify_one();
}

GateCounts Gate::counts() const {
  const std::lock_guard lock{mutex_};
  GateCounts counts = counts_;
  counts.waiting = queue_.size();
  return counts;
}

void Gate::write() {
  std::unique_lock lock{mutex_};
  while (!failed_ && (!ends_ || !queue_.empty())) {
    const bool works = run_batch(lock);
    if (works || ends_) continue;
    const auto due = backend_.desk().next_after(advanced_to_);
    const auto pause = due ? clock_.until(*due) : std::nullopt;
    const auto called = [this] { return ends_ || woken_ || !queue_.empty(); };
    pause ? (void)changed_.wait_for(lock, *pause, called) : changed_.wait(lock, called);
    woken_ = false;
  }
}

// One batch: commands, or at least what has become due; then the disk; then the answers. True: there was a command.
bool Gate::run_batch(std::unique_lock<std::mutex>& lock) {
  std::deque<Job> batch;
  while (!queue_.empty() && batch.size() < options_.batch_max) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  counts_.commands += batch.size();
  ++counts_.batches;
  lock.unlock();
  std::vector<std::function<void()>> answers;
  for (Job& job : batch) answers.push_back(job(backend_, clock_.now()));
  const Instant now = advanced_to_ = clock_.now();
  backend_.desk().advance(now);
  const auto trouble = backend_.journal().flush();
  if (!trouble) {
    options_.post([facts = backend_.take_flushed(), answers = std::move(answers), this] {
      if (options_.publish) options_.publish(facts);
      for (const auto& answer : answers)
        if (answer) answer();
    });
    if (options_.deliver) options_.deliver(backend_.desk().deliveries_due(now), now);
  }
  lock.lock();
  failed_ = trouble.has_value();
  if (trouble) options_.on_failure(*trouble);
  return !batch.empty();
}

void Gate::work_aside() {
  std::unique_lock lock{mutex_};
  while (true) {
    aside_changed_.wait(lock, [this] { return ends_ || !aside_.empty(); });
    if (aside_.empty()) return;
    const auto work = std::move(aside_.front());
    aside_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace parcours::http
