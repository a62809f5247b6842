#include "scenarios/language/model.h"

#include <algorithm>
#include <cassert>
#include <chrono>

namespace parcours {
namespace {

using namespace std::chrono_literals;

const std::string kNoText;
const std::vector<std::string> kNoTexts;
const Fields kNoFields;
const std::vector<Fields> kNoMaps;
const std::vector<Step> kNoSteps;

encaissement::Duration unit_of(Moment::Precision precision) {
  switch (precision) {
    case Moment::Precision::minute: return 1min;
    case Moment::Precision::second: return 1s;
    case Moment::Precision::millisecond: return 1ms;
  }
  return 1ms;
}

}  // namespace

Fields::Fields() = default;
Fields::Fields(std::span<const FieldSpec> specs) : specs_{specs} {}
Fields::Fields(const Fields&) = default;
Fields::Fields(Fields&&) noexcept = default;
Fields& Fields::operator=(const Fields&) = default;
Fields& Fields::operator=(Fields&&) noexcept = default;
Fields::~Fields() = default;

bool Moment::covers(Instant instant) const { return instant >= at && instant < at + unit_of(precision); }

const FieldSpec& Fields::spec(std::string_view name) const {
  const FieldSpec* found = find_field(specs_, name);
  assert(found && "a field the grammar has not");
  return *found;
}

const Value* Fields::find(std::string_view name) const {
  if (!specs_.empty()) spec(name);
  const auto found =
      std::find_if(values_.begin(), values_.end(), [&](const auto& value) { return value.first == name; });
  return found == values_.end() ? nullptr : &found->second;
}

const Value& Fields::need(std::string_view name) const {
  const Value* value = find(name);
  assert(value && "REQUIRES: has(name)");
  return *value;
}

bool Fields::has(std::string_view name) const { return find(name) != nullptr; }

bool Fields::given(std::string_view name) const {
  const Value* value = find(name);
  return value && value->given;
}

const std::string& Fields::text(std::string_view name) const {
  const Value* value = find(name);
  return value ? value->text : kNoText;
}

bool Fields::is(std::string_view name, std::string_view word) const {
  const Value* value = find(name);
  return value && value->text == word;
}

Money Fields::money(std::string_view name) const { return std::get<Money>(need(name).typed); }
int Fields::integer(std::string_view name) const { return std::get<int>(need(name).typed); }
encaissement::Day Fields::day(std::string_view name) const { return std::get<encaissement::Day>(need(name).typed); }
Moment Fields::moment(std::string_view name) const { return std::get<Moment>(need(name).typed); }
encaissement::RuleId Fields::rule(std::string_view name) const {
  return std::get<encaissement::RuleId>(need(name).typed);
}
encaissement::Duration Fields::duration(std::string_view name) const {
  return std::get<encaissement::Duration>(need(name).typed);
}

bool Fields::yes(std::string_view name) const {
  const Value* value = find(name);
  return value && std::get<bool>(value->typed);
}

const std::vector<std::string>& Fields::texts(std::string_view name) const {
  const Value* value = find(name);
  return value ? value->texts : kNoTexts;
}

const Fields& Fields::fields(std::string_view name) const {
  const Value* value = find(name);
  return value && !value->maps.empty() ? value->maps.front() : kNoFields;
}

const std::vector<Fields>& Fields::maps(std::string_view name) const {
  const Value* value = find(name);
  return value ? value->maps : kNoMaps;
}

const std::vector<Step>& Fields::steps(std::string_view name) const {
  const Value* value = find(name);
  return value ? value->steps : kNoSteps;
}

Place Fields::place(std::string_view name) const {
  const Value* value = find(name);
  return value && value->given ? value->place : Place{};
}

std::vector<std::string_view> Fields::names() const {
  std::vector<std::string_view> all;
  for (const auto& value : values_) all.push_back(value.first);
  return all;
}

void Fields::put(std::string_view name, Value value) {
  spec(name);
  values_.emplace_back(name, std::move(value));
}

Step::Step(StepVerb step_verb, Place place_of_verb)
    : Fields{fields_of(spec_of(step_verb))}, verb{step_verb}, at{place_of_verb} {}

void Scenario::apply_settings(encaissement::Policies& over) const {
  for (const Setting& setting : settings) {
    const encaissement::PolicyField* field = encaissement::find_policy(setting.name);
    const bool applied = field && field->set(over, setting.value);
    assert(applied && "the parser checked every setting");
    (void)applied;
  }
}

std::optional<Speaker> speaker_named(std::string_view name, const World& world) {
  if (const SpeakerSpec* spec = find_speaker(name))
    return Speaker{spec->door, std::string{spec->account}, std::string{spec->point}};
  if (world.customer(std::string{name})) return Speaker{Door::phone, std::string{name}, ""};
  return std::nullopt;
}

}  // namespace parcours
