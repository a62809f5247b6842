// The middle of the parser: nodes of a file become typed fields, as the grammar says. Knows one file, one variant and
// one world at a time; collects problems and goes on, so that all of a file are told at once.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/model.h"
#include "scenarios/language/parse_tree.h"
#include "scenarios/language/problem.h"

namespace parcours {

class FieldReader {
 public:
  FieldReader(std::string_view file, Problems& problems) : file_{file}, problems_{problems} {}

  // From here on ${key} stands for variables[key]; problems name the variant. Both must outlive the reader.
  void use_variant(std::string_view id, const std::map<std::string, std::string>& variables);
  // From here on customers and points are looked up here. Must outlive the reader.
  void use_world(const World& world) { world_ = &world; }
  // Keys of ${…} met so far.
  const std::set<std::string>& used() const { return used_; }

  // The fields of `map`, a map or nothing at all; where `main` is given, a scalar or list stands for that field alone.
  Fields read(const Node& map, std::span<const FieldSpec> specs, std::string_view main, Place place);
  // A list of single-key maps, each a verb with its fields. Only actions where `actions_only`.
  std::vector<Step> steps(const Node& list, bool actions_only = false);
  // A scalar's text with ${…} replaced; a problem and empty for anything else.
  std::string text(const Node& node, std::string_view expected = "a text");

  std::size_t problem_count() const { return problems_.size(); }
  void problem(Place place, std::string expected, std::string found = {},
               std::span<const std::string_view> candidates = {});

 private:
  void read_entry(const Entry& entry, std::span<const FieldSpec> specs, Fields& fields);
  void complete(Fields& fields, std::span<const FieldSpec> specs, Place place);
  Value value(const Node& node, const FieldSpec& spec);
  Value scalar(const Node& node, const FieldSpec& spec);
  void type(Value& value, const FieldSpec& spec);
  void type_name(Value& value, const FieldSpec& spec);
  std::vector<std::string> list_of_texts(const Node& node, const FieldSpec& spec);
  std::vector<std::string_view> names_for(FieldType type) const;
  std::optional<Step> step(const Node& node, bool actions_only);

  std::string file_;
  Problems& problems_;
  std::string variant_;
  const std::map<std::string, std::string>* variables_ = nullptr;
  std::set<std::string> used_;
  const World* world_ = &guide_world();
};

}  // namespace parcours
