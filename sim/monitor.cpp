// The looks: what changed since the last one, shown to the properties. What is remembered of keys, accounts and notes on
// what was reached: monitor_memory.cpp.
#include "sim/monitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "reference/core/text.h"
#include "sim/duties.h"

namespace parcours {

using namespace encaissement;

namespace {

template <class Element, class Value>
void add_once(std::vector<Element>& all, Value value) {
  if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
}

std::string told(const Operation& o) {
  return fmt::format("{} {} requested {}, received {}, validated {}, customer {}, last action {}", to_string(o.parcours),
                     to_string(o.status), format_amount(o.requested), format_amount(o.received),
                     format_amount(o.validated), static_cast<unsigned>(o.customer), format_instant(o.last_action));
}

std::string told(const Encaissement& service, const Notice& n) {
  return fmt::format("{} to {} about operation {} at {}", to_string(n.kind), service.text(n.to),
                     static_cast<unsigned>(n.operation), format_instant(n.at));
}

bool same_notice(const Notice& due, const Notice& is) {
  return due.kind == is.kind && due.to == is.to && due.operation == is.operation && due.at == is.at &&
         due.amount == (due.kind == NoticeKind::api_state ? due.amount : is.amount) && due.state == is.state;
}

// The properties by what they look at: few of them look at any one thing.
struct Watchers {
  using Some = std::vector<std::reference_wrapper<const Property>>;
  Some creations, steps, operations, answers, services;

  Watchers() {
    for (const Property& p : properties()) {
      if (p.of_creation != nullptr) creations.emplace_back(p);
      if (p.of_step != nullptr) steps.emplace_back(p);
      if (p.of_operation != nullptr) operations.emplace_back(p);
      if (p.of_answer != nullptr) answers.emplace_back(p);
      if (p.of_service != nullptr) services.emplace_back(p);
    }
  }
};

const Watchers& watchers() {
  static const Watchers all;
  return all;
}

}  // namespace

void Monitor::fail(std::string_view id, std::optional<RuleId> rule, OperationId operation, std::string expected,
                   std::string actual) {
  if (broken_) return;
  const Property& p = property(id);
  broken_ = Broken{&p, rule.value_or(p.rules[0]), operation, std::move(expected), std::move(actual)};
}

void Monitor::begins(const Service& service, const Policies& policies) {
  policies_ = policies;
  handover_.begin(policies.notify_attempts);
  seen_.assign(service.operations().begin(), service.operations().end());
  accounts_.assign(service.accounts().begin(), service.accounts().end());
  wallets_.clear();
  for (const Customer& c : service.customers()) wallets_.push_back({c.available, c.held, c.blocked});
  points_.clear();
  for (const Point& p : service.points())
    points_.push_back({p.collected, p.awaiting, p.to_validate, std::string{service.text(p.remembered_email)}, p.enabled});
  steps_ = service.steps().size();
  notices_ = service.notices().size();
  memory_.clear();
  broken_.reset();
}

void Monitor::time_passed(const Service& service) {
  if (!broken_) look(service, nullptr);
}

// -------- What changed --------------------------------------------------------------------------

void Monitor::look(const Service& service, const Command* command) {
  for (std::size_t i = seen_.size(); i < service.operations().size(); ++i)
    see_creation(service, command, service.operations()[i]);
  for (; steps_ < service.steps().size(); ++steps_) see_step(service, service.steps()[steps_]);
  check_notices(service);
  check_money(service);
  check_deliveries(service);
}

void Monitor::see_creation(const Service& service, const Command* command, const Operation& made) {
  const auto form_of = [&]() -> const encaissement::RequestForm* {
    if (command == nullptr) return nullptr;
    if (const auto* request = std::get_if<Request>(&command->body)) return &request->form;
    const auto* prepare = std::get_if<Prepare>(&command->body);
    return prepare == nullptr ? nullptr : &prepare->form;
  };
  const encaissement::RequestForm* form = form_of();
  if (form == nullptr) return fail("nothing-else-changes", std::nullopt, made.id, "no new operation", told(made));
  const CreationSeen seen{service, policies_, command->who, *form, made};
  for (const Property& p : watchers().creations)
    if (!p.of_creation(seen))
      fail(p.id, std::nullopt, made.id, std::string{p.sentence}, told(made));
  see_operation(made);
  settle(nullptr, made);
  add_notices_of_creation(made, due_notices_);
  seen_.push_back(made);
}

void Monitor::see_step(const Service& service, const Step& step) {
  const Operation& after = service.operation(step.operation);
  Operation& before = of_id(seen_, step.operation);
  const Customer* payer = step.customer == CustomerId::nobody ? nullptr : &service.customer(step.customer);
  const StepSeen seen{before, step, after, policies_, payer};
  for (const Property& p : watchers().steps)
    if (!p.of_step(seen))
      fail(p.id, std::nullopt, after.id, std::string{p.sentence},
           fmt::format("{} at {}: {} -> {}", to_string(step.kind), format_instant(step.at), told(before), told(after)));
  see_operation(after);
  settle(&before, after);
  add_notices_of_step(before, step, after, due_notices_);
  reached_.note_step(before, step, after);
  before = after;
}

void Monitor::see_operation(const Operation& is) {
  for (const Property& p : watchers().operations)
    if (!p.of_operation(is, policies_))
      fail(p.id, std::nullopt, is.id, std::string{p.sentence}, told(is));
}

// MON-03: wallet and point follow from what the operation holds and has collected, before and after.
void Monitor::settle(const Operation* before, const Operation& after) {
  Counted& point = of_id(points_, after.point);
  const auto is = [](const Operation* o, Status status) { return o != nullptr && o->status == status ? 1 : 0; };
  point.awaiting += is(&after, Status::awaiting_customer) - is(before, Status::awaiting_customer);
  point.to_validate += is(&after, Status::to_validate) - is(before, Status::to_validate);
  add_once(touched_points_, after.point);
  if (after.customer == CustomerId::nobody || before == nullptr) return;
  const Money held = held_by(after) - held_by(*before), collected = collected_by(after) - collected_by(*before);
  Wallet& wallet = of_id(wallets_, after.customer);
  wallet.held += held;
  wallet.available -= held + collected;
  point.collected += collected;
  add_once(touched_customers_, after.customer);
}

void Monitor::check_money(const Service& service) {
  for (const CustomerId id : touched_customers_) check_wallet(service, service.customer(id));
  for (const PointId id : touched_points_) check_point(service, service.point(id));
  touched_customers_.clear();
  touched_points_.clear();
}

void Monitor::check_wallet(const Service& service, const Customer& is) {
  const Wallet& must = of_id(wallets_, is.id);
  if (must.blocked != is.blocked)
    fail("nothing-else-changes", RuleId::pay_10, OperationId::none, must.blocked ? "a blocked customer" : "an open customer",
         is.blocked ? "a blocked customer" : "an open customer");
  if (must.available == is.available && must.held == is.held) return;
  const bool sum_kept = must.available + must.held == is.available + is.held;
  const auto text = [](Money available, Money held) {
    return fmt::format("available {}, held {}", format_amount(available), format_amount(held));
  };
  const bool by_step = steps_ > 0 && !service.steps().empty();
  const Status last = by_step ? service.steps().back().status : Status::awaiting_customer;
  const bool hold_matters = sum_kept || must.held != is.held || last == Status::to_validate;
  fail(hold_matters ? "money-moves-once" : "money-conserved", std::nullopt, OperationId::none,
       text(must.available, must.held), text(is.available, is.held));
}

void Monitor::check_point(const Service& service, const Point& is) {
  const Counted& must = of_id(points_, is.id);
  const auto text = [](const Counted& c) {
    return fmt::format("collected {}, awaiting {}, to validate {}, e-mail \"{}\"", format_amount(c.collected), c.awaiting,
                       c.to_validate, c.remembered_email);
  };
  if (must.enabled != is.enabled)
    fail("nothing-else-changes", RuleId::acc_06, OperationId::none, must.enabled ? "an enabled point" : "a disabled point",
         is.enabled ? "an enabled point" : "a disabled point");
  const bool counted = must.collected == is.collected && must.awaiting == is.awaiting && must.to_validate == is.to_validate;
  if (counted && must.remembered_email == service.text(is.remembered_email)) return;
  const Counted seen{is.collected, is.awaiting, is.to_validate, std::string{service.text(is.remembered_email)}, is.enabled};
  fail(must.collected != seen.collected ? "money-conserved" : counted ? "remembers-when-asked" : "counters-agree", std::nullopt, OperationId::none,
       text(must), text(seen));
}

void Monitor::check_notices(const Service& service) {
  const auto& written = service.notices();
  const std::size_t first = notices_, count = written.size() - first;
  for (std::size_t i = 0; i < std::max(count, due_notices_.size()); ++i) {
    const Notice* is = i < count ? &written[first + i] : nullptr;
    const Notice* due = i < due_notices_.size() ? &due_notices_[i] : nullptr;
    if (is != nullptr && is->kind == NoticeKind::api_state) handover_.written(*is);
    if (is != nullptr && due != nullptr && same_notice(*due, *is)) continue;
    const NoticeKind kind = due != nullptr ? due->kind : is->kind;
    const RuleId rule = kind == NoticeKind::api_state                ? RuleId::not_04
                        : kind == NoticeKind::recovery_link          ? RuleId::acc_03
                        : kind <= NoticeKind::payment_request_mail   ? RuleId::not_01
                                                                     : RuleId::not_02;
    fail("told-once", rule, due != nullptr ? due->operation : is->operation,
         due != nullptr ? told(service, *due) : "no notice", is != nullptr ? told(service, *is) : "no notice");
    break;
  }
  notices_ = written.size();
  due_notices_.clear();
}

void Monitor::check_deliveries(const Service& service) {
  if (handover_.is_empty() && service.deliveries().next_due() == std::nullopt) return;
  const auto must = handover_.due(service.now()), is = service.deliveries().due(service.now());
  if (must == is) return;
  const auto text = [](const std::vector<NoticeId>& ids) {
    std::string all = "due:";
    for (const NoticeId id : ids) all += fmt::format(" {}", static_cast<std::uint64_t>(id));
    return all;
  };
  fail("handed-over-in-order", std::nullopt, OperationId::none, text(must), text(is));
}

// -------- Commands ------------------------------------------------------------------------------

void Monitor::asked(const Service& service, const Command& command) {
  if (broken_) return;
  const Operation* subject = subject_of(service, command);
  has_subject_ = subject != nullptr;
  if (has_subject_) subject_ = *subject;
  before_ = nullptr;
  expected_ = expected_answer(service, command, policies_, subject);
  if (command.key.key.empty() || !command.who.authentic) return;
  // Section 5: authentication (2) goes before what is remembered (3), and a log-in is one.
  if (std::holds_alternative<LogIn>(command.body) && !expected_.done) return;
  const auto found = memory_.find(Key{key_of(command.who), std::string{command.key.key}});
  const Duration ttl = std::chrono::seconds{policies_.key_ttl_s};
  if (found == memory_.end() || service.now() >= found->second.at + ttl) return;
  before_ = &found->second;
  if (before_->digest != command.key.digest) expected_ = Expected::to_be_refused(RuleId::rep_01);
}

void Monitor::answered(const Service& service, const Command& command, const Outcome& outcome) {
  if (broken_) return;
  const bool changed = service.steps().size() != steps_ || service.notices().size() != notices_ ||
                       service.operations().size() != seen_.size();
  expect_effects(service, command, outcome.done() && before_ == nullptr);
  look(service, &command);
  check_accounts(service);
  if (!check_memory(command, outcome, changed)) {
    const Operation* after = has_subject_ ? &service.operation(subject_.id) : nullptr;
    const AnswerSeen seen{service, command, expected_, outcome, has_subject_ ? &subject_ : nullptr, after, changed};
    const auto rule = [&](const Property& p) -> std::optional<RuleId> {
      if (p.of_answer == nullptr || expected_.allows(outcome)) return std::nullopt;
      if (!outcome.done()) return expected_.done ? outcome.refusal->rule : expected_.first();
      return expected_.first();
    };
    for (const Property& p : watchers().answers)
      if (!p.of_answer(seen))
        fail(p.id, rule(p), outcome.operation, expected_.text(),
             outcome.done() ? "done" : std::string{to_string(outcome.refusal->rule)});
    remember(command, outcome);
  }
  note(command, outcome);
}

void Monitor::recovered(const Service& service) {
  if (broken_) return;
  reached_.note(Sometimes::crashed);
  const auto lost = [&](const std::string& expected, const std::string& actual, OperationId id = {}) {
    fail("survives-a-crash", std::nullopt, id, expected, actual);
  };
  if (service.operations().size() != seen_.size())
    return lost(fmt::format("{} operations", seen_.size()), fmt::format("{}", service.operations().size()));
  for (std::size_t i = 0; i < seen_.size(); ++i)
    if (!(seen_[i] == service.operations()[i])) return lost(told(seen_[i]), told(service.operations()[i]), seen_[i].id);
  if (service.steps().size() != steps_ || service.notices().size() != notices_)
    return lost(fmt::format("{} steps, {} notices", steps_, notices_),
                fmt::format("{} steps, {} notices", service.steps().size(), service.notices().size()));
  at_rest(service);
  if (broken_) broken_->property = &property("survives-a-crash"), broken_->rule = RuleId::rep_03;
}

void Monitor::at_rest(const Service& service) {
  if (broken_) return;
  for (std::size_t i = 0; i < seen_.size(); ++i)
    if (!(seen_[i] == service.operations()[i]))
      fail("nothing-else-changes", std::nullopt, seen_[i].id, told(seen_[i]), told(service.operations()[i]));
  for (const Customer& c : service.customers()) check_wallet(service, c);
  for (const Point& p : service.points()) check_point(service, p);
  check_accounts(service);
  for (const Property& p : watchers().services)
    if (!p.of_service(service, policies_))
      fail(p.id, std::nullopt, OperationId::none, std::string{p.sentence}, "it does not");
}

void Monitor::at_the_end(const Service& service) {
  for (const Operation& o : service.operations())
    if (!broken_ && (o.status == Status::awaiting_customer || o.status == Status::to_validate))
      fail("everything-ends", std::nullopt, o.id, "a final status", told(o));
  at_rest(service);
}

}  // namespace parcours
