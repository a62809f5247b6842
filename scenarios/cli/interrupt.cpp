#include "scenarios/cli/interrupt.h"

#include <signal.h>

#include <atomic>
#include <utility>

namespace parcours {
namespace {

std::atomic<bool> asked_to_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void remember(int /*signal*/) { asked_to_stop = true; }

void heed(int signal) {
  struct sigaction before = {};
  sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;  // Started with nohup, or in the background of a script.
  struct sigaction action = {};
  action.sa_handler = remember;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void heed_interrupts() {
  sigset_t heard;
  sigemptyset(&heard);
  for (const int signal : {SIGINT, SIGTERM}) {
    heed(signal);
    sigaddset(&heard, signal);
  }
  sigprocmask(SIG_UNBLOCK, &heard, nullptr);  // One that has been waiting since the start is heard too.
}

bool is_interrupted() { return asked_to_stop; }

namespace {

sigset_t watched() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&signals, signal);
  return signals;
}

}  // namespace

InterruptWatch::InterruptWatch() {
  const sigset_t signals = watched();
  sigprocmask(SIG_BLOCK, &signals, nullptr);
}

void InterruptWatch::start(std::function<void()> on_interrupt) {
  thread_ = std::thread{[stop = std::move(on_interrupt)] {
    const sigset_t signals = watched();
    int signal = 0;
    sigwait(&signals, &signal);
    if (signal == SIGUSR1) return;  // Nothing to watch for any more.
    asked_to_stop = true;
    stop();
    sigset_t second;
    sigemptyset(&second);
    sigaddset(&second, SIGINT);
    pthread_sigmask(SIG_UNBLOCK, &second, nullptr);
  }};
}

InterruptWatch::~InterruptWatch() {
  if (!thread_.joinable()) return;
  if (!asked_to_stop) pthread_kill(thread_.native_handle(), SIGUSR1);
  thread_.join();
}

}  // namespace parcours
