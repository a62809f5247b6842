#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "reports/html/html.h"
#include "reports/picture.h"
#include "reports/text.h"
#include "reports/virtual_time.h"

namespace parcours::html {
namespace {

// Measures in pixels; letters are estimated, because nobody is there to measure them.
constexpr int kTimeWidth = 104;
constexpr int kHeadHeight = 44;
constexpr int kLetter = 7;
constexpr int kSmallLetter = 6;
constexpr int kGapLeast = 150;
constexpr int kGapMost = 340;
constexpr int kLoopWidth = 26;
constexpr int kMarginLeast = 96;
constexpr int kPageWidth = 1060;
constexpr int kWidenMost = 130;

int width_of(std::string_view text, int letter) { return static_cast<int>(code_points(text)) * letter; }

std::string fitted(std::string_view text, int room, int letter) {
  return escape_html(one_line(text, static_cast<std::size_t>(std::max(4, room / letter))));
}

// Participants that stand for the world as a whole: what they do is a band across all lifelines.
bool is_world(const std::string& name) { return name.empty() || name == "clock" || name == "network"; }

bool is_band(const HistoryEvent& event) {
  return event.kind == "time" || event.kind == "expectation" || (is_world(event.from) && is_world(event.to));
}

// Who stands where: the till side on the left, the service in the middle, customers and their letters on the right.
int side(const std::string& name) {
  if (name == "till") return 0;
  if (name == "cashier" || name == "merchant" || name == "signatory") return 1;
  if (name == "service") return 3;
  if (name == "mail" || name == "mailbox" || name == "push") return 5;
  return 4;
}

// A till under judgement stands between its cashier and the service.
bool is_at_counter(const CaseResult& one) {
  return std::any_of(one.history.begin(), one.history.end(), [](const HistoryEvent& event) {
    return (event.from == "cashier" && event.to == "till") || (event.from == "till" && event.to == "cashier");
  });
}

std::string details_of(const HistoryEvent& event) {
  std::string out;
  for (const auto& [name, value] : event.details)
    out += fmt::format("{}{} {}", out.empty() ? "" : " · ", name, value_as_text(name, value));
  return out;
}

struct Arrow {
  std::size_t from = 0;
  std::size_t to = 0;  // The same: a loop or note beside the lifeline.
};

class Diagram {
 public:
  explicit Diagram(const CaseResult& one) : case_(one) {
    place_lifelines();
    for (const HistoryEvent& event : one.history) add(event);
  }

  std::string markup() const {
    const int height = y_ + 14;
    return fmt::format(
        "<svg class=\"seq\" role=\"img\" aria-label=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">{}{}</svg>",
        escape_html(description()), width_, height, width_, height, lifelines(height), rows_);
  }

 private:
  void place_lifelines() {
    for (const HistoryEvent& event : case_.history) {
      if (is_band(event)) continue;
      for (const std::string& name : {event.from, event.to}) {
        if (!is_world(name) && std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
      }
    }
    std::stable_sort(names_.begin(), names_.end(),
                     [](const std::string& left, const std::string& right) { return side(left) < side(right); });
    const auto cashier = std::find(names_.begin(), names_.end(), "cashier");
    if (cashier != names_.end() && is_at_counter(case_)) std::rotate(names_.begin(), cashier, cashier + 1);
    space_lifelines();
  }

  // Neighbours stand as far apart as the longest words between them need, within reason.
  void space_lifelines() {
    std::vector<int> gaps(names_.size() + 1, kGapLeast);
    if (!gaps.empty()) gaps.front() = gaps.back() = kMarginLeast;
    for (const HistoryEvent& event : case_.history) {
      if (is_band(event)) continue;
      const Arrow arrow = arrow_of(event);
      const int words = std::max(width_of(event.label, kLetter), width_of(details_of(event), kSmallLetter)) + 44;
      const std::size_t left = std::min(arrow.from, arrow.to);
      const auto spans = static_cast<int>(std::max(arrow.from, arrow.to) - left);
      if (spans <= 1) gaps[left + 1] = std::clamp(words + (spans == 0 ? kLoopWidth : 0), gaps[left + 1], kGapMost);
    }
    widen(gaps);
    int x = kTimeWidth;
    for (std::size_t i = 0; i < names_.size(); ++i) xs_.push_back(x += gaps[i]);
    width_ = std::max(x + (names_.empty() ? 520 : gaps.back()), 640);
  }

  // A small diagram breathes: what is left of the page goes between the lifelines.
  void widen(std::vector<int>& gaps) const {
    if (names_.size() < 2) return;
    const int used = std::accumulate(gaps.begin(), gaps.end(), kTimeWidth);
    const auto between = static_cast<int>(names_.size()) - 1;
    const int more = std::clamp((kPageWidth - used) / between, 0, kWidenMost);
    for (std::size_t i = 1; i < names_.size(); ++i) gaps[i] += more;
  }

  std::size_t index_of(const std::string& name) const {
    return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
  }

  Arrow arrow_of(const HistoryEvent& event) const {
    const std::string& from = is_world(event.from) ? event.to : event.from;
    const std::string& to = is_world(event.to) ? from : event.to;
    return {index_of(from), index_of(to)};
  }

  std::string lifelines(int height) const {
    std::string out;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string name = escape_html(one_line(names_[i], 18));
      const int half = std::max(40, width_of(one_line(names_[i], 18), kLetter) / 2 + 14);
      out += fmt::format(
          "<path class=\"life\" d=\"M{0} 34V{1}\"/><rect class=\"who{2}\" x=\"{3}\" y=\"6\" width=\"{4}\" "
          "height=\"28\" rx=\"14\"/><text class=\"name{2}\" x=\"{0}\" y=\"25\">{5}</text>",
          xs_[i], height - 4, names_[i] == "service" ? " hub" : "", xs_[i] - half, 2 * half, name);
    }
    return out;
  }

  void add(const HistoryEvent& event) {
    const bool parts = event.seq == case_.diverges_at;
    const int height = row_height(event);
    start_day(event);
    if (parts)
      rows_ += fmt::format("<rect class=\"parts\" x=\"2\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>", y_ + 1,
                           width_ - 4, height + 16);
    rows_ += (parts ? "<g class=\"off\"><title>" : "<g><title>") + full_text(event) + "</title>";
    add_time(event, y_ + 20);
    if (is_band(event))
      add_band(event);
    else
      add_arrow(event);
    rows_ += "</g>";
    y_ += height;
    if (parts) {
      rows_ +=
          fmt::format("<text class=\"parting\" x=\"{}\" y=\"{}\">▲ here the history leaves what was expected</text>",
                      kTimeWidth, y_ + 11);
      y_ += 20;
    }
  }

  // What was expected at or after the parting did not come; what was expected before it did.
  bool is_broken(const HistoryEvent& event) const { return case_.diverges_at >= 0 && event.seq >= case_.diverges_at; }

  static int row_height(const HistoryEvent& event) {
    if (is_band(event)) return 34;
    return event.details.empty() ? 40 : 54;
  }

  static std::string full_text(const HistoryEvent& event) {
    const std::string details = details_of(event);
    return escape_html(
        fmt::format("{} {}: {}{}{}", event.at, event.kind, event.label, details.empty() ? "" : "\n", details));
  }

  void start_day(const HistoryEvent& event) {
    const std::string day(day_of(event.at));
    if (day.empty() || day == day_) return;
    day_ = day;
    rows_ += fmt::format("<path class=\"day\" d=\"M92 {0}H{1}\"/><text class=\"date\" x=\"8\" y=\"{2}\">{3}</text>",
                         y_ + 12, width_ - 8, y_ + 16, escape_html(day));
    y_ += 22;
    hour_.clear();
  }

  void add_time(const HistoryEvent& event, int y) {
    const std::string hour(hour_of(event.at));
    if (hour == hour_) return;
    hour_ = hour;
    rows_ += fmt::format("<text class=\"time\" x=\"8\" y=\"{}\">{}</text>", y, escape_html(one_line(hour, 14)));
  }

  void add_band(const HistoryEvent& event) {
    const bool broken = is_broken(event);
    const bool expectation = event.kind == "expectation";
    const std::string_view glyph = expectation             ? (broken ? "✕ " : "✓ ")
                                   : event.kind == "time"  ? "◷ "
                                   : event.kind == "fault" ? "↯ "
                                                           : "";
    const std::string_view look = expectation ? (broken ? "broken" : "kept") : event.kind == "fault" ? "fault" : "time";
    const std::string details = details_of(event);
    const std::string words = std::string(glyph) + event.label + (details.empty() ? "" : " · " + details);
    rows_ += fmt::format(
        "<rect class=\"band {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"24\" rx=\"12\"/>"
        "<text class=\"on {}\" x=\"{}\" y=\"{}\">{}</text>",
        look, kTimeWidth, y_ + 4, width_ - kTimeWidth - 12, look, kTimeWidth + 14, y_ + 20,
        fitted(words, width_ - kTimeWidth - 40, kLetter));
  }

  void add_arrow(const HistoryEvent& event) {
    const Arrow arrow = arrow_of(event);
    if (arrow.from == arrow.to) return add_loop(event, arrow.from);
    const int from = xs_[arrow.from];
    const int to = xs_[arrow.to];
    const int way = to > from ? 1 : -1;
    const int line = y_ + 27;
    rows_ += fmt::format("<path class=\"msg {}\" d=\"M{} {}H{}\"/>", look_of(event), from, line, to - 8 * way);
    rows_ +=
        fmt::format("<path class=\"tip {0}\" d=\"M{1} {2}l{3} -4.5v9z\"/>", look_of(event), to - way, line, -9 * way);
    if (event.kind == "fault") {
      rows_ += fmt::format("<path class=\"cross\" d=\"M{} {}l10 10m0 -10l-10 10\"/>", (from + to) / 2 - 5, line - 5);
    }
    add_words(event, (from + to) / 2, std::abs(to - from) - 24, "");
  }

  void add_loop(const HistoryEvent& event, std::size_t at) {
    const int x = xs_[at];
    const int end = at + 1 < xs_.size() ? xs_[at + 1] : width_;
    if (event.kind == "note") {
      rows_ += fmt::format("<path class=\"note\" d=\"M{} {}h8\"/><circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                           x + 4, y_ + 16, x, y_ + 16);
    } else {
      rows_ += fmt::format(
          "<path class=\"msg {0}\" d=\"M{1} {2}h12a6 6 0 0 1 0 14h-5\"/><path class=\"tip {0}\" d=\"M{3} {4}l9 "
          "-4.5v9z\"/>",
          look_of(event), x, y_ + 10, x + 1, y_ + 24);
    }
    add_words(event, x + kLoopWidth, end - x - kLoopWidth - 12, " start");
  }

  void add_words(const HistoryEvent& event, int x, int room, std::string_view anchor) {
    const int first = y_ + 20;
    rows_ +=
        fmt::format("<text class=\"say{}\" x=\"{}\" y=\"{}\">{}</text>", anchor, x, anchor.empty() ? first : first + 1,
                    fitted((event.kind == "notice" ? "✉ " : "") + event.label, room, kLetter));
    if (event.details.empty()) return;
    rows_ += fmt::format("<text class=\"more{}\" x=\"{}\" y=\"{}\">{}</text>", anchor, x,
                         first + (anchor.empty() ? 22 : 17), fitted(details_of(event), room, kSmallLetter));
  }

  static std::string_view look_of(const HistoryEvent& event) {
    if (event.kind == "answer") return "answer";
    if (event.kind == "notice") return "notice";
    if (event.kind == "fault") return "fault";
    return "call";
  }

  std::string description() const {
    return fmt::format("Sequence diagram, {} between {}; the same as a table below",
                       plural(case_.history.size(), "event"), names_.empty() ? "nobody" : joined(names_, ", "));
  }

  const CaseResult& case_;
  std::vector<std::string> names_;
  std::vector<int> xs_;
  int width_ = 0;
  int y_ = kHeadHeight;
  std::string rows_;
  std::string day_;
  std::string hour_;
};

}  // namespace

std::string sequence_diagram(const CaseResult& one) { return Diagram(one).markup(); }

}  // namespace parcours::html
