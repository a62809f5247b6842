#include "scenarios/command_interrupt.h"

#include <signal.h>

#include <atomic>

namespace parcours {
namespace {

std::atomic<bool> asked_to_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void remember(int /*signal*/) { asked_to_stop = true; }

}  // namespace

void heed_interrupts() {
  struct sigaction action = {};
  action.sa_handler = remember;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool is_interrupted() { return asked_to_stop; }

}  // namespace parcours
