// Commands: the order in which things are asked (section 5), and the steps on one operation.
#include "reference/core/encaissement.h"

#include "reference/core/refusals.h"
#include "reference/core/request_rules.h"
#include "reference/core/text.h"
#include "reference/core/transition_table.h"

namespace encaissement {
namespace {

// Whether `all`, numbered from 1, has this one.
template <class Id, class All>
bool exists(Id id, const All& all) {
  return static_cast<std::size_t>(id) >= 1 && static_cast<std::size_t>(id) <= all.size();
}

// REP-01: refusals by a rule are remembered, failed authentication is not.
bool is_remembered(const Outcome& outcome) { return outcome.done() || outcome.refusal->code != Code::invalid_seal; }

// The operation, for a merchant's act: to a customer it does not exist (ACC-05).
const Operation* for_merchant(const Encaissement& service, const Principal& who, const TransactionNumber& number) {
  return who.kind == Principal::Kind::customer ? nullptr : service.find(who, number);
}

// Authentication goes before what is remembered: no key opens a door to a wrong password, or a blocked account's.
bool fails_to_log_in(const Encaissement& service, const Command& command) {
  const LogIn* const log_in = std::get_if<LogIn>(&command.body);
  if (log_in == nullptr) return false;
  return !log_in->password_matched || (command.who.account != AccountId::none && service.account(command.who.account).blocked);
}

}  // namespace

std::uint64_t key_of(const Principal& who) {
  const auto id = [&]() -> std::uint64_t {
    switch (who.kind) {
      case Principal::Kind::nobody:
      case Principal::Kind::account: return static_cast<std::uint64_t>(who.account);
      case Principal::Kind::shop: return static_cast<std::uint64_t>(who.point);
      case Principal::Kind::customer: return static_cast<std::uint64_t>(who.customer);
      case Principal::Kind::control: return 0;
    }
    return 0;
  };
  return static_cast<std::uint64_t>(who.kind) << 32 | id();
}

Encaissement::Encaissement(const Policies& policies, std::uint64_t seed, FactSink* sink, ServiceHook* hook)
    : policies_{policies}, seed_{seed}, sink_{sink}, hook_{hook} {}

Outcome Encaissement::execute(const Command& asked, Instant now) {
  if (hook_ == nullptr) return answer(asked, now);
  Command command = asked;
  hook_->receives(command, now);
  return answer(command, now);
}

// Section 5, guards 1 to 3; the rest is each command's own.
Outcome Encaissement::answer(const Command& command, Instant now) {
  advance(now);
  if (refused_unless(command.who.authentic, refusal::unauthentic)) return refused(refusal::unauthentic);
  const bool has_key = !command.key.key.empty();
  const bool may_recall = has_key && !fails_to_log_in(*this, command);
  const Remembered* before = may_recall ? remembered(key_of(command.who), command.key.key) : nullptr;
  if (before != nullptr) {
    if (refused_unless(before->digest == command.key.digest, refusal::other_body)) return refused(refusal::other_body);
    Outcome again = before->outcome;
    again.remembered = true;
    return again;
  }
  Outcome outcome = std::visit([&](const auto& body) { return on(command.who, body); }, command.body);
  if (has_key && is_remembered(outcome))
    make_so(Answered{key_of(command.who), std::string{command.key.key}, command.key.digest, outcome});
  if (sink_ != nullptr) sink_->commit();
  if (hook_ != nullptr) hook_->answers(command, outcome);
  return outcome;
}

const Encaissement::Remembered* Encaissement::remembered(std::uint64_t principal, std::string_view key) const {
  const auto found = answers_.find(AnswerKeyView{principal, key});
  if (found == answers_.end()) return nullptr;
  return is_too_old(found->second) ? nullptr : &found->second;
}

const Refusal* Encaissement::refused_unless(bool holds, const Refusal& guard) const {
  return holds || (hook_ != nullptr && hook_->waives(guard)) ? nullptr : &guard;
}

// -------- Steps on one operation ----------------------------------------------------------------

Outcome Encaissement::attempt(const Operation& operation, const Event& event) {
  if (const Refusal* refusal = decide(operation, event, policies_, hook_)) return refused(*refusal);
  make_so(OperationStepped{operation.id, event});
  return outcome_of(this->operation(operation.id));
}

Outcome Encaissement::outcome_of(const Operation& o) const {
  return {.operation = o.id, .status = o.status, .cause = o.cause, .api = api_state(o), .requested = o.requested,
          .received = o.received, .validated = o.validated, .point = o.point};
}

Outcome Encaissement::on(const Principal& who, const NameCustomer& command) {
  const bool malformed = identifier_kind(command.identifier) == IdentifierKind::malformed;
  const bool total_read = command.total.kind == TypedAmount::Kind::given;
  if (refused_unless(total_read, kMalformedAmount)) return refused(kMalformedAmount);
  if (refused_unless(!malformed, refusal::malformed_identifier)) return refused(refusal::malformed_identifier);
  const Operation* o = who.kind == Principal::Kind::shop ? find(who, command.number) : nullptr;
  if (o == nullptr) return refused(refusal::no_operation);
  const Customer* named = find_customer(command.identifier);
  const bool same_customer = o->named && named != nullptr && named->id == o->customer;
  if (same_customer && command.total.value == o->requested)
    return outcome_of(*o);  // A retry after a lost answer is safe: no push, whatever the status.
  Event event{.kind = EventKind::name, .at = now_, .amount = command.total.value, .euros = command.euros};
  event.customer_blocked = named == nullptr || named->blocked;
  if (named != nullptr) {
    event.customer = named->id;
    event.customer_busy = !guard::may_be_asked(*named, policies_);
  }
  const OperationId id = o->id;
  if (const Refusal* refusal = decide(*o, event, policies_, hook_)) return refused(*refusal);
  event.contact = keep(trimmed(command.identifier));
  make_so(OperationStepped{id, event});
  return outcome_of(operation(id));
}

Outcome Encaissement::on(const Principal& who, const ChangeMode& command) {
  const Operation* o = for_merchant(*this, who, command.number);
  if (o == nullptr) return refused(refusal::no_operation);
  return attempt(*o, {.kind = EventKind::change_mode, .at = now_});
}

Outcome Encaissement::on(const Principal& who, const Cancel& command) {
  const Operation* o = for_merchant(*this, who, command.number);
  if (o == nullptr) return refused(refusal::no_operation);
  return attempt(*o, {.kind = EventKind::cancel, .at = now_});
}

Outcome Encaissement::on(const Principal& who, const Validate& command) {
  if (refused_unless(command.amount.kind != TypedAmount::Kind::malformed, kMalformedAmount))
    return refused(kMalformedAmount);
  const Operation* o = for_merchant(*this, who, command.number);
  if (o == nullptr) return refused(refusal::no_operation);
  const bool whole = command.amount.kind == TypedAmount::Kind::absent;
  return attempt(*o, {.kind = EventKind::validate, .at = now_, .amount = whole ? o->received : command.amount.value});
}

Outcome Encaissement::on(const Principal& who, const Scan& command) {
  Code2D code = command.code;
  if (code.kind == Code2D::Kind::none) code.kind = Code2D::Kind::forged;
  return by_customer(who, EventKind::scan, {}, code, {});
}

Outcome Encaissement::on(const Principal& who, const Pay& command) {
  const bool amount_read = command.amount.kind == TypedAmount::Kind::given;
  if (refused_unless(amount_read, kMalformedAmount)) return refused(kMalformedAmount);
  return by_customer(who, EventKind::pay, command.number, command.code, command.amount.value);
}

Outcome Encaissement::on(const Principal& who, const Refuse& command) {
  return by_customer(who, EventKind::refuse, command.number, command.code, {});
}

// PAY-02: a genuine code presents its operation to whoever holds it; acting on it is the table's to decide.
Outcome Encaissement::by_customer(const Principal& who, EventKind kind, const TransactionNumber& number,
                                  const Code2D& code, Money amount) {
  const Operation* shown = code.kind == Code2D::Kind::none ? nullptr : by_number(code.number);
  const bool genuine = code.kind == Code2D::Kind::genuine && shown != nullptr && shown->requested == code.amount;
  if (refused_unless(code.kind == Code2D::Kind::none || genuine, refusal::forged_code)) return refused(refusal::forged_code);
  if (who.kind != Principal::Kind::customer) return refused(refusal::no_operation);
  const bool by_code = code.kind != Code2D::Kind::none && (number.empty() || number == code.number);
  const Operation* o = by_code ? shown : find(who, number);
  if (o == nullptr) return refused(refusal::no_operation);
  const Customer& customer = this->customer(who.customer);
  return attempt(*o, {.kind = kind, .at = now_, .customer = who.customer, .amount = amount,
                      .is_addressee = is_addressed_to(*o, customer), .code_shown = by_code,
                      .customer_blocked = customer.blocked, .available = customer.available});
}

// -------- The operator's own ---------------------------------------------------------------------

Outcome Encaissement::on(const Principal& who, const IssuerRejects& command) {
  const Operation* o = who.kind == Principal::Kind::control ? by_number(command.number) : nullptr;
  return o == nullptr ? refused(refusal::no_operation) : attempt(*o, {.kind = EventKind::issuer_reject, .at = now_});
}

Outcome Encaissement::on(const Principal& who, const Credit& command) {
  if (who.kind != Principal::Kind::control || !exists(command.customer, customers_)) return refused(refusal::nobody_there);
  const Customer& credited = customer(command.customer);
  const Money room = Money::max() - credited.available - credited.held;
  if (command.amount <= Money{} || command.amount > room) return refused(kMalformedAmount);
  make_so(CustomerChanged{command.customer, credited.blocked, command.amount});
  return {};
}

Outcome Encaissement::on(const Principal& who, const SetBlocked& command) {
  if (who.kind != Principal::Kind::control || !exists(command.customer, customers_)) return refused(refusal::nobody_there);
  make_so(CustomerChanged{command.customer, command.blocked, Money{}});
  return {};
}

Outcome Encaissement::on(const Principal& who, const SetEnabled& command) {
  if (who.kind != Principal::Kind::control || !exists(command.point, points_)) return refused(refusal::nobody_there);
  make_so(PointChanged{command.point, command.enabled, point(command.point).remembered_email});
  return {};
}

Outcome Encaissement::on(const Principal& who, const ResumeNotifications& command) {
  const Operation* o = who.kind == Principal::Kind::control ? by_number(command.number) : nullptr;
  if (o == nullptr) return refused(refusal::no_operation);
  make_so(DeliveryResumed{o->id});
  return {};
}

Outcome Encaissement::on(const Principal& who, const DeliveryAnswered& command) {
  const bool known = command.notice >= 1 && notices_.has(static_cast<std::size_t>(command.notice) - 1);
  if (who.kind != Principal::Kind::control || !known) return refused(refusal::no_operation);
  make_so(DeliveryTried{NoticeId{command.notice}, command.acknowledged});
  return {};
}

}  // namespace encaissement
