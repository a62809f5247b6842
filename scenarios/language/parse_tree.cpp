#include "scenarios/language/parse_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <new>
#include <sstream>
#include <utility>

#include "reports/text.h"
#include "scenarios/language/parse_bytes.h"

namespace parcours {
namespace {

constexpr std::size_t kKeysMax = 500;

struct Stop {};  // Ends a parse from inside the library's callback. Never leaves this file.

// The text of each line, and the place of a byte in characters.
class Lines {
 public:
  explicit Lines(std::string_view source) : source_{source} {
    starts_.push_back(0);
    for (std::size_t i = 0; i < source.size(); ++i)
      if (source[i] == '\n') starts_.push_back(i + 1);
  }

  // From byte `column` of line `line` to the end of the line.
  std::string_view rest(int line, int column) const {
    if (line < 0 || static_cast<std::size_t>(line) >= starts_.size()) return {};
    const std::string_view from = source_.substr(starts_[static_cast<std::size_t>(line)]);
    const std::string_view whole = from.substr(0, from.find('\n'));
    return column < 0 ? whole : whole.substr(std::min(static_cast<std::size_t>(column), whole.size()));
  }

  Place place(const YAML::Mark& mark) const {
    if (mark.line < 0) return {};
    const std::string_view line = rest(mark.line, 0);
    const auto column = static_cast<std::size_t>(std::max(mark.column, 0));
    return {mark.line + 1, static_cast<int>(code_points(line.substr(0, std::min(column, line.size())))) + 1};
  }

 private:
  std::string_view source_;
  std::vector<std::size_t> starts_;
};

// Bytes a quoted scalar takes, quotes included; 0 when it does not end on this line.
std::size_t quoted_length(std::string_view line) {
  const char quote = line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (quote == '"' && line[i] == '\\') ++i;
    else if (line[i] == quote && quote == '\'' && line.substr(i + 1).starts_with('\'')) ++i;
    else if (line[i] == quote) return i + 1;
  }
  return 0;
}

class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view file, const Lines& lines, Tree& tree) : file_{file}, lines_{lines}, tree_{tree} {}

  bool has_root() const { return has_root_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    plain(mark, "?", anchor);
    leaf({.kind = Node::Kind::nothing, .place = lines_.place(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "the text itself: aliases are not part of the language");
    leaf({});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    plain(mark, tag, anchor);
    const std::string_view line = lines_.rest(mark.line, mark.column);
    Node node{.kind = Node::Kind::scalar, .place = lines_.place(mark), .text = text};
    node.quoted = line.starts_with('"') || line.starts_with('\'');
    node.length = node.quoted ? quoted_length(line) : text.size();
    if (line.starts_with('|') || line.starts_with('>') || node.length == 0 || (!node.quoted && !line.starts_with(text)))
      refuse(mark, "a text on one line, in quotes where it needs them");
    leaf(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    plain(mark, tag, anchor);
    open({.kind = Node::Kind::list, .place = lines_.place(mark)});
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    plain(mark, tag, anchor);
    open({.kind = Node::Kind::map, .place = lines_.place(mark)});
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    bool has_key = false;
    Node key{};
  };

  void refuse(const YAML::Mark& mark, std::string expected, std::string found = {}) {
    add(lines_.place(mark), std::move(expected), std::move(found));
  }
  void add(Place place, std::string expected, std::string found) {
    tree_.problems.push_back({.file = std::string{file_}, .place = place, .expected = std::move(expected),
                              .found = std::move(found)});
  }

  void plain(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (++nodes_ > kNodesMax) {
      refuse(mark, "at most " + std::to_string(kNodesMax) + " keys and values in a file");
      throw Stop{};
    }
    if (anchor != 0) refuse(mark, "no anchor: anchors are not part of the language");
    if (tag != "?" && tag != "!" && !tag.empty()) refuse(mark, "no tag: every text is read by its field", tag);
  }

  void open(Node node) {
    if (stack_.size() >= static_cast<std::size_t>(kNestingMax)) {
      add(node.place, "at most " + std::to_string(kNestingMax) + " levels of nesting", "");
      throw Stop{};
    }
    stack_.push_back({.node = std::move(node)});
  }
  void close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    leaf(std::move(node));
  }

  void leaf(Node node) {
    if (stack_.empty()) {
      tree_.root = std::move(node);
      has_root_ = true;
      return;
    }
    Open& top = stack_.back();
    if (top.node.kind == Node::Kind::list) {
      top.node.items.push_back(std::move(node));
    } else if (!top.has_key) {
      take_key(top, std::move(node));
    } else {
      top.has_key = false;
      top.node.entries.push_back({std::move(top.key), std::move(node)});
    }
  }

  void take_key(Open& top, Node key) {
    if (top.node.entries.size() >= kKeysMax) {
      add(key.place, "at most " + std::to_string(kKeysMax) + " keys in a map", "");
      throw Stop{};
    }
    if (key.kind != Node::Kind::scalar) add(key.place, "a plain word as key", "");
    else if (key.text == "<<") add(key.place, "no merge key: it is not part of the language", "<<");
    else if (top.node.value(key.text)) add(key.place, "each key once", key.text);
    top.key = std::move(key);
    top.has_key = true;
  }

  std::string_view file_;
  const Lines& lines_;
  Tree& tree_;
  std::vector<Open> stack_;
  std::size_t nodes_ = 0;
  bool has_root_ = false;
};

// What most often stands behind the library's complaint about this line.
std::string hint(std::string_view line) {
  if (line.find("${") != std::string_view::npos) return "YAML, with \"${…}\" in quotes inside { } and [ ]";
  return "YAML";
}

void run_library(const Lines& lines, std::string_view file, Tree& tree) {
  Builder builder{file, lines, tree};
  try {
    std::istringstream in{tree.source};
    YAML::Parser parser{in};
    parser.HandleNextDocument(builder);
    Tree rest{.root = {}, .problems = {}, .source = {}};
    Builder more{file, lines, rest};
    if (builder.has_root() && parser.HandleNextDocument(more))
      tree.problems.push_back({std::string{file}, rest.root.place, "one document a file", "", "", ""});
    if (!builder.has_root())
      tree.problems.push_back({std::string{file}, {1, 1}, "a scenario", "an empty file", "", ""});
  } catch (const Stop&) {
  } catch (const YAML::Exception& trouble) {
    tree.problems.push_back({std::string{file}, lines.place(trouble.mark), hint(lines.rest(trouble.mark.line, 0)),
                             trouble.msg, "", ""});
  } catch (const std::exception& trouble) {
    tree.problems.push_back({std::string{file}, {}, "YAML the library can read", trouble.what(), "", ""});
  }
}

}  // namespace

const Node* Node::value(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key.text == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Tree read_tree(std::string_view file, std::string_view bytes) {
  Tree tree;
  tree.problems = check_bytes(file, bytes);
  if (!tree.problems.empty()) return tree;
  tree.source = plain_lines(bytes);
  const Lines lines{tree.source};
  run_library(lines, file, tree);
  sort_problems(tree.problems);
  return tree;
}

}  // namespace parcours
