// The YAML of a scenario file as a small tree of texts with places. Only the plain part of YAML is taken: one document,
// lists, maps with plain keys, and scalars on one line; no anchors, aliases, tags, merge keys or directives. Used by
// the parser and the formatter; the YAML library stays behind it, with its exceptions and its limits.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/problem.h"

namespace parcours {

inline constexpr std::size_t kFileBytesMax = 1 << 20;
inline constexpr int kNestingMax = 16;
inline constexpr std::size_t kNodesMax = 100'000;

struct Entry;

struct Node {
  enum class Kind { nothing, scalar, list, map } kind = Kind::nothing;
  Place place{};
  bool quoted = false;         // scalar
  std::size_t length = 0;      // scalar: bytes it takes in its line, quotes included
  std::string text{};          // scalar
  std::vector<Node> items;     // list
  std::vector<Entry> entries;    // map, in the order written; keys differ

  const Node* value(std::string_view key) const;
};

struct Entry {
  Node key;  // scalar
  Node value;
};

struct Tree {
  Node root;
  Problems problems;   // Not empty: root is not to be used.
  std::string source;  // As read: no byte order mark, lines ended by \n.
};

Tree read_tree(std::string_view file, std::string_view bytes);

}  // namespace parcours
