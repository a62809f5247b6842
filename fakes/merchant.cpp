#include "fakes/merchant.h"

#include <cassert>
#include <utility>

#include "reference/core/text.h"

namespace parcours {
namespace {

constexpr const char* kUsualNotify = "caisse@canoe.example";

std::string usual_mode(const RequestForm& form, Door door) {
  if (form.parcours == "B" || form.parcours == "D") return "email";
  if (!form.identifier.empty()) return "identifier";
  if (door == Door::api) return "none";
  return form.parcours == "A" ? "qr" : "identifier";
}

}  // namespace

Merchant::Merchant(Surroundings& around, std::string name, Speaker speaker)
    : around_{around}, line_{around, std::move(name)}, speaker_{std::move(speaker)} {}

// "REF20200624" and a number, as the guide's merchant writes them.
std::string Merchant::next_basket() {
  const std::string day = encaissement::format_day(encaissement::paris_day(around_.stage.now()));
  return "REF" + day.substr(6, 4) + day.substr(3, 2) + day.substr(0, 2) + std::to_string(++baskets_);
}

RequestForm Merchant::filled(RequestForm form, LeftOpen open) {
  if (open.basket) form.basket = next_basket();
  if (open.mode) form.mode = usual_mode(form, speaker_.door);
  const bool delayed = form.parcours == "C" || form.parcours == "D";
  if (open.notify && delayed && form.extended) form.notify_email = kUsualNotify;
  return form;
}

Call Merchant::call_of(Verb verb, const Manner& manner) const {
  Call call;
  call.who = speaker_;
  call.verb = verb;
  call.idempotency_key = manner.key;
  call.seal_valid = manner.seal_valid;
  return call;
}

Actor<Answer> Merchant::request(RequestForm form, Manner manner) {
  Call call = call_of(Verb::request, manner);
  call.form = std::move(form);
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::prepare(RequestForm form, Manner manner) {
  draft_ = form;
  Call call = call_of(Verb::prepare, manner);
  call.form = std::move(form);
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::send_draft(Manner manner) {
  assert(draft_ && "REQUIRES: draft()");
  RequestForm form = std::move(*draft_);
  draft_.reset();
  return request(std::move(form), std::move(manner));
}

Actor<Answer> Merchant::name_customer(const std::string& number, const std::string& identifier,
                                      const std::string& amount, Manner manner) {
  Call call = call_of(Verb::name_customer, manner);
  call.operation = number;
  call.amount = amount;
  call.form.identifier = identifier;
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::act(Verb verb, const std::string& number, const std::string& amount, Manner manner) {
  Call call = call_of(verb, manner);
  call.operation = number;
  call.amount = amount;
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::log_in(const std::string& account, const std::string& password, Manner manner) {
  Call call = call_of(Verb::log_in, manner);
  call.who = {Door::espace, account, ""};
  call.text = password;
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::ask_recovery(const std::string& account, Manner manner) {
  Call call = call_of(Verb::ask_recovery, manner);
  call.who = {Door::espace, account, ""};
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::set_password(const std::string& account, const std::string& token, const std::string& password,
                                     Manner manner) {
  Call call = call_of(Verb::set_password, manner);
  call.who = {Door::espace, account, ""};
  call.token = token;
  call.text = password;
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::choose_point(const std::string& point, Manner manner) {
  Call call = call_of(Verb::choose_point, manner);
  call.text = point;
  Answer answer = co_await line_.send(std::move(call));
  if (answer.kind == Answer::Kind::done) speaker_.point = point;
  co_return answer;
}

Actor<Answer> Merchant::change_right(Verb verb, const std::string& account, Manner manner) {
  Call call = call_of(verb, manner);
  call.text = account;
  return line_.send(std::move(call));
}

Actor<Answer> Merchant::retry(const RetryChanges& changes) {
  assert(line_.last() && "REQUIRES: line().last()");
  Call call = *line_.last();
  const bool in_form = call.verb == Verb::request || call.verb == Verb::prepare;
  if (changes.amount) (in_form ? call.form.amount : call.amount) = *changes.amount;
  if (changes.basket) call.form.basket = *changes.basket;
  return line_.send(std::move(call));
}

std::optional<std::string> remainder_told(const OperationView& operation) {
  if (operation.received.is_zero() || operation.remaining.is_zero()) return std::nullopt;
  return "Il reste " + encaissement::format_amount(operation.remaining);
}

}  // namespace parcours
