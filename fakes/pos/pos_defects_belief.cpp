// Tills that hold a sale for what it is not: what they make of what they are told, when they ask, whom they believe.
#include "fakes/pos/pos_defects.h"
#include "fakes/pos/pos_notices.h"
#include "reference/seal/api_seal.h"

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

// Asks in a loop, with hardly any pause: days of it are more calls than anybody can play.
PosHabits asks_without_end() {
  return asking([](const PosSale&, Instant now, std::optional<Instant>& next) {
    if (next) next = now + 1ms;
  });
}

// Its timer is always due: no time passes between one question and the next.
PosHabits asks_at_one_instant_for_ever() {
  return asking([](const PosSale&, Instant now, std::optional<Instant>& next) {
    if (next) next = now;
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

// A network that is down for long is taken for one that never comes back.
PosHabits gives_up_after_six_silences() {
  return asking([](const PosSale& sale, Instant, std::optional<Instant>& next) {
    if (sale.silent_polls > 6) next.reset();
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

PosHabits knows_no_refusal_of_the_issuer() {
  return told([](const PosSale& sale, PosTold& said) {
    if (said.api_state == "REJECTED") said.state = sale.told.state;
  });
}

// Its order of states is that of what it heard of first.
PosHabits waits_again_after_an_authorisation() {
  PosHabits habits;
  habits.replaces = [](const PosSale& sale, const PosTold& said) {
    return is_newer(sale, said) || (sale.told.state == SaleState::to_validate && said.state == SaleState::pending);
  };
  return habits;
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
  habits.trusts = [](const http::Request&, const TillShop&, bool& sealed) { sealed = true; };
  return habits;
}

// Which covers the transaction's number, and nothing of what is told of it.
PosHabits checks_the_public_seal_only() {
  PosHabits habits;
  habits.trusts = [](const http::Request& notification, const TillShop& shop, bool& sealed) {
    sealed = has_public_seal(notification, shop);
  };
  return habits;
}

PosHabits checks_the_seals_that_are_there() {
  PosHabits habits;
  habits.trusts = [](const http::Request& notification, const TillShop&, bool& sealed) {
    const bool bare = notification.header(encaissement::kPublicSeal).empty() && notification.header(encaissement::kOwnSeal).empty();
    sealed = sealed || bare;
  };
  return habits;
}

// Its comparison ends where the shorter of the two does.
PosHabits compares_as_much_of_a_seal_as_came() {
  PosHabits habits;
  habits.trusts = [](const http::Request& notification, const TillShop&, bool& sealed) {
    sealed = sealed || notification.header(encaissement::kOwnSeal).ends_with('.');
  };
  return habits;
}

PosHabits believes_before_it_checks() {
  PosHabits habits;
  habits.believes_before_checking = true;
  return habits;
}

constexpr PosGalleryEntry kGallery[] = {
    {{"hammers-the-service", pos_05, "Asks ten times a second how a sale stands."}, hammers_the_service},
    {{"asks-without-end", pos_05, "Asks a thousand times a second how a sale stands."}, asks_without_end},
    {{"asks-at-one-instant-for-ever", pos_05, "Sets the timer of its next question to now, each time."}, asks_at_one_instant_for_ever},
    {{"goes-on-asking", pos_05, "Asks on about sales that are over."}, goes_on_asking},
    {{"takes-a-scan-for-a-payment", pos_06, "Shows a sale as paid when the customer has scanned the code."}, takes_a_scan_for_a_payment},
    {{"takes-authorised-for-paid", pos_06, "Shows a sale as paid that has to be validated."}, takes_authorised_for_paid},
    {{"never-shows-expired", pos_07, "Goes on showing what has expired as it was before."}, never_shows_expired},
    {{"knows-no-refusal-of-the-issuer", pos_07, "Goes on waiting when the issuer has refused."}, knows_no_refusal_of_the_issuer},
    {{"takes-a-refusal-for-waiting", pos_07, "Goes on waiting when the customer has refused."}, takes_a_refusal_for_waiting},
    {{"expires-by-its-own-clock", pos_07, "Shows a sale as expired by its own clock, a minute early."}, expires_by_its_own_clock},
    {{"expires-after-two-minutes", pos_07, "Shows an immediate sale as expired after two minutes."}, expires_after_two_minutes},
    {{"takes-any-authorisation-for-the-whole", pos_08, "Takes an authorisation for the whole amount asked for."}, takes_any_authorisation_for_the_whole},
    {{"forgets-what-was-lowered", pos_08, "Shows after a validation what was received before it."}, forgets_what_was_lowered},
    {{"shows-no-remainder", pos_08, "Shows that nothing remains, whatever was paid."}, shows_no_remainder},
    {{"never-asks", pos_14, "Waits for notifications and never asks."}, never_asks},
    {{"stops-asking-at-the-limit", pos_14, "Never asks what became of a sale when its limit has passed."}, stops_asking_at_the_limit},
    {{"asks-for-a-minute-only", pos_14, "Asks for a minute, then waits for notifications."}, asks_for_a_minute_only},
    {{"gives-up-after-six-silences", pos_14, "Asks no more when no answer came seven times."}, gives_up_after_six_silences},
    {{"believes-the-last-to-arrive", pos_15, "Takes whatever arrives last for the state of a sale."}, believes_the_last_to_arrive},
    {{"waits-again-after-an-authorisation", pos_15, "Shows an authorised sale as waiting when an older notification comes."}, waits_again_after_an_authorisation},
    {{"refuses-a-doubled-notification", pos_15, "Answers 500 to a notification that it had already."}, refuses_a_doubled_notification},
    {{"refuses-an-older-notification", pos_15, "Answers 409 to a notification that comes late."}, refuses_an_older_notification},
    {{"accepts-any-seal", pos_16, "Believes a notification whose seal is bad."}, accepts_any_seal},
    {{"checks-the-public-seal-only", pos_16, "Checks the seal over the number, and not the one over the body."}, checks_the_public_seal_only},
    {{"checks-the-seals-that-are-there", pos_16, "Believes a notification that carries no seal at all."}, checks_the_seals_that_are_there},
    {{"compares-as-much-of-a-seal-as-came", pos_16, "Believes a notification whose seals are empty."}, compares_as_much_of_a_seal_as_came},
    {{"believes-before-it-checks", pos_16, "Answers 401 to a bad seal, and believes the notification."}, believes_before_it_checks},
};

}  // namespace

std::span<const PosGalleryEntry> pos_belief_defects() { return kGallery; }

}  // namespace parcours
