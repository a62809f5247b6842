#include "scenarios/export/recorded_step.h"

#include "reference/core/text.h"
#include "scenarios/export/step_parts.h"

namespace parcours {
namespace {

// A client of the public API has neither parcours nor mode: how it captures says which it is.
RequestForm with_words(RequestForm form) {
  if (form.extended) return form;
  form.parcours = form.deferred ? "C" : "A";
  form.mode = "none";
  return form;
}

std::optional<ToldStep> customer_step(const char* verb, const Call& call, const RecordNames& names) {
  ToldStep step{verb};
  step.with("customer", names.customer(call.who.name));
  if (call.verb == Verb::pay) add_amount(step, call.amount, true);
  if (call.code.empty()) {
    if (call.verb == Verb::scan) return std::nullopt;
    return step.with("operation", names.operation(call.operation));
  }
  const auto shown = names.code(call.code);
  if (!shown || (call.verb == Verb::refuse && shown->code != "genuine")) return std::nullopt;
  if (call.verb != Verb::scan) step.with("with_code", "yes");
  if (shown->code != "genuine") step.with("code", shown->code);
  return step.with("operation", shown->operation);
}

ToldStep log_in_step(const Call& call) {
  ToldStep step{"merchant logs in"};
  step.with("account", call.who.name);
  if (call.text.empty()) step.with("password", "");
  else if (!call.password_matched.value_or(false)) step.with("password", "wrong");
  return step;
}

std::optional<ToldStep> set_password_step(const Recorded& event, RecordNames& names) {
  const RecordNames::Link link = names.link(event.call.token, event.at);
  if (link.word.empty()) return std::nullopt;
  ToldStep step{"merchant sets password"};
  const std::string& said = link.login.empty() ? event.call.who.name : link.login;
  if (!said.empty()) step.with("account", said);
  return step.with("password", names.new_password(event.call)).with("link", link.word);
}

ToldStep on_operation(const char* verb, const Call& call, const RecordNames& names) {
  return ToldStep{verb}.with("operation", names.operation(call.operation));
}

ToldStep name_step(const Call& call, const RecordNames& names) {
  ToldStep step = on_operation("merchant names", call, names);
  add_identifier(step, call.form.identifier, false, names.world());
  if (step.find("customer") == nullptr && step.find("identifier") == nullptr) step.with("identifier", "");
  add_amount(step, call.amount, true);
  return step;
}

std::optional<ToldStep> credit_step(const Call& call, const RecordNames& names) {
  const auto amount = encaissement::parse_amount(call.amount);
  if (!amount) return std::nullopt;
  return ToldStep{"operator credits"}
      .with("customer", names.customer(call.text))
      .with("amount", encaissement::format_amount(*amount));
}

std::optional<ToldStep> bare_step(const Recorded& event, RecordNames& names) {
  const Call& call = event.call;
  const auto on_customer = [&](const char* verb) { return ToldStep{verb}.with("customer", names.customer(call.text)); };
  switch (call.verb) {
    case Verb::request: return form_step("merchant requests", with_words(call.form), names.world());
    case Verb::prepare: return form_step("merchant prepares", with_words(call.form), names.world());
    case Verb::name_customer:
      if (call.form.currency != "978") return std::nullopt;
      return name_step(call, names);
    case Verb::change_mode: return on_operation("merchant changes mode", call, names);
    case Verb::cancel: return on_operation("merchant cancels", call, names);
    case Verb::validate: {
      ToldStep step = on_operation("merchant validates", call, names);
      add_amount(step, call.amount, false);
      return step;
    }
    case Verb::scan: return customer_step("customer scans", call, names);
    case Verb::pay: return customer_step("customer pays", call, names);
    case Verb::refuse: return customer_step("customer refuses", call, names);
    case Verb::issuer_rejects: return on_operation("issuer rejects", call, names);
    case Verb::resume_notifications: return on_operation("operator resumes notifications", call, names);
    case Verb::credit: return credit_step(call, names);
    case Verb::block_customer: return on_customer("operator blocks");
    case Verb::unblock_customer: return on_customer("operator unblocks");
    case Verb::enable_point: return ToldStep{"operator enables"}.with("point", call.text);
    case Verb::disable_point: return ToldStep{"operator disables"}.with("point", call.text);
    case Verb::give_right: return ToldStep{"merchant gives right"}.with("account", call.text);
    case Verb::take_right: return ToldStep{"merchant takes right"}.with("account", call.text);
    case Verb::log_in: return log_in_step(call);
    case Verb::ask_recovery: return ToldStep{"merchant asks recovery"}.with("account", call.who.name);
    case Verb::set_password: return set_password_step(event, names);
    case Verb::choose_point: return ToldStep{"merchant chooses point"}.with("point", call.text);
  }
  return std::nullopt;
}

bool is_access(Verb verb) { return verb == Verb::log_in || verb == Verb::ask_recovery || verb == Verb::set_password; }

}  // namespace

bool names_merchant(Verb verb) {
  return verb == Verb::request || verb == Verb::prepare || verb == Verb::name_customer || verb == Verb::change_mode ||
         verb == Verb::cancel || verb == Verb::validate || verb == Verb::give_right || verb == Verb::take_right ||
         verb == Verb::choose_point;
}

std::optional<ToldStep> recorded_step(const Recorded& event, RecordNames& names) {
  const Call& call = event.call;
  const auto speaker = is_access(call.verb) ? std::optional<std::string>{"cashier"} : names.speaker(call.who);
  std::optional<ToldStep> step = speaker ? bare_step(event, names) : std::nullopt;
  if (!step) return std::nullopt;
  if (names_merchant(call.verb)) step->with("by", *speaker);
  const std::string key = call.who.door == Door::control ? "" : names.key(event);
  if (!key.empty()) step->with("key", key);
  if (!call.seal_valid && call.who.door != Door::api) return std::nullopt;  // Only tills seal.
  if (!call.seal_valid) step->with("seal", "wrong");
  return step;
}

}  // namespace parcours
