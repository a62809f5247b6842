#include "scenarios/language/format.h"

#include <algorithm>
#include <set>

#include "reports/text.h"
#include "scenarios/language/format_comments.h"
#include "scenarios/language/grammar.h"
#include "scenarios/language/parse_tree.h"

namespace parcours {
namespace {

constexpr std::size_t kWidth = 120;
enum class Context { block, flow };

// ---- The order and the short forms of the grammar.

std::size_t rank(std::span<const FieldSpec> specs, std::string_view name) {
  const auto found = std::find_if(specs.begin(), specs.end(), [&](const FieldSpec& spec) { return spec.name == name; });
  return static_cast<std::size_t>(found - specs.begin());
}

Node canonical_step(Node step);

Node canonical_fields(Node map, std::span<const FieldSpec> specs, std::string_view main) {
  std::stable_sort(map.entries.begin(), map.entries.end(), [&](const Entry& a, const Entry& b) {
    return rank(specs, a.key.text) < rank(specs, b.key.text);
  });
  for (Entry& entry : map.entries) {
    const FieldSpec* spec = find_field(specs, entry.key.text);
    if (!spec) continue;
    if (spec->type == FieldType::map) entry.value = canonical_fields(std::move(entry.value), spec->fields, spec->main);
    if (spec->type == FieldType::maps)
      for (Node& item : entry.value.items) item = canonical_fields(std::move(item), spec->fields, "");
    if (spec->type == FieldType::steps)
      for (Node& item : entry.value.items) item = canonical_step(std::move(item));
  }
  if (map.kind == Node::Kind::list && !main.empty() && find_field(specs, main)->type == FieldType::steps)
    for (Node& item : map.items) item = canonical_step(std::move(item));
  const bool only_main = map.entries.size() == 1 && !main.empty() && map.entries.front().key.text == main;
  if (!only_main || map.entries.front().value.kind == Node::Kind::map) return map;
  return Node{map.entries.front().value};
}

Node canonical_step(Node step) {
  for (Entry& entry : step.entries) {
    const StepSpec* spec = find_step(entry.key.text);
    if (!spec) continue;
    entry.value = canonical_fields(std::move(entry.value), fields_of(*spec), spec->main);
    if (entry.value.kind == Node::Kind::map && entry.value.entries.empty()) entry.value.kind = Node::Kind::nothing;
  }
  return step;
}

Node canonical(Node root) {
  std::vector<FieldSpec> shallow;  // What stands in the top keys has its own order: as written.
  for (const FieldSpec& spec : case_fields()) shallow.push_back({spec.name, FieldType::text, "", ""});
  root = canonical_fields(std::move(root), shallow, "");
  for (Entry& entry : root.entries) {
    if (entry.key.text == "steps")
      for (Node& item : entry.value.items) item = canonical_step(std::move(item));
    if (entry.key.text == "matrix")
      for (Node& row : entry.value.items)
        std::stable_partition(row.entries.begin(), row.entries.end(),
                              [](const Entry& variable) { return variable.key.text == "id"; });
  }
  return root;
}

bool same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text && a.items.size() == b.items.size() &&
         a.entries.size() == b.entries.size() &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), [](const Entry& x, const Entry& y) {
           return x.key.text == y.key.text && same(x.value, y.value);
         });
}

// ---- Spelling.

bool is_plain(std::string_view text, Context context) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (std::string_view{"-?:,[]{}#&*!|>'\"%@`~=<"}.find(text.front()) != std::string_view::npos) {
    const bool minus = text.front() == '-' && text.size() > 1 && text[1] >= '0' && text[1] <= '9';
    if (!minus) return false;
  }
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
  if (context == Context::flow && text.find_first_of(",[]{}?") != std::string_view::npos) return false;
  const bool control = std::any_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < 0x20; });
  const bool nothing = text == "null" || text == "Null" || text == "NULL";
  return !control && !nothing && !text.starts_with("...") && text.find("\x7F") == std::string_view::npos;
}

std::string escaped(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    if (c == '"' || c == '\\') out += {'\\', c};
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if ((c >= 0 && c < 0x20) || c == 0x7F)
      out += {'\\', 'x', kHex[static_cast<std::size_t>(c) >> 4], kHex[static_cast<std::size_t>(c) & 15]};
    else out += c;
  }
  return out + '"';
}

std::string scalar(std::string_view text, Context context) {
  return is_plain(text, context) ? std::string{text} : escaped(text);
}

std::string flow(const Node& node) {
  std::string out;
  const auto separate = [&] { out += out.empty() ? "" : ", "; };
  switch (node.kind) {
    case Node::Kind::nothing: return "";
    case Node::Kind::scalar: return scalar(node.text, Context::flow);
    case Node::Kind::list:
      for (const Node& item : node.items) separate(), out += flow(item);
      return "[" + out + "]";
    case Node::Kind::map:
      for (const Entry& entry : node.entries) {
        separate();
        out += scalar(entry.key.text, Context::flow) + ":";
        if (entry.value.kind != Node::Kind::nothing) out += " " + flow(entry.value);
      }
      return "{" + out + "}";
  }
  return out;
}

// ---- Printing, with comments where they belong.

class Printer {
 public:
  explicit Printer(Comments comments) : comments_{std::move(comments)} {}

  std::string print(const Node& root) && {
    for (const std::string& comment : comments_.head) out_ += comment + '\n';
    if (!comments_.head.empty() && comments_.blank_after_head) out_ += '\n';
    for (const Entry& entry : root.entries) print_key(entry);
    for (const std::string& comment : comments_.tail) out_ += comment + '\n';
    return std::move(out_);
  }

 private:
  void print_key(const Entry& entry) {
    above(entry.key.place.line, 0);
    const bool by_item = entry.key.text == "steps" || entry.key.text == "matrix";
    const bool by_part = entry.key.text == "world";
    if ((by_item && entry.value.kind == Node::Kind::list && !entry.value.items.empty()) ||
        (by_part && entry.value.kind == Node::Kind::map && !entry.value.entries.empty())) {
      put(scalar(entry.key.text, Context::block) + ":", entry.key.place.line);
      return by_part ? fields(entry.value, 2) : items(entry.value, 2);
    }
    value(scalar(entry.key.text, Context::block) + ":", entry.value, 0, entry.key.place.line);
  }

  // Steps and rows of the matrix.
  void items(const Node& list, std::size_t indent) {
    for (const Node& item : list.items) {
      const int line = item.place.line;
      above(line, indent);
      const std::string dash = std::string(indent, ' ') + "- ";
      const bool step = item.kind == Node::Kind::map && item.entries.size() == 1;
      if (!step) {
        value(std::string(indent, ' ') + "-", item, indent, line);
        continue;
      }
      const Entry& verb = item.entries.front();
      const bool list_below = verb.value.kind == Node::Kind::list && !verb.value.items.empty();
      const bool group = verb.key.text == "together" && list_below;
      if (!group) {
        value(dash + scalar(verb.key.text, Context::block) + ":", verb.value, indent + 2, line);
        continue;
      }
      put(dash + scalar(verb.key.text, Context::block) + ":", line);
      items(verb.value, indent + 4);
    }
  }

  void fields(const Node& map, std::size_t indent) {
    for (const Entry& entry : map.entries)
      value(std::string(indent, ' ') + scalar(entry.key.text, Context::block) + ":", entry.value, indent, 0);
  }

  // `start` and the value: on the same line where it fits, else one part a line below.
  void value(const std::string& start, const Node& node, std::size_t indent, int line) {
    if (node.kind == Node::Kind::nothing) return put(start, line);
    if (node.kind == Node::Kind::scalar) return put(start + " " + scalar(node.text, Context::block), line);
    const std::string whole = start + " " + flow(node);
    const bool empty = node.items.empty() && node.entries.empty();
    if (empty || code_points(whole) <= kWidth) return put(whole, line);
    const std::size_t deeper = indent + 2;
    if (start.ends_with('-') && node.kind == Node::Kind::map && !has_beside(line)) {
      const std::size_t first = out_.size();
      fields(node, deeper);
      out_.replace(first, deeper, start + " ");  // The dash stands before the first field.
      return;
    }
    put(start, line);
    if (node.kind == Node::Kind::map) return fields(node, deeper);
    for (const Node& item : node.items) value(std::string(deeper, ' ') + "-", item, deeper, 0);
  }

  void above(int line, std::size_t indent) {
    const auto found = comments_.at.find(line);
    if (found == comments_.at.end()) return;
    if (found->second.blank_before && !out_.empty()) out_ += '\n';
    for (const std::string& comment : found->second.above) out_ += std::string(indent, ' ') + comment + '\n';
    found->second.above.clear();
    found->second.blank_before = false;
  }

  bool has_beside(int line) const {
    const auto found = comments_.at.find(line);
    return found != comments_.at.end() && !found->second.beside.empty();
  }

  void put(std::string text, int line) {
    const auto found = comments_.at.find(line);
    if (found != comments_.at.end() && !found->second.beside.empty()) {
      text += "  " + found->second.beside;
      found->second.beside.clear();
    }
    out_ += text + '\n';
  }

  Comments comments_;
  std::string out_;
};

// True when `text` reads as `root` does and holds the same comments.
bool loses_nothing(std::string_view file, const std::string& text, const Node& root, const Comments& comments) {
  const Tree again = read_tree(file, text);
  return again.problems.empty() && same(again.root, root) && comments_of(again).all() == comments.all();
}

}  // namespace

Formatted format_text(std::string_view file, std::string_view bytes) {
  Tree tree = read_tree(file, bytes);
  Formatted formatted{.text = {}, .changed = false, .problems = std::move(tree.problems)};
  if (!formatted.problems.empty()) return formatted;
  const auto refuse = [&](std::string expected) {
    formatted.problems.push_back(
        {.file = std::string{file}, .place = tree.root.place, .expected = std::move(expected)});
    return formatted;
  };
  if (tree.root.kind != Node::Kind::map) return refuse("a scenario: id, title, rules, steps");
  const Comments comments = comments_of(tree);
  const Node root = canonical(tree.root);
  std::string text = Printer{comments}.print(root);
  if (!loses_nothing(file, text, root, comments))
    return refuse("comments and texts that can be kept in the canonical spelling; put comments on lines of their own");
  formatted.changed = text != bytes;
  formatted.text = std::move(text);
  return formatted;
}

}  // namespace parcours
