// The second reading of section 5 against the rules' text, pair by pair where an answer turns: a cent or a millisecond
// before, at and after; what comes first when several guards fail; and against the core over drawn stories.
#include "sim/expected.h"

#include <gtest/gtest.h>

#include "scenarios/power/rapid_stories.h"
#include "tests/sim/properties/bites.h"

namespace parcours {
namespace {

Expected answer_by_section_5(const encaissement::Encaissement& service, const encaissement::Command& command,
                             const encaissement::Policies& policies) {
  return expected_answer(service, command, policies, subject_of(service, command));
}

using namespace encaissement;
using encaissement::Parcours;
using Of = When::Of;

struct Case {
  std::string_view what;
  Story before;
  Act act;
  std::string_view expected;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.what; }

// -------- Acts ----------------------------------------------------------------------------------

Act with(Act act, Twist twist) { return act.twist = twist, act; }
Act by(Role who, Act act) { return act.who = who, act; }
Act at(Of of, std::int64_t offset, Act act) { return act.when = {.of = of, .offset = Duration{offset}}, act; }
Act of_amount(std::int64_t cents, Act act) { return act.amount = Money::from_cents(cents), act; }
Act to(Addressee addressee, Act act) { return act.form.addressee = addressee, act; }
Act in_days(int days, Act act) { return act.form.payment_days = static_cast<std::int16_t>(days), act; }
Act validated_in(int days, Act act) { return act.form.validation_days = static_cast<std::int16_t>(days), act; }
Act by_mode(Mode mode, Act act) { return act.form.mode = mode, act; }
Act show(CodeShown code, Act act) { return act.code = code, act; }
Act plain(ActKind kind, Role who = Role::control) { return {.kind = kind, .who = who}; }
Act about(Role target, ActKind kind, Role who = Role::control) { return {.kind = kind, .who = who, .target = target}; }
Act log_in(bool right) { return {.kind = ActKind::log_in, .who = Role::cashier, .right_word = right}; }
Act name(Addressee addressee = Addressee::alice) {
  return to(addressee, {.kind = ActKind::name, .who = Role::till, .amount = 4000_cents});
}
Act a() { return ask(Parcours::a); }
Act b() { return ask(Parcours::b); }
Act c() { return ask(Parcours::c); }
Act d() { return ask(Parcours::d); }
Act change_mode() { return plain(ActKind::change_mode, Role::cashier); }
Story wrong(std::size_t times) { return Story(times, log_in(false)); }
Story asked_recovery() { return {plain(ActKind::ask_recovery, Role::cashier)}; }

// -------- Where an answer turns -----------------------------------------------------------------

const Case kAmounts[] = {
    {"RequestOfACentTooLittle", {}, of_amount(1999, a()), "FRM-01"},
    {"RequestOfTheLeast", {}, of_amount(2000, a()), "done"},
    {"RequestOfTheLeastOnD", {}, of_amount(2000, d()), "done"},
    {"RequestOfACentTooLittleOnD", {}, of_amount(1999, d()), "FRM-01"},
    {"PaymentOfNothing", {a()}, pay(0), "PAY-03"},
    {"PaymentOfACent", {a()}, pay(1), "done"},
    {"PaymentOfACentLess", {a()}, pay(3999), "done"},
    {"PaymentOfAll", {a()}, pay(4000), "done"},
    {"PaymentOfACentMore", {a()}, pay(4001), "PAY-03"},
    {"PaymentOfACentLessOnB", {b()}, pay(3999), "PAY-03"},
    {"PaymentOfAllOnB", {b()}, pay(4000), "done"},
    {"PaymentOfACentLessOnD", {d()}, pay(3999), "done"},
    {"PaymentOfTheWholeWallet", {of_amount(20001, a())}, pay(20000), "done"},
    {"PaymentOfACentMoreThanTheWallet", {of_amount(20001, a())}, pay(20001), "PAY-06"},
    {"ValidationOfACent", {c(), pay(3000)}, validate(1), "done"},
    {"ValidationOfAll", {c(), pay(3000)}, validate(3000), "done"},
    {"ValidationOfACentMore", {c(), pay(3000)}, validate(3001), "VAL-01"},
    {"NamingForACentMore", {ask_unnamed()}, of_amount(4001, name()), "FRM-01"},
    {"NamingForTheTotal", {ask_unnamed()}, name(), "done"},
    {"AmountMissing", {}, with(a(), Twist::amount_missing), "FRM-01"},
    {"AmountMalformed", {}, with(a(), Twist::amount_malformed), "FRM-02"},
    {"CreditOfNothing", {}, plain(ActKind::credit), "ACC-05"},
    {"CreditOfNothingToAlice", {}, about(Role::alice, ActKind::credit), "FRM-02"},
    {"CreditOfACent", {}, of_amount(1, about(Role::alice, ActKind::credit)), "done"},
    {"CreditByACustomer", {}, of_amount(1, about(Role::alice, ActKind::credit, Role::alice)), "ACC-05"},
};

const Case kInstants[] = {
    {"PaidAMillisecondBefore", {a()}, at(Of::payment, -1, pay()), "done"},
    {"PaidAtTheDeadlineOnA", {a()}, at(Of::payment, 0, pay()), "STA-01"},
    {"PaidAMillisecondBeforeOnB", {b()}, at(Of::payment, -1, pay()), "done"},
    {"PaidAtTheDeadlineOnB", {b()}, at(Of::payment, 0, pay()), "TIM-01"},
    {"PaidAMillisecondLateOnB", {b()}, at(Of::payment, 1, pay()), "TIM-01"},
    {"PaidBeforeTheSweep", {b()}, at(Of::payment_sweep, -1, pay()), "TIM-01"},
    {"PaidAtTheSweep", {b()}, at(Of::payment_sweep, 0, pay()), "STA-01"},
    {"ScannedAMillisecondBefore", {ask_qr()}, at(Of::payment, -1, scan()), "done"},
    {"ScannedAtTheDeadline", {ask_qr()}, at(Of::payment, 0, scan()), "PAY-02"},
    {"RefusedAtTheDeadline", {d()}, at(Of::payment, 0, refuse()), "TIM-01"},
    {"CancelledAtTheDeadline", {b()}, at(Of::payment, 0, cancel()), "TIM-01"},
    {"CancelledAMillisecondBefore", {b()}, at(Of::payment, -1, cancel()), "done"},
    {"ModeChangedAMillisecondBefore", {ask_qr()}, at(Of::payment, -1, change_mode()), "done"},
    {"ModeChangedAtTheDeadline", {ask_qr()}, at(Of::payment, 0, change_mode()), "STA-01"},
    {"NamedAMillisecondBefore", {ask_unnamed()}, at(Of::payment, -1, name()), "done"},
    {"NamedAtTheDeadline", {ask_unnamed()}, at(Of::payment, 0, name()), "STA-01"},
    {"ValidatedAMillisecondBefore", {c(), pay()}, at(Of::validation, -1, validate()), "done"},
    {"ValidatedAtTheDeadline", {c(), pay()}, at(Of::validation, 0, validate()), "TIM-05"},
    {"ValidatedBeforeTheSweep", {c(), pay()}, at(Of::validation_sweep, -1, validate()), "TIM-05"},
    {"ValidatedAtTheSweep", {c(), pay()}, at(Of::validation_sweep, 0, validate()), "STA-01"},
    {"HeldCancelledAtTheDeadline", {d(), pay()}, at(Of::validation, 0, cancel()), "TIM-05"},
    {"SecondRequestBeforeTheFirstExpires", {a()}, at(Of::payment, -1, c()), "FRM-11"},
    {"SecondRequestWhenTheFirstHasExpired", {a()}, at(Of::payment, 0, c()), "done"},
    {"LinkUsedAMillisecondBefore", asked_recovery(), at(Of::recovery, -1, plain(ActKind::set_password, Role::cashier)), "done"},
    {"LinkUsedAtItsExpiry", asked_recovery(), at(Of::recovery, 0, plain(ActKind::set_password, Role::cashier)), "ACC-03"},
};

const Case kForms[] = {
    {"NoDays", {}, in_days(0, b()), "FRM-07"},
    {"OneDay", {}, in_days(1, b()), "done"},
    {"AYear", {}, in_days(365, b()), "done"},
    {"AYearAndADay", {}, in_days(366, b()), "FRM-07"},
    {"DaysMissing", {}, in_days(-1, b()), "FRM-07"},
    {"DaysOnA", {}, in_days(3, a()), "FRM-07"},
    {"NoDaysToValidate", {}, validated_in(0, c()), "FRM-07"},
    {"AYearToValidate", {}, validated_in(365, d()), "done"},
    {"AYearAndADayToValidate", {}, validated_in(366, d()), "FRM-07"},
    {"BasketOfTwenty", {}, with(a(), Twist::basket_longest), "done"},
    {"BasketOfTwentyOne", {}, with(a(), Twist::basket_too_long), "FRM-03"},
    {"BasketMissing", {}, with(a(), Twist::basket_missing), "FRM-03"},
    {"LabelOf255", {}, with(a(), Twist::label_longest), "done"},
    {"LabelOf256", {}, with(a(), Twist::label_too_long), "FRM-04"},
    {"LabelWithAControl", {}, with(a(), Twist::label_with_control), "FRM-04"},
    {"PaymentIdOf30", {}, with(ask_unnamed(), Twist::payment_id_longest), "done"},
    {"PaymentIdOf31", {}, with(ask_unnamed(), Twist::payment_id_too_long), "FRM-04"},
    {"NotificationAddressMissing", {}, with(c(), Twist::notify_missing), "FRM-08"},
    {"QrOnC", {}, by_mode(Mode::qr, c()), "FRM-05"},
    {"IdentifierOnB", {}, by_mode(Mode::identifier, b()), "FRM-05"},
    {"ReachedUnreadably", {}, to(Addressee::malformed, a()), "FRM-05"},
    {"StrangerOnA", {}, to(Addressee::stranger, a()), "FRM-06"},
    {"StrangerOnB", {}, to(Addressee::stranger, b()), "done"},
    {"BlockedOnC", {}, to(Addressee::chloe, c()), "FRM-06"},
    {"BlockedOnD", {}, to(Addressee::chloe, d()), "done"},
};

const Case kStatuses[] = {
    {"PayingWhatWasPaid", {a(), pay(1)}, pay(), "PAY-05"},
    {"PayingWhatWasRefused", {a(), refuse()}, pay(), "STA-01"},
    {"ValidatingWhatWaits", {c()}, validate(), "STA-01"},
    {"ValidatingWhatIsValidated", {c(), pay(), validate()}, validate(), "VAL-03"},
    {"ValidatingWhatTheMerchantCancelled", {c(), pay(), cancel()}, validate(), "VAL-03"},
    {"ValidatingWhatTheCustomerRefused", {c(), refuse()}, validate(), "STA-01"},
    {"CancellingWhatTheMerchantCancelled", {b(), cancel()}, cancel(), "VAL-03"},
    {"CancellingWhatIsValidated", {a(), pay()}, cancel(), "VAL-05"},
    {"CancellingWhatExpired", {a()}, at(Of::payment, 0, cancel()), "STA-01"},
    {"ScanningWhatWasPaid", {ask_qr(), scan(), pay()}, scan(), "PAY-02"},
    {"ScanningAVoidCode", {ask_qr(), change_mode()}, scan(), "PAY-02"},
    {"ChangingTheModeOfAnIdentifier", {a()}, change_mode(), "STA-01"},
    {"RejectingWhatWaits", {a()}, plain(ActKind::issuer_rejects), "done"},
    {"RejectingWhatWasPaid", {a(), pay()}, plain(ActKind::issuer_rejects), "STA-01"},
    {"NamingTheSameAgainWhenPaid", {ask_unnamed(), name(), pay()}, name(), "done"},
    {"NamingAnotherAfterwards", {ask_unnamed(), name()}, name(Addressee::bob), "STA-01"},
};

const Case kPrecedence[] = {
    {"SealBeforeAll", {}, with(of_amount(0, a()), Twist::wrong_seal), "ACC-01"},
    {"PointBeforeSyntax", {about(Role::cashier, ActKind::disable)}, with(a(), Twist::basket_missing), "ACC-06"},
    {"RightBeforeSyntax", {about(Role::cashier, ActKind::take_right, Role::signatory)}, with(a(), Twist::basket_missing), "ACC-08"},
    {"PointBeforeRight",
     {about(Role::cashier, ActKind::take_right, Role::signatory), about(Role::cashier, ActKind::disable)}, a(), "ACC-06"},
    {"SyntaxBeforeAmount", {}, with(of_amount(0, a()), Twist::basket_missing), "FRM-03"},
    {"SyntaxInAnyOrder", {}, to(Addressee::malformed, with(a(), Twist::basket_missing)), "FRM-03 or FRM-05"},
    {"CurrencyBeforeAmount", {}, with(of_amount(0, ask_unnamed()), Twist::other_currency), "MON-01"},
    {"AmountBeforeCustomer", {}, of_amount(1999, to(Addressee::stranger, a())), "FRM-01"},
    {"UnknownBeforeBusy", {a(), about(Role::alice, ActKind::block)}, c(), "FRM-06"},
    {"SyntaxBeforeScope", {a()}, by(Role::parc, with(validate(), Twist::amount_malformed)), "FRM-02"},
    {"ForgedBeforeScope", {ask_qr()}, by(Role::cashier, show(CodeShown::forged, pay())), "PAY-02"},
    {"ScopeBeforeStatus", {a(), pay()}, by(Role::bob, pay()), "ACC-05"},
    {"ScopeOfAnotherPoint", {a()}, by(Role::olivet, cancel()), "ACC-05"},
    {"ScopeOfTheSignatory", {a()}, by(Role::signatory, cancel()), "done"},
    {"StatusBeforeAmount", {a(), pay()}, pay(4001), "PAY-05"},
    {"DeadlineBeforeAmount", {b()}, at(Of::payment, 0, pay(3999)), "TIM-01"},
    {"ValidationDeadlineBeforeAmount", {c(), pay()}, at(Of::validation, 0, validate(4001)), "TIM-05"},
    {"AnotherBeforeBlocked", {ask_qr(), scan()}, scan(Role::chloe), "PAY-09"},
    {"UnboundBeforeBlocked", {ask_qr()}, by(Role::chloe, show(CodeShown::genuine, pay())), "PAY-01"},
    {"BlockedBeforeAmount", {a(), about(Role::alice, ActKind::block)}, pay(4001), "PAY-10"},
    {"AmountBeforeBalance", {of_amount(25000, a())}, pay(25001), "PAY-03"},
    {"TotalBeforeCustomer", {ask_unnamed()}, of_amount(4001, name(Addressee::stranger)), "FRM-01"},
    {"CurrencyBeforeTotal", {ask_unnamed()}, with(of_amount(4001, name()), Twist::other_currency), "MON-01"},
    {"NamedBusy", {a(), ask_unnamed()}, [] { Act act = name(); act.operation = 1; return act; }(), "FRM-11"},
    {"ThirdWrongPassword", wrong(2), log_in(false), "ACC-07"},
    {"RightPasswordAtTheThirdTry", wrong(2), log_in(true), "done"},
    {"RightPasswordOnceBlocked", wrong(3), log_in(true), "ACC-03 or ACC-07"},
    {"NoPassword", {}, with(log_in(true), Twist::amount_missing), "ACC-01"},
};

class ExpectedAnswerTest : public ::testing::TestWithParam<Case> {};

TEST_P(ExpectedAnswerTest, IsTheOneOfTheRulesAndTheCoresOwn) {
  const Case& told = GetParam();
  Arena arena{{.can_crash = false}};
  arena.play(told.before);
  arena.play(Act{.kind = ActKind::wait, .who = Role::control, .when = told.act.when});
  Act act = told.act;
  act.when = {};
  const Expected expected = answer_by_section_5(arena.service(), arena.command_of(act), {});
  EXPECT_EQ(expected.text(), told.expected);
  arena.play(act);
  EXPECT_TRUE(expected.allows(*arena.answer()));
  EXPECT_FALSE(arena.monitor().broken());
}

constexpr auto kName = [](const auto& info) { return std::string{info.param.what}; };
INSTANTIATE_TEST_SUITE_P(Amounts, ExpectedAnswerTest, ::testing::ValuesIn(kAmounts), kName);
INSTANTIATE_TEST_SUITE_P(Instants, ExpectedAnswerTest, ::testing::ValuesIn(kInstants), kName);
INSTANTIATE_TEST_SUITE_P(Forms, ExpectedAnswerTest, ::testing::ValuesIn(kForms), kName);
INSTANTIATE_TEST_SUITE_P(Statuses, ExpectedAnswerTest, ::testing::ValuesIn(kStatuses), kName);
INSTANTIATE_TEST_SUITE_P(Precedence, ExpectedAnswerTest, ::testing::ValuesIn(kPrecedence), kName);

// -------- Beside the core -----------------------------------------------------------------------

// Without keys: repetition is not the second reading's.
TEST(ExpectedAnswersTest, AllowWhatTheCoreAnswersToDrawnCommands) {
  int commands = 0;
  for (std::uint64_t seed = 0; commands < 30000; ++seed) {
    const RapidCase drawn = rapid_case(seed, 100);
    Arena arena{{.policies = drawn.policies, .start = drawn.start, .can_crash = false}};
    for (Act act : drawn.story) {
      arena.play(Act{.kind = ActKind::wait, .who = Role::control, .when = act.when});
      act.when = {}, act.key = 0, act.mishap = Mishap::none;
      if (act.kind == ActKind::wait || act.kind >= ActKind::look) continue;
      const Expected expected = answer_by_section_5(arena.service(), arena.command_of(act), drawn.policies);
      arena.play(act);
      ++commands;
      ASSERT_TRUE(expected.allows(*arena.answer())) << describe(act) << " must be " << expected.text();
    }
  }
}

TEST(ExpectedAnswersTest, AreReadUnderTheSettingsThatWereAskedForNotTheServices) {
  Policies lax, asked;
  lax.min_requested = 1_cents;
  Arena arena{{.policies = lax, .can_crash = false}};
  const Act act = of_amount(1999, a());
  EXPECT_EQ(answer_by_section_5(arena.service(), arena.command_of(act), lax).text(), "done");
  EXPECT_EQ(answer_by_section_5(arena.service(), arena.command_of(act), asked).text(), "FRM-01");
}

}  // namespace
}  // namespace parcours
