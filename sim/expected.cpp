#include "sim/expected.h"

#include <algorithm>
#include <optional>

#include "reference/core/request_rules.h"
#include "reference/core/text.h"

namespace parcours {
namespace {

using namespace encaissement;
using enum RuleId;

Expected refuse_by(RuleId rule) { return Expected::to_be_refused(rule); }

// The service before the command, under the settings that were asked for.
struct Before {
  const Encaissement& service;
  const Policies& asked;
  TransactionNumber number;              // The command's, and the operation it stands for: looked up once.
  const Operation* subject = nullptr;
  const Policies& policies() const { return asked; }
  Instant now() const { return service.now(); }
  std::string_view text(Text text) const { return service.text(text); }
  const Customer& customer(CustomerId id) const { return service.customer(id); }
  const Account& account(AccountId id) const { return service.account(id); }
  const Point& point(PointId id) const { return service.point(id); }
  const auto& operations() const { return service.operations(); }
  const auto& accounts() const { return service.accounts(); }
  const Customer* find_customer(std::string_view who) const { return service.find_customer(who); }
  const Account* find_account(std::string_view login) const { return service.find_account(login); }
  const Point* find_point(std::string_view code) const { return service.find_point(code); }
};

// The guards of one command in their order: the first that is broken is the answer.
class Guards {
 public:
  Guards& need(bool holds, RuleId rule) {
    if (!holds && !first_) first_ = rule;
    return *this;
  }
  bool open() const { return !first_; }
  Expected answer() const { return first_ ? refuse_by(*first_) : Expected::to_be_done(); }

 private:
  std::optional<RuleId> first_;
};

const Operation* find(const Encaissement& s, const TransactionNumber& number) {
  return number.empty() ? nullptr : s.find({.kind = Principal::Kind::control}, number);
}

const Operation* numbered(const Before& s, const TransactionNumber& number) {
  return number == s.number ? s.subject : find(s.service, number);
}

// ACC-05 in our own words.
bool in_scope(const Before& s, const Principal& who, const Operation& o) {
  if (who.kind == Principal::Kind::control) return true;
  if (who.kind == Principal::Kind::shop) return who.point == o.point;
  if (who.kind == Principal::Kind::account) {
    const Account& a = s.account(who.account);
    return a.point == PointId::none ? a.convention == s.point(o.point).convention : a.point == o.point;
  }
  if (who.kind != Principal::Kind::customer) return false;
  if (o.customer != CustomerId::nobody) return o.customer == who.customer;
  return o.named && same_identifier(s.text(o.contact), s.text(s.customer(who.customer).email));
}

// What STA-01's guard is called on this pair (section 5, the rule named at guard 7).
RuleId status_rule(const Operation& o, EventKind event) {
  const bool ended_by_merchant = o.status == Status::cancelled && o.cause == Cause::merchant;
  if (event == EventKind::scan) return pay_02;
  if (event == EventKind::pay && o.paid > Money{}) return pay_05;
  if (event == EventKind::validate && o.status == Status::validated) return val_03;
  if ((event == EventKind::validate || event == EventKind::cancel) && ended_by_merchant) return val_03;
  if (event == EventKind::cancel && o.status == Status::validated) return val_05;
  return sta_01;
}

bool awaits(const Operation& o) { return o.status == Status::awaiting_customer; }

// -------- Customers -----------------------------------------------------------------------------

struct Presented {  // The operation a customer's command is about, or why there is none.
  const Operation* operation = nullptr;
  bool by_code = false;
  RuleId missing{};
};

Presented presented(const Before& s, const Principal& who, const TransactionNumber& number, const Code2D& code) {
  if (code.kind != Code2D::Kind::none) {
    const Operation* shown = numbered(s, code.number);
    const bool genuine = code.kind == Code2D::Kind::genuine && shown != nullptr && shown->requested == code.amount;
    if (!genuine) return {.missing = pay_02};
    if (who.kind != Principal::Kind::customer) return {.missing = acc_05};
    if (number.empty() || number == code.number) return {.operation = shown, .by_code = true};
  }
  const Operation* o = numbered(s, number);
  const bool his = o != nullptr && who.kind == Principal::Kind::customer && in_scope(s, who, *o);
  return his ? Presented{.operation = o} : Presented{.missing = acc_05};
}

Expected to_scan(const Before& s, const Principal& who, const Scan& c) {
  if (c.code.kind == Code2D::Kind::none) return refuse_by(pay_02);
  const Presented at = presented(s, who, {}, c.code);
  if (at.operation == nullptr) return refuse_by(at.missing);
  const Operation& o = *at.operation;
  const bool binds = s.policies().qr_binds_on == QrBindsOn::scan;
  return Guards{}
      .need(awaits(o), pay_02)
      .need(o.mode == Mode::qr, sta_01)
      .need(s.now() < o.payment_deadline, tim_01)
      .need(!binds || o.customer == CustomerId::nobody || o.customer == who.customer, pay_09)
      .need(!s.customer(who.customer).blocked, pay_10)
      .answer();
}

Expected to_pay(const Before& s, const Principal& who, const Pay& c) {
  if (c.amount.kind != TypedAmount::Kind::given) return refuse_by(frm_02);
  const Presented at = presented(s, who, c.number, c.code);
  if (at.operation == nullptr) return refuse_by(at.missing);
  const Operation& o = *at.operation;
  const Customer& customer = s.customer(who.customer);
  const bool first_payer_wins = s.policies().qr_binds_on == QrBindsOn::pay && o.mode == Mode::qr && at.by_code;
  const bool his = in_scope(s, who, o) || (first_payer_wins && o.customer == CustomerId::nobody);
  const Money least = o.parcours == Parcours::b ? o.requested : std::min(s.policies().min_partial, o.requested);
  const Money amount = c.amount.value;
  return Guards{}
      .need(awaits(o), status_rule(o, EventKind::pay))
      .need(s.now() < o.payment_deadline, tim_01)
      .need(his, pay_01)
      .need(!customer.blocked, pay_10)
      .need(amount > Money{} && amount >= least && amount <= o.requested, pay_03)
      .need(amount <= customer.available, pay_06)
      .answer();
}

Expected to_refuse(const Before& s, const Principal& who, const Refuse& c) {
  const Presented at = presented(s, who, c.number, c.code);
  if (at.operation == nullptr) return refuse_by(at.missing);
  const Operation& o = *at.operation;
  const bool nobody_may = s.policies().qr_binds_on == QrBindsOn::pay && o.mode == Mode::qr;
  return Guards{}
      .need(awaits(o), sta_01)
      .need(s.now() < o.payment_deadline, tim_01)
      .need(nobody_may || in_scope(s, who, o), pay_01)
      .need(!nobody_may, pay_09)
      .need(!s.customer(who.customer).blocked, pay_10)
      .answer();
}

// -------- Merchants -----------------------------------------------------------------------------

const Operation* of_merchant(const Before& s, const Principal& who, const TransactionNumber& number) {
  const Operation* o = numbered(s, number);
  return o != nullptr && who.kind != Principal::Kind::customer && in_scope(s, who, *o) ? o : nullptr;
}

Expected to_validate(const Before& s, const Principal& who, const Validate& c) {
  if (c.amount.kind == TypedAmount::Kind::malformed) return refuse_by(frm_02);
  const Operation* o = of_merchant(s, who, c.number);
  if (o == nullptr) return refuse_by(acc_05);
  const Money amount = c.amount.kind == TypedAmount::Kind::absent ? o->received : c.amount.value;
  const Money least = std::min(s.policies().min_validated, o->received);
  return Guards{}
      .need(o->status == Status::to_validate, status_rule(*o, EventKind::validate))
      .need(s.now() < o->validation_deadline, tim_05)
      .need(amount > Money{} && amount >= least && amount <= o->received, val_01)
      .answer();
}

Expected to_cancel(const Before& s, const Principal& who, const Cancel& c) {
  const Operation* o = of_merchant(s, who, c.number);
  if (o == nullptr) return refuse_by(acc_05);
  if (awaits(*o)) return Guards{}.need(s.now() < o->payment_deadline, tim_01).answer();
  if (o->status == Status::to_validate) return Guards{}.need(s.now() < o->validation_deadline, tim_05).answer();
  const bool refunds = o->status == Status::validated && s.policies().refund == Refund::full && !o->refunded;
  return Guards{}.need(refunds, status_rule(*o, EventKind::cancel)).answer();
}

Expected to_change_mode(const Before& s, const Principal& who, const ChangeMode& c) {
  const Operation* o = of_merchant(s, who, c.number);
  if (o == nullptr) return refuse_by(acc_05);
  return Guards{}
      .need(awaits(*o) && o->mode == Mode::qr, sta_01)
      .need(s.now() < o->payment_deadline, tim_01)
      .answer();
}

// FRM-11, counted anew from the operations.
bool is_busy(const Before& s, CustomerId customer) {
  if (!s.policies().one_immediate_request_per_customer) return false;
  return std::any_of(s.operations().begin(), s.operations().end(), [&](const Operation& o) {
    const bool immediate = o.parcours == Parcours::a || o.parcours == Parcours::c;
    return o.customer == customer && immediate && o.named && awaits(o);
  });
}

Expected to_name(const Before& s, const Principal& who, const NameCustomer& c) {
  if (c.total.kind != TypedAmount::Kind::given) return refuse_by(frm_02);
  if (identifier_kind(c.identifier) == IdentifierKind::malformed) return refuse_by(frm_05);
  const Operation* o = who.kind == Principal::Kind::shop ? of_merchant(s, who, c.number) : nullptr;
  if (o == nullptr) return refuse_by(acc_05);
  const Customer* named = s.find_customer(c.identifier);
  if (o->named && named != nullptr && named->id == o->customer && c.total.value == o->requested)
    return Expected::to_be_done();
  return Guards{}
      .need(awaits(*o) && o->mode == Mode::unnamed && !o->named, sta_01)
      .need(s.now() < o->payment_deadline, tim_01)
      .need(c.euros, mon_01)
      .need(c.total.value == o->requested, frm_01)
      .need(named != nullptr && !named->blocked, frm_06)
      .need(named == nullptr || !is_busy(s, named->id), frm_11)
      .answer();
}

// -------- Requests ------------------------------------------------------------------------------

bool text_fits(std::string_view text, int least, int most) {
  const std::optional<int> length = code_points(text);
  return length && *length >= least && *length <= most && !has_control(text);
}

bool days_fit(const std::optional<std::int64_t>& days, bool wanted, int most) {
  return wanted ? days && *days >= 1 && *days <= most : !days.has_value();
}

bool reaches_rightly(const encaissement::RequestForm& f) {  // FRM-05
  if (!f.parcours_known || !f.mode_known) return false;
  const bool later = f.mode == Mode::unnamed && f.from_api;
  bool mode = f.mode == Mode::email;
  if (f.parcours == Parcours::a) mode = f.mode == Mode::qr || f.mode == Mode::identifier || later;
  if (f.parcours == Parcours::c) mode = f.mode == Mode::identifier || f.mode == Mode::email || later;
  if (!mode || f.mode == Mode::qr || f.mode == Mode::unnamed) return mode;
  const IdentifierKind kind = identifier_kind(trimmed(f.identifier));
  return kind == IdentifierKind::email || (kind == IdentifierKind::number && f.mode == Mode::identifier);
}

bool delays_fit(const encaissement::RequestForm& f, const Policies& p, Instant now) {  // FRM-07
  const bool deferred = f.parcours == Parcours::b || f.parcours == Parcours::d;
  const bool delayed = f.parcours == Parcours::c || f.parcours == Parcours::d;
  if (!days_fit(f.payment_days, deferred, p.max_payment_days)) return false;
  if (!days_fit(f.validation_days, delayed && !f.fixed_validation, p.max_validation_days)) return false;
  if (!f.fixed_validation) return true;
  const Day today = paris_day(now);
  const Day day = f.capture_day.value_or(today + Days{p.api_default_validation_days});
  return f.capture_readable && today <= day && day <= today + Days{p.max_validation_days};
}

// Every rule of syntax that the form breaks; section 5 sets no order among them.
Expected syntax(const encaissement::RequestForm& f, const Policies& p, Instant now) {
  Expected e;
  const auto need = [&](bool holds, RuleId rule) { e.refusals.set(static_cast<std::size_t>(rule), !holds || e.refusals.test(static_cast<std::size_t>(rule))); };
  const bool delayed = f.parcours == Parcours::c || f.parcours == Parcours::d;
  need(f.amount.kind != TypedAmount::Kind::malformed, frm_02);
  need(text_fits(trimmed(f.basket), 1, p.basket_max_length), frm_03);
  for (const std::string_view text : {f.label, f.client_reference, f.seller}) need(text_fits(text, 0, 255), frm_04);
  need(text_fits(f.payment_id, 0, 30), frm_04);
  need(reaches_rightly(f), frm_05);
  need(delays_fit(f, p, now), frm_07);
  need(!delayed || f.fixed_validation || identifier_kind(trimmed(f.notify_email)) == IdentifierKind::email, frm_08);
  return e;
}

Guards caller(const Before& s, const Principal& who) {
  Guards g;
  if (who.kind == Principal::Kind::shop) return g.need(s.point(who.point).enabled, acc_06);
  if (!g.need(who.kind == Principal::Kind::account, acc_05).open()) return g;
  if (!g.need(who.point != PointId::none, acc_04).open()) return g;
  const Account& a = s.account(who.account);
  const Point& p = s.point(who.point);
  const bool his = a.point == PointId::none ? a.convention == p.convention : a.point == p.id;
  return g.need(his, acc_05).need(p.enabled, acc_06).need(a.may_collect, acc_08);
}

template <class Predicate>
bool any_of_point(const Before& s, PointId point, Predicate holds) {
  return std::any_of(s.operations().begin(), s.operations().end(),
                     [&](const Operation& o) { return o.point == point && holds(o); });
}

bool is_again(const Before& s, const Principal& who, const encaissement::RequestForm& f) {  // dedupe_create
  if (!f.from_api || s.policies().dedupe_create == DedupeCreate::off) return false;
  return any_of_point(s, who.point, [&](const Operation& o) {
    return o.from_api && awaits(o) && s.now() < o.payment_deadline && o.requested == f.amount.value &&
           s.text(o.basket) == trimmed(f.basket) && s.text(o.payment_id) == f.payment_id;
  });
}

bool basket_taken(const Before& s, const Principal& who, const encaissement::RequestForm& f) {  // FRM-03
  const BasketUnique unique = s.policies().basket_unique;
  if (unique == BasketUnique::none) return false;
  return any_of_point(s, who.point, [&](const Operation& o) {
    const bool pending = awaits(o) || o.status == Status::to_validate;
    const bool counts = unique == BasketUnique::pending ? pending : o.status != Status::cancelled;
    return counts && s.text(o.basket) == trimmed(f.basket);
  });
}

Expected to_request(const Before& s, const Principal& who, const encaissement::RequestForm& f, bool sends) {
  const Guards may = caller(s, who);
  if (!may.open()) return may.answer();
  const Expected form = syntax(f, s.policies(), s.now());
  if (form.refusals.any()) return form;
  Guards g;
  g.need(f.euros, mon_01);
  g.need(f.amount.kind == TypedAmount::Kind::given && f.amount.value > Money{} &&
             f.amount.value >= s.policies().min_requested, frm_01);
  if (!g.open() || (sends && is_again(s, who, f))) return g.answer();
  g.need(!basket_taken(s, who, f), frm_03);
  const bool immediate = f.parcours == Parcours::a || f.parcours == Parcours::c;
  const bool named = f.mode == Mode::identifier || f.mode == Mode::email;
  if (!sends || !immediate || !named) return g.answer();
  const Customer* customer = s.find_customer(f.identifier);
  g.need(customer != nullptr && !customer->blocked, frm_06);
  if (g.open()) g.need(!is_busy(s, customer->id), frm_11);
  return g.answer();
}

// -------- Access and the operator ---------------------------------------------------------------

Expected to_log_in(const Before& s, const LogIn& c) {
  if (c.login.empty() || !c.password_given) return refuse_by(acc_01);
  const Account* account = s.find_account(c.login);
  if (account != nullptr && !account->blocked && c.password_matched) return Expected::to_be_done();
  Expected e = refuse_by(acc_07);
  if (account != nullptr && account->blocked) e.refusals.set(static_cast<std::size_t>(acc_03));
  return e;
}

Expected to_set_password(const Before& s, const SetPassword& c) {
  const auto open = [&](const Account& a) {
    return !a.recovery_token.empty() && s.text(a.recovery_token) == c.token && s.now() < a.recovery_expiry;
  };
  if (std::none_of(s.accounts().begin(), s.accounts().end(), open)) return refuse_by(acc_03);
  return Guards{}.need(!c.verifier.empty(), acc_01).answer();
}

Expected to_set_right(const Before& s, const Principal& who, const SetRight& c) {
  const Account* target = s.find_account(c.login);
  if (who.kind != Principal::Kind::account || target == nullptr) return refuse_by(acc_05);
  const Account& chief = s.account(who.account);
  const bool may = chief.point == PointId::none && target->point != PointId::none && target->convention == chief.convention;
  return Guards{}.need(may, acc_05).answer();
}

Expected to_choose(const Before& s, const Principal& who, const ChoosePoint& c) {
  const Point* point = s.find_point(c.code);
  if (who.kind != Principal::Kind::account || point == nullptr) return refuse_by(acc_05);
  const Account& a = s.account(who.account);
  const bool his = a.point == PointId::none ? a.convention == point->convention : a.point == point->id;
  return Guards{}.need(his, acc_05).answer();
}

Expected to_reject(const Before& s, const Principal& who, const IssuerRejects& c) {
  const Operation* o = who.kind == Principal::Kind::control ? numbered(s, c.number) : nullptr;
  return Guards{}.need(o != nullptr, acc_05).need(o == nullptr || awaits(*o), sta_01).answer();
}

// The operator's own verbs: his alone, about what is there.
Expected to_operate(const Principal& who, bool is_there) {
  return Guards{}.need(who.kind == Principal::Kind::control && is_there, acc_05).answer();
}

template <class Id, class All>
bool is_one_of(Id id, const All& all) {
  return static_cast<std::size_t>(id) >= 1 && static_cast<std::size_t>(id) <= all.size();
}

Expected to_credit(const Before& s, const Principal& who, const Credit& c) {
  const Expected may = to_operate(who, is_one_of(c.customer, s.service.customers()));
  if (!may.done) return may;
  const Customer& customer = s.customer(c.customer);
  const bool fits = c.amount > Money{} && c.amount <= Money::max() - customer.available - customer.held;
  return Guards{}.need(fits, frm_02).answer();
}

// The number that a command speaks of: its own, or that of the code it shows; empty where it has neither.
TransactionNumber number_in(const Command& command) {
  return std::visit(
      [](const auto& body) -> TransactionNumber {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (std::is_same_v<Body, Scan>) return body.code.number;
        else if constexpr (requires { body.number; body.code; }) return body.number.empty() ? body.code.number : body.number;
        else if constexpr (requires { body.number; }) return body.number;
        else return {};
      },
      command.body);
}

struct Answers {
  const Before& s;
  const Principal& who;
  Expected operator()(const Scan& c) const { return to_scan(s, who, c); }
  Expected operator()(const Pay& c) const { return to_pay(s, who, c); }
  Expected operator()(const Refuse& c) const { return to_refuse(s, who, c); }
  Expected operator()(const Validate& c) const { return to_validate(s, who, c); }
  Expected operator()(const Cancel& c) const { return to_cancel(s, who, c); }
  Expected operator()(const ChangeMode& c) const { return to_change_mode(s, who, c); }
  Expected operator()(const NameCustomer& c) const { return to_name(s, who, c); }
  Expected operator()(const Request& c) const { return to_request(s, who, c.form, true); }
  Expected operator()(const Prepare& c) const { return to_request(s, who, c.form, false); }
  Expected operator()(const LogIn& c) const { return to_log_in(s, c); }
  Expected operator()(const AskRecovery&) const { return Expected::to_be_done(); }
  Expected operator()(const SetPassword& c) const { return to_set_password(s, c); }
  Expected operator()(const SetRight& c) const { return to_set_right(s, who, c); }
  Expected operator()(const ChoosePoint& c) const { return to_choose(s, who, c); }
  Expected operator()(const IssuerRejects& c) const { return to_reject(s, who, c); }
  Expected operator()(const Credit& c) const { return to_credit(s, who, c); }
  Expected operator()(const SetBlocked& c) const { return to_operate(who, is_one_of(c.customer, s.service.customers())); }
  Expected operator()(const SetEnabled& c) const { return to_operate(who, is_one_of(c.point, s.service.points())); }
  Expected operator()(const ResumeNotifications& c) const { return to_operate(who, numbered(s, c.number) != nullptr); }
  Expected operator()(const DeliveryAnswered& c) const {
    return to_operate(who, c.notice >= 1 && s.service.notices().has(static_cast<std::size_t>(c.notice) - 1));
  }
};

}  // namespace

bool Expected::allows(const Outcome& outcome) const {
  return outcome.done() ? done : refusals.test(static_cast<std::size_t>(outcome.refusal->rule));
}

std::optional<RuleId> Expected::first() const {
  for (int i = 0; i < kRuleCount; ++i)
    if (refusals.test(static_cast<std::size_t>(i))) return RuleId(i);
  return std::nullopt;
}

std::string Expected::text() const {
  std::string text = done ? "done" : "";
  for (int i = 0; i < kRuleCount; ++i)
    if (refusals.test(static_cast<std::size_t>(i))) text += (text.empty() ? "" : " or ") + std::string{to_string(RuleId(i))};
  return text;
}

Expected expected_answer(const Encaissement& before, const Command& command, const Policies& policies,
                         const Operation* subject) {
  if (!command.who.authentic) return refuse_by(acc_01);
  const Before seen{before, policies, number_in(command), subject};
  return std::visit(Answers{seen, command.who}, command.body);
}

const Operation* subject_of(const Encaissement& s, const Command& command) { return find(s, number_in(command)); }

}  // namespace parcours
