#include "scenarios/cli/history.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/picture.h"
#include "reports/text.h"
#include "reports/virtual_time.h"

namespace parcours {
namespace {

constexpr std::size_t kLabelMost = 160;

std::string who(const HistoryEvent& event) {
  if (event.to.empty() || event.to == event.from) return event.from;
  return event.from + " → " + event.to;
}

std::string line_of(const HistoryEvent& event, std::size_t width, bool parts_here) {
  std::string text = fmt::format("{} {:>3}  {}  {}  {}", parts_here ? '>' : ' ', event.seq, hour_of(event.at),
                                 padded(who(event), width), one_line(event.label, kLabelMost));
  if (!event.operation.empty()) text += "  (" + event.operation + ')';
  text += '\n';
  for (const auto& [name, value] : event.details) {
    text += fmt::format("{:>22}  {} {}\n", "", padded(name, 20), one_line(value_as_text(name, value), kLabelMost));
  }
  return text;
}

}  // namespace

std::string told(const CaseResult& one) {
  std::size_t width = 0;
  for (const HistoryEvent& event : one.history) width = std::max(width, code_points(who(event)));
  std::string text;
  std::string_view day;
  for (const HistoryEvent& event : one.history) {
    if (day_of(event.at) != day) {
      day = day_of(event.at);
      text += fmt::format("{}\n", day);
    }
    text += line_of(event, width, event.seq == one.diverges_at);
  }
  return text;
}

}  // namespace parcours
