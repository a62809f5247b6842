// The line that moves while a run goes on. On a terminal it redraws one line; anywhere else (a pipe, CI) it is silent
// but for what went wrong. Time comes from outside, so that drawing is as testable as the rest.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "reports/record.h"

namespace parcours {

// How to talk to this stream, from the environment: NO_COLOR, CI, TERM=dumb and whether it is a terminal.
struct ConsoleStyle {
  bool moving = false;  // Redraw a line.
  bool colour = false;
};

// What std::getenv gave for each name; null: not set. NO_COLOR counts when it is not empty (no-color.org).
ConsoleStyle console_style(bool is_terminal, const char* no_color, const char* ci, const char* term);

class ProgressLine {
 public:
  using Write = std::function<void(std::string_view)>;

  ProgressLine(std::size_t total, ConsoleStyle style, Write write);

  // One case is done. Draws at most once every 50 ms of `now` (any steady clock), and always for a problem.
  void finished(const CaseResult& one, std::chrono::milliseconds now);

  // Wipes the line, so that the report starts on a clean one. Call it once, at the end.
  void close();

 private:
  void draw();
  std::string bar() const;

  std::size_t total_;
  ConsoleStyle style_;
  Write write_;
  std::size_t done_ = 0;
  std::size_t problems_ = 0;
  std::string current_;
  std::chrono::milliseconds next_draw_{0};
  bool drawn_ = false;
};

}  // namespace parcours
