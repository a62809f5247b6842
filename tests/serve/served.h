// The built program serving a folder, as a child of this process: started, killed without warning, started again. It
// dies with the test whatever becomes of that. One thread.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/http_target.h"

namespace parcours::kill {

inline constexpr const char* kToken = "kill-test";

class Served {
 public:
  // `words` follow `serve --port 0`.
  explicit Served(std::vector<std::string> words) : words_{std::move(words)} {}
  ~Served() { kill(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  void begin();                  // Does not wait for it to listen.
  bool listens();                // Waits until it does. False: it ended, or took a minute; said() tells what it said.
  void kill();                   // SIGKILL, and gone when this returns.
  std::string url() const;
  const std::string& said() const { return said_; }
  std::unique_ptr<HttpTarget> target(const World& world, Instant now) const;  // With control.

 private:
  std::vector<std::string> words_;
  pid_t child_ = -1;
  int out_ = -1;
  std::string said_;
};

// The program's exit code with these words; what it said is thrown away.
int run_program(const std::vector<std::string>& words);

}  // namespace parcours::kill
