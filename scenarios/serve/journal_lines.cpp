#include "scenarios/serve/journal_lines.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reference/core/text.h"

namespace parcours {
namespace {

using namespace encaissement;
using Json = nlohmann::ordered_json;

template <class Id>
std::uint64_t number(Id id) { return static_cast<std::uint64_t>(id); }

// One on() a fact: its name, and what it says. Texts are looked up in `texts`.
struct Telling {
  const std::string& texts;
  Json& line;

  std::string text(Text t) const {
    return std::uint64_t{t.begin} + t.size <= texts.size() ? texts.substr(t.begin, t.size) : std::string{};
  }
  static std::string moment(Instant at) { return at == Instant{} ? std::string{} : format_instant(at); }

  void operator()(const TextsKept& f) const { line["fact"] = "texts kept", line["bytes"] = f.bytes.size(); }
  void operator()(const PointAdded& f) const {
    line["fact"] = "point added", line["point"] = number(f.point.id), line["code"] = text(f.point.code);
    line["name"] = text(f.point.name), line["shop"] = text(f.point.shop), line["enabled"] = f.point.enabled;
  }
  void account(const Account& a) const {
    line["account"] = number(a.id), line["login"] = text(a.login), line["email"] = text(a.email);
    line["may_collect"] = a.may_collect, line["blocked"] = a.blocked, line["failures"] = a.failures;
  }
  void operator()(const AccountAdded& f) const { line["fact"] = "account added", account(f.account); }
  void operator()(const AccountChanged& f) const { line["fact"] = "account changed", account(f.account); }
  void operator()(const CustomerAdded& f) const {
    line["fact"] = "customer added", line["customer"] = number(f.customer.id);
    line["identifier"] = text(f.customer.identifier), line["email"] = text(f.customer.email);
    line["available"] = f.customer.available.cents(), line["blocked"] = f.customer.blocked;
  }
  void operator()(const OperationCreated& f) const {
    const Operation& o = f.operation;
    line["fact"] = "operation created", line["operation"] = number(o.id), line["point"] = number(o.point);
    line["parcours"] = to_string(o.parcours), line["mode"] = to_string(o.mode), line["requested"] = o.requested.cents();
    line["basket"] = text(o.basket), line["contact"] = text(o.contact), line["label"] = text(o.label);
    line["client_reference"] = text(o.client_reference), line["seller"] = text(o.seller);
    line["notify_email"] = text(o.notify_email), line["payment_id"] = text(o.payment_id);
    line["return_url"] = text(o.return_url), line["cancel_url"] = text(o.cancel_url);
    line["payment_deadline"] = moment(o.payment_deadline), line["validation_days"] = o.validation_days;
  }
  void operator()(const OperationStepped& f) const {
    line["fact"] = "operation stepped", line["operation"] = number(f.operation), line["event"] = to_string(f.event.kind);
    line["customer"] = number(f.event.customer), line["amount"] = f.event.amount.cents();
    line["contact"] = text(f.event.contact);
  }
  void operator()(const RecoveryIssued& f) const {
    line["fact"] = "recovery issued", line["account"] = number(f.account), line["expiry"] = moment(f.expiry);
  }
  void operator()(const PointChanged& f) const {
    line["fact"] = "point changed", line["point"] = number(f.point), line["enabled"] = f.enabled;
    line["remembered_email"] = text(f.remembered_email);
  }
  void operator()(const CustomerChanged& f) const {
    line["fact"] = "customer changed", line["customer"] = number(f.customer), line["blocked"] = f.blocked;
    line["credited"] = f.credited.cents();
  }
  void operator()(const DeliveryTried& f) const {
    line["fact"] = "delivery tried", line["notice"] = number(f.notice), line["acknowledged"] = f.acknowledged;
  }
  void operator()(const DeliveryResumed& f) const {
    line["fact"] = "delivery resumed", line["operation"] = number(f.operation);
  }
  void operator()(const Answered& f) const {
    line["fact"] = "answered", line["principal"] = f.principal, line["key"] = f.key;
    line["refused"] = f.outcome.done() ? "" : to_string(f.outcome.refusal->rule);
    line["operation"] = number(f.outcome.operation);
  }
};

}  // namespace

std::string JournalLines::line(const Fact& fact) {
  take(fact);
  Json line{{"at", format_instant(fact.at)}};
  std::visit(Telling{texts_, line}, fact.body);
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string JournalLines::trouble(const Fact& fact) {
  const Instant before = at_;
  take(fact);
  const auto of = [&](const char* what) { return fmt::format("fact {}: {}", facts_, what); };
  const auto there = [](auto id, std::size_t count) { return number(id) >= 1 && number(id) <= count; };
  if (fact.at < before) return of("time goes backwards");
  if (const auto* f = std::get_if<PointAdded>(&fact.body); f != nullptr && number(f->point.id) != points_)
    return of("a point out of order");
  if (const auto* f = std::get_if<AccountAdded>(&fact.body); f != nullptr && number(f->account.id) != accounts_)
    return of("an account out of order");
  if (const auto* f = std::get_if<CustomerAdded>(&fact.body); f != nullptr && number(f->customer.id) != customers_)
    return of("a customer out of order");
  if (const auto* f = std::get_if<OperationCreated>(&fact.body)) {
    const Operation& o = f->operation;
    if (number(o.id) != operations_) return of("an operation out of order");
    if (!there(o.point, points_) || number(o.customer) > customers_) return of("an operation of nobody");
    if (std::uint64_t{o.basket.begin} + o.basket.size > texts_.size()) return of("a text that is not there");
  }
  if (const auto* f = std::get_if<OperationStepped>(&fact.body); f != nullptr && !there(f->operation, operations_))
    return of("a step of no operation");
  if (const auto* f = std::get_if<AccountChanged>(&fact.body); f != nullptr && !there(f->account.id, accounts_))
    return of("a change of no account");
  return {};
}

void JournalLines::take(const Fact& fact) {
  at_ = fact.at;
  ++facts_;
  if (const auto* kept = std::get_if<TextsKept>(&fact.body)) texts_ += kept->bytes;
  points_ += std::holds_alternative<PointAdded>(fact.body) ? 1 : 0;
  accounts_ += std::holds_alternative<AccountAdded>(fact.body) ? 1 : 0;
  customers_ += std::holds_alternative<CustomerAdded>(fact.body) ? 1 : 0;
  operations_ += std::holds_alternative<OperationCreated>(fact.body) ? 1 : 0;
}

}  // namespace parcours
