#include "scenarios/trace/scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"
#include "scenarios/export/recording.h"
#include "scenarios/export/told.h"
#include "scenarios/language/format.h"
#include "scenarios/language/lint.h"
#include "sim/in_process_target.h"

namespace parcours {
namespace {

using namespace encaissement;

const Speaker kTill{Door::api, "10000001", ""};
const char* kCustomer = "alice";

std::string typed(Money amount) { return fmt::format("{}.{:02}", amount.cents() / 100, amount.cents() % 100); }

// The people of the guide; the customer has enough.
World world_for(const TraceStory& story) {
  World world = guide_world();
  const Money enough = parse_amount(story.create.form.amount).value_or(Money{}) + Money::from_cents(20'000);
  for (CustomerSpec& customer : world.customers)
    if (customer.name == kCustomer) customer.balance = std::max(customer.balance, enough);
  return world;
}

class Replay {
 public:
  Replay(const TraceStory& story, const Policies& policies)
      : story_{story}, recording_{.world = world_for(story), .policies = policies, .start = story.created, .events = {}, .added = {}} {
    reference_.reset(recording_.world, policies, story.created, 1);
    now_ = story.created;
  }

  RecordedScenario play() {
    create();
    for (const Event& event : story_.events) {
      if (number_.empty()) break;
      pass_to(event.at);
      step(event);
    }
    pass_to(story_.until);
    return scenario_of(recording_, reference_, now_);
  }

  // What the reference says of the operation's limits, as one more step; empty: there is no operation.
  std::string limits() {
    const auto view = reference_.look(kTill, number_, now_);
    if (!view) return {};
    ToldStep step{"expect operation"};
    step.with("by", "till").with("payment_deadline", moment_text(view->payment_deadline));
    if (!view->payment_limit.empty()) step.with("payment_limit", view->payment_limit);
    if (!view->validation_limit.empty()) step.with("validation_limit", view->validation_limit);
    if (view->validation_deadline) step.with("validation_deadline", moment_text(*view->validation_deadline));
    return line_of(step.with("requested", format_amount(view->requested)));
  }

 private:
  void pass_to(Instant at) {
    now_ = std::max(now_, at);
    reference_.advance(now_);
  }

  Answer submit(Call call) {
    const Answer answer = reference_.submit(call, now_);
    recording_.events.push_back({.at = now_, .call = std::move(call), .answer = answer, .died = {}});
    return answer;
  }

  // Whoever it was, here it is the customer of the guide.
  std::string in_place_of(const std::string& typed) const {
    const CustomerSpec& customer = *recording_.world.customer(kCustomer);
    switch (identifier_kind(trimmed(typed))) {
      case IdentifierKind::malformed: break;
      case IdentifierKind::number: return customer.identifier;
      case IdentifierKind::email: return customer.email;
    }
    return typed;
  }

  void create() {
    Call call = story_.create;
    call.who = kTill;
    call.idempotency_key.clear();
    call.text.clear();
    call.form.identifier = in_place_of(call.form.identifier);
    number_ = submit(call).number;
  }

  void step(const Event& event) {
    Call call;
    call.operation = number_;
    call.who = kTill;
    const Speaker customer{Door::phone, kCustomer, ""};
    switch (event.kind) {
      case EventKind::scan: call.verb = Verb::scan, call.who = customer, call.code = reference_.code_of(kTill, number_, now_); break;
      case EventKind::pay: call.verb = Verb::pay, call.who = customer, call.amount = typed(event.amount); break;
      case EventKind::refuse: call.verb = Verb::refuse, call.who = customer; break;
      case EventKind::name:
        call.verb = Verb::name_customer, call.amount = typed(event.amount);
        call.form.identifier = recording_.world.customer(kCustomer)->identifier;
        break;
      case EventKind::validate: call.verb = Verb::validate, call.amount = typed(event.amount); break;
      case EventKind::cancel: call.verb = Verb::cancel; break;
      case EventKind::change_mode: call.verb = Verb::change_mode; break;
      case EventKind::issuer_reject: call.verb = Verb::issuer_rejects, call.who = {Door::control, "", ""}; break;
      case EventKind::payment_deadline: case EventKind::validation_deadline: case EventKind::reminder: return;
    }
    submit(call);
  }

  const TraceStory& story_;
  Recording recording_;
  InProcessTarget reference_;
  Instant now_;
  std::string number_;
};

// The head of a recording says that it is one; this says what was found.
std::string headed(const std::string& yaml, const TraceFinding& finding, const std::string& more) {
  const std::string rule{to_string(finding.rule)};
  std::string text, id = "judged-" + rule;
  std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (!finding.number.empty()) id += "-" + finding.number;
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t end = std::min(yaml.find('\n', at), yaml.size());
    std::string line = yaml.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("# Recorded in a sandbox")) line = "# From a log; what the rules say to it.";
    if (line.starts_with("id: ")) line = "id: " + id;
    if (line.starts_with("title: ")) line = "title: " + yaml_text(rule + ": " + finding.sentence);
    if (line.starts_with("rules: ")) line = "rules: [" + rule + "]";
    if (line.starts_with("tags: ")) line = "tags: [judged]";
    text += line + "\n";
  }
  return text + more;
}

// A scenario has one operation, done by calls: what it takes more than that for, it would pass on the broken service too.
std::string_view why_not(const TraceFinding& finding) {
  switch (finding.rule) {
    case RuleId::rep_01: return "a scenario does not repeat a call with its key as the till did";
    case RuleId::frm_11: return "it takes two operations, and the stretch of a scenario has one";
    case RuleId::acc_01: return "a scenario's seals are always good";
    case RuleId::acc_05: return "it takes a second shop, and the stretch of a scenario has one";
    case RuleId::not_04: return "a scenario does not see where, or in which order, notifications arrive";
    default: break;
  }
  return finding.is_notice ? "only a notification shows it, and a scenario does not see notifications" : "";
}

}  // namespace

StretchScenario scenario_of(const TraceFinding& finding, const Policies& policies) {
  if (const auto why = why_not(finding); !why.empty())
    return {.yaml = {}, .why_not = fmt::format("{}: {}", to_string(finding.rule), why)};
  if (!finding.story)
    return {.yaml = {}, .why_not = fmt::format("{}: the beginning of the operation is not in the log", to_string(finding.rule))};
  Replay replay{*finding.story, policies};
  const RecordedScenario recorded = replay.play();
  if (!recorded.why_not.empty()) return {.yaml = {}, .why_not = recorded.why_not};
  const Formatted formatted = format_text("judged.yaml", headed(recorded.yaml, finding, replay.limits()));
  if (!formatted.problems.empty()) return {.yaml = {}, .why_not = formatted.problems.front().text()};
  return {.yaml = formatted.text, .why_not = {}};
}

}  // namespace parcours
