// Answers of actions against what the step says of them.
#include "scenarios/runner/judge.h"

#include "reference/core/requirement.h"
#include "reference/core/text.h"
#include "scenarios/runner/labels.h"

namespace parcours {
namespace {

std::string outcome_text(const Answer& answer) {
  switch (answer.kind) {
    case Answer::Kind::done:
      return "done" + (answer.status.empty() ? "" : ": " + label_of(answer));
    case Answer::Kind::refused:
      return label_of(answer);
    case Answer::Kind::lost:
      return "no answer";
  }
  return "";
}

Departure unexpected(const Action& action, std::string rule, std::string expected, const std::string& why) {
  return {.rule = std::move(rule),
          .reason = '"' + std::string{action.step->spec().name} + "\" (" + action.who + ") " + why,
          .expected = {std::move(expected)},
          .actual = outcome_text(action.answer)};
}

bool may_stand_for(const std::string& code, const std::string& rule) {
  return (", " + rules_behind(code) + ",").find(", " + rule + ",") != std::string::npos;
}

// By the rule where the target names it, else by the code alone.
std::optional<Departure> judge_refusal(const Case& played, const Action& action) {
  const Fields& refused = action.step->fields("refused");
  const std::string rule = refused.text("rule");
  const std::string code = refused.text("code");
  const std::string expected = refusal_text(rule, code);
  const Answer& answer = action.answer;
  if (answer.kind != Answer::Kind::refused) return unexpected(action, rule, expected, "was to be refused.");
  if (!code.empty() && answer.code != code) return unexpected(action, rule, expected, "was refused with another code.");
  if (rule.empty()) return std::nullopt;
  const bool named = played.can.names_rules && !answer.rule.empty();
  if (named && answer.rule != rule) return unexpected(action, rule, expected, "was refused, but not by the rule expected.");
  if (named || may_stand_for(answer.code, rule)) return std::nullopt;
  return unexpected(action, rule, expected,
                    "was refused with a code that may stand for " + rules_behind(answer.code) + " only.");
}

std::optional<Departure> judge_success(const Case& played, const Action& action) {
  const Answer& answer = action.answer;
  if (answer.kind == Answer::Kind::done) return std::nullopt;
  if (answer.kind == Answer::Kind::lost) return unexpected(action, "", "an answer", "had no answer.");
  std::string why = "was to succeed, and was refused.";
  if (!played.can.names_rules || answer.rule.empty())
    why += " The code " + answer.code + " may stand for " + rules_behind(answer.code) + ".";
  return unexpected(action, answer.rule, "success", why);
}

std::optional<Departure> judge_kind(const Case& played, const Action& action) {
  const Step& step = *action.step;
  if (step.kind() == StepKind::action && step.is("outcome", "any")) return std::nullopt;
  if (step.kind() == StepKind::action && step.yes("lost")) {
    if (action.answer.kind == Answer::Kind::lost) return std::nullopt;
    Departure departure = unexpected(action, "", "no answer", "was to have no answer.");
    departure.verdict = action.answer.kind == Answer::Kind::done ? Verdict::config : Verdict::fail;
    return departure;
  }
  const bool refused = step.has("refused") && !step.fields("refused").is("rule", "no");
  return refused ? judge_refusal(played, action) : judge_success(played, action);
}

std::string number_of_alias(Case& played, const std::string& alias) { return played.number(alias).value_or(""); }

void compare_told(Case& played, const Fields& told, const Answer& answer, Comparison& c) {
  if (told.has("status")) c.same("status", told.text("status"), answer.status);
  if (told.has("api_state")) c.same("API state", told.text("api_state"), answer.api_state);
  if (told.has("requested")) c.same("requested", told.money("requested"), answer.requested);
  if (told.has("received")) c.same("received", told.money("received"), answer.received);
  if (told.has("remaining")) c.same("remaining", told.money("remaining"), answer.remaining);
  if (told.has("concerns")) c.same("concerns", number_of_alias(played, told.text("concerns")), answer.number);
  if (told.has("contains")) c.contains("its sentence", told.texts("contains"), answer.sentence);
}

// Word for word: all but whether it was remembered.
std::string words_of(const Answer& a) {
  return joined({outcome_text(a), a.rule, a.code, a.sentence, a.number, a.status, a.api_state,
                 encaissement::format_amount(a.requested), encaissement::format_amount(a.received),
                 encaissement::format_amount(a.remaining), a.limit, a.text},
                " | ");
}

void compare_with_named(Case& played, const Action& action, Comparison& c) {
  const Step& step = *action.step;
  if (step.has("answer_as")) played.named_answers[step.text("answer_as")] = action.answer;
  if (!step.has("same_answer_as")) return;
  const auto named = played.named_answers.find(step.text("same_answer_as"));
  if (named != played.named_answers.end()) c.same("answer", words_of(named->second), words_of(action.answer));
}

std::optional<Departure> judge_details(Case& played, const Action& action) {
  const Step& step = *action.step;
  if (step.kind() != StepKind::action) return std::nullopt;
  Comparison c;
  if (step.has("remembered")) c.yes_no("an answer given before", step.yes("remembered"), action.answer.remembered);
  if (step.has("answers")) compare_told(played, step.fields("answers"), action.answer, c);
  if (find_field(step.spec(), "sees") && step.has("sees")) c.same("account", step.text("sees"), action.answer.text);
  if (find_field(step.spec(), "shows_limit") && step.has("shows_limit"))
    c.same("limit shown", step.text("shows_limit"), or_none(action.answer.limit));
  compare_with_named(played, action, c);
  return c.departure("What " + action.who + " was told");
}

std::optional<Departure> judge_reading(const Action& action) {
  const Step& step = *action.step;
  const bool expected = step.verb != StepVerb::customer_scans || step.yes("reads");
  if (expected == !action.unreadable) return std::nullopt;
  return Departure{
      .verdict = action.good_code ? Verdict::config : Verdict::fail,
      .rule = "PAY-02",
      .reason = action.who + "'s camera and the QR code" +
                (action.good_code ? ", which is good: it is the case's camera that is not as it says." : "."),
      .expected = {expected ? "the camera reads the code" : "the camera cannot read the code"},
      .actual = action.unreadable ? "it cannot" : "it can"};
}

}  // namespace

std::optional<Departure> judge(Case& played, const Action& action) {
  if (!action.trouble.empty())
    return Departure{.verdict = action.trouble_verdict,
                     .reason = action.trouble,
                     .expected = {prose(*action.step)},
                     .actual = "it cannot be done"};
  if (auto departure = judge_reading(action)) return departure;
  if (action.unreadable) return std::nullopt;
  const auto answered = played.answer_seq.find(action.key);
  auto departure = judge_kind(played, action);
  if (!departure) departure = judge_details(played, action);
  if (departure) departure->seq = action.seq < 0 && answered != played.answer_seq.end() ? answered->second : action.seq;
  return departure;
}

}  // namespace parcours
