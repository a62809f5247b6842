// Tills that hold a sale for what it is not: what they make of what they are told, when they ask, whom they believe.
#include "fakes/pos/pos_defects.h"

namespace parcours {
namespace {

using enum TillRuleId;
using namespace std::chrono_literals;

PosHabits told(void (*change)(const PosSale&, PosTold&)) {
  PosHabits habits;
  habits.told = change;
  return habits;
}

PosHabits asking(void (*change)(const PosSale&, Instant, std::optional<Instant>&)) {
  PosHabits habits;
  habits.next_poll = change;
  return habits;
}

bool is_granted(const PosTold& told) { return told.state == SaleState::to_validate || told.state == SaleState::paid; }

void granted_wholly(PosTold& told) {
  told.received = told.requested;
  told.remaining = Money{};
}

PosHabits hammers_the_service() {
  return asking([](const PosSale&, Instant now, std::optional<Instant>& next) {
    if (next) next = now + 100ms;
  });
}

// Often at first, once a day in the end, never never.
PosHabits goes_on_asking() {
  return asking([](const PosSale& sale, Instant now, std::optional<Instant>& next) {
    if (!next && !sale.told.number.empty()) next = now + (now - sale.told.updated < 1h ? Instant::duration{5s} : Instant::duration{24h});
  });
}

PosHabits never_asks() {
  return asking([](const PosSale&, Instant, std::optional<Instant>& next) { next.reset(); });
}

// What comes of it then, it expects to be told.
PosHabits stops_asking_at_the_limit() {
  return asking([](const PosSale& sale, Instant, std::optional<Instant>& next) {
    const bool waits = sale.told.state == SaleState::pending;
    const Instant limit = waits ? sale.told.payment_deadline : sale.told.validation_deadline.value_or(Instant::max());
    if (next && *next >= limit) next.reset();
  });
}

PosHabits asks_for_a_minute_only() {
  return asking([](const PosSale& sale, Instant now, std::optional<Instant>& next) {
    if (now - sale.told.created > 1min) next.reset();
  });
}

PosHabits takes_a_scan_for_a_payment() {
  return told([](const PosSale& sale, PosTold& said) {
    if (said.api_state != "PROCESSING" || sale.wish.mode != "qr") return;
    said.state = SaleState::paid;
    granted_wholly(said);
  });
}

PosHabits takes_authorised_for_paid() {
  return told([](const PosSale&, PosTold& said) {
    if (said.state == SaleState::to_validate) said.state = SaleState::paid;
  });
}

PosHabits never_shows_expired() {
  return told([](const PosSale& sale, PosTold& said) {
    if (said.state == SaleState::expired) said.state = sale.told.state;
  });
}

PosHabits takes_a_refusal_for_waiting() {
  return told([](const PosSale&, PosTold& said) {
    if (said.api_state == "ABORTED") said.state = SaleState::pending;
  });
}

void expire(SaleView& view) {
  view.state = SaleState::expired;
  view.cashier = "Expiré.";
  view.customer = "La demande a expiré.";
}

PosHabits expires_by_its_own_clock() {
  PosHabits habits;
  habits.view = [](const PosSale& sale, Instant now, SaleView& view) {
    if (view.state == SaleState::pending && now + 1min >= sale.told.payment_deadline) expire(view);
  };
  return habits;
}

PosHabits expires_after_two_minutes() {
  PosHabits habits;
  habits.view = [](const PosSale& sale, Instant now, SaleView& view) {
    const bool immediate = sale.wish.parcours == "A" || sale.wish.parcours == "C";
    if (view.state == SaleState::pending && immediate && now - sale.told.created >= 2min) expire(view);
  };
  return habits;
}

PosHabits takes_any_authorisation_for_the_whole() {
  return told([](const PosSale&, PosTold& said) {
    if (is_granted(said)) granted_wholly(said);
  });
}

PosHabits forgets_what_was_lowered() {
  return told([](const PosSale& sale, PosTold& said) {
    if (said.state != SaleState::paid || !is_granted(sale.told)) return;
    said.received = sale.told.received;
    said.remaining = sale.told.remaining;
  });
}

PosHabits shows_no_remainder() {
  PosHabits habits;
  habits.view = [](const PosSale& sale, Instant, SaleView& view) {
    if (is_granted(sale.told)) view.remaining = Money{};
  };
  return habits;
}

PosHabits believes_the_last_to_arrive() {
  PosHabits habits;
  habits.replaces = [](const PosSale&, const PosTold&) { return true; };
  return habits;
}

PosHabits refuses_a_doubled_notification() {
  PosHabits habits;
  habits.acknowledges = [](const PosSale& sale, const PosTold& said, int& status) {
    if (said.api_state == sale.told.api_state) status = 500;
  };
  return habits;
}

PosHabits refuses_an_older_notification() {
  PosHabits habits;
  habits.acknowledges = [](const PosSale& sale, const PosTold& said, int& status) {
    if (!is_newer(sale, said)) status = 409;
  };
  return habits;
}

PosHabits accepts_any_seal() {
  PosHabits habits;
  habits.trusts = [](bool& sealed) { sealed = true; };
  return habits;
}

PosHabits believes_before_it_checks() {
  PosHabits habits;
  habits.believes_before_checking = true;
  return habits;
}

constexpr PosGalleryEntry kGallery[] = {
    {{"hammers-the-service", pos_05, "Asks ten times a second how a sale stands."}, hammers_the_service},
    {{"goes-on-asking", pos_05, "Asks on about sales that are over."}, goes_on_asking},
    {{"takes-a-scan-for-a-payment", pos_06, "Shows a sale as paid when the customer has scanned the code."}, takes_a_scan_for_a_payment},
    {{"takes-authorised-for-paid", pos_06, "Shows a sale as paid that has to be validated."}, takes_authorised_for_paid},
    {{"never-shows-expired", pos_07, "Goes on showing what has expired as it was before."}, never_shows_expired},
    {{"takes-a-refusal-for-waiting", pos_07, "Goes on waiting when the customer has refused."}, takes_a_refusal_for_waiting},
    {{"expires-by-its-own-clock", pos_07, "Shows a sale as expired by its own clock, a minute early."}, expires_by_its_own_clock},
    {{"expires-after-two-minutes", pos_07, "Shows an immediate sale as expired after two minutes."}, expires_after_two_minutes},
    {{"takes-any-authorisation-for-the-whole", pos_08, "Takes an authorisation for the whole amount asked for."}, takes_any_authorisation_for_the_whole},
    {{"forgets-what-was-lowered", pos_08, "Shows after a validation what was received before it."}, forgets_what_was_lowered},
    {{"shows-no-remainder", pos_08, "Shows that nothing remains, whatever was paid."}, shows_no_remainder},
    {{"never-asks", pos_14, "Waits for notifications and never asks."}, never_asks},
    {{"stops-asking-at-the-limit", pos_14, "Never asks what became of a sale when its limit has passed."}, stops_asking_at_the_limit},
    {{"asks-for-a-minute-only", pos_14, "Asks for a minute, then waits for notifications."}, asks_for_a_minute_only},
    {{"believes-the-last-to-arrive", pos_15, "Takes whatever arrives last for the state of a sale."}, believes_the_last_to_arrive},
    {{"refuses-a-doubled-notification", pos_15, "Answers 500 to a notification that it had already."}, refuses_a_doubled_notification},
    {{"refuses-an-older-notification", pos_15, "Answers 409 to a notification that comes late."}, refuses_an_older_notification},
    {{"accepts-any-seal", pos_16, "Believes a notification whose seal is bad."}, accepts_any_seal},
    {{"believes-before-it-checks", pos_16, "Answers 401 to a bad seal, and believes the notification."}, believes_before_it_checks},
};

}  // namespace

std::span<const PosGalleryEntry> pos_belief_defects() { return kGallery; }

}  // namespace parcours
