// What `serve` prints when it listens: where, who is there, and a sealed call that works when it is typed.
#pragma once

#include <fstream>
#include <mutex>
#include <string>

#include "scenarios/serve/faults.h"
#include "scenarios/serve/house.h"

namespace parcours {

struct GreetingOptions {
  bool https = false;
  std::string address, data, token, clock;
};

std::string greeting_of(const House& house, const GreetingOptions& options);

// "none, lost-answers, …"
std::string fault_names();

// Where the log goes. One line at a time, from any thread.
class LogFile {
 public:
  std::string open(const std::string& path);  // "-": standard error. Why not; empty: open.
  void write(const std::string& line);

 private:
  std::mutex mutex_;
  std::ofstream file_;
  bool to_error_ = false;
};

}  // namespace parcours
