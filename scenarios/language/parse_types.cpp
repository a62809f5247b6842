// How the text of a field becomes what its type says. The other half of FieldReader (parse_fields.cpp).
#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "scenarios/language/parse_fields.h"
#include "scenarios/language/parse_values.h"

namespace parcours {
namespace {

bool among(std::span<const std::string_view> words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_name(std::string_view text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), fits);
}

std::string expected_of(const FieldSpec& spec) {
  const auto words = split_words(spec.words);
  if (words.empty()) return std::string{expectation_of(spec.type)};
  return fmt::format("{} or {}", expectation_of(spec.type), one_of(words));
}

std::vector<std::string_view> rule_ids() {
  std::vector<std::string_view> ids;
  for (const encaissement::Requirement& requirement : encaissement::catalogue()) ids.push_back(requirement.id);
  return ids;
}

}  // namespace

// Reads value.text as spec.type; a word taken besides is left as text.
void FieldReader::type(Value& value, const FieldSpec& spec) {
  if (among(split_words(spec.words), value.text)) return;
  const auto take = [&](const auto& read) {
    if (read) value.typed = *read;
    else problem(value.place, expected_of(spec), value.text);
  };
  using enum FieldType;
  switch (spec.type) {
    case money: return take(read_money(value.text));
    case day: return take(read_day(value.text));
    case moment: return take(read_moment(value.text));
    case duration: return take(read_duration(value.text));
    case offset: return take(read_offset(value.text));
    case yes_no: return take(read_yes_no(value.text));
    case rule:
      if (const auto found = encaissement::find_rule(value.text)) value.typed = *found;
      else problem(value.place, expected_of(spec), value.text, rule_ids());
      return;
    case integer: {
      const auto number = read_integer(value.text);
      if (number && *number >= spec.lowest && *number <= spec.highest) value.typed = *number;
      else problem(value.place, fmt::format("a whole number, {} to {}", spec.lowest, spec.highest), value.text);
      return;
    }
    case text: case typed: case word: case alias: case new_alias: case answer_name: case new_answer_name:
    case customer: case speaker: case onlooker: case account: case point: case texts: case words: case aliases:
    case map: case maps: case steps: return type_name(value, spec);
  }
}

// Types whose value stays text, checked against what may stand there.
void FieldReader::type_name(Value& value, const FieldSpec& spec) {
  using enum FieldType;
  const bool names_something = spec.type == new_alias || spec.type == new_answer_name;
  if (names_something && (!is_name(value.text) || value.text == "unknown"))
    problem(value.place, expected_of(spec), value.text);
  const bool chosen = spec.type == word || spec.type == customer || spec.type == speaker || spec.type == onlooker ||
                      spec.type == point;
  if (!chosen) return;
  std::vector<std::string_view> names = names_for(spec.type);
  for (const std::string_view word : split_words(spec.words)) names.push_back(word);
  if (!among(names, value.text))
    problem(value.place, one_of(names), value.text, names);
}

std::vector<std::string_view> FieldReader::names_for(FieldType type) const {
  using enum FieldType;
  std::vector<std::string_view> names;
  if (type == speaker || type == onlooker)
    for (const SpeakerSpec& spec : speakers()) names.push_back(spec.name);
  if (type == customer || type == onlooker)
    for (const CustomerSpec& spec : world_->customers) names.push_back(spec.name);
  if (type == point)
    for (const PointSpec& spec : world_->points) names.push_back(spec.code);
  return names;
}

std::vector<std::string> FieldReader::list_of_texts(const Node& node, const FieldSpec& spec) {
  std::vector<std::string> all;
  if (node.kind != Node::Kind::list) {
    problem(node.place, std::string{expectation_of(spec.type)},
            node.kind == Node::Kind::scalar ? node.text : node.kind == Node::Kind::map ? "a map" : "nothing");
    return all;
  }
  const auto words = split_words(spec.words);
  for (const Node& item : node.items) {
    all.push_back(text(item));
    if (spec.type == FieldType::words && item.kind == Node::Kind::scalar && !among(words, all.back()))
      problem(item.place, one_of(words), all.back(), words);
  }
  return all;
}

}  // namespace parcours
