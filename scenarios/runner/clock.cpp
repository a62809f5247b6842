#include "scenarios/runner/clock.h"

#include <algorithm>
#include <utility>

#include "reference/core/deadline.h"
#include "reference/core/text.h"

namespace parcours {

using namespace std::chrono_literals;

void Clock::advance_to(Instant instant) {
  settle();
  stops_ = 0;
  while (case_.now() < instant && !case_.departure && !tires()) step_to(next_stop(instant));
}

void Clock::run_until(const std::function<bool()>& done) {
  stops_ = 0;
  while (!done() && !case_.departure && !tires()) step_to(next_stop(kNever));
  settle();
}

// The next instant at which something may happen by itself. A deadline that is not after now was the service's to keep.
Instant Clock::next_stop(Instant limit) {
  Instant stop = limit;
  if (const auto event = case_.stage.scheduler().next_instant()) stop = std::min(stop, *event);
  const auto deadline = case_.target.next_deadline();
  if (deadline && *deadline > case_.now()) stop = std::min(stop, *deadline);
  return stop;
}

// A service whose next deadline is always a moment away would keep the case for ever.
bool Clock::tires() {
  constexpr int kStopsMax = 100'000;
  if (++stops_ <= kStopsMax) return false;
  case_.departure = Departure{.verdict = Verdict::timeout,
                              .reason = "The service never comes to rest.",
                              .expected = {"at most " + std::to_string(kStopsMax) + " deadlines in one wait"},
                              .actual = "more"};
  return true;
}

void Clock::step_to(Instant instant) {
  if (instant == kNever) {
    case_.departure = Departure{.verdict = Verdict::error, .reason = "An actor waits for something that never comes."};
    return;
  }
  if (const auto failure = case_.stage.run_until(instant)) {
    case_.departure = Departure{.verdict = Verdict::error, .reason = failure->actor + ": " + failure->reason};
    return;
  }
  case_.target.advance(case_.now());
  settle();
}

void Clock::settle() {
  if (on_moment_) on_moment_();
  hand_over_notices();
  if (case_.can.reads_outbox) case_.sink.take_due();
}

void Clock::hand_over_notices() {
  if (!case_.can.reads_outbox) return;
  for (const NoticeView& notice : case_.target.notices(case_.notices_read)) {
    if (notice.id <= case_.notices_read && !case_.departure)
      case_.departure = Departure{.rule = "NOT-03",
                                  .reason = "A notice has an id that was given before.",
                                  .expected = {"an id above " + std::to_string(case_.notices_read)},
                                  .actual = std::to_string(notice.id)};
    case_.notices_read = std::max(case_.notices_read, notice.id);
    case_.mailbox.note_written(notice);
    if (channel_of(notice) != Channel::api) case_.mailbox.hand_over(notice);
  }
}

// -------- Deadlines by the rules ----------------------------------------------------------------

namespace {

using Found = std::variant<Instant, std::string>;

bool is_deferred(const RequestForm& form) { return form.extended && (form.parcours == "B" || form.parcours == "D"); }

// TIM-02, TIM-03. An order of the public API with a capture date has other limits: there the service is asked.
Found payment_deadline(Case& played, Made& made) {
  const std::string& number = played.number_of(made);
  const auto view = played.look(made);
  const std::optional<Instant> created =
      made.created ? made.created : (view ? std::optional{view->created} : std::nullopt);
  if (!created || number.empty()) return "the operation does not exist";
  if (!made.form.extended && made.form.deferred && view) return view->payment_deadline;
  if (!is_deferred(made.form)) return *created + std::chrono::seconds{played.policies.immediate_ttl_s};
  const encaissement::Day limit = encaissement::payment_limit_day(*created, made.form.payment_days.value_or(0));
  return encaissement::deadline_after(limit, played.policies.limit_day);
}

// TIM-05
Found validation_deadline(Case& played, Made& made) {
  const auto view = played.look(made);
  const bool days_known = made.form.extended && made.form.validation_days;
  if (made.paid && days_known)
    return encaissement::deadline_after(encaissement::validation_limit_day(*made.paid, *made.form.validation_days),
                                        encaissement::LimitDay::inclusive);
  if (view && view->validation_deadline) return *view->validation_deadline;
  return "the operation has not been paid, so nothing is to be validated";
}

Found swept(const Found& deadline, encaissement::Sweep sweep) {
  if (const auto* instant = std::get_if<Instant>(&deadline)) return encaissement::sweep_after(*instant, sweep);
  return deadline;
}

// TIM-10
Found reminder(const Found& deadline, const Made& made) {
  const auto* instant = std::get_if<Instant>(&deadline);
  if (!instant) return deadline;
  const Instant day_before = *instant - 24h;
  return made.paid ? std::max(day_before, *made.paid) : day_before;
}

Found deadline_named(Case& played, const Step& step) {
  const std::string& name = step.text("deadline");
  if (name == "recovery") {
    if (!played.recovery_asked) return "no recovery was asked for";
    return *played.recovery_asked + std::chrono::seconds{played.policies.recovery_ttl_s};
  }
  Made* made = played.made(step.text("of"));
  if (!made) return "there is no such operation";
  if (name == "payment") return payment_deadline(played, *made);
  if (name == "validation") return validation_deadline(played, *made);
  if (name == "reminder") return reminder(validation_deadline(played, *made), *made);
  if (name == "validation sweep") return swept(validation_deadline(played, *made), played.policies.sweep);
  const Found deadline = payment_deadline(played, *made);
  return is_deferred(made->form) ? swept(deadline, played.policies.sweep) : deadline;
}

}  // namespace

std::variant<Instant, std::string> instant_of(Case& played, const Step& step) {
  if (step.has("moment")) return step.moment("moment").at;
  const Found found = deadline_named(played, step);
  if (const auto* instant = std::get_if<Instant>(&found)) return *instant + step.duration("offset");
  return found;
}

}  // namespace parcours
