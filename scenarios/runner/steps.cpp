#include "scenarios/runner/steps.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace parcours {

std::optional<Actor<Answer>> begin(Case& played, const Step& step, Action& action) {
  action.step = &step;
  if (step.kind() == StepKind::action) action.key = step.text("key");
  if (action.key.empty()) action.key = "key-" + std::to_string(++played.around.keys);
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
  if (!number)
    action.trouble = name + " does not exist: no request for it was accepted.";
  else if (number->empty())
    action.trouble = name + " has no number yet: the answer to its request was lost.";
  return number.value_or("");
}

// -------- The operator --------------------------------------------------------------------------

namespace {

constexpr std::pair<StepVerb, Verb> kOperatorVerbs[] = {
    {StepVerb::operator_credits, Verb::credit},
    {StepVerb::operator_blocks, Verb::block_customer},
    {StepVerb::operator_unblocks, Verb::unblock_customer},
    {StepVerb::operator_enables, Verb::enable_point},
    {StepVerb::operator_disables, Verb::disable_point},
    {StepVerb::operator_resumes_notifications, Verb::resume_notifications},
    {StepVerb::issuer_rejects, Verb::issuer_rejects}};

Verb operator_verb(StepVerb verb) {
  const auto found = std::find_if(std::begin(kOperatorVerbs), std::end(kOperatorVerbs),
                                  [&](const auto& pair) { return pair.first == verb; });
  assert(found != std::end(kOperatorVerbs) && "begin() sends only the operator's verbs here");
  return found->second;
}

}  // namespace

std::optional<Actor<Answer>> begin_operator(Case& played, const Step& step, Action& action) {
  action.who = "operator";
  Call call;
  call.who.door = Door::control;
  call.idempotency_key = action.key;
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
