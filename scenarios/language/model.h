// One scenario case, read, typed and expanded: what the runner plays, what list and explain show. The parser
// (scenarios/language/parse.h) is the only maker. Everything is a plain value; a case can be copied and kept.
// A step's fields are asked by name with the type the grammar gives them: step.money("amount"), step.text("basket").
// Asking for a field the verb has not, or with another type, is our own bug and asserts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "reference/core/requirement.h"
#include "scenarios/language/grammar.h"
#include "sim/target.h"
#include "reference/desk/world.h"

namespace parcours {

struct Place {
  int line = 0, column = 0;  // 1-based, column in characters. 0: unknown.
  friend auto operator<=>(const Place&, const Place&) = default;
};

// An instant as written, with how far the writing went: 11h33 is any instant of that minute.
struct Moment {
  enum class Precision : std::uint8_t { minute, second, millisecond } precision = Precision::millisecond;
  Instant at;
  bool covers(Instant instant) const;  // True when `instant` reads the same at this precision.
};

struct Value;
struct Step;

// The fields of a step, or of a map inside one. Fields with a default are always there.
class Fields {
 public:
  Fields();
  explicit Fields(std::span<const FieldSpec> specs);  // specs: of the grammar, which lives for ever.
  Fields(const Fields&);
  Fields(Fields&&) noexcept;
  Fields& operator=(const Fields&);
  Fields& operator=(Fields&&) noexcept;
  ~Fields();

  bool has(std::string_view name) const;    // Written in the file, or defaulted.
  bool given(std::string_view name) const;  // Written in the file.

  // The scalar as text: any scalar type. Empty when absent.
  const std::string& text(std::string_view name) const;
  // True when the field is there and is exactly this word ("all", "no", "none").
  bool is(std::string_view name, std::string_view word) const;

  // REQUIRES: has(name), and not one of the words taken besides.
  Money money(std::string_view name) const;
  int integer(std::string_view name) const;
  bool yes(std::string_view name) const;  // Absent: false.
  encaissement::Day day(std::string_view name) const;
  Moment moment(std::string_view name) const;
  encaissement::Duration duration(std::string_view name) const;  // duration and offset
  encaissement::RuleId rule(std::string_view name) const;

  // Empty when absent.
  const std::vector<std::string>& texts(std::string_view name) const;  // texts, words, aliases
  const Fields& fields(std::string_view name) const;                   // map
  const std::vector<Fields>& maps(std::string_view name) const;        // maps
  const std::vector<Step>& steps(std::string_view name) const;         // steps

  Place place(std::string_view name) const;  // Of the value; {} when absent or defaulted.
  std::vector<std::string_view> names() const;  // In the order written, then the defaults.

  void put(std::string_view name, Value value);  // For the parser. REQUIRES: the specs have this name.

 private:
  const FieldSpec& spec(std::string_view name) const;
  const Value* find(std::string_view name) const;
  const Value& need(std::string_view name) const;

  std::span<const FieldSpec> specs_;
  std::vector<std::pair<std::string, Value>> values_;
};

struct Value {
  Place place{};
  bool given = true;
  std::string text{};  // Scalars: as written, `${…}` replaced.
  std::variant<std::monostate, Money, int, bool, encaissement::Day, Moment, encaissement::Duration,
               encaissement::RuleId>
      typed{};       // monostate: text only, or a word taken besides.
  std::vector<std::string> texts{};
  std::vector<Fields> maps;  // map: exactly one.
  std::vector<Step> steps;
};

struct Step : Fields {
  Step() = default;
  Step(StepVerb step_verb, Place at);

  StepVerb verb{};
  Place at;

  const StepSpec& spec() const { return spec_of(verb); }
  StepKind kind() const { return spec().kind; }
};

struct Setting {
  std::string name, value;  // "immediate_ttl_s", "250"
  friend bool operator==(const Setting&, const Setting&) = default;
};

struct Scenario {
  std::string id;     // "guide-a-qr-partial", of a variant "guide-a-qr-partial/one-cent-less"
  std::string title;
  std::string file;   // As the path was given, with '/'.
  std::string digest; // Of the file's bytes: shards of one run have read the same scenarios.
  Place place;        // Of the id; of a variant, its line in the matrix.
  std::vector<encaissement::RuleId> rules;  // At least one.
  encaissement::Level level{};              // must or should
  std::vector<std::string> tags;
  std::string profile;                      // "guide" unless the file names another.
  std::vector<Setting> settings;            // The profile's, then the file's own, in that order.
  encaissement::Policies policies;          // The defaults with `settings` applied.
  Instant start;
  World world;                              // guide_world() with the file's changes.
  bool changes_world = false;
  Capabilities needs;                       // Asked for by the file, and those its steps need.
  std::vector<Step> steps;

  // Apply `settings` over others, such as those of the command line. False: never (they were checked).
  void apply_settings(encaissement::Policies& policies) const;
};

// The Speaker a scenario's name stands for: "cashier", or a customer of `world` ("alice", by phone). None: nobody.
// A signatory stands on no point; the runner keeps the one it chose.
std::optional<Speaker> speaker_named(std::string_view name, const World& world);

}  // namespace parcours
