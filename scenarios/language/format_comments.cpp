#include "scenarios/language/format_comments.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "reports/text.h"

namespace parcours {
namespace {

// What comments go with: it starts on `first` and its last key or value on `last`.
struct Anchor {
  int first = 0, last = 0;
};

struct Line {
  bool blank = false;
  bool alone = false;   // Nothing but the comment.
  std::string comment;  // "#" included, no blanks at the end.
};

int last_line(const Node& node) {
  int last = node.place.line;
  for (const Node& item : node.items) last = std::max(last, last_line(item));
  for (const Entry& entry : node.entries) last = std::max({last, entry.key.place.line, last_line(entry.value)});
  // Nothing at all has the place of what comes next.
  return node.kind == Node::Kind::nothing ? 0 : last;
}

void add_items(const Node& list, std::vector<Anchor>& anchors);

void add_step(const Node& step, std::vector<Anchor>& anchors) {
  anchors.push_back({step.place.line, last_line(step)});
  for (const Entry& entry : step.entries)
    if (entry.value.kind == Node::Kind::list) add_items(entry.value, anchors);
}

void add_items(const Node& list, std::vector<Anchor>& anchors) {
  for (const Node& item : list.items) add_step(item, anchors);
}

std::vector<Anchor> anchors_of(const Node& root) {
  std::vector<Anchor> anchors;
  for (const Entry& entry : root.entries) {
    const bool has_items = entry.key.text == "steps" || entry.key.text == "matrix";
    const int first = entry.key.place.line;
    anchors.push_back({first, has_items ? first : std::max(first, last_line(entry.value))});
    if (has_items) add_items(entry.value, anchors);
  }
  std::stable_sort(anchors.begin(), anchors.end(), [](Anchor a, Anchor b) { return a.first < b.first; });
  return anchors;
}

// Where the quoted texts of each line are, in bytes: a # inside one starts no comment.
using Spans = std::multimap<int, std::pair<std::size_t, std::size_t>>;

std::size_t byte_of(std::string_view line, int column) {
  std::size_t at = 0;
  while (at < line.size() && static_cast<int>(code_points(line.substr(0, at + 1))) < column) ++at;
  return at;
}

void add_span(const Node& node, const std::vector<std::string_view>& lines, Spans& spans) {
  if (node.kind == Node::Kind::scalar && node.quoted) {
    const std::string_view line = lines[static_cast<std::size_t>(node.place.line) - 1];
    const std::size_t from = byte_of(line, node.place.column);
    spans.emplace(node.place.line, std::pair{from, from + node.length});
  }
  for (const Node& item : node.items) add_span(item, lines, spans);
  for (const Entry& entry : node.entries) {
    add_span(entry.key, lines, spans);
    add_span(entry.value, lines, spans);
  }
}

std::vector<std::string_view> lines_of(std::string_view source) {
  std::vector<std::string_view> lines;
  while (!source.empty()) {
    const std::size_t end = std::min(source.find('\n'), source.size());
    lines.push_back(source.substr(0, end));
    source.remove_prefix(std::min(end + 1, source.size()));
  }
  return lines;
}

Line read_line(std::string_view text, int number, const Spans& spans) {
  Line line;
  const std::size_t content = text.find_first_not_of(" \t");
  if (content == std::string_view::npos) return {.blank = true};
  const auto [first, last] = spans.equal_range(number);
  for (std::size_t at = content; at < text.size(); ++at) {
    if (text[at] != '#' || (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\t')) continue;
    const bool inside = std::any_of(first, last, [&](const auto& span) {
      return at >= span.second.first && at < span.second.second;
    });
    if (inside) continue;
    line.alone = at == content || text.substr(0, at).starts_with("---");
    line.comment = text.substr(at, text.find_last_not_of(" \t") + 1 - at);
    break;
  }
  return line;
}

// The anchor in which this line lies, the innermost; or null.
const Anchor* around(const std::vector<Anchor>& anchors, int line) {
  const Anchor* found = nullptr;
  for (const Anchor& anchor : anchors)
    if (anchor.first <= line && line <= anchor.last) found = &anchor;
  return found;
}

const Anchor* after(const std::vector<Anchor>& anchors, int line) {
  const auto next = std::find_if(anchors.begin(), anchors.end(), [&](Anchor a) { return a.first > line; });
  return next == anchors.end() ? nullptr : &*next;
}

class Collector {
 public:
  explicit Collector(std::vector<Anchor> anchors) : anchors_{std::move(anchors)} {}

  void take(const Line& line, int number) {
    const Anchor* in = around(anchors_, number);
    if (line.blank) return note_blank(number, in);
    if (line.comment.empty()) return;
    const Anchor* next = after(anchors_, number);
    if (line.alone && in && next && next->first <= in->last) in = next;  // Between two that stand together.
    if (!line.alone && in && in->first == number && comments_.at[number].beside.empty())
      comments_.at[number].beside = line.comment;
    else if (in && in->last > number) comments_.at[in->first].above.push_back(line.comment);
    else if (!line.alone && in) comments_.at[in->first].above.push_back(line.comment);
    else take_alone(line.comment, number);
  }

  Comments comments() && { return std::move(comments_); }

 private:
  void take_alone(const std::string& comment, int number) {
    if (anchors_.empty() || number < anchors_.front().first) comments_.head.push_back(comment);
    else if (const Anchor* next = after(anchors_, number)) comments_.at[next->first].above.push_back(comment);
    else comments_.tail.push_back(comment);
  }

  void note_blank(int number, const Anchor* in) {
    if (in && in->first < number && number < in->last) return;
    const Anchor* next = after(anchors_, number);
    if (!next) return;
    if (next == anchors_.data()) comments_.blank_after_head = true;
    else comments_.at[next->first].blank_before = true;
  }

  std::vector<Anchor> anchors_;
  Comments comments_;
};

}  // namespace

std::vector<std::string> Comments::all() const {
  std::vector<std::string> all = head;
  all.insert(all.end(), tail.begin(), tail.end());
  for (const auto& [line, remarks] : at) {
    all.insert(all.end(), remarks.above.begin(), remarks.above.end());
    if (!remarks.beside.empty()) all.push_back(remarks.beside);
  }
  std::sort(all.begin(), all.end());
  return all;
}

Comments comments_of(const Tree& tree) {
  const auto lines = lines_of(tree.source);
  Spans spans;
  add_span(tree.root, lines, spans);
  Collector collector{anchors_of(tree.root)};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    collector.take(read_line(lines[i], number, spans), number);
  }
  return std::move(collector).comments();
}

}  // namespace parcours
