// A program of somebody else's, started with its whole process group in hand: lines to its standard input, lines from its
// standard output, the last of its standard error, how it ended. Whatever it does, waiting for it ends at a deadline, what
// is kept of it is bounded, and nothing of its group outlives this. For till_process.cpp. One thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace parcours {

class Spawned {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  // `command`: for /bin/sh. `environment`: "NAME=value", besides ours. Why not, in words.
  static std::variant<std::unique_ptr<Spawned>, std::string> start(const std::string& command,
                                                                   const std::vector<std::string>& environment,
                                                                   std::size_t line_max);
  ~Spawned();  // Kills what is left of the group.
  Spawned(const Spawned&) = delete;
  Spawned& operator=(const Spawned&) = delete;

  void put(const std::string& line);  // Goes out while lines are waited for.
  void close_input();                 // When all that was put is out, or at once where that cannot be.

  struct Line {
    enum class Kind : std::uint8_t { line, ended, late, too_long } kind = Kind::late;
    std::string text;  // line; too_long: its beginning.
    int number = 0;    // Of standard output, from 1.
  };
  Line next_line(Deadline deadline);  // ended: standard output is closed, or the program is no more.

  void listen();                     // Takes in what was said, and waits for nothing.

  bool dies_by(Deadline deadline);  // Reads on meanwhile, so that it is not kept from ending.
  // REQUIRES: ended. "ended with exit status 3", "was ended by signal 11", or that it closed its standard output.
  std::string ending() const;
  std::optional<int> exit_status() const;  // None: it stands, or a signal ended it.
  std::string last_errors();               // The last lines of standard error, joined; empty: none.
  int company() const;                     // How many others of its group stand, or stood when it died. Linux only; elsewhere 0.

  void end(std::chrono::milliseconds grace);  // SIGTERM to the group, SIGKILL after the grace.
  void kill();                                // SIGKILL to the group.

 private:
  explicit Spawned(std::size_t line_max) : line_max_{line_max} {}
  std::optional<Line> taken_line();
  void pump(std::chrono::milliseconds most);
  void read_output();
  void read_errors();
  void write_input();
  bool is_dead();
  void reap();
  void silence();

  struct Pipe {
    int fd = -1;
    ~Pipe() { close(); }
    void close();
  };
  const std::size_t line_max_;
  pid_t group_ = -1;
  Pipe in_, out_, err_;
  std::string to_write_, output_, error_;
  std::size_t taken_ = 0, searched_ = 0;  // Of output_: what was given away; what has no line's end besides.
  std::deque<std::string> errors_;
  int lines_ = 0;
  bool closing_ = false, dead_ = false, reaped_ = false;
  int status_ = 0;
  std::optional<int> silenced_;
};

}  // namespace parcours
