#include "scenarios/runner/labels.h"

#include <utility>

#include "reference/core/requirement.h"
#include "reference/core/text.h"

namespace parcours {
namespace {

std::string euros(const std::string& typed) {
  const auto amount = encaissement::parse_amount(typed);
  return amount ? encaissement::format_amount(*amount) : "\"" + typed + "\"";
}

std::string with_amount(const std::string& verb, const std::string& typed) {
  return typed.empty() ? verb : verb + " " + euros(typed);
}

std::string form_label(const std::string& verb, const RequestForm& form) {
  const std::string parcours = form.extended ? form.parcours : (form.deferred ? "DEFERRED" : "NORMAL");
  return with_amount(verb, form.amount) + " (" + parcours + (form.mode.empty() ? "" : ", " + form.mode) + ")";
}

void add(Details& details, const char* name, const std::string& value) {
  if (!value.empty()) details.emplace_back(name, value);
}

std::string days(const std::optional<int>& count) { return count ? std::to_string(*count) : ""; }

void add_form(Details& details, const RequestForm& form) {
  add(details, "basket", form.basket);
  add(details, "identifier", form.identifier);
  add(details, "payment days", days(form.payment_days));
  add(details, "validation days", days(form.validation_days));
  add(details, "notify", form.notify_email);
}

}  // namespace

std::string label_of(const Call& call) {
  switch (call.verb) {
    case Verb::log_in:
      return "logs in as " + call.who.name;
    case Verb::ask_recovery:
      return "asks recovery for " + call.who.name;
    case Verb::set_password:
      return "sets a new password for " + call.who.name;
    case Verb::choose_point:
      return "chooses " + call.text;
    case Verb::give_right:
      return "gives " + call.text + " the right to collect";
    case Verb::take_right:
      return "takes the right to collect from " + call.text;
    case Verb::prepare:
      return form_label("prepares", call.form);
    case Verb::request:
      return form_label("requests", call.form);
    case Verb::name_customer:
      return "names " + call.form.identifier;
    case Verb::change_mode:
      return "changes mode";
    case Verb::cancel:
      return "cancels";
    case Verb::validate:
      return with_amount("validates", call.amount);
    case Verb::scan:
      return "scans the QR code";
    case Verb::pay:
      return with_amount("pays", call.amount);
    case Verb::refuse:
      return "refuses";
    case Verb::issuer_rejects:
      return "issuer rejects";
    case Verb::credit:
      return "credits " + call.text + " " + euros(call.amount);
    case Verb::block_customer:
      return "blocks " + call.text;
    case Verb::unblock_customer:
      return "unblocks " + call.text;
    case Verb::enable_point:
      return "enables " + call.text;
    case Verb::disable_point:
      return "disables " + call.text;
    case Verb::resume_notifications:
      return "resumes notifications";
  }
  return "";
}

std::string label_of(const Answer& answer) {
  switch (answer.kind) {
    case Answer::Kind::lost:
      return "no answer";
    case Answer::Kind::refused:
      return refusal_text(answer.rule, answer.code) + (answer.sentence.empty() ? "" : ": " + answer.sentence);
    case Answer::Kind::done:
      break;
  }
  if (answer.status.empty()) return answer.limit.empty() ? "done" : "limit " + answer.limit;
  std::string label = answer.status;
  if (!answer.received.is_zero()) label += ", received " + encaissement::format_amount(answer.received);
  if (!answer.received.is_zero() && !answer.remaining.is_zero())
    label += ", remaining " + encaissement::format_amount(answer.remaining);
  return label;
}

Details details_of(const Call& call) {
  Details details;
  if (call.verb == Verb::prepare || call.verb == Verb::request) add_form(details, call.form);
  add(details, "code", call.code);
  add(details, "key", call.idempotency_key);
  if (!call.seal_valid) add(details, "seal", "wrong");
  return details;
}

Details details_of(const Answer& answer) {
  Details details;
  add(details, "state", answer.api_state);
  add(details, "limit", answer.limit);
  if (answer.remembered) add(details, "remembered", "yes");
  return details;
}

Details details_of(const encaissement::Policies& policies) {
  Details details;
  for (const auto& field : encaissement::policy_fields()) details.emplace_back(field.name, field.get(policies));
  return details;
}

std::string label_of(const LegEvent& event) {
  const std::string what = event.leg == Leg::request ? "the request " : "the answer ";
  switch (event.what) {
    case Happening::sent:
    case Happening::delivered:
      return "";
    case Happening::duplicated:
      return what + "is duplicated";
    case Happening::delayed:
      return what + "is delayed until " + encaissement::format_instant(event.due);
    case Happening::held:
      return what + "is held on the way";
    case Happening::released:
      return what + "is released";
    case Happening::lost:
      return what + "is lost on the way";
    case Happening::unanswered:
      return "the service dies before it answers";
    case Happening::ignored:
      return what + "comes when nobody waits for it";
    case Happening::timed_out:
      return "the caller gives up waiting";
    case Happening::unreachable:
      return "there is no way to the service";
    case Happening::cut:
      return "the line is cut";
    case Happening::mended:
      return "the line is whole again";
  }
  return "";
}

std::string refusal_text(const std::string& rule, const std::string& code) {
  if (rule.empty()) return "refused " + code;
  return "refused " + rule + (code.empty() ? "" : " (" + code + ")");
}

std::string rule_text(const std::string& id) {
  const auto rule = encaissement::find_rule(id);
  return rule ? id + ": " + std::string{encaissement::requirement(*rule).sentence} : id;
}

std::string rules_behind(const std::string& code) {
  static constexpr std::pair<std::string_view, std::string_view> kRules[] = {
      {"BAD_REQUEST", "FRM-02, FRM-03, FRM-04, FRM-05, FRM-07, FRM-08, PAY-02, REP-01"},
      {"INVALID_SEAL", "ACC-01, ACC-02, ACC-03, ACC-07"},
      {"MERCHANT_NOT_ALLOWED", "ACC-04, ACC-06, ACC-08"},
      {"TRANSACTION_NOT_FOUND", "ACC-05"},
      {"OPERATION_TRANSACTION_NOT_ALLOWED",
       "STA-01, PAY-01, PAY-02, PAY-05, PAY-09, PAY-10, TIM-01, TIM-05, VAL-03, VAL-05"},
      {"BENEFICIARY_NOT_FOUND", "FRM-06"},
      {"OTHER_TRANSACTION_PENDING", "FRM-11"},
      {"INVALID_TRANSACTION_AMOUNT", "FRM-01, PAY-03, PAY-06, VAL-01"}};
  for (const auto& [wire, rules] : kRules)
    if (wire == code) return std::string{rules};
  return "";
}

}  // namespace parcours
