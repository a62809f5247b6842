// What merchants do, at the Espace and at the till.
#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "scenarios/runner/steps.h"

namespace parcours {
namespace {

Manner manner_of(const Step& step, const Action& action) {
  return {.key = action.key, .seal_valid = !step.is("seal", "wrong")};
}

std::string identifier_in(const Case& played, const Step& step, bool by_mail) {
  if (!step.has("customer")) return step.text("identifier");
  return by_mail ? played.scenario.world.customer(step.text("customer"))->email
                 : played.identifier_of(step.text("customer"));
}

std::optional<int> days_in(const Step& step, const char* field) {
  return step.has(field) ? std::optional{step.integer(field)} : std::nullopt;
}

RequestForm form_in(Case& played, const Step& step, Merchant& merchant) {
  RequestForm form;
  form.parcours = step.text("parcours");
  form.extended = step.yes("extended");
  form.mode = step.text("mode");
  form.amount = amount_in(step).value_or("");
  form.basket = step.text("basket");
  const bool by_mail = form.mode.empty() ? form.parcours == "B" || form.parcours == "D" : form.mode == "email";
  form.identifier = identifier_in(played, step, by_mail);
  form.payment_days = days_in(step, "payment_days");
  form.validation_days = days_in(step, "validation_days");
  if (!step.is("notify", "none")) form.notify_email = step.text("notify");
  form.remember_email = step.yes("remember");
  form.label = step.text("label");
  form.client_reference = step.text("client_reference");
  form.seller = step.text("seller");
  form.payment_id = step.text("payment_id");
  form.return_url = step.text("return_url");
  form.cancel_url = step.text("cancel_url");
  if (step.has("currency")) form.currency = step.text("currency");
  form.deferred = step.yes("deferred");
  form.capture_date = step.text("capture_date");
  return merchant.filled(form,
                         {.basket = !step.has("basket"), .mode = !step.has("mode"), .notify = !step.has("notify")});
}

// VAL-06: looks at the detail and closes it again. The answer is what was seen.
Answer look_and_close(Case& played, Action& action, const std::string& number) {
  const std::string& who = action.who;
  played.note({.from = who,
               .to = "service",
               .kind = "call",
               .label = "looks at the detail and closes it",
               .operation = number});
  const auto view = played.target.look(played.speaker(who), number, played.now());
  Answer answer;
  answer.kind = view ? Answer::Kind::done : Answer::Kind::refused;
  answer.number = number;
  if (!view) {
    answer.rule = "ACC-05";
    answer.code = "TRANSACTION_NOT_FOUND";
  } else {
    answer.status = view->status;
    answer.api_state = view->api_state;
    answer.requested = view->requested;
    answer.received = view->received;
    answer.remaining = view->remaining;
  }
  action.seq = played.note({.from = "service",
                            .to = who,
                            .kind = "answer",
                            .label = view ? "shows it: " + view->status : "not found",
                            .operation = number});
  return answer;
}

std::string password_in(const Case& played, const Step& step) {
  const auto known = played.passwords.find(step.text("account"));
  const std::string right = known == played.passwords.end() ? "no such account" : known->second;
  if (step.is("password", "right")) return right;
  return step.is("password", "wrong") ? "not " + right : step.text("password");
}

// The token of the link in a recovery mail that arrived.
std::optional<std::string> recovery_token(const Case& played, const Step& step) {
  if (step.is("link", "forged")) return "recovery-0";
  const AccountSpec* account = played.scenario.world.account(step.text("account"));
  const auto mails = played.mailbox.recovery_mails(account ? account->email : "");
  if (mails.empty()) return std::nullopt;
  return step.is("link", "first") ? mails.front().token : mails.back().token;
}

using Begun = std::optional<Actor<Answer>>;

// One verb: starts its call, or says in `action` why there is none.
using Begin = Begun (*)(Case&, const Step&, Merchant&, Action&);

Begun request(Case& played, const Step& step, Merchant& merchant, Action& action) {
  return merchant.request(form_in(played, step, merchant), manner_of(step, action));
}

Begun prepare(Case& played, const Step& step, Merchant& merchant, Action& action) {
  return merchant.prepare(form_in(played, step, merchant), manner_of(step, action));
}

Begun send_draft(Case&, const Step& step, Merchant& merchant, Action& action) {
  if (merchant.draft()) return merchant.send_draft(manner_of(step, action));
  action.trouble = action.who + " has prepared nothing that could be sent.";
  action.trouble_verdict = Verdict::config;
  return std::nullopt;
}

Begun leave(Case& played, const Step&, Merchant& merchant, Action& action) {
  merchant.leave();
  action.answer.kind = Answer::Kind::done;
  played.note({.from = action.who, .kind = "note", .label = "leaves the form"});
  return std::nullopt;
}

Begun name_customer(Case& played, const Step& step, Merchant& merchant, Action& action) {
  const std::string number = number_for(played, step, action);
  if (!action.trouble.empty()) return std::nullopt;
  const Made* made = played.by_number(number);
  const std::string amount = amount_in(step).value_or(made ? made->form.amount : "20,00");
  return merchant.name_customer(number, identifier_in(played, step, false), amount, manner_of(step, action));
}

template <Verb verb>
Begun on_operation(Case& played, const Step& step, Merchant& merchant, Action& action) {
  const std::string number = number_for(played, step, action);
  if (!action.trouble.empty()) return std::nullopt;
  const std::string amount = verb == Verb::validate ? amount_in(step).value_or("") : "";
  return merchant.act(verb, number, amount, manner_of(step, action));
}

Begun close(Case& played, const Step& step, Merchant&, Action& action) {
  const std::string number = number_for(played, step, action);
  if (action.trouble.empty()) action.answer = look_and_close(played, action, number);
  return std::nullopt;
}

Begun retry(Case&, const Step& step, Merchant& merchant, Action& action) {
  const auto basket = step.has("basket") ? std::optional{step.text("basket")} : std::nullopt;
  if (merchant.line().last()) {
    action.key = merchant.line().last()->idempotency_key;
    return merchant.retry({.amount = amount_in(step), .basket = basket});
  }
  action.trouble = action.who + " has made no call that could be made again.";
  action.trouble_verdict = Verdict::config;
  return std::nullopt;
}

Begun log_in(Case& played, const Step& step, Merchant& merchant, Action& action) {
  return merchant.log_in(step.text("account"), password_in(played, step), manner_of(step, action));
}

Begun ask_recovery(Case&, const Step& step, Merchant& merchant, Action& action) {
  return merchant.ask_recovery(step.text("account"), manner_of(step, action));
}

Begun set_password(Case& played, const Step& step, Merchant& merchant, Action& action) {
  const auto token = recovery_token(played, step);
  if (token) return merchant.set_password(step.text("account"), *token, step.text("password"), manner_of(step, action));
  action.trouble =
      "No recovery mail has arrived for account " + step.text("account") + ", so there is no link to follow.";
  return std::nullopt;
}

Begun choose_point(Case&, const Step& step, Merchant& merchant, Action& action) {
  return merchant.choose_point(step.text("point"), manner_of(step, action));
}

template <Verb verb>
Begun change_right(Case&, const Step& step, Merchant& merchant, Action& action) {
  return merchant.change_right(verb, step.text("account"), manner_of(step, action));
}

constexpr std::pair<StepVerb, Begin> kMerchantVerbs[] = {
    {StepVerb::merchant_requests, request},
    {StepVerb::merchant_prepares, prepare},
    {StepVerb::merchant_sends, send_draft},
    {StepVerb::merchant_leaves, leave},
    {StepVerb::merchant_names, name_customer},
    {StepVerb::merchant_changes_mode, on_operation<Verb::change_mode>},
    {StepVerb::merchant_cancels, on_operation<Verb::cancel>},
    {StepVerb::merchant_closes, close},
    {StepVerb::merchant_validates, on_operation<Verb::validate>},
    {StepVerb::merchant_retries, retry},
    {StepVerb::merchant_logs_in, log_in},
    {StepVerb::merchant_asks_recovery, ask_recovery},
    {StepVerb::merchant_sets_password, set_password},
    {StepVerb::merchant_chooses_point, choose_point},
    {StepVerb::merchant_gives_right, change_right<Verb::give_right>},
    {StepVerb::merchant_takes_right, change_right<Verb::take_right>}};

}  // namespace

std::optional<Actor<Answer>> begin_merchant(Case& played, const Step& step, Action& action) {
  action.who = step.spec().by.empty() ? "cashier" : step.text("by");
  const auto found = std::find_if(std::begin(kMerchantVerbs), std::end(kMerchantVerbs),
                                  [&](const auto& pair) { return pair.first == step.verb; });
  assert(found != std::end(kMerchantVerbs) && "begin() sends only the merchant's verbs here");
  return found->second(played, step, played.merchant(action.who), action);
}

}  // namespace parcours
