#include "tests/bench/peers/small_model.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace parcours {

using namespace encaissement;

namespace {

constexpr Money kWealth = Money::from_cents(10'000);
constexpr std::array<std::int64_t, kStepChoices> kRequests{1999, 2000, 4000, 6000, 12'000};
constexpr std::array<std::int64_t, kStepChoices> kPauses{0, 1, 1000, 60'000, 3'600'000};  // Milliseconds.
constexpr Duration kSweepAfter = std::chrono::minutes{6};
constexpr std::string_view kIdentifier = "10000000001";
const Instant kStart{std::chrono::milliseconds{1'604'304'000'000}};  // 02/11/2020 09:00, and winter for four months.

class ValidatesLate : public ServiceHook {
 public:
  bool waives(const Refusal& guard) override { return guard.rule == RuleId::tim_05; }
};

Money cents(std::int64_t count) { return Money::from_cents(std::max<std::int64_t>(0, count)); }

}  // namespace

// What an operation and the money around it look like. No operation: `exists` is false.
struct SmallModel::View {
  bool exists = false;
  Operation operation;
  Money available, held, collected;
};

SmallModel::SmallModel(bool broken)
    : hook_{broken ? std::make_unique<ValidatesLate>() : nullptr}, service_{{}, 1, nullptr, hook_.get()}, now_{kStart} {
  service_.add_point({.code = "P001", .name = "Point", .shop = "10000001", .convention = ConventionId{1}}, now_);
  service_.add_account({.login = "70890001", .convention = ConventionId{1}, .point = PointId{1}}, now_);
  service_.add_customer({.identifier = kIdentifier, .email = "alice@mail.example", .balance = kWealth}, now_);
}

SmallModel::~SmallModel() = default;

SmallModel::View SmallModel::view() const {
  const Customer& customer = service_.customer(CustomerId{1});
  const bool exists = operation_ != OperationId::none;
  return {exists, exists ? service_.operation(operation_) : Operation{}, customer.available, customer.held,
          service_.point(PointId{1}).collected};
}

bool SmallModel::admits(Step step) const {
  return step.kind != 0 || operation_ == OperationId::none ||
         service_.operation(operation_).status != Status::to_validate;
}

Money SmallModel::amount_of(Step step, const View& before) const {
  const auto choice = static_cast<std::size_t>(step.choice);
  if (step.kind == 0) return Money::from_cents(kRequests[choice]);
  const std::int64_t whole = (step.kind == 1 ? before.operation.requested : before.operation.received).cents();
  return cents(std::array<std::int64_t, kStepChoices>{0, 1, whole - 1, whole, whole + 1}[choice]);
}

Instant SmallModel::time_of(Step step, const View& before) const {
  const auto choice = static_cast<std::size_t>(step.choice);
  if (step.kind == 6) return now_ + Duration{kPauses[choice]};
  const Status status = before.operation.status;
  if (!before.exists || (status != Status::awaiting_customer && status != Status::to_validate)) return now_;
  const bool paid = status == Status::to_validate;
  const Instant deadline = paid ? before.operation.validation_deadline : before.operation.payment_deadline;
  const Duration sweep = paid ? kSweepAfter : Duration{0};
  const Instant there = std::array{deadline - Duration{1}, deadline, deadline + Duration{1},
                                   deadline + sweep - Duration{1}, deadline + sweep}[choice];
  return std::max(now_, there);
}

Command SmallModel::command(Step step, Money amount) const {
  const Principal till{.kind = Principal::Kind::account, .account = AccountId{1}, .point = PointId{1}};
  const Principal customer{.kind = Principal::Kind::customer, .customer = CustomerId{1}};
  switch (step.kind) {
    case 0:
      return {till,
              Request{{.parcours = Parcours::c,
                       .mode = Mode::identifier,
                       .amount = TypedAmount::given(amount),
                       .basket = "REF1",
                       .identifier = kIdentifier,
                       .notify_email = "till@canoe.example",
                       .validation_days = 2}},
              {}};
    case 1:
      return {customer, Pay{number_, {}, TypedAmount::given(amount)}, {}};
    case 2:
      return {customer, Refuse{number_, {}}, {}};
    case 3:
      return {till, Validate{number_, TypedAmount::given(amount)}, {}};
    default:
      return {till, Cancel{number_}, {}};
  }
}

// The oracle: sections 3 and 5 of the rules, told a second time for this small world.
std::string_view SmallModel::expected(Step step, Money amount, const View& before) const {
  const Operation& o = before.operation;
  const bool awaits = o.status == Status::awaiting_customer, paid = o.status == Status::to_validate;
  if (step.kind == 0) return amount < Money::from_cents(2000) ? "FRM-01" : before.exists && awaits ? "FRM-11" : "done";
  if (!before.exists) return "ACC-05";
  if (step.kind == 1) {
    if (!awaits) return o.paid.is_zero() ? "STA-01" : "PAY-05";
    if (amount.is_zero() || amount > o.requested) return "PAY-03";
    return amount > before.available ? "PAY-06" : "done";
  }
  if (step.kind == 2) return awaits ? "done" : "STA-01";
  if (paid) {
    if (now_ >= o.validation_deadline) return "TIM-05";
    return step.kind == 3 && (amount.is_zero() || amount > o.received) ? "VAL-01" : "done";
  }
  if (step.kind == 4 && awaits) return "done";
  if (o.status == Status::validated) return step.kind == 3 ? "VAL-03" : "VAL-05";
  return o.status == Status::cancelled && o.cause == Cause::merchant ? "VAL-03" : "STA-01";
}

std::string_view SmallModel::broken_rule(const View& before, const View& after, bool same_operation) const {
  const Operation& o = after.operation;
  if (after.available + after.held + after.collected != kWealth || after.available < Money{}) return "MON-01";
  if (!after.exists) return {};
  if (o.validated < Money{} || o.validated > o.received || o.received > o.requested) return "MON-02";
  if (after.held != (o.status == Status::to_validate ? o.received : Money{})) return "MON-03";
  if (same_operation && is_final(before.operation.status) && before.operation != o) return "STA-02";
  if (o.status == Status::awaiting_customer && now_ >= o.payment_deadline) return "TIM-04";
  if (o.status == Status::to_validate && now_ >= o.validation_deadline + kSweepAfter) return "TIM-06";
  if (same_operation && before.operation.status == Status::to_validate && o.status == Status::validated &&
      now_ >= o.validation_deadline)
    return "TIM-05";
  const bool nothing = o.status == Status::expired || o.status == Status::cancelled;
  return nothing && !o.received.is_zero() ? "VAL-04" : std::string_view{};
}

std::string_view SmallModel::take(Step step) {
  assert(admits(step));
  const OperationId was = operation_;
  if (step.kind >= 5) {
    const View before = view();
    now_ = time_of(step, before);
    service_.advance(now_);
    answer_ = "time";
    return broken_rule(before, view(), true);
  }
  const View before = view();
  const Money amount = amount_of(step, before);
  const std::string_view wanted = expected(step, amount, before);
  const Outcome outcome = service_.execute(command(step, amount), now_);
  answer_ = outcome.done() ? "done" : to_string(outcome.refusal->rule);
  if (step.kind == 0 && outcome.done()) {
    operation_ = outcome.operation;
    number_ = service_.number(operation_);
  }
  if (answer_ != wanted) return wanted == "done" ? answer_ : wanted;
  return broken_rule(before, view(), was == operation_);
}

std::string SmallModel::seen() const {
  const View v = view();
  const Operation& o = v.operation;
  std::string line{answer_};
  line += ' ' + std::string{v.exists ? to_string(o.status) : "none"};
  for (const Money money : {o.requested, o.received, o.validated, o.paid, v.available, v.held, v.collected})
    line += ' ' + std::to_string(money.cents());
  return line + ' ' + std::to_string(now_.time_since_epoch().count());
}

std::string model_trace(int cases) {
  std::string trace;
  StepWalk walk{1};
  for (int i = 0; i < cases; ++i) {
    SmallModel model;
    for (std::size_t s = 0; s < kStepsOfACase; ++s) {
      const Step step = walk.next();
      if (!model.admits(step)) continue;
      const std::string_view broken = model.take(step);
      trace += std::to_string(step.kind) + ' ' + std::to_string(step.choice) + ' ' + model.seen();
      trace += broken.empty() ? "\n" : " BROKEN " + std::string{broken} + '\n';
    }
  }
  return trace;
}

}  // namespace parcours
