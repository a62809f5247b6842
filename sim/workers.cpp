// The processes behind play_runs(). Each worker plays every so-manieth run into memory it shares with us; one that dies
// leaves there which run it was at, and another goes on after it. Processes and not threads: a service that is made to
// break may take its process with it.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <new>

#include "sim/campaign.h"

namespace parcours {
namespace {

struct Desk {  // What a worker writes and we read once it has ended.
  Tally tally;
  std::atomic<std::uint64_t> at{kNoRun};  // The run it is playing.
  std::atomic<bool> stopped{false};
};

struct Share {  // Runs from, from + step … before to.
  std::uint64_t from, to, step;
};

void work(Desk& desk, const Campaign& campaign, const Share& share, const std::function<bool()>& keep_going) {
  for (std::uint64_t index = share.from; index < share.to; index += share.step) {
    if (!keep_going()) {
      desk.stopped = true;
      return;
    }
    desk.at = index;
    Tally one;
    play_into(one, campaign, index);
    desk.tally.add(one);
  }
  desk.at = kNoRun;
}

// A page that parent and child both see.
class SharedDesk {
 public:
  SharedDesk()
      : page_{mmap(nullptr, sizeof(Desk), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)},
        desk_{page_ == MAP_FAILED ? nullptr : new (page_) Desk} {
    assert(desk_ != nullptr);
  }
  ~SharedDesk() { munmap(page_, sizeof(Desk)); }
  SharedDesk(const SharedDesk&) = delete;
  SharedDesk& operator=(const SharedDesk&) = delete;
  Desk& operator*() const { return *desk_; }
  Desk* operator->() const { return desk_; }

 private:
  void* page_;
  Desk* desk_;
};

struct Worker {
  SharedDesk desk;
  Share share{};
  pid_t process = 0;
};

void start(Worker& worker, const Campaign& campaign, const std::function<bool()>& keep_going) {
  worker.process = fork();
  assert(worker.process >= 0);
  if (worker.process > 0) return;
  work(*worker.desk, campaign, worker.share, keep_going);
  _exit(0);
}

// True: it ended well. Else it is known at which run it died.
bool wait_for(const Worker& worker) {
  int status = 0;
  while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::uint64_t first_of(const Campaign& campaign, std::uint64_t from) {
  const std::uint64_t behind = from % campaign.parts;
  return from + (campaign.part + campaign.parts - behind) % campaign.parts;
}

}  // namespace

Round play_runs(const Campaign& campaign, std::uint64_t from, std::uint64_t to, int jobs,
                const std::function<bool()>& keep_going) {
  assert(jobs > 0 && campaign.part < campaign.parts);
  std::vector<Worker> workers(static_cast<std::size_t>(jobs));
  const std::uint64_t first = first_of(campaign, from);
  for (std::size_t i = 0; i < workers.size(); ++i) {
    workers[i].share = {first + i * campaign.parts, to, campaign.parts * workers.size()};
    start(workers[i], campaign, keep_going);
  }
  Round round;
  for (Worker& worker : workers) {
    while (!wait_for(worker)) {
      const std::uint64_t at = worker.desk->at;
      round.tally.died = std::min(round.tally.died, at);
      if (at == kNoRun) break;
      worker.share.from = at + worker.share.step;
      start(worker, campaign, keep_going);
    }
    round.tally.add(worker.desk->tally);
    round.whole = round.whole && !worker.desk->stopped;
  }
  return round;
}

}  // namespace parcours
