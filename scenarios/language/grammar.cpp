#include "scenarios/language/grammar.h"

#include <algorithm>
#include <array>

namespace parcours {
namespace {

template <class Spec>
const Spec* named(std::span<const Spec> specs, std::string_view name) {
  const auto found = std::find_if(specs.begin(), specs.end(), [&](const Spec& spec) { return spec.name == name; });
  return found == specs.end() ? nullptr : &*found;
}

// A verb's own fields, `by` with its default where it has a speaker, then the common ones.
std::vector<FieldSpec> all_fields(const StepSpec& spec) {
  std::vector<FieldSpec> all{spec.fields.begin(), spec.fields.end()};
  for (FieldSpec field : common_fields(spec.kind)) {
    if (find_field(spec.fields, field.name)) continue;
    if (field.type == FieldType::speaker && spec.by.empty()) continue;
    if (field.type == FieldType::speaker) field.fallback = spec.by;
    all.push_back(field);
  }
  return all;
}

std::array<std::vector<FieldSpec>, kStepVerbCount> fields_by_verb() {
  std::array<std::vector<FieldSpec>, kStepVerbCount> fields;
  for (const StepSpec& spec : step_specs()) fields[static_cast<std::size_t>(spec.verb)] = all_fields(spec);
  return fields;
}

}  // namespace

const StepSpec& spec_of(StepVerb verb) { return step_specs()[static_cast<std::size_t>(verb)]; }
const StepSpec* find_step(std::string_view name) { return named(step_specs(), name); }
const SpeakerSpec* find_speaker(std::string_view name) { return named(speakers(), name); }
const FieldSpec* find_field(std::span<const FieldSpec> fields, std::string_view name) { return named(fields, name); }
const FieldSpec* find_field(const StepSpec& spec, std::string_view name) { return named(fields_of(spec), name); }

std::span<const FieldSpec> fields_of(const StepSpec& spec) {
  static const auto by_verb = fields_by_verb();
  return by_verb[static_cast<std::size_t>(spec.verb)];
}

std::vector<std::string_view> split_words(std::string_view words) {
  std::vector<std::string_view> all;
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    all.push_back(words.substr(0, bar));
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
  return all;
}

std::string_view expectation_of(FieldType type) {
  using enum FieldType;
  switch (type) {
    case text: return "a text";
    case typed: return "a text, as typed";
    case money: return "an amount such as 40,00 €";
    case day: return "a day such as 04/07/2020";
    case moment: return "a date and time in Paris such as 24/06/2020 11:33:00";
    case duration: return "a duration such as 10 min";
    case offset: return "an offset such as -1 ms";
    case integer: return "a whole number";
    case yes_no: return "yes or no";
    case word: return "a word";
    case rule: return "a rule such as PAY-03";
    case alias: return "an operation named before by `as`";
    case new_alias: return "a new name of a-z, 0-9, - and _";
    case answer_name: return "an answer named before by `answer_as`";
    case new_answer_name: return "a new name of a-z, 0-9, - and _";
    case customer: return "a customer";
    case speaker: return "a speaker";
    case onlooker: return "a speaker or a customer";
    case account: return "a login number";
    case point: return "a point d'accueil";
    case texts: return "a list of texts";
    case words: return "a list of words";
    case aliases: return "a list of operations";
    case map: return "fields";
    case maps: return "a list of fields";
    case steps: return "a list of steps";
  }
  return "";
}

}  // namespace parcours
