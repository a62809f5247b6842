#include "scenarios/language/parse_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

#include "reports/text.h"

namespace parcours {
namespace {

using Names = std::set<std::string, std::less<>>;

bool makes_operation(const Step& step) {
  return step.verb == StepVerb::merchant_requests || step.verb == StepVerb::merchant_sends;
}

// Whether the step is about an operation even when it names none: the last one made.
bool concerns_last_operation(const Step& step) {
  using enum StepVerb;
  switch (step.verb) {
    case merchant_names: case merchant_changes_mode: case merchant_cancels: case merchant_closes:
    case merchant_validates: case customer_scans: case customer_pays: case customer_refuses:
    case operator_resumes_notifications: case issuer_rejects: case expect_operation: case expect_notifications:
      return true;
    case time_reaches: return step.has("deadline") && !step.is("deadline", "recovery");
    case never: return step.has("status");
    case merchant_requests: case merchant_prepares: case merchant_sends: case merchant_leaves: case merchant_retries:
    case merchant_logs_in: case merchant_asks_recovery: case merchant_sets_password: case merchant_chooses_point:
    case merchant_gives_right: case merchant_takes_right: case customer_retries: case operator_credits:
    case operator_blocks: case operator_unblocks: case operator_enables: case operator_disables: case time_passes:
    case network_does: case network_releases: case channel_does: case notifications_fail: case service_crashes:
    case service_recovers: case together: case expect_list: case expect_counters: case expect_mail:
    case expect_push: case expect_wallet: case expect_collected: case expect_account: case expect_remembered_email:
    case expect_requests: return false;
  }
  return false;
}

// Fields of an expectation that say where to look, not what to find.
bool only_points(std::string_view field) {
  constexpr std::array kPointing{"of", "by", "filter", "customer", "point", "account", "about", "to", "kind", "at",
                                 "contains", "note"};
  return std::find(kPointing.begin(), kPointing.end(), field) != kPointing.end();
}

// Fields of an action that expect something of its answer.
bool expects_of_answer(const Step& step) {
  constexpr std::array kExpecting{"refused", "remembered", "answers", "same_answer_as", "sees", "shows_limit", "lost",
                                  "reads"};
  const auto names = step.names();
  return std::any_of(kExpecting.begin(), kExpecting.end(), [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end() && step.given(name);
  });
}

class CaseCheck {
 public:
  CaseCheck(Scenario& scenario, Problems& problems) : scenario_{scenario}, problems_{problems} {}

  void run() {
    for (const Step& step : scenario_.steps) check(step);
    if (!expects_something_)
      say(scenario_.place, "an expectation or a refusal: this case would pass whatever the service does");
    if (scenario_.changes_world) scenario_.needs.controls_people = true;
  }

 private:
  void check(const Step& step) {
    check_names(step);
    check_choices(step);
    note_needs(step);
    if (step.kind() == StepKind::expectation || step.kind() == StepKind::promise) check_expectation(step);
    if (step.kind() == StepKind::action && expects_of_answer(step)) expects_something_ = true;
    if (step.verb == StepVerb::together)
      for (const Step& inner : step.steps("actions")) check(inner);
  }

  // Aliases and names of answers are given before they are used.
  void check_names(const Step& step) {
    if (makes_operation(step)) has_operation_ = true;
    check_fields(step, fields_of(step.spec()));
    if (!concerns_last_operation(step) || has_operation_) return;
    const bool named = step.given(step.kind() == StepKind::expectation || step.verb == StepVerb::never ||
                                          step.verb == StepVerb::time_reaches
                                      ? "of"
                                      : "operation");
    if (!named) say(step.at, "an operation made before", step.spec().name);
  }

  void check_fields(const Fields& fields, std::span<const FieldSpec> specs) {
    for (const FieldSpec& spec : specs) {
      if (!fields.has(spec.name)) continue;
      if (spec.type == FieldType::new_alias) aliases_.insert(fields.text(spec.name));
      if (spec.type == FieldType::new_answer_name) answers_.insert(fields.text(spec.name));
    }
    for (const FieldSpec& spec : specs) {
      if (!fields.has(spec.name)) continue;
      if (spec.type == FieldType::alias) known(fields.text(spec.name), aliases_, fields.place(spec.name), spec);
      if (spec.type == FieldType::answer_name) known(fields.text(spec.name), answers_, fields.place(spec.name), spec);
      if (spec.type == FieldType::aliases)
        for (const std::string& name : fields.texts(spec.name)) known(name, aliases_, fields.place(spec.name), spec);
      if (spec.type == FieldType::map) check_fields(fields.fields(spec.name), spec.fields);
    }
  }

  void known(const std::string& name, const Names& names, Place place, const FieldSpec& spec) {
    if (names.contains(name) || (name == "unknown" && spec.type == FieldType::alias)) return;
    const std::vector<std::string_view> candidates{names.begin(), names.end()};
    say(place, std::string{expectation_of(spec.type == FieldType::aliases ? FieldType::alias : spec.type)}, name,
        nearest(name, candidates));
  }

  void check_choices(const Step& step) {
    using enum StepVerb;
    switch (step.verb) {
      case merchant_requests: case merchant_prepares:
        not_both(step, "amount", "typed");
        not_both(step, "customer", "identifier");
        break;
      case merchant_names:
        not_both(step, "amount", "typed");
        exactly_one(step, {"customer", "identifier"});
        break;
      case merchant_validates: case customer_pays: case merchant_retries: case customer_retries:
        not_both(step, "amount", "typed");
        break;
      case time_reaches:
        exactly_one(step, {"moment", "deadline"});
        if (step.has("moment") && step.given("offset")) say(step.place("offset"), "an offset only to a deadline");
        break;
      case network_does: case channel_does:
        if (step.is("does", "delay") != step.has("for"))
          say(step.at, "the field \"for\" with delay, and only then", step.text("does"));
        break;
      case never: exactly_one(step, {"status", "mail", "push"}); break;
      case merchant_sends: case merchant_leaves: case merchant_changes_mode: case merchant_cancels:
      case merchant_closes: case merchant_logs_in: case merchant_asks_recovery: case merchant_sets_password:
      case merchant_chooses_point: case merchant_gives_right: case merchant_takes_right: case customer_scans:
      case customer_refuses: case operator_credits: case operator_blocks: case operator_unblocks:
      case operator_enables: case operator_disables: case operator_resumes_notifications: case issuer_rejects:
      case time_passes: case network_releases: case notifications_fail: case service_crashes: case service_recovers:
      case together: case expect_operation: case expect_list: case expect_counters: case expect_mail:
      case expect_push: case expect_notifications: case expect_wallet: case expect_collected: case expect_account:
      case expect_remembered_email: case expect_requests: break;
    }
    if (step.kind() == StepKind::action) check_outcome(step);
  }

  void check_outcome(const Step& step) {
    not_both(step, "refused", "outcome");
    if (step.yes("lost")) {
      not_both(step, "lost", "refused");
      not_both(step, "lost", "answers");
    }
    const FieldSpec* by = find_field(step.spec(), "by");
    const SpeakerSpec* speaker = by && step.has("by") ? find_speaker(step.text("by")) : nullptr;
    if (step.has("seal") && (!speaker || speaker->door != Door::api))
      say(step.place("seal"), "a till as speaker: only tills seal", step.text("seal"));
  }

  void check_expectation(const Step& step) {
    const auto names = step.names();
    const bool judges = std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      return step.has(name) && !(step.verb == StepVerb::expect_operation && name == "customer" ? false
                                                                                               : only_points(name));
    });
    if (judges) expects_something_ = true;
    else say(step.at, "at least one thing to expect", step.spec().name);
  }

  void note_needs(const Step& step) {
    if (bool Capabilities::*needs = step.spec().needs) scenario_.needs.*needs = true;
    for (const FieldSpec& spec : fields_of(step.spec())) {
      if (!step.has(spec.name)) continue;
      if (spec.type == FieldType::day || spec.type == FieldType::moment) scenario_.needs.moves_clock = true;
      const bool speaks = spec.type == FieldType::speaker || spec.type == FieldType::onlooker;
      const SpeakerSpec* speaker = speaks ? find_speaker(step.text(spec.name)) : nullptr;
      if (speaker && speaker->door == Door::espace) scenario_.needs.espace = true;
    }
  }

  void not_both(const Step& step, std::string_view one, std::string_view other) {
    if (step.given(one) && step.given(other))
      say(step.place(other), fmt::format("\"{}\" or \"{}\", not both", one, other), step.text(other));
  }

  void exactly_one(const Step& step, std::initializer_list<std::string_view> names) {
    const auto given =
        std::count_if(names.begin(), names.end(), [&](std::string_view name) { return step.given(name); });
    if (given != 1) say(step.at, "exactly " + one_of(std::vector<std::string_view>{names}), step.spec().name);
  }

  void say(Place place, std::string expected, std::string_view found = {}, std::string_view suggestion = {}) {
    problems_.push_back({.file = scenario_.file, .place = place, .expected = std::move(expected),
                         .found = std::string{found}, .suggestion = std::string{suggestion}, .variant = {}});
  }

  Scenario& scenario_;
  Problems& problems_;
  Names aliases_, answers_;
  bool has_operation_ = false;
  bool expects_something_ = false;
};

}  // namespace

void check_case(Scenario& scenario, Problems& problems) { CaseCheck{scenario, problems}.run(); }

}  // namespace parcours
