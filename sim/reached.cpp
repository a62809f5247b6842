#include "sim/reached.h"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace parcours {
namespace {

struct Told {
  std::string_view name, sentence;
};

constexpr std::array<Told, kSometimesCount> kSometimes{{
    {"paid-on-a", "A customer pays on A."},
    {"paid-on-b", "A customer pays on B."},
    {"paid-on-c", "A customer pays on C."},
    {"paid-on-d", "A customer pays on D."},
    {"paid-in-part", "A customer pays less than was asked."},
    {"paid-in-the-last-millisecond", "A payment comes one millisecond before the deadline."},
    {"late-by-a-millisecond", "Something is tried at the deadline itself or a millisecond after it."},
    {"late-before-the-sweep", "Something is refused as late between a deadline and the night sweep."},
    {"balance-too-low", "A payment is refused because the wallet holds too little."},
    {"refused-by-customer", "A customer refuses."},
    {"qr-scanned-by-another", "A code that somebody scanned first is scanned by another."},
    {"mode-changed", "A merchant changes the mode of a QR request."},
    {"lowered", "A merchant validates less than he received."},
    {"validated-whole", "A merchant validates all that he received."},
    {"cancelled-held", "A merchant cancels what is to be validated."},
    {"expired-unpaid", "A request expires unpaid."},
    {"expired-unvalidated", "A payment is never validated and goes back."},
    {"reminded", "A merchant is reminded to validate."},
    {"issuer-rejected", "The issuer rejects what the customer agreed to."},
    {"named-afterwards", "A till names the customer of an order."},
    {"answered-from-memory", "An idempotency key gets its remembered answer."},
    {"key-with-other-body", "An idempotency key comes with another body."},
    {"locked-out", "An account is blocked by wrong passwords."},
    {"recovered-password", "A recovery link sets a new password."},
    {"scope-refused", "Somebody asks for an operation that is not his."},
    {"crashed", "The service dies and comes back."},
    {"twenty-three-hour-day", "A step falls on the 23-hour day."},
    {"twenty-five-hour-day", "A step falls on the 25-hour day."},
    {"new-year", "An operation is made in one year and ends in the next."},
    {"leap-day", "A step falls on 29 February."},
}};

constexpr std::array<std::string_view, kTripleEvents> kEvents{
    "log_in", "ask_recovery", "set_password", "choose_point", "set_right", "prepare", "request", "name", "change_mode",
    "cancel", "validate", "scan", "pay", "refuse", "issuer_reject", "credit", "set_blocked", "set_enabled",
    "resume_notifications", "delivery_answered", "payment_deadline", "validation_deadline", "reminder"};

}  // namespace

std::string_view name_of(Sometimes what) { return kSometimes[static_cast<std::size_t>(what)].name; }
std::string_view sentence_of(Sometimes what) { return kSometimes[static_cast<std::size_t>(what)].sentence; }

Triple Triple::of_index(int index) {
  return {.status = index / kTripleOutcomes / kTripleEvents, .event = index / kTripleOutcomes % kTripleEvents,
          .outcome = index % kTripleOutcomes};
}

std::string Triple::text() const {
  const bool about = status < encaissement::kStatusCount;
  const bool is_done = outcome == encaissement::kRuleCount;
  return fmt::format("{} {} {}", about ? to_string(encaissement::Status(status)) : "-",
                     kEvents[static_cast<std::size_t>(event)],
                     is_done ? "done" : to_string(encaissement::RuleId(outcome)));
}

namespace {

using namespace encaissement;

std::optional<Sometimes> paid_on(Parcours parcours) {
  switch (parcours) {
    case Parcours::a: return Sometimes::paid_on_a;
    case Parcours::b: return Sometimes::paid_on_b;
    case Parcours::c: return Sometimes::paid_on_c;
    case Parcours::d: return Sometimes::paid_on_d;
  }
  return std::nullopt;
}

void note_day(Reached& reached, const Operation& before, Instant at) {
  const Day day = paris_day(at);
  const Duration length = start_of(day + Days{1}) - start_of(day);
  const std::chrono::year_month_day date{day};
  if (length == std::chrono::hours{23}) reached.note(Sometimes::twenty_three_hour_day);
  if (length == std::chrono::hours{25}) reached.note(Sometimes::twenty_five_hour_day);
  if (date.month() == std::chrono::February && date.day() == std::chrono::day{29}) reached.note(Sometimes::leap_day);
  if (date.year() != std::chrono::year_month_day{paris_day(before.created)}.year()) reached.note(Sometimes::new_year);
}

}  // namespace

void Reached::note_step(const Operation& before, const Step& step, const Operation& after) {
  note_day(*this, before, step.at);
  switch (step.kind) {
    case EventKind::pay:
      note(*paid_on(before.parcours));
      if (step.amount < before.requested) note(Sometimes::paid_in_part);
      if (step.at == before.payment_deadline - Duration{1}) note(Sometimes::paid_in_the_last_millisecond);
      break;
    case EventKind::refuse: note(Sometimes::refused_by_customer); break;
    case EventKind::change_mode: note(Sometimes::mode_changed); break;
    case EventKind::cancel:
      if (before.status == Status::to_validate) note(Sometimes::cancelled_held);
      break;
    case EventKind::issuer_reject: note(Sometimes::issuer_rejected); break;
    case EventKind::validate:
      note(after.validated < before.received ? Sometimes::lowered : Sometimes::validated_whole);
      break;
    case EventKind::name: note(Sometimes::named_afterwards); break;
    case EventKind::scan: break;
    case EventKind::payment_deadline:
      note(Sometimes::expired_unpaid);
      note(Triple{.status = static_cast<int>(before.status), .event = kCommandKinds});
      break;
    case EventKind::validation_deadline:
      note(Sometimes::expired_unvalidated);
      note(Triple{.status = static_cast<int>(before.status), .event = kCommandKinds + 1});
      break;
    case EventKind::reminder:
      note(Sometimes::reminded);
      note(Triple{.status = static_cast<int>(before.status), .event = kCommandKinds + 2});
      break;
  }
}

Reached& Reached::operator|=(const Reached& other) {
  triples |= other.triples;
  sometimes |= other.sometimes;
  return *this;
}

std::vector<Triple> Reached::list() const {
  std::vector<Triple> all;
  for (int i = 0; i < kTripleCount; ++i)
    if (triples.test(static_cast<std::size_t>(i))) all.push_back(Triple::of_index(i));
  return all;
}

}  // namespace parcours
