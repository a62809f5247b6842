#include "scenarios/runner_steps.h"

namespace parcours {

std::optional<Actor<Answer>> begin(Case& played, const Step& step, Action& action) {
  action.step = &step;
  if (step.kind() == StepKind::operator_action) return begin_operator(played, step, action);
  if (step.spec().by.empty() && find_field(step.spec(), "customer")) return begin_customer(played, step, action);
  return begin_merchant(played, step, action);
}

std::string typed(Money amount) {
  const std::int64_t cents = amount.cents() < 0 ? -amount.cents() : amount.cents();
  const std::string rest = std::to_string(cents % 100);
  return std::string{amount.cents() < 0 ? "-" : ""} + std::to_string(cents / 100) + "," + (rest.size() < 2 ? "0" : "") +
         rest;
}

std::optional<std::string> amount_in(const Step& step) {
  if (step.has("typed")) return step.text("typed");
  if (step.has("amount") && !step.is("amount", "all")) return typed(step.money("amount"));
  return std::nullopt;
}

std::string number_for(Case& played, const Step& step, Action& action) {
  const std::string& alias = step.text("operation");
  const auto number = played.number(alias);
  const std::string name = alias.empty() ? "The last operation" : "The operation " + alias;
  if (!number) action.trouble = name + " does not exist: no request for it was accepted.";
  else if (number->empty()) action.trouble = name + " has no number yet: the answer to its request was lost.";
  return number.value_or("");
}

// -------- The operator --------------------------------------------------------------------------

namespace {

Verb operator_verb(StepVerb verb) {
  switch (verb) {
    case StepVerb::operator_blocks: return Verb::block_customer;
    case StepVerb::operator_unblocks: return Verb::unblock_customer;
    case StepVerb::operator_enables: return Verb::enable_point;
    case StepVerb::operator_disables: return Verb::disable_point;
    case StepVerb::operator_resumes_notifications: return Verb::resume_notifications;
    case StepVerb::issuer_rejects: return Verb::issuer_rejects;
    default: return Verb::credit;
  }
}

}  // namespace

std::optional<Actor<Answer>> begin_operator(Case& played, const Step& step, Action& action) {
  action.who = "operator";
  Call call;
  call.who.door = Door::control;
  call.verb = operator_verb(step.verb);
  if (find_field(step.spec(), "customer")) call.text = step.text("customer");
  if (find_field(step.spec(), "point")) call.text = step.text("point");
  if (call.verb == Verb::credit) call.amount = typed(step.money("amount"));
  if (call.verb == Verb::resume_notifications || call.verb == Verb::issuer_rejects) {
    call.operation = number_for(played, step, action);
    if (!action.trouble.empty()) return std::nullopt;
  }
  return played.line_of_operator().send(std::move(call));
}

}  // namespace parcours
