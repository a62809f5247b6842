#include "scenarios/export/step_parts.h"

#include "reference/core/text.h"
#include "sim/seam_player.h"

namespace parcours {

using encaissement::format_amount;
using encaissement::parse_amount;

namespace {

void add_texts(ToldStep& step, const RequestForm& form) {
  const std::pair<const char*, const std::string*> texts[] = {{"label", &form.label},
                                                              {"client_reference", &form.client_reference},
                                                              {"seller", &form.seller},
                                                              {"payment_id", &form.payment_id},
                                                              {"return_url", &form.return_url},
                                                              {"cancel_url", &form.cancel_url}};
  for (const auto& [name, text] : texts)
    if (!text->empty()) step.with(name, *text);
  if (form.currency != "978") step.with("currency", form.currency);
  if (form.deferred) step.with("deferred", "yes");
  if (!form.capture_date.empty()) step.with("capture_date", form.capture_date);
  if (!form.extended) step.with("extended", "no");
}

std::string told_answer(const Answer& answer, const std::string& concerns) {
  std::vector<ToldStep::Field> fields{{"status", yaml_text(answer.status)},
                                      {"api_state", yaml_text(answer.api_state)},
                                      {"requested", yaml_text(format_amount(answer.requested))},
                                      {"received", yaml_text(format_amount(answer.received))},
                                      {"remaining", yaml_text(format_amount(answer.remaining))}};
  if (!concerns.empty()) fields.push_back({"concerns", yaml_text(concerns)});
  return yaml_map(fields);
}

}  // namespace

void add_amount(ToldStep& step, const std::string& text, bool even_empty) {
  const auto read = parse_amount(text);
  if (read && as_typed(*read) == text) step.with("amount", format_amount(*read));
  else if (!text.empty() || even_empty) step.with("typed", text);
}

void add_identifier(ToldStep& step, const std::string& typed, bool by_mail, const World& world) {
  for (const CustomerSpec& c : world.customers)
    if ((by_mail ? c.email : c.identifier) == typed) {
      step.with("customer", c.name);
      return;
    }
  if (!typed.empty()) step.with("identifier", typed);
}

ToldStep form_step(const char* verb, const RequestForm& form, const World& world) {
  ToldStep step{verb};
  step.with("parcours", form.parcours);
  const bool deferred = form.parcours == "B" || form.parcours == "D";
  const bool usual = form.mode == "email" ? deferred : form.mode == "identifier" && form.parcours == "C";
  if (!usual) step.with("mode", form.mode);
  add_amount(step, form.amount, false);
  step.with("basket", form.basket);
  add_identifier(step, form.identifier, form.mode == "email", world);
  if (form.payment_days) step.with("payment_days", std::to_string(*form.payment_days));
  if (form.validation_days) step.with("validation_days", std::to_string(*form.validation_days));
  const bool delayed = form.parcours == "C" || form.parcours == "D";
  if (delayed && form.notify_email.empty()) step.with("notify", "none");
  else if (form.notify_email != "caisse@canoe.example" && !form.notify_email.empty()) step.with("notify", form.notify_email);
  if (form.remember_email) step.with("remember", "yes");
  add_texts(step, form);
  return step;
}

void add_answer(ToldStep& step, const Call& call, const Answer& answer, bool is_retry, const std::string& concerns) {
  if (answer.kind == Answer::Kind::refused)
    step.with_yaml("refused", yaml_map({{"rule", yaml_text(answer.rule)}, {"code", yaml_text(answer.code)}}));
  if (call.who.door == Door::control) return;
  if (answer.remembered || is_retry) step.with("remembered", answer.remembered ? "yes" : "no");
  if (answer.kind != Answer::Kind::done) return;
  if (call.verb == Verb::log_in) step.with("sees", answer.text);
  if (takes_alias(step)) step.with("shows_limit", answer.limit.empty() ? "none" : answer.limit);
  if (!answer.number.empty()) step.with_yaml("answers", told_answer(answer, concerns));
}

bool takes_alias(const ToldStep& step) { return step.verb == "merchant requests" || step.verb == "merchant prepares"; }

}  // namespace parcours
