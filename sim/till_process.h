// A till that is a program of its own: Parcours starts it, speaks the adapter protocol with it over standard input and
// output, and ends it with its whole process group. It is killed for a crash; the folder in PARCOURS_TILL_STATE is its
// own, and outlives that. It is started by hello() and, where it is gone, by reset() and restart().
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "sim/till_remote.h"

namespace parcours {

inline constexpr const char* kTillState = "PARCOURS_TILL_STATE";

struct TillProcessOptions {
  std::string command;  // For /bin/sh.
  TillBudgets budgets = {};
  std::chrono::milliseconds end_time{2'000};  // Between being asked to end and being killed.
  std::size_t line_max = 8 * 1024 * 1024;     // Bytes of an answer.
};

class Spawned;

class TillProcess final : public RemoteTill {
 public:
  explicit TillProcess(TillProcessOptions options);
  ~TillProcess() override;  // Ends the program and removes its folder.

  TillTold<TillHello> hello() override;
  TillReply reset(const TillReset& reset) override;
  TillReply crash() override;  // SIGKILL to the group; no message.
  TillReply restart(const TillReset& as_before) override;
  void bye() override;

  // How it came to be gone: exit status, none where a signal ended it or it stands.
  std::optional<int> exit_status() const;
  bool died() const { return died_; }  // By itself, while an answer was waited for.
  const std::string& state_folder() const { return state_; }

 private:
  Carried carry(std::int64_t id, const std::string& name, const std::string& line,
                std::chrono::milliseconds budget) override;
  TillReply start();
  TillReply revive();
  std::string leftovers(std::int64_t id, std::chrono::steady_clock::time_point deadline);
  Carried gone(std::string why, bool timed_out = false);
  std::string with_errors(std::string why);
  void note_noise(int number, const std::string& text);

  const TillProcessOptions options_;
  std::string state_;
  std::unique_ptr<Spawned> child_;
  std::string gone_;  // Why there is no child.
  bool died_ = false;
  std::optional<int> exit_status_;
};

}  // namespace parcours
