#include "reports/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reports/text.h"

namespace parcours {
namespace {

constexpr std::size_t kBarWidth = 24;
constexpr std::size_t kNameWidth = 40;
constexpr std::chrono::milliseconds kBetweenDraws{50};
constexpr std::string_view kWipe = "\r\x1b[2K";

bool is_set(const char* value) { return value != nullptr && *value != '\0'; }

}  // namespace

ConsoleStyle console_style(bool is_terminal, const char* no_color, const char* ci, const char* term) {
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  const bool live = is_terminal && !dumb;
  return {.moving = live && !is_set(ci), .colour = live && !is_set(no_color)};
}

ProgressLine::ProgressLine(std::size_t total, ConsoleStyle style, Write write)
    : total_(total), style_(style), write_(std::move(write)) {}

void ProgressLine::finished(const CaseResult& one, std::chrono::milliseconds now) {
  ++done_;
  current_ = one.id;
  const bool bad = is_problem(one.verdict);
  if (bad) {
    ++problems_;
    const std::string line = fmt::format("{} {}\n", padded(to_string(one.verdict), 7), one_line(one.id, 120));
    write_((drawn_ ? std::string(kWipe) : std::string()) + (style_.colour ? "\x1b[31m" + line + "\x1b[0m" : line));
    drawn_ = false;
  }
  if (!style_.moving || (!bad && now < next_draw_ && done_ < total_)) return;
  next_draw_ = now + kBetweenDraws;
  draw();
}

void ProgressLine::close() {
  if (drawn_) write_(kWipe);
  drawn_ = false;
}

void ProgressLine::draw() {
  const std::string failed = problems_ == 0 ? "" : fmt::format("  {} failed", problems_);
  write_(fmt::format("{}{} {}/{}{}  {}", kWipe, bar(), done_, total_, failed, one_line(current_, kNameWidth)));
  drawn_ = true;
}

std::string ProgressLine::bar() const {
  const std::size_t full = total_ == 0 ? kBarWidth : std::min(done_, total_) * kBarWidth / total_;
  std::string out;
  for (std::size_t i = 0; i < kBarWidth; ++i) out += i < full ? "━" : "╌";
  return style_.colour ? fmt::format("\x1b[36m{}\x1b[0m", out) : out;
}

}  // namespace parcours
