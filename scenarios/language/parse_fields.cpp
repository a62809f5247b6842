#include "scenarios/language/parse_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"

namespace parcours {
namespace {

std::string_view kind_name(const Node& node) {
  switch (node.kind) {
    case Node::Kind::nothing: return "nothing";
    case Node::Kind::scalar: return node.text;
    case Node::Kind::list: return "a list";
    case Node::Kind::map: return "a map";
  }
  return "";
}

std::vector<std::string_view> names_of(std::span<const FieldSpec> specs) {
  std::vector<std::string_view> names;
  for (const FieldSpec& spec : specs) names.push_back(spec.name);
  return names;
}

}  // namespace

void FieldReader::use_variant(std::string_view id, const std::map<std::string, std::string>& variables) {
  variant_ = id;
  variables_ = &variables;
}

void FieldReader::problem(Place place, std::string expected, std::string found,
                          std::span<const std::string_view> candidates) {
  std::string suggestion = found.empty() ? "" : std::string{nearest(found, candidates)};
  problems_.push_back({.file = file_, .place = place, .expected = std::move(expected), .found = std::move(found),
                       .suggestion = std::move(suggestion), .variant = variant_});
}

std::string FieldReader::text(const Node& node, std::string_view expected) {
  if (node.kind != Node::Kind::scalar) {
    problem(node.place, std::string{expected}, std::string{kind_name(node)});
    return {};
  }
  std::string out;
  std::string_view rest = node.text;
  for (std::size_t at = rest.find("${"); at != std::string_view::npos; at = rest.find("${")) {
    const std::size_t end = std::min(rest.find('}', at), rest.size());
    const std::string name{rest.substr(at + 2, end - at - 2)};
    out += rest.substr(0, at);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto found = variables_ ? variables_->find(name) : decltype(variables_->find(name)){};
    if (variables_ && found != variables_->end()) {
      out += found->second;
      used_.insert(name);
      continue;
    }
    std::vector<std::string_view> keys;
    if (variables_)
      for (const auto& variable : *variables_) keys.push_back(variable.first);
    problem(node.place, "a key of the matrix inside ${}", name, keys);
  }
  return out.append(rest);
}

Fields FieldReader::read(const Node& map, std::span<const FieldSpec> specs, std::string_view main, Place place) {
  Fields fields{specs};
  const bool short_form = map.kind == Node::Kind::scalar || map.kind == Node::Kind::list;
  if (short_form && !main.empty()) {
    fields.put(main, value(map, *find_field(specs, main)));
  } else if (short_form) {
    problem(map.place, "fields, " + one_of(names_of(specs)), std::string{kind_name(map)});
  } else {
    for (const Entry& entry : map.entries) read_entry(entry, specs, fields);
  }
  complete(fields, specs, place);
  return fields;
}

void FieldReader::read_entry(const Entry& entry, std::span<const FieldSpec> specs, Fields& fields) {
  if (const FieldSpec* spec = find_field(specs, entry.key.text)) {
    fields.put(spec->name, value(entry.value, *spec));
    return;
  }
  const auto names = names_of(specs);
  const bool near = !nearest(entry.key.text, names).empty();
  problem(entry.key.place, near ? "a known field" : one_of(names), entry.key.text, names);
}

// What is required is there; what has a default is filled in.
void FieldReader::complete(Fields& fields, std::span<const FieldSpec> specs, Place place) {
  for (const FieldSpec& spec : specs) {
    if (fields.has(spec.name)) continue;
    if (spec.required) problem(place, fmt::format("the field \"{}\": {}", spec.name, spec.en));
    if (spec.fallback.empty()) continue;
    Value value{.place = place, .given = false, .text = std::string{spec.fallback}};
    type(value, spec);
    fields.put(spec.name, std::move(value));
  }
}

Value FieldReader::value(const Node& node, const FieldSpec& spec) {
  using enum FieldType;
  Value value{.place = node.place};
  switch (spec.type) {
    case texts:
    case words:
    case aliases: value.texts = list_of_texts(node, spec); return value;
    case map: value.maps.push_back(read(node, spec.fields, spec.main, node.place)); return value;
    case maps:
      if (node.kind != Node::Kind::list) problem(node.place, "a list", std::string{kind_name(node)});
      for (const Node& item : node.items) value.maps.push_back(read(item, spec.fields, "", item.place));
      return value;
    case steps: value.steps = this->steps(node, true); return value;
    case text: case typed: case money: case day: case moment: case duration: case offset: case integer: case yes_no:
    case word: case rule: case alias: case new_alias: case answer_name: case new_answer_name: case customer:
    case speaker: case onlooker: case account: case point: return scalar(node, spec);
  }
  return value;
}

Value FieldReader::scalar(const Node& node, const FieldSpec& spec) {
  Value value{.place = node.place};
  const std::size_t problems_before = problems_.size();
  value.text = text(node, expectation_of(spec.type));
  if (problems_.size() == problems_before) type(value, spec);
  return value;
}

std::vector<Step> FieldReader::steps(const Node& list, bool actions_only) {
  std::vector<Step> all;
  if (list.kind != Node::Kind::list || list.items.empty())
    problem(list.place, "a list of steps", std::string{kind_name(list)});
  for (const Node& item : list.items)
    if (auto read = step(item, actions_only)) all.push_back(std::move(*read));
  return all;
}

std::optional<Step> FieldReader::step(const Node& node, bool actions_only) {
  const bool bare = node.kind == Node::Kind::scalar;  // `- merchant cancels`, where the colon was forgotten
  if (bare || node.kind != Node::Kind::map || node.entries.size() != 1) {
    const bool many = node.kind == Node::Kind::map && node.entries.size() > 1;
    problem(node.place, "one verb with a colon: \"- merchant cancels:\"", many ? node.entries[1].key.text
                                                                               : std::string{kind_name(node)});
    return std::nullopt;
  }
  const Entry& entry = node.entries.front();
  const StepSpec* spec = find_step(entry.key.text);
  if (!spec) {
    std::vector<std::string_view> verbs;
    for (const StepSpec& known : step_specs()) verbs.push_back(known.name);
    problem(entry.key.place, "a verb", entry.key.text, verbs);
    return std::nullopt;
  }
  if (actions_only && spec->kind != StepKind::action && spec->kind != StepKind::operator_action)
    problem(entry.key.place, "an action: only what people do happens together", entry.key.text);
  Step step{spec->verb, entry.key.place};
  static_cast<Fields&>(step) = read(entry.value, fields_of(*spec), spec->main, entry.key.place);
  return step;
}

}  // namespace parcours
