#include "scenarios/runner/runner.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "scenarios/runner/case.h"
#include "scenarios/runner/clock.h"
#include "scenarios/runner/judge.h"
#include "scenarios/runner/labels.h"
#include "scenarios/runner/steps.h"
#include "scenarios/runner/watch.h"

namespace parcours {
namespace {

class Player {
 public:
  Player(const Scenario& scenario, Target& target, const RunOptions& options)
      : scenario_{scenario}, options_{options}, case_{scenario, target, options}, watch_{case_}, clock_{case_, [this] {
                                                                                                          look();
                                                                                                        }} {}

  CaseResult play() {
    case_.target.reset(scenario_.world, case_.policies, scenario_.start, case_.seed);
    play_steps();
    if (!case_.departure) check_promises();
    if (!case_.departure) check_orders();
    return result();
  }

 private:
  void play_steps();
  void tell_remark(const Step& step);
  void play(const Step& step);
  void play_time(const Step& step);
  void play_actions(const std::vector<const Step*>& steps);
  void after(const Action& action);
  void tell_remainder(const Action& action);
  void expect(const Step& step);
  void check_promises();
  void check_orders();
  void look();
  void depart(std::optional<Departure> departure, const Step& step);
  CaseResult result();
  std::string reason(const Departure& departure) const;

  const Scenario& scenario_;
  const RunOptions& options_;
  Case case_;
  Watch watch_;
  Clock clock_;
};

void Player::play_steps() {
  clock_.settle();
  for (const Step& step : scenario_.steps) {
    if (case_.departure) return;
    tell_remark(step);
    play(step);
    if (case_.departure && case_.departure->place == Place{}) case_.departure->place = step.at;
  }
}

void Player::tell_remark(const Step& step) {
  if (step.has("note")) case_.note({.from = "clock", .kind = "note", .label = step.text("note")});
}

void Player::play(const Step& step) {
  switch (step.kind()) {
    case StepKind::action:
    case StepKind::operator_action: {
      const int times = step.verb == StepVerb::merchant_logs_in ? step.integer("times") : 1;
      for (int i = 0; i < times && !case_.departure; ++i) play_actions({&step});
      return;
    }
    case StepKind::group: {
      std::vector<const Step*> together;
      for (const Step& inner : step.steps("actions")) together.push_back(&inner);
      return play_actions(together);
    }
    case StepKind::time:
      return play_time(step);
    case StepKind::fault:
      depart(play_fault(case_, step), step);
      return clock_.finish_instant();
    case StepKind::expectation:
      return expect(step);
    case StepKind::promise:
      return;  // At the end.
  }
}

void Player::play_time(const Step& step) {
  const auto found = step.verb == StepVerb::time_passes
                         ? std::variant<Instant, std::string>{case_.now() + step.duration("for")}
                         : instant_of(case_, step);
  if (const auto* why = std::get_if<std::string>(&found))
    return depart(
        Departure{.reason = "There is no such deadline: " + *why + ".", .expected = {prose(step)}, .actual = *why},
        step);
  const Instant instant = std::get<Instant>(found);
  if (instant < case_.now())
    return depart(Departure{.verdict = Verdict::config,
                            .reason = "That moment has passed.",
                            .expected = {prose(step)},
                            .actual = "the clock of the case is later"},
                  step);
  clock_.advance_to(instant);
  case_.note({.from = "clock", .kind = "time", .label = prose(step)});
}

// Each actor starts at this instant, in this order, and goes on by itself.
void Player::play_actions(const std::vector<const Step*>& steps) {
  std::vector<Action> actions(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i)
    case_.stage.spawn(std::string{steps[i]->spec().name}, [this, step = steps[i], action = &actions[i]]() -> Actor<> {
      auto answer = begin(case_, *step, *action);
      if (answer) action->answer = co_await std::move(*answer);
      action->done = true;
    });
  clock_.run_until([&] { return std::all_of(actions.begin(), actions.end(), [](const Action& a) { return a.done; }); });
  for (const Action& action : actions)
    if (!case_.departure) after(action);
}

void Player::after(const Action& action) {
  const Step& step = *action.step;
  if (find_field(step.spec(), "as") && step.has("as")) {
    Made* made = case_.by_key(action.key);
    if (!made) made = case_.by_number(action.answer.number);
    if (made && action.trouble.empty()) case_.aliases[step.text("as")] = made;
  }
  depart(judge(case_, action), step);
  tell_remainder(action);
}

// PAY-07: at the counter the merchant sees what was received and tells the customer what remains.
void Player::tell_remainder(const Action& action) {
  if (action.step->verb != StepVerb::customer_pays || action.answer.kind != Answer::Kind::done) return;
  const Made* made = case_.by_number(action.answer.number);
  const auto view = made ? case_.look(*made) : std::nullopt;
  const auto told = view ? remainder_told(*view) : std::nullopt;
  if (told)
    case_.note(
        {.from = made->by, .to = action.who, .kind = "note", .label = "\"" + *told + "\"", .operation = made->number});
}

void Player::expect(const Step& step) {
  auto departure = check(case_, step);
  const std::int64_t seq = case_.note({.from = "service", .kind = "expectation", .label = prose(step)});
  if (departure) departure->seq = seq;
  depart(std::move(departure), step);
}

void Player::check_promises() {
  for (const Step& step : scenario_.steps) {
    if (step.kind() != StepKind::promise || case_.departure) continue;
    const std::string number = step.has("status") ? case_.number(step.text("of")).value_or("") : "";
    depart(check_never(case_, step, watch_.statuses_of(number)), step);
  }
}

// A scenario that orders what never happens has not shown what it says.
void Player::check_orders() {
  std::size_t left = case_.channels.orders_left();
  for (const SpeakerSpec& speaker : speakers())
    if (case_.line(std::string{speaker.name}))
      left += case_.network.orders_left(case_.link_of(std::string{speaker.name}));
  for (const CustomerSpec& customer : scenario_.world.customers)
    if (case_.line(customer.name)) left += case_.network.orders_left(case_.link_of(customer.name));
  if (left == 0) return;
  case_.departure = Departure{.verdict = Verdict::config,
                              .reason =
                                  "Orders to the network or a channel were met by nothing, so the case has not "
                                  "shown what it says.",
                              .expected = {"no order left"},
                              .actual = std::to_string(left) + " left",
                              .place = scenario_.place};
}

void Player::look() {
  if (!case_.departure) case_.departure = watch_.look();
}

void Player::depart(std::optional<Departure> departure, const Step& step) {
  if (!departure || case_.departure) return;
  case_.departure = std::move(departure);
  case_.departure->place = step.at;
}

// -------- The result ----------------------------------------------------------------------------

std::string Player::reason(const Departure& departure) const {
  if (departure.verdict != Verdict::fail) return departure.reason;
  if (!departure.rule.empty()) return departure.reason + " " + rule_text(departure.rule);
  std::vector<std::string> proven;
  for (const encaissement::RuleId rule : scenario_.rules) proven.emplace_back(encaissement::to_string(rule));
  if (proven.size() == 1) return departure.reason + " " + rule_text(proven.front());
  return departure.reason + " The case proves " + joined(proven) + ".";
}

CaseResult bare_result(const Scenario& scenario, const RunOptions& options) {
  CaseResult result{.id = scenario.id,
                    .title = scenario.title,
                    .file = scenario.file,
                    .line = scenario.place.line,
                    .column = scenario.place.column,
                    .level = scenario.level};
  for (const encaissement::RuleId rule : scenario.rules) result.rules.emplace_back(encaissement::to_string(rule));
  result.repro =
      "./parcours run --id " + scenario.id + (options.repro_suffix.empty() ? "" : " " + options.repro_suffix);
  return result;
}

CaseResult Player::result() {
  CaseResult result = bare_result(scenario_, options_);
  if (case_.departure) {
    const Departure& departure = *case_.departure;
    const bool should = scenario_.level == encaissement::Level::should && departure.verdict == Verdict::fail;
    result.verdict = should ? Verdict::warn : departure.verdict;
    result.reason = reason(departure);
    result.expected = departure.expected;
    result.actual = departure.actual;
    result.line = departure.place.line;
    result.column = departure.place.column;
    result.diverges_at = departure.seq >= 0 ? departure.seq : case_.history.last();
  }
  result.history = case_.history.take();
  return result;
}

// What the case needs and the target has not, by name.
std::string missing(const Capabilities& needs, const Capabilities& has) {
  std::string names;
  for (const CapabilityName& capability : capability_names())
    if (needs.*capability.member && !(has.*capability.member))
      names += (names.empty() ? "" : ", ") + std::string{capability.name};
  return names;
}

// What was played against a target that went away says nothing of it, and what comes after is not played.
CaseResult with_losses(CaseResult result, const Target& target) {
  const std::string why = target.lost();
  if (why.empty()) return result;
  result.verdict = result.history.empty() ? Verdict::blocked : Verdict::timeout;
  result.reason = "The target was lost: " + why + ".";
  result.expected.clear();
  result.actual.clear();
  result.diverges_at = -1;
  return result;
}

}  // namespace

CaseResult run_case(const Scenario& scenario, Target& target, const RunOptions& options) {
  const std::string lacks = missing(scenario.needs, target.capabilities());
  CaseResult result = bare_result(scenario, options);
  if (!lacks.empty()) {
    result.verdict = Verdict::not_testable;
    result.reason = "The target lacks what the case needs: " + lacks + ".";
    return result;
  }
  try {
    if (target.lost().empty()) result = Player{scenario, target, options}.play();
    return with_losses(std::move(result), target);
  } catch (const std::exception& error) {
    result.verdict = Verdict::error;
    result.reason = error.what();
    return result;
  }
}

std::vector<CaseResult> run_cases(std::span<const Scenario> scenarios,
                                  const std::function<std::unique_ptr<Target>()>& make_target, const RunAll& run) {
  std::vector<CaseResult> results;
  if (scenarios.empty()) return results;
  const std::unique_ptr<Target> target = make_target();
  PhoneReader phone;
  RunOptions options = run.options;
  if (!options.phone) options.phone = &phone;
  for (const Scenario& scenario : scenarios) {
    results.push_back(run_case(scenario, *target, options));
    const bool go_on = !run.on_case || run.on_case(results.back(), results.size(), scenarios.size());
    if (!go_on || (run.fail_fast && is_problem(results.back().verdict))) break;
  }
  return results;
}

TargetInfo target_info(const Target& target) {
  return {.kind = target.kind(), .name = target.name(), .capabilities = target.capabilities().names()};
}

}  // namespace parcours
