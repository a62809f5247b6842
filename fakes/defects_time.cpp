#include <memory>

#include "fakes/defects.h"
#include "reference/core/deadline.h"

namespace parcours {
namespace {

using namespace encaissement;

// Moves the payment limit of B and D by `days`, with the deadline that goes with it.
void move_payment_limit(Operation& o, int days) {
  if (is_immediate(o)) return;
  o.payment_limit += Days{days};
  o.payment_deadline = deadline_after(o.payment_limit, LimitDay::inclusive);
}

int sundays_between(Day from, Day to) {
  int sundays = 0;
  for (Day day = from + Days{1}; day <= to; day += Days{1})
    if (std::chrono::weekday{day} == std::chrono::Sunday) ++sundays;
  return sundays;
}

// Counts the validation limit of a payment from `day` on instead of the day of the payment.
void count_validation_from(Operation& o, Day day) {
  o.validation_limit = day + Days{o.validation_days};
  o.validation_deadline = deadline_after(o.validation_limit, LimitDay::inclusive);
}

bool delays_on_payment(const Event& event, const Operation& o) {
  return event.kind == EventKind::pay && has_validation_delay(o) && !o.validation_limit_fixed;
}

const Defect kDefects[] = {
    {"tim-01-late-payment-accepted", RuleId::tim_01, "Between the deadline and the sweep a payment is still accepted.",
     without_rule<RuleId::tim_01>},
    {"tim-02-limit-day-excluded", RuleId::tim_02, "The limit day is not included.",
     with_policies<+[](Policies& p) { p.limit_day = LimitDay::exclusive; }>},
    {"tim-02-limit-day-included", RuleId::tim_02, "With limit_day = exclusive the limit day is included all the same.",
     with_policies<+[](Policies& p) { p.limit_day = LimitDay::inclusive; }>},
    {"tim-02-a-day-early", RuleId::tim_02, "The day of sending counts as the first of the N days.",
     [] { return Break{.creates = [](Operation& o) { move_payment_limit(o, -1); }}; }},
    {"tim-02-working-days", RuleId::tim_02, "Sundays do not count.",
     [] {
       return Break{.creates = [](Operation& o) {
         if (!is_immediate(o)) move_payment_limit(o, sundays_between(paris_day(o.created), o.payment_limit));
       }};
     }},
    {"tim-02-utc-day", RuleId::tim_02, "The day of sending is the UTC day.",
     [] {
       return Break{.creates = [](Operation& o) {
         const Day utc{std::chrono::floor<Days>(o.created).time_since_epoch()};
         move_payment_limit(o, static_cast<int>((utc - paris_day(o.created)).count()));
       }};
     }},
    {"tim-03-a-second-too-long", RuleId::tim_03, "An immediate request lives a second too long.",
     with_policies<+[](Policies& p) { ++p.immediate_ttl_s; }>},
    {"tim-03-a-second-too-short", RuleId::tim_03, "An immediate request lives a second too short.",
     with_policies<+[](Policies& p) { --p.immediate_ttl_s; }>},
    {"tim-04-no-sweep", RuleId::tim_04, "A deferred request expires at midnight, not at the night sweep.",
     with_policies<+[](Policies& p) { p.sweep = Sweep::instant; }>},
    {"tim-04-always-sweep", RuleId::tim_04, "With sweep = instant requests wait for the night sweep all the same.",
     with_policies<+[](Policies& p) { p.sweep = Sweep::at_00_06; }>},
    {"tim-04-immediate-waits-for-sweep", RuleId::tim_04, "An immediate request, too, expires at the night sweep.",
     [] {
       return Break{.schedules = [](EventKind kind, const Operation& o, Instant& due) {
         if (kind == EventKind::payment_deadline && is_immediate(o)) due = sweep_after(due, Sweep::at_00_06);
       }};
     }},
    {"tim-05-counted-from-sending", RuleId::tim_05, "The validation limit is counted from the day of sending.",
     [] {
       return Break{.steps = [](const Operation&, const Event& e, Operation& after) {
         if (delays_on_payment(e, after)) count_validation_from(after, paris_day(after.created));
       }};
     }},
    {"tim-05-counted-from-the-payment-limit", RuleId::tim_05, "On D the validation limit is counted from the payment limit.",
     [] {
       return Break{.steps = [](const Operation&, const Event& e, Operation& after) {
         if (delays_on_payment(e, after) && after.parcours == Parcours::d) count_validation_from(after, after.payment_limit);
       }};
     }},
    {"tim-05-late-validation-accepted", RuleId::tim_05, "Between the validation deadline and the sweep the merchant still validates.",
     without_rule<RuleId::tim_05>},
    {"tim-06-validates-by-itself", RuleId::tim_06, "At the end of the validation delay the operation is validated.",
     with_policies<+[](Policies& p) { p.on_validation_deadline = OnValidationDeadline::validate; }>},
    {"tim-06-always-expires", RuleId::tim_06, "on_validation_deadline is not heeded.",
     with_policies<+[](Policies& p) { p.on_validation_deadline = OnValidationDeadline::expire; }>},
    {"tim-06-unpaid-too", RuleId::tim_06, "With on_validation_deadline = cancel unpaid requests end cancelled, too.",
     [] {
       const auto policies = std::make_shared<Policies>();
       return Break{.steps =
                        [policies](const Operation&, const Event& event, Operation& after) {
                          if (event.kind != EventKind::payment_deadline) return;
                          if (policies->on_validation_deadline != OnValidationDeadline::cancel) return;
                          after.status = Status::cancelled;
                          after.cause = Cause::deadline;
                        },
                    .policies = [policies](Policies& asked) { *policies = asked; }};
     }},
    {"tim-06-keeps-the-money", RuleId::tim_06, "What was held is not given back when the validation delay ends.",
     [] {
       return Break{.transfers = [](const Operation& after, Money& available, Money& held, Money&) {
         if (after.status == Status::expired) available = held = Money{};
       }};
     }},
    {"tim-07-shown-expired-at-once", RuleId::tim_07, "From the deadline on the status reads expired, before the sweep.",
     [] {
       return Break{.view = [](const Encaissement& service, const Operation& o, OperationView& view) {
         const bool unpaid = o.status == Status::awaiting_customer && service.now() >= o.payment_deadline;
         const bool unvalidated = o.status == Status::to_validate && service.now() >= o.validation_deadline;
         if (unpaid || unvalidated) view.status = "expired";
       }};
     }},
    {"tim-08-action-wins-at-the-deadline", RuleId::tim_08, "At the very instant of the deadline a payment still counts.",
     [] {
       return Break{.creates = [](Operation& o) { o.payment_deadline += Duration{1}; }};
     }},
    {"tim-08-validation-wins-at-the-deadline", RuleId::tim_08, "At the very instant of the validation deadline a validation counts.",
     [] {
       return Break{.steps = [](const Operation&, const Event& e, Operation& after) {
         if (e.kind == EventKind::pay && has_validation_delay(after)) after.validation_deadline += Duration{1};
       }};
     }},
    {"tim-09-a-day-is-24-hours", RuleId::tim_09, "Deadlines are counted in days of 24 hours.",
     [] {
       return Break{.creates =
                        [](Operation& o) {
                          const Day sent = paris_day(o.created);
                          if (!is_immediate(o)) o.payment_deadline = start_of(sent) + (o.payment_limit - sent) + Days{1};
                        },
                    .steps =
                        [](const Operation&, const Event& e, Operation& after) {
                          const Day paid = paris_day(e.at);
                          if (delays_on_payment(e, after))
                            after.validation_deadline = start_of(paid) + (after.validation_limit - paid) + Days{1};
                        }};
     }},
    {"tim-09-always-utc-plus-2", RuleId::tim_09, "Paris is taken for two hours ahead of UTC all the year.",
     [] {
       return Break{.creates = [](Operation& o) {
         if (is_immediate(o)) return;
         o.payment_deadline = Instant{o.payment_limit.time_since_epoch()} + Days{1} - std::chrono::hours{2};
       }};
     }},
    {"tim-10-an-hour-late", RuleId::tim_10, "The reminder comes 23 hours before the deadline.",
     [] {
       return Break{.schedules = [](EventKind kind, const Operation&, Instant& due) {
         if (kind == EventKind::reminder) due += std::chrono::hours{1};
       }};
     }},
    {"tim-10-a-civil-day-before", RuleId::tim_10, "The reminder comes at midnight of the day before, not 24 hours before.",
     [] {
       return Break{.schedules = [](EventKind kind, const Operation& o, Instant& due) {
         if (kind == EventKind::reminder) due = start_of(o.validation_limit);
       }};
     }},
    {"tim-10-no-reminder-on-the-short-day", RuleId::tim_10, "A reminder that falls before the payment is never sent.",
     [] {
       return Break{.schedules = [](EventKind kind, const Operation& o, Instant& due) {
         const Instant day_before = o.validation_deadline - std::chrono::hours{24};
         if (kind == EventKind::reminder && day_before < o.paid_at) due = o.validation_deadline + Days{30};
       }};
     }},
    {"tim-10-before-the-payment-mail", RuleId::tim_10, "A reminder due at the payment is written before its mail.",
     [] {
       const auto waits = std::make_shared<bool>(false);  // A reminder is due at this payment's own instant.
       const auto mail = std::make_shared<Notice>();
       return Break{.steps =
                        [waits](const Operation&, const Event& e, Operation& after) {
                          *waits = delays_on_payment(e, after) && reminder_at(after) == e.at;
                        },
                    .tells =
                        [waits, mail](NoticeList& list) {
                          if (*waits && list.count > 0) *mail = list.notices[--list.count];
                          else if (mail->kind == NoticeKind::payment_received && list.count > 0) {
                            list.add(*mail);
                            *mail = Notice{};
                          }
                        }};
     }},
    {"tim-11-shown-date-is-kept", RuleId::tim_11, "The indicative date shown on C before the payment is kept as the limit.",
     [] {
       return Break{.steps = [](const Operation& before, const Event& e, Operation& after) {
         if (delays_on_payment(e, after) && after.parcours == Parcours::c)
           count_validation_from(after, before.validation_limit - Days{before.validation_days});
       }};
     }},
};

}  // namespace

std::span<const Defect> time_defects() { return kDefects; }

}  // namespace parcours
