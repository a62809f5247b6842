// What merchants do, at the Espace and at the till.
#include "scenarios/runner_steps.h"

namespace parcours {
namespace {

Manner manner_of(const Step& step) { return {.key = step.text("key"), .seal_valid = !step.is("seal", "wrong")}; }

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
  return merchant.filled(form, {.basket = !step.has("basket"), .mode = !step.has("mode"), .notify = !step.has("notify")});
}

// VAL-06: looks at the detail and closes it again. The answer is what was seen.
Answer look_and_close(Case& played, const std::string& who, const std::string& number) {
  played.note({.from = who, .to = "service", .kind = "call", .label = "looks at the detail and closes it",
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
  played.last_answer_seq[who] = played.note({.from = "service", .to = who, .kind = "answer",
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

std::optional<Actor<Answer>> set_password(Case& played, const Step& step, Merchant& merchant, Action& action) {
  const auto token = recovery_token(played, step);
  if (token) return merchant.set_password(step.text("account"), *token, step.text("password"), manner_of(step));
  action.trouble = "No recovery mail has arrived for account " + step.text("account") + ", so there is no link to follow.";
  return std::nullopt;
}

std::optional<Actor<Answer>> retry(const Step& step, Merchant& merchant, Action& action) {
  if (merchant.line().last()) {
    const auto basket = step.has("basket") ? std::optional{step.text("basket")} : std::nullopt;
    return merchant.retry({.amount = amount_in(step), .basket = basket});
  }
  action.trouble = action.who + " has made no call that could be made again.";
  action.trouble_verdict = Verdict::config;
  return std::nullopt;
}

std::optional<Actor<Answer>> send_draft(const Step& step, Merchant& merchant, Action& action) {
  if (merchant.draft()) return merchant.send_draft(manner_of(step));
  action.trouble = action.who + " has prepared nothing that could be sent.";
  action.trouble_verdict = Verdict::config;
  return std::nullopt;
}

std::optional<Actor<Answer>> name_customer(Case& played, const Step& step, Merchant& merchant, Action& action) {
  const std::string number = number_for(played, step, action);
  if (!action.trouble.empty()) return std::nullopt;
  const Made* made = played.by_number(number);
  const std::string amount = amount_in(step).value_or(made ? made->form.amount : "20,00");
  return merchant.name_customer(number, identifier_in(played, step, false), amount, manner_of(step));
}

std::optional<Actor<Answer>> on_operation(Case& played, const Step& step, Merchant& merchant, Verb verb, Action& action) {
  const std::string number = number_for(played, step, action);
  if (!action.trouble.empty()) return std::nullopt;
  const std::string amount = verb == Verb::validate ? amount_in(step).value_or("") : "";
  return merchant.act(verb, number, amount, manner_of(step));
}

std::optional<Actor<Answer>> close(Case& played, const Step& step, Action& action) {
  const std::string number = number_for(played, step, action);
  if (action.trouble.empty()) action.answer = look_and_close(played, action.who, number);
  return std::nullopt;
}

}  // namespace

std::optional<Actor<Answer>> begin_merchant(Case& played, const Step& step, Action& action) {
  using enum StepVerb;
  action.who = step.spec().by.empty() ? "cashier" : step.text("by");
  Merchant& merchant = played.merchant(action.who);
  switch (step.verb) {
    case merchant_requests: return merchant.request(form_in(played, step, merchant), manner_of(step));
    case merchant_prepares: return merchant.prepare(form_in(played, step, merchant), manner_of(step));
    case merchant_sends: return send_draft(step, merchant, action);
    case merchant_names: return name_customer(played, step, merchant, action);
    case merchant_changes_mode: return on_operation(played, step, merchant, Verb::change_mode, action);
    case merchant_cancels: return on_operation(played, step, merchant, Verb::cancel, action);
    case merchant_validates: return on_operation(played, step, merchant, Verb::validate, action);
    case merchant_closes: return close(played, step, action);
    case merchant_retries: return retry(step, merchant, action);
    case merchant_logs_in: return merchant.log_in(step.text("account"), password_in(played, step), manner_of(step));
    case merchant_asks_recovery: return merchant.ask_recovery(step.text("account"), manner_of(step));
    case merchant_sets_password: return set_password(played, step, merchant, action);
    case merchant_chooses_point: return merchant.choose_point(step.text("point"), manner_of(step));
    case merchant_gives_right: return merchant.change_right(Verb::give_right, step.text("account"), manner_of(step));
    case merchant_takes_right: return merchant.change_right(Verb::take_right, step.text("account"), manner_of(step));
    default: break;  // merchant_leaves: the draft is dropped, nothing is called.
  }
  merchant.leave();
  action.answer.kind = Answer::Kind::done;
  played.note({.from = action.who, .kind = "note", .label = "leaves the form"});
  return std::nullopt;
}

}  // namespace parcours
