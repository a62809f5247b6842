// The grammar of scenario files as one table: every verb, its fields, their types, defaults and one line of help in two
// languages. The parser, "did you mean", the JSON Schema, fmt, explain and language.md are all driven from it, so a
// verb or a field added here exists everywhere. The runner reads the typed result (scenarios/language/model.h), not this.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/target.h"

namespace parcours {

enum class StepVerb : std::uint8_t {
  merchant_requests, merchant_prepares, merchant_sends, merchant_leaves, merchant_names, merchant_changes_mode,
  merchant_cancels, merchant_closes, merchant_validates, merchant_retries,
  merchant_logs_in, merchant_asks_recovery, merchant_sets_password, merchant_chooses_point, merchant_gives_right,
  merchant_takes_right,
  customer_scans, customer_pays, customer_refuses, customer_retries,
  operator_credits, operator_blocks, operator_unblocks, operator_enables, operator_disables,
  operator_resumes_notifications, issuer_rejects,
  time_passes, time_reaches,
  network_does, network_releases, channel_does, notifications_fail, service_crashes, service_recovers,
  together,
  expect_operation, expect_list, expect_counters, expect_mail, expect_push, expect_notifications, expect_wallet,
  expect_collected, expect_account, expect_remembered_email, expect_requests,
  never,
};
inline constexpr int kStepVerbCount = static_cast<int>(StepVerb::never) + 1;

// action: somebody calls the service and gets an answer. expectation and promise change nothing.
enum class StepKind : std::uint8_t { action, operator_action, time, fault, group, expectation, promise };

enum class FieldType : std::uint8_t {
  text,      // as it stands
  typed,     // what a person typed, taken to the service unchanged, blanks included
  money,     // "40,00 €", "40.00", "40"
  day,       // "04/07/2020"
  moment,    // "24/06/2020 11:33", with seconds and milliseconds at will, or "24/06/2020 11h33"
  duration,  // "10 min", "1 h 30 min", "250 ms"; never negative
  offset,    // a duration with a sign: "-1 ms", "+0 ms"
  integer,   // within lowest and highest
  yes_no,
  word,      // one of words
  rule,      // an id of the catalogue
  alias,     // an operation named before by `as`, or `unknown` (a number no service gave)
  new_alias, // names what this step makes
  answer_name, new_answer_name,  // names of answers, to compare two of them
  customer,  // a name of the World
  speaker,   // a name of speakers()
  onlooker,  // a speaker or a customer
  account,   // a login number; it need not exist
  point,     // a code of the World
  texts, words, aliases,  // lists of one or more
  map,       // fields below
  maps,      // a list of such maps
  steps,     // a list of steps
};

struct FieldSpec {
  std::string_view name;
  FieldType type = FieldType::text;
  std::string_view en, fr;           // One line of help.
  std::string_view words = "";       // word, words: the choice; other types: words taken besides. "a|b c|d"
  bool required = false;
  std::string_view fallback = "";    // What absence means; empty: absence is absence.
  int lowest = 0, highest = 1000000;  // integer
  std::span<const FieldSpec> fields = {};  // map, maps
  std::string_view main = "";        // map: the field meant when a scalar stands where the map would.
};

struct StepSpec {
  StepVerb verb{};
  std::string_view name;      // "merchant requests"
  StepKind kind{};
  std::string_view en, fr;    // One line of help.
  std::span<const FieldSpec> fields = {};  // Its own; the common ones come from common_fields(kind).
  std::string_view main = "";              // The field meant when a scalar or a list stands where the map would.
  std::string_view by = "";                // Who speaks when nobody is named; empty: `by` does not apply.
  bool Capabilities::*needs = nullptr;     // What the step itself asks of a target, besides what its speaker does.
};

std::span<const StepSpec> step_specs();  // In the order of StepVerb.
const StepSpec& spec_of(StepVerb verb);
const StepSpec* find_step(std::string_view name);

// Fields of every step of this kind, after its own: `operation`, `key`, `refused`, …, `note`.
std::span<const FieldSpec> common_fields(StepKind kind);
// The verb's field of this name, its own first, or null. `by` only where the verb has a speaker.
const FieldSpec* find_field(const StepSpec& spec, std::string_view name);
const FieldSpec* find_field(std::span<const FieldSpec> fields, std::string_view name);
// All fields of the verb in canonical order.
std::span<const FieldSpec> fields_of(const StepSpec& spec);

// The keys above the steps: id, title, …; and what stands in `world`.
std::span<const FieldSpec> case_fields();
std::span<const FieldSpec> customer_fields();
std::span<const FieldSpec> point_fields();
std::span<const FieldSpec> account_fields();

// Who speaks for a merchant, by the name scenarios use.
struct SpeakerSpec {
  std::string_view name;     // "cashier"
  Door door{};
  std::string_view account;  // Login number or shopId.
  std::string_view point;    // The point it stands on from the start; empty: none chosen yet.
  std::string_view en, fr;   // As prose: "the cashier", "la caisse".
};
std::span<const SpeakerSpec> speakers();
const SpeakerSpec* find_speaker(std::string_view name);

// Names of Capabilities in scenario files ("clock"), and the member each stands for.
struct CapabilityName {
  std::string_view name;
  bool Capabilities::*member;
};
std::span<const CapabilityName> capability_names();

// "a|b c|d" -> {"a", "b c", "d"}.
std::vector<std::string_view> split_words(std::string_view words);

// What a field of this type takes, for errors and help: "an amount such as 40,00 €".
std::string_view expectation_of(FieldType type);

}  // namespace parcours
