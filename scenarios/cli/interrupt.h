// Ctrl-C, and a polite request to end: what was begun is finished, and what was judged is reported. A second Ctrl-C
// ends the program at once.
#pragma once

#include <functional>
#include <thread>

namespace parcours {

// From here on the first interruption is only remembered.
void heed_interrupts();

// True once somebody asked the program to stop.
bool is_interrupted();

// For a program that waits for others: threads begun after it leave interruptions to it, and it calls `on_interrupt`
// on a thread of its own for the first. The second ends the program.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  void start(std::function<void()> on_interrupt);

 private:
  std::thread thread_;
};

}  // namespace parcours
