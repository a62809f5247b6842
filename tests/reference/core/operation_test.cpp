// Section 3 of the rules, written here a second time as data: every (status, event) pair on an operation and a situation
// in which nothing else stands in the way, and the rule named where the status alone refuses (section 5).
#include "reference/core/operation.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "reference/core/text.h"
#include "reference/core/transition_table.h"

namespace encaissement {
namespace {

constexpr std::array kStatuses{Status::awaiting_customer, Status::to_validate, Status::validated, Status::expired,
                               Status::cancelled};

struct Line {
  EventKind event;
  std::array<std::string_view, 5> leads_to;  // By kStatuses: the status it leads to, or the rule that refuses.
};

// Unpaid where expired or cancelled, the cancellation the merchant's.
constexpr Line kSection3[] = {
    //                               awaiting_customer    to_validate  validated  expired   cancelled
    {EventKind::scan,                {"awaiting_customer", "PAY-02",    "PAY-02",  "PAY-02", "PAY-02"}},
    {EventKind::name,                {"awaiting_customer", "STA-01",    "STA-01",  "STA-01", "STA-01"}},
    {EventKind::pay,                 {"to_validate",       "PAY-05",    "PAY-05",  "STA-01", "STA-01"}},
    {EventKind::refuse,              {"cancelled",         "STA-01",    "STA-01",  "STA-01", "STA-01"}},
    {EventKind::change_mode,         {"cancelled",         "STA-01",    "STA-01",  "STA-01", "STA-01"}},
    {EventKind::cancel,              {"cancelled",         "cancelled", "VAL-05",  "STA-01", "VAL-03"}},
    {EventKind::issuer_reject,       {"cancelled",         "STA-01",    "STA-01",  "STA-01", "STA-01"}},
    {EventKind::validate,            {"STA-01",            "validated", "VAL-03",  "STA-01", "VAL-03"}},
    {EventKind::payment_deadline,    {"expired",           "STA-01",    "STA-01",  "STA-01", "STA-01"}},
    {EventKind::validation_deadline, {"STA-01",            "expired",   "STA-01",  "STA-01", "STA-01"}},
    {EventKind::reminder,            {"STA-01",            "to_validate", "STA-01", "STA-01", "STA-01"}},
};

const Instant kNow = parse_moment("24/06/2020 11:00").value();
constexpr CustomerId kAlice{1}, kBob{2};

// What the event needs to be about: a code to scan, somebody to name, a customer who may pay.
Operation operation_for(EventKind event, Status status) {
  Operation o{.id = OperationId{1}, .point = PointId{1}, .customer = kAlice, .parcours = Parcours::c,
              .mode = Mode::identifier, .status = status, .named = true, .requested = 4000_cents, .created = kNow,
              .last_action = kNow, .payment_deadline = kNow + Duration{1000},
              .validation_deadline = kNow + Duration{1000}, .validation_days = 2};
  if (event == EventKind::scan || event == EventKind::change_mode) o.mode = Mode::qr;
  if (event == EventKind::name) {
    o.mode = Mode::unnamed;
    o.named = false;
  }
  if (status == Status::to_validate || status == Status::validated) o.paid = o.received = 4000_cents;
  if (status == Status::validated) o.validated = 4000_cents;
  if (status == Status::cancelled) o.cause = Cause::merchant;
  return o;
}

Event event_of(EventKind kind) {
  return {.kind = kind, .at = kNow, .customer = kAlice, .amount = 4000_cents, .available = 10000_cents};
}

std::string outcome(const Operation& o, const Event& e, const Policies& policies = {}) {
  const Refusal* refusal = decide(o, e, policies);
  return std::string{refusal != nullptr ? to_string(refusal->rule) : to_string(moved(o, e, policies).status)};
}

TEST(Section3, DecidesEveryStatusAndEventAsTheRulesSay) {
  std::set<EventKind> seen;
  for (const Line& line : kSection3) {
    seen.insert(line.event);
    for (std::size_t s = 0; s < kStatuses.size(); ++s) {
      const Operation before = operation_for(line.event, kStatuses[s]);
      EXPECT_EQ(outcome(before, event_of(line.event)), line.leads_to[s])
          << to_string(line.event) << " in " << to_string(kStatuses[s]);
    }
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(kEventCount));
  EXPECT_EQ(kStatuses.size(), static_cast<std::size_t>(kStatusCount));
}

TEST(Section3, RefusalsOfTheStatusCarryOneCode) {
  for (const Line& line : kSection3)
    for (const Status status : kStatuses) {
      const Refusal* refusal = decide(operation_for(line.event, status), event_of(line.event), {});
      EXPECT_TRUE(refusal == nullptr || refusal->code == Code::operation_transaction_not_allowed);
    }
}

TEST(Section3, PayingLeadsToValidatedOnAAndBAndToValidateOnCAndD) {
  for (const Parcours parcours : {Parcours::a, Parcours::b, Parcours::c, Parcours::d}) {
    Operation o = operation_for(EventKind::pay, Status::awaiting_customer);
    o.parcours = parcours;
    EXPECT_EQ(outcome(o, event_of(EventKind::pay)), has_validation_delay(o) ? "to_validate" : "validated");
  }
}

struct After {
  std::string_view what;
  Status status;
  Cause cause;
  Money paid;
  EventKind event;
  std::string_view refused_by;
};

TEST(Section3, TheRuleNamedDependsOnWhatHappenedBefore) {
  const After cases[] = {
      {"a late payment of what was paid", Status::expired, Cause::none, 4000_cents, EventKind::pay, "PAY-05"},
      {"paying what was paid and cancelled", Status::cancelled, Cause::merchant, 4000_cents, EventKind::pay, "PAY-05"},
      {"cancelling what the customer refused", Status::cancelled, Cause::customer, {}, EventKind::cancel, "STA-01"},
      {"cancelling what the issuer rejected", Status::cancelled, Cause::issuer, {}, EventKind::cancel, "STA-01"},
      {"validating what the customer refused", Status::cancelled, Cause::customer, {}, EventKind::validate, "STA-01"},
      {"validating what the deadline ended", Status::cancelled, Cause::deadline, 4000_cents, EventKind::validate,
       "STA-01"},
  };
  for (const After& c : cases) {
    Operation o = operation_for(c.event, c.status);
    o.cause = c.cause;
    o.paid = c.paid;
    EXPECT_EQ(outcome(o, event_of(c.event)), c.refused_by) << c.what;
  }
}

TEST(Section3, OnlyAQrRequestIsScannedOrChangesItsMode) {
  for (const EventKind event : {EventKind::scan, EventKind::change_mode})
    for (const Mode mode : {Mode::identifier, Mode::email, Mode::unnamed}) {
      Operation o = operation_for(event, Status::awaiting_customer);
      o.mode = mode;
      EXPECT_EQ(outcome(o, event_of(event)), "STA-01") << to_string(event) << " " << to_string(mode);
    }
}

TEST(Section3, OnlyAnUnnamedRequestIsNamed) {
  Operation named = operation_for(EventKind::name, Status::awaiting_customer);
  named.named = true;
  EXPECT_EQ(outcome(named, event_of(EventKind::name)), "STA-01");
  Operation qr = operation_for(EventKind::name, Status::awaiting_customer);
  qr.mode = Mode::qr;
  EXPECT_EQ(outcome(qr, event_of(EventKind::name)), "STA-01");
}

TEST(Section3, RefundingIsOnceAndOnlyWhereThePolicySaysSo) {
  const Policies full{.refund = Refund::full};
  Operation o = operation_for(EventKind::cancel, Status::validated);
  EXPECT_EQ(outcome(o, event_of(EventKind::cancel), full), "validated");
  const Operation refunded = moved(o, event_of(EventKind::cancel), full);
  EXPECT_EQ(refunded.received, Money{});
  EXPECT_EQ(refunded.validated, Money{});
  EXPECT_EQ(outcome(refunded, event_of(EventKind::cancel), full), "VAL-05");
  EXPECT_EQ(outcome(refunded, event_of(EventKind::validate), full), "VAL-03");
}

TEST(Amounts, APaymentMayBeLessButOnB) {
  struct Case {
    Parcours parcours;
    Money paid;
    std::string_view expected;
  };
  const Case cases[] = {
      {Parcours::a, 0_cents, "PAY-03"},    {Parcours::a, 1_cents, "validated"}, {Parcours::a, 4000_cents, "validated"},
      {Parcours::a, 4001_cents, "PAY-03"}, {Parcours::b, 3999_cents, "PAY-03"}, {Parcours::b, 4000_cents, "validated"},
      {Parcours::b, 4001_cents, "PAY-03"}, {Parcours::c, 1_cents, "to_validate"}, {Parcours::d, 1_cents, "to_validate"},
      {Parcours::d, 4001_cents, "PAY-03"},
  };
  for (const Case& c : cases) {
    Operation o = operation_for(EventKind::pay, Status::awaiting_customer);
    o.parcours = c.parcours;
    Event pay = event_of(EventKind::pay);
    pay.amount = c.paid;
    EXPECT_EQ(outcome(o, pay), c.expected) << to_string(c.parcours) << " " << c.paid.cents();
  }
  Operation o = operation_for(EventKind::pay, Status::awaiting_customer);
  Event negative = event_of(EventKind::pay);
  negative.amount = Money::from_cents(-1);
  EXPECT_EQ(outcome(o, negative), "PAY-03");
}

TEST(Amounts, TheLeastPartialPaymentIsThePolicysOrTheWholeRequest) {
  const Policies policies{.min_partial = 5000_cents};
  Operation o = operation_for(EventKind::pay, Status::awaiting_customer);  // 40,00 asked, less than 50,00
  Event pay = event_of(EventKind::pay);
  EXPECT_EQ(outcome(o, pay, policies), "to_validate");
  pay.amount = 3999_cents;
  EXPECT_EQ(outcome(o, pay, policies), "PAY-03");
  o.requested = 6000_cents;
  pay.amount = 4999_cents;
  EXPECT_EQ(outcome(o, pay, policies), "PAY-03");
  pay.amount = 5000_cents;
  EXPECT_EQ(outcome(o, pay, policies), "to_validate");
}

TEST(Amounts, TheBalanceSufficesToTheCent) {
  Event pay = event_of(EventKind::pay);
  const Operation o = operation_for(EventKind::pay, Status::awaiting_customer);
  pay.available = 3999_cents;
  EXPECT_EQ(outcome(o, pay), "PAY-06");
  pay.available = 4000_cents;
  EXPECT_EQ(outcome(o, pay), "to_validate");
}

TEST(Amounts, ValidationLowersAndNeverRaises) {
  const Operation o = operation_for(EventKind::validate, Status::to_validate);
  Event validate = event_of(EventKind::validate);
  for (const auto& [cents, expected] : {std::pair{0, "VAL-01"}, {1, "validated"}, {4000, "validated"}, {4001, "VAL-01"}}) {
    validate.amount = Money::from_cents(cents);
    EXPECT_EQ(outcome(o, validate), expected) << cents;
  }
  const Policies policies{.min_validated = 1000_cents};
  validate.amount = 999_cents;
  EXPECT_EQ(outcome(o, validate, policies), "VAL-01");
  validate.amount = 1000_cents;
  EXPECT_EQ(outcome(o, validate, policies), "validated");
  const Policies high{.min_validated = 5000_cents};  // More than was received: then all of it.
  validate.amount = 4000_cents;
  EXPECT_EQ(outcome(o, validate, high), "validated");
}

TEST(Effects, ALoweredValidationIsWhatWasReceived) {
  Operation o = operation_for(EventKind::validate, Status::to_validate);
  o.paid = o.received = 3000_cents;
  Event validate = event_of(EventKind::validate);
  validate.amount = 2500_cents;
  const Operation after = moved(o, validate, {});
  EXPECT_EQ(after.received, 2500_cents);
  EXPECT_EQ(after.validated, 2500_cents);
  EXPECT_EQ(after.requested, 4000_cents);
  EXPECT_EQ(remaining(after), 1500_cents);
  EXPECT_EQ(collected(after), 2500_cents);
  EXPECT_EQ(held(after), Money{});
}

TEST(Effects, CancellingOrExpiringShowsNothingReceivedAndTheHistoryKeepsThePayment) {
  for (const EventKind event : {EventKind::cancel, EventKind::validation_deadline}) {
    const Operation after = moved(operation_for(event, Status::to_validate), event_of(event), {});
    EXPECT_EQ(after.received, Money{});
    EXPECT_EQ(held(after), Money{});
    EXPECT_EQ(after.paid, 4000_cents);
  }
}

TEST(Effects, TheValidationDeadlineDoesWhatThePolicySays) {
  const Operation o = operation_for(EventKind::validation_deadline, Status::to_validate);
  const Event event = event_of(EventKind::validation_deadline);
  const Operation cancelled = moved(o, event, {.on_validation_deadline = OnValidationDeadline::cancel});
  EXPECT_EQ(cancelled.status, Status::cancelled);
  EXPECT_EQ(cancelled.cause, Cause::deadline);
  EXPECT_EQ(api_state(cancelled), ApiState::expired);
  const Operation validated = moved(o, event, {.on_validation_deadline = OnValidationDeadline::validate});
  EXPECT_EQ(validated.status, Status::validated);
  EXPECT_EQ(validated.validated, 4000_cents);
}

TEST(Effects, LookingScanningNamingAndRemindingAreNoLastAction) {
  for (const EventKind event : {EventKind::scan, EventKind::name, EventKind::reminder}) {
    const Status status = event == EventKind::reminder ? Status::to_validate : Status::awaiting_customer;
    Event later = event_of(event);
    later.at = kNow + Duration{500};
    EXPECT_EQ(moved(operation_for(event, status), later, {}).last_action, kNow) << to_string(event);
  }
}

TEST(ApiStates, FollowTheStatusAndItsCause) {
  Operation o = operation_for(EventKind::name, Status::awaiting_customer);
  EXPECT_EQ(api_state(o), ApiState::initialized);
  EXPECT_EQ(api_state(moved(o, event_of(EventKind::name), {})), ApiState::processing);
  EXPECT_EQ(api_state(operation_for(EventKind::pay, Status::to_validate)), ApiState::authorized);
  EXPECT_EQ(api_state(operation_for(EventKind::pay, Status::validated)), ApiState::validated);
  EXPECT_EQ(api_state(operation_for(EventKind::pay, Status::expired)), ApiState::expired);
  o.status = Status::cancelled;
  const std::pair<Cause, ApiState> causes[] = {{Cause::merchant, ApiState::cancelled},
                                               {Cause::customer, ApiState::aborted},
                                               {Cause::issuer, ApiState::rejected},
                                               {Cause::deadline, ApiState::expired}};
  for (const auto& [cause, state] : causes) {
    o.cause = cause;
    EXPECT_EQ(api_state(o), state) << to_string(cause);
  }
}

TEST(Actors, AQrIsPaidByWhoeverIsBoundToIt) {
  Operation o = operation_for(EventKind::scan, Status::awaiting_customer);
  Event bob = event_of(EventKind::scan);
  bob.customer = kBob;
  EXPECT_EQ(outcome(o, bob), "PAY-09");
  EXPECT_EQ(outcome(o, event_of(EventKind::scan)), "awaiting_customer");  // Again.
  o.customer = CustomerId::nobody;
  EXPECT_EQ(moved(o, bob, {}).customer, kBob);
  Event pay = event_of(EventKind::pay);
  pay.code_shown = true;
  EXPECT_EQ(outcome(o, pay), "PAY-01");  // A photo of the code is not enough.
  const Policies on_payment{.qr_binds_on = QrBindsOn::pay};
  EXPECT_EQ(moved(o, bob, on_payment).customer, CustomerId::nobody);
  EXPECT_EQ(outcome(o, pay, on_payment), "to_validate");
  pay.code_shown = false;
  EXPECT_EQ(outcome(o, pay, on_payment), "PAY-01");
  EXPECT_EQ(outcome(o, event_of(EventKind::refuse), on_payment), "PAY-09");
}

}  // namespace
}  // namespace encaissement
