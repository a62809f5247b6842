// From a Call's texts to the core's commands, and from its outcomes to an Answer.
#include "reference/core/text.h"
#include "reference/desk/form.h"
#include "reference/desk/local_desk.h"
#include "reference/seal/digest.h"
#include "reference/seal/password.h"

namespace parcours {

using namespace encaissement;

namespace {

TransactionNumber number_in(const Call& call) {
  return TransactionNumber::parse(call.operation).value_or(TransactionNumber{});
}

}  // namespace

Principal LocalDesk::principal(const Speaker& who) const {
  Principal p;
  switch (who.door) {
    case Door::control: p.kind = Principal::Kind::control; return p;
    case Door::api: {
      p.kind = Principal::Kind::shop;
      const Point* point = service_->find_shop(who.name);
      p.authentic = point != nullptr;
      if (point != nullptr) p.point = point->id;
      return p;
    }
    case Door::espace: {
      p.kind = Principal::Kind::account;
      const Account* account = service_->find_account(who.name);
      p.authentic = account != nullptr;
      if (account != nullptr) p.account = account->id;
      if (account != nullptr) p.point = account->point;
      const Point* chosen = account != nullptr && p.point == PointId::none ? service_->find_point(who.point) : nullptr;
      if (chosen != nullptr && chosen->convention == account->convention) p.point = chosen->id;  // ACC-05
      return p;
    }
    case Door::phone: break;
  }
  p.kind = Principal::Kind::customer;
  const CustomerSpec* spec = world_.customer(who.name);
  const Customer* customer = service_->find_customer(spec == nullptr ? who.name : spec->identifier);
  p.authentic = customer != nullptr;
  if (customer != nullptr) p.customer = customer->id;
  return p;
}

Code2D LocalDesk::read_code(const std::string& payload) const {
  return payload.empty() ? Code2D{} : seal_->read(payload);
}

bool LocalDesk::password_matches(const Call& call) const {
  if (call.password_matched) return *call.password_matched;
  const Account* account = service_->find_account(call.who.name);
  const std::string kept = account == nullptr ? nobodys_password(cost_)
                                              : std::string{service_->text(account->verifier)};
  return encaissement::password_matches(kept, call.text) && account != nullptr;
}

// Everything in the call but who calls, its key and its date. The point chosen is part of the path.
std::uint64_t LocalDesk::digest(const Call& c) const {
  const auto days = [](const std::optional<int>& n) { return n ? std::to_string(*n) : ""; };
  const parcours::RequestForm& f = c.form;
  std::string text;
  for (const std::string& part :
       {to_string(c.verb), c.who.point, c.operation, c.amount, c.code, c.text, c.token, f.parcours, f.amount, f.basket, f.mode,
        f.identifier, days(f.payment_days), days(f.validation_days), f.notify_email, f.label, f.client_reference,
        f.seller, f.payment_id, f.return_url, f.cancel_url, f.currency, f.capture_date,
        std::string{f.deferred ? "deferred" : ""}, std::string{f.extended ? "extended" : ""}, std::string{f.remember_email ? "remember" : ""}})
    text += std::to_string(part.size()) + ":" + part;
  return digest_of(text);
}

Command LocalDesk::command_of(const Call& call) {
  Command command;
  const bool has_session = call.verb != Verb::log_in && call.verb != Verb::ask_recovery && call.verb != Verb::set_password;
  if (has_session) command.who = principal(call.who);
  const Account* nobody_yet = has_session ? nullptr : service_->find_account(call.who.name);
  if (nobody_yet != nullptr) command.who.account = nobody_yet->id;  // Keys of log-ins are an account's own (REP-01).
  if (!call.seal_valid) command.who.authentic = false;
  command.body = body_of(call);
  if (!call.idempotency_key.empty()) command.key = {call.idempotency_key, digest(call)};
  return command;
}

// Nobody can guess one who does not know the seed, and no two are alike: the service has taken other facts since.
std::string LocalDesk::recovery_token() const {
  return "recovery-" + std::to_string(digest_of(std::to_string(seed_) + ":" + std::to_string(service_->facts())));
}

Body LocalDesk::body_of(const Call& call) {
  const auto customer = [&] { return principal({.door = Door::phone, .name = call.text, .point = ""}).customer; };
  const auto point = [&] {
    const Point* found = service_->find_point(call.text);
    return found == nullptr ? PointId::none : found->id;
  };
  switch (call.verb) {
    case Verb::log_in: return LogIn{call.who.name, !call.text.empty(), password_matches(call)};
    case Verb::ask_recovery:
      token_ = call.token.empty() ? recovery_token() : call.token;
      return AskRecovery{call.who.name, token_};
    case Verb::set_password:
      verifier_ = call.verifier ? *call.verifier
                                : call.text.empty() ? "" : hash_password(call.text, cost_);
      return SetPassword{call.token, verifier_};
    case Verb::choose_point: return ChoosePoint{call.text};
    case Verb::give_right: return SetRight{call.text, true};
    case Verb::take_right: return SetRight{call.text, false};
    case Verb::prepare: return Prepare{read_form(call.form, call.who.door)};
    case Verb::request: return Request{read_form(call.form, call.who.door)};
    case Verb::name_customer:
      return NameCustomer{number_in(call), call.form.identifier, read_amount(call.amount), call.form.currency == "978"};
    case Verb::change_mode: return ChangeMode{number_in(call)};
    case Verb::cancel: return Cancel{number_in(call)};
    case Verb::validate: return Validate{number_in(call), read_amount(call.amount)};
    case Verb::scan: return Scan{read_code(call.code)};
    case Verb::pay: return Pay{number_in(call), read_code(call.code), read_amount(call.amount)};
    case Verb::refuse: return Refuse{number_in(call), read_code(call.code)};
    case Verb::issuer_rejects: return IssuerRejects{number_in(call)};
    case Verb::credit: return Credit{customer(), read_amount(call.amount).value};
    case Verb::block_customer: return SetBlocked{customer(), true};
    case Verb::unblock_customer: return SetBlocked{customer(), false};
    case Verb::enable_point: return SetEnabled{point(), true};
    case Verb::disable_point: return SetEnabled{point(), false};
    case Verb::resume_notifications: return ResumeNotifications{number_in(call)};
  }
  return LogIn{};
}

Answer LocalDesk::answer_of(const Call& call, const Outcome& outcome) const {
  Answer answer;
  answer.kind = outcome.done() ? Answer::Kind::done : Answer::Kind::refused;
  answer.remembered = outcome.remembered;
  if (!outcome.done()) {
    answer.rule = to_string(outcome.refusal->rule);
    answer.code = to_string(outcome.refusal->code);
    answer.sentence = outcome.refusal->sentence;
    return answer;
  }
  if (outcome.operation != OperationId::none) {
    answer.number = service_->number(outcome.operation).view();
    answer.status = to_string(outcome.status);
    answer.api_state = to_string(outcome.api);
    answer.requested = outcome.requested;
    answer.received = outcome.received;
    answer.remaining = outcome.requested - outcome.received;
  }
  const bool is_new = call.verb == Verb::request || call.verb == Verb::prepare;
  if (outcome.shown_limit != Day{}) answer.limit = format_day(outcome.shown_limit);
  if (is_new && outcome.operation != OperationId::none && service_->operation(outcome.operation).mode == Mode::qr)
    answer.text = seal_->payload(service_->number(outcome.operation), outcome.requested);
  if (call.verb == Verb::log_in) answer.text = outcome.point == PointId::none ? "signatory" : "point";
  return answer;
}

}  // namespace parcours
