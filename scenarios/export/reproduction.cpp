#include "scenarios/export/reproduction.h"

#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"
#include "reference/seal/digest.h"
#include "scenarios/export/reduction.h"
#include "scenarios/export/teller.h"
#include "scenarios/language/explain.h"
#include "scenarios/language/format.h"
#include "scenarios/language/lint.h"
#include "sim/twin.h"

namespace parcours {
namespace {

using namespace encaissement;

std::string lower(std::string_view text) {
  std::string low{text};
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return low;
}

// Of all that makes it another reproduction: the story, the settings, the moment, the service.
std::string digest_words(const Story& story, const Policies& policies, Instant start, const TargetInfo& judged) {
  std::string text = describe(story) + format_instant(start) + judged.kind + judged.name;
  for (const PolicyField& field : policy_fields()) text += field.get(policies) + ";";
  return fmt::format("{:08x}", digest_of(text) & 0xFFFFFFFFu);
}

std::string settings(const Policies& policies) {
  std::vector<ToldStep::Field> fields;
  for (const PolicyField& field : policy_fields())
    if (field.get(policies) != field.get(Policies{}))
      fields.push_back({std::string{field.name}, yaml_text(field.get(policies))});
  return fields.empty() ? "" : "policies: " + yaml_map(fields) + "\n";
}

Broken found_by_twin(const Story& story, const Policies& policies, Instant start, Target& judged) {
  SeamTwin twin{judged, {.policies = policies, .start = start}};
  twin.play(story);
  twin.finish();
  return twin.broken().value_or(Broken{.property = &property("as-the-reference"), .rule = RuleId::sta_01});
}

// Its title says what the last step shows.
std::string title_of(const Broken& broken, const Scenario& draft, const std::string& digest) {
  std::string shown = explain_step(draft.steps.back(), Tongue::english);
  for (char& c : shown) c = c == '\n' ? ' ' : c;
  constexpr std::size_t kLongest = 100;
  if (shown.size() > kLongest) shown = shown.substr(0, shown.rfind(' ', kLongest)) + " …";
  while (shown.ends_with('.')) shown.pop_back();
  return fmt::format("{}: {} [{}]", to_string(broken.rule), shown, digest);
}


// The ways to tell a story, the usual one first.
constexpr Telling kTellings[] = {{},
                                 {.twice_as_retry = true},
                                 {.plain_times = true},
                                 {.twice_as_retry = true, .plain_times = true},
                                 {.signatory_asks = true}};

// A draft that shows it, cut to what it needs; else why this telling does not.
std::optional<Draft> told(const Story& story, Draft draft, const Telling& telling, Judges& judges, std::string& why_not) {
  Teller teller{draft.policies(), draft.start(), telling};
  teller.tell(story);
  draft.set_steps(teller.steps());
  if (reduce(draft, judges, why_not)) return draft;
  if (!teller.untold().empty())
    why_not += " The language has no words for: " + teller.untold().front() + ".";
  return std::nullopt;
}

}  // namespace

Reproduction scenario_of(const Story& story, const Policies& policies, Instant start, Target& judged,
                         const ExportOptions& options) {
  const Broken broken = options.broken ? *options.broken : found_by_twin(story, policies, start, judged);
  const std::string digest = digest_words(story, policies, start, target_info(judged));
  // What is found by the twin has one property for all: there the rule says more.
  const bool by_twin = broken.property->id == "as-the-reference";
  const std::string what = by_twin ? lower(to_string(broken.rule)) : std::string{broken.property->id};
  Reproduction found{.id = fmt::format("found-{}-{}", what, digest),
                     .property = std::string{broken.property->id},
                     .judged = target_info(judged),
                     .version = options.program_version};
  PhoneReader own_phone;
  Judges judges{judged, options.phone ? *options.phone : own_phone};
  const Draft empty{found.id, std::string{to_string(broken.rule)}, settings(policies), policies, start};
  std::optional<Draft> draft;
  for (const Telling& telling : kTellings)
    if (!draft) draft = told(story, empty, telling, judges, found.why_not);
  if (!draft) return found;
  draft->set_title(title_of(broken, *draft->scenario(), digest));
  const Formatted formatted = format_text(found.id + ".yaml", draft->text());
  const Loaded loaded = parse_text(found.id + ".yaml", formatted.text);
  const Problems problems = lint(loaded);
  found.why_not = !formatted.problems.empty() ? formatted.problems.front().text()
                  : !problems.empty()         ? problems.front().text()
                                              : "";
  if (!found) return found;
  found.yaml = formatted.text;
  found.scenario = loaded.cases.front();
  const bool from_gallery = found.judged.kind == "broken";
  found.command = "./parcours run " + found.id + ".yaml" + (from_gallery ? " --defect " + found.judged.name : "");
  found.on_reference = judges.on_reference(found.scenario);
  found.on_judged = judges.on_judged(found.scenario);
  found.on_judged.repro = found.command;
  if (found.on_reference.verdict != Verdict::pass || !is_departure(found.on_judged.verdict)) {
    found.yaml.clear();
    found.why_not = "In its canonical form the scenario no longer shows it: " + found.on_reference.reason + found.on_judged.reason;
  }
  return found;
}

}  // namespace parcours
