// Calls as steps.
#include <algorithm>

#include "reference/core/text.h"
#include "scenarios/export/step_parts.h"
#include "scenarios/export/teller.h"
#include "sim/cast.h"

namespace parcours {
namespace {

using namespace encaissement;

std::string alias_in(const Known& known, const std::string& number) {
  const int index = known.index_of(number);
  return index < 0 ? "unknown" : "op" + std::to_string(index + 1);
}

// Codes are shown of an operation that has one. None: there is no code anybody could show.
std::optional<std::string> whose_code(const Act& act, const Known& known) {
  const auto has = [&](std::size_t i) { return i < known.payloads.size() && !known.payloads[i].empty(); };
  if (has(act.operation)) return "op" + std::to_string(act.operation + 1);
  for (std::size_t i = 0; i < known.payloads.size(); ++i)
    if (has(i)) return "op" + std::to_string(i + 1);
  return std::nullopt;
}

std::optional<ToldStep> customer_step(const char* verb, const Act& act, const Call& call, const Known& known) {
  ToldStep step{verb};
  step.with("customer", call.who.name);
  if (act.kind == ActKind::pay) add_amount(step, call.amount, true);
  if (call.code.empty()) {
    if (act.kind == ActKind::scan) return std::nullopt;
    step.with("operation", alias_in(known, call.operation));
    return step;
  }
  const auto whose = whose_code(act, known);
  if (!whose) return std::nullopt;
  const bool own = *whose == "op" + std::to_string(act.operation + 1);
  if (act.kind != ActKind::scan) step.with("with_code", "yes");
  const char* code = !own                              ? "unknown"
                     : act.code == CodeShown::forged   ? "forged"
                     : act.code == CodeShown::altered ? "altered amount"
                                                       : "genuine";
  const bool genuine = code == std::string_view{"genuine"};
  if (!genuine && act.kind == ActKind::refuse) return std::nullopt;
  if (!genuine) step.with("code", code);
  step.with("operation", *whose);
  return step;
}

ToldStep log_in_step(const Call& call, const Known& known) {
  ToldStep step{"merchant logs in"};
  step.with("account", call.who.name);
  const AccountSpec* account = guide_world().account(call.who.name);
  const auto now = known.passwords.find(call.who.name);
  const bool first = account != nullptr && now != known.passwords.end() && now->second == account->password;
  const std::string right = account == nullptr ? "no such account" : account->password;
  if ((first || account == nullptr) && call.text == "not " + right) step.with("password", "wrong");
  else if ((!first && account != nullptr) || call.text != right) step.with("password", call.text);
  return step;
}

ToldStep on_operation(const char* verb, const Call& call, const Known& known) {
  ToldStep step{verb};
  step.with("operation", alias_in(known, call.operation));
  return step;
}

ToldStep with_text(const char* verb, const char* field, const std::string& text) {
  ToldStep step{verb};
  step.with(field, text);
  return step;
}

std::optional<ToldStep> bare_step(const Act& act, const Call& call, const Known& known) {
  switch (call.verb) {
    case Verb::request: return form_step("merchant requests", call.form, guide_world());
    case Verb::prepare: return form_step("merchant prepares", call.form, guide_world());
    case Verb::name_customer: {
      if (call.form.currency != "978") return std::nullopt;
      ToldStep step = on_operation("merchant names", call, known);
      add_identifier(step, call.form.identifier, false, guide_world());
      add_amount(step, call.amount, true);
      return step;
    }
    case Verb::change_mode: return on_operation("merchant changes mode", call, known);
    case Verb::cancel: return on_operation("merchant cancels", call, known);
    case Verb::validate: {
      ToldStep step = on_operation("merchant validates", call, known);
      add_amount(step, call.amount, false);
      return step;
    }
    case Verb::scan: return customer_step("customer scans", act, call, known);
    case Verb::pay: return customer_step("customer pays", act, call, known);
    case Verb::refuse: return customer_step("customer refuses", act, call, known);
    case Verb::issuer_rejects: return on_operation("issuer rejects", call, known);
    case Verb::resume_notifications: return on_operation("operator resumes notifications", call, known);
    case Verb::credit: {
      const auto amount = parse_amount(call.amount);
      if (!amount) return std::nullopt;
      return with_text("operator credits", "customer", call.text).with("amount", format_amount(*amount));
    }
    case Verb::block_customer: return with_text("operator blocks", "customer", call.text);
    case Verb::unblock_customer: return with_text("operator unblocks", "customer", call.text);
    case Verb::enable_point: return with_text("operator enables", "point", call.text);
    case Verb::disable_point: return with_text("operator disables", "point", call.text);
    case Verb::give_right: return with_text("merchant gives right", "account", call.text);
    case Verb::take_right: return with_text("merchant takes right", "account", call.text);
    case Verb::log_in: return log_in_step(call, known);
    case Verb::ask_recovery: return with_text("merchant asks recovery", "account", call.who.name);
    case Verb::set_password:
      return with_text("merchant sets password", "account", call.who.name)
          .with("password", call.text)
          .with("link", call.token == "recovery-0" ? "forged" : "last");
    case Verb::choose_point: return with_text("merchant chooses point", "point", call.text);
  }
  return std::nullopt;
}

bool has_speaker(Verb verb) {
  return verb == Verb::request || verb == Verb::prepare || verb == Verb::name_customer || verb == Verb::change_mode ||
         verb == Verb::cancel || verb == Verb::validate || verb == Verb::give_right || verb == Verb::take_right;
}

}  // namespace

std::string line_name(const Act& act) {
  const bool access = act.kind == ActKind::log_in || act.kind == ActKind::ask_recovery || act.kind == ActKind::set_password;
  return access ? "cashier" : std::string{to_string(act.who)};
}

std::optional<ToldStep> step_of(const Act& act, const Call& call, const Known& known) {
  if (has_speaker(call.verb) && !is_merchant(act.who)) return std::nullopt;
  std::optional<ToldStep> step = bare_step(act, call, known);
  if (!step) return std::nullopt;
  if (has_speaker(call.verb)) step->with("by", to_string(act.who));
  if (!call.idempotency_key.empty() && call.who.door != Door::control)
    step->with("key", std::string{to_string(act.who)} + "-" + call.idempotency_key);
  if (!call.seal_valid) {
    if (call.who.door != Door::api) return std::nullopt;  // Only tills seal.
    step->with("seal", "wrong");
  }
  return step;
}

}  // namespace parcours
