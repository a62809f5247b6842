// Tills that are wrong after silence, after a crash and after a refusal.
#include <memory>
#include <nlohmann/json.hpp>

#include "fakes/pos/pos_client.h"
#include "fakes/pos/pos_defects.h"
#include "fakes/pos/pos_ruling.h"

namespace parcours {
namespace {

using enum TillRuleId;
using http::Json;
using Kind = PosHeard::Kind;

PosHabits attempting(void (*change)(PosIntent&)) {
  PosHabits habits;
  habits.attempt = change;
  return habits;
}

PosHabits hearing(void (*change)(const PosIntent&, PosSale&, PosHeard&)) {
  PosHabits habits;
  habits.heard = change;
  return habits;
}

PosHabits creates_without_a_key() {
  return attempting([](PosIntent& sent) {
    if (sent.act == PosAct::create) sent.key.clear();
  });
}

PosHabits creates_with_a_new_key_each_time() {
  return attempting([](PosIntent& sent) {
    if (sent.act == PosAct::create) sent.key += "-" + std::to_string(sent.attempts);
  });
}

PosHabits repeats_with_another_body() {
  return attempting([](PosIntent& sent) {
    auto body = http::read_body(sent.body);
    if (sent.act != PosAct::create || sent.attempts < 2 || !body) return;
    (*body)["order"]["label"] = "Nouvel essai";
    sent.body = http::dump(*body);
  });
}

void take_for_refused(PosHeard& heard) {
  heard.kind = Kind::refused;
  heard.code = "NO_ANSWER";
}

PosHabits makes_keys_of_amount_and_minute() {
  return attempting([](PosIntent& sent) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(sent.wanted.time_since_epoch()).count();
    if (sent.act == PosAct::create) sent.key = std::to_string(sent.amount.cents()) + "-" + std::to_string(minute);
  });
}

PosHabits validates_without_a_key() {
  return attempting([](PosIntent& sent) {
    if (sent.act == PosAct::validate) sent.key.clear();
  });
}

PosHabits trusts_its_keys_for_ever() {
  PosHabits habits;
  habits.trusts_keys_for_ever = true;
  return habits;
}

PosHabits takes_silence_for_a_refusal() {
  return hearing([](const PosIntent& intent, PosSale&, PosHeard& heard) {
    if (intent.act == PosAct::create && heard.kind == Kind::silence && heard.status == 0) take_for_refused(heard);
  });
}

PosHabits takes_a_failure_for_a_refusal() {
  return hearing([](const PosIntent&, PosSale&, PosHeard& heard) {
    if (heard.kind == Kind::silence && heard.status >= 500) take_for_refused(heard);
  });
}

PosHabits takes_a_broken_answer_for_a_refusal() {
  return hearing([](const PosIntent&, PosSale&, PosHeard& heard) {
    if (heard.kind == Kind::silence && heard.status == 200) take_for_refused(heard);
  });
}

// As if it had been done, with what is known of the sale.
void take_for_done(const PosSale& sale, SaleState state, const char* api_state, PosHeard& heard) {
  heard.kind = Kind::done;
  heard.told = sale.told;
  heard.told.state = state;
  heard.told.api_state = api_state;
  heard.told.answered = {};
}

void validated(const PosIntent& intent, const PosSale& sale, PosHeard& heard) {
  take_for_done(sale, SaleState::paid, "VALIDATED", heard);
  heard.told.received = intent.amount;
  heard.told.remaining = heard.told.requested - intent.amount;
}

PosHabits takes_a_lost_validation_for_done() {
  return hearing([](const PosIntent& intent, PosSale& sale, PosHeard& heard) {
    if (intent.act == PosAct::validate && heard.kind == Kind::silence) validated(intent, sale, heard);
  });
}

PosHabits takes_a_lost_cancellation_for_done() {
  return hearing([](const PosIntent& intent, PosSale& sale, PosHeard& heard) {
    if (intent.act == PosAct::cancel && heard.kind == Kind::silence)
      take_for_done(sale, SaleState::cancelled, "CANCELLED", heard);
  });
}

PosHabits believes_a_refused_validation() {
  return hearing([](const PosIntent& intent, PosSale& sale, PosHeard& heard) {
    if (intent.act == PosAct::validate && heard.kind == Kind::refused) validated(intent, sale, heard);
  });
}

PosHabits believes_a_refused_cancellation() {
  return hearing([](const PosIntent& intent, PosSale& sale, PosHeard& heard) {
    if (intent.act == PosAct::cancel && heard.kind == Kind::refused)
      take_for_done(sale, SaleState::cancelled, "CANCELLED", heard);
  });
}

// A sale that the service never made is shown as waiting.
PosHabits shows_a_refused_sale_as_waiting() {
  PosHabits habits;
  habits.view = [](const PosSale& sale, Instant, SaleView& view) {
    if (view.state == SaleState::none && !sale.refusal_code.empty()) view.state = SaleState::pending;
  };
  return habits;
}

PosHabits cancels_by_itself() {
  PosHabits habits;
  habits.settles = [](const TillOrder& order, PosSale& sale) {
    if (order.verb != TillVerb::cancel) return false;
    sale.intents.clear();
    sale.told.state = SaleState::cancelled;
    sale.next_poll.reset();
    return true;
  };
  return habits;
}

PosHabits forgets_its_sales() {
  PosHabits habits;
  habits.found_again = [](const TillShop&, std::vector<PosSale>& sales) { sales.clear(); };
  return habits;
}

PosHabits forgets_who_was_unanswered() {
  PosHabits habits;
  habits.found_again = [](const TillShop&, std::vector<PosSale>& sales) {
    std::erase_if(sales, [](const PosSale& sale) { return !sale.intents.empty(); });
  };
  return habits;
}

PosIntent made_again(PosSale& sale, const std::string& body) {
  return {.act = PosAct::create, .key = sale.sale + "-again-" + std::to_string(++sale.calls), .body = body};
}

// Whatever waits to be paid is asked for again.
PosHabits asks_again_after_a_crash() {
  PosHabits habits;
  habits.found_again = [](const TillShop& shop, std::vector<PosSale>& sales) {
    for (PosSale& sale : sales) {
      if (sale.told.state != SaleState::pending || !sale.intents.empty()) continue;
      ++sale.asked;
      sale.intents.push_back(made_again(sale, http::dump(create_body(shop, sale))));
    }
  };
  return habits;
}

PosHabits forgets_its_keys_in_a_crash() {
  PosHabits habits;
  habits.found_again = [](const TillShop&, std::vector<PosSale>& sales) {
    for (PosSale& sale : sales)
      for (PosIntent& intent : sale.intents)
        if (intent.act == PosAct::create) intent = made_again(sale, intent.body);
  };
  return habits;
}

PosHabits allowing(bool (*fits)(const TillOrder&, const PosSale&)) {
  PosHabits habits;
  habits.ruling = [fits](const TillOrder& order, const PosSale& sale, std::optional<TillReply>& ruling) {
    if (sale.intents.empty() && !sale.told.number.empty() && fits(order, sale)) ruling.reset();
  };
  return habits;
}

PosHabits asks_to_validate_above_what_was_received() {
  return allowing([](const TillOrder& order, const PosSale& sale) {
    return order.verb == TillVerb::validate && sale.told.state == SaleState::to_validate;
  });
}

PosHabits asks_to_cancel_what_is_over() {
  return allowing([](const TillOrder& order, const PosSale&) { return order.verb == TillVerb::cancel; });
}

// A wrong clock of its own makes it act after the limit, or refuse before it.
PosHabits trusts_its_own_clock() {
  PosHabits habits;
  habits.trusts_its_own_clock = true;
  return habits;
}

PosHabits asks_to_validate_twice() {
  return allowing([](const TillOrder& order, const PosSale& sale) {
    return order.verb == TillVerb::validate && is_final(sale.told.state);
  });
}

PosHabits cancels_nothing_that_is_paid() {
  PosHabits habits;
  habits.ruling = [](const TillOrder& order, const PosSale& sale, std::optional<TillReply>& ruling) {
    if (order.verb == TillVerb::cancel && sale.told.state == SaleState::to_validate)
      ruling = refusal("NOT_NOW", "la vente est payée");
  };
  return habits;
}

constexpr PosGalleryEntry kGallery[] = {
    {{"creates-without-a-key", pos_04, "Makes a lost create again without a key."}, creates_without_a_key},
    {{"creates-with-a-new-key-each-time", pos_04, "Makes a lost create again with another key."}, creates_with_a_new_key_each_time},
    {{"repeats-with-another-body", pos_04, "Makes a lost create again with the same key and another label."}, repeats_with_another_body},
    {{"makes-keys-of-amount-and-minute", pos_04, "Gives two sales of one amount in one minute the same key."}, makes_keys_of_amount_and_minute},
    {{"validates-without-a-key", pos_04, "Claims to send idempotency keys, and validates without."}, validates_without_a_key},
    {{"trusts-its-keys-for-ever", pos_04, "Makes a lost create again with a key that the service has forgotten."}, trusts_its_keys_for_ever},
    {{"takes-a-lost-validation-for-done", pos_06, "Shows a sale as paid when no answer to its validation came."}, takes_a_lost_validation_for_done},
    {{"cancels-by-itself", pos_07, "Shows a sale as cancelled and tells the service nothing."}, cancels_by_itself},
    {{"forgets-its-sales", pos_17, "Knows no sale after a crash."}, forgets_its_sales},
    {{"forgets-who-was-unanswered", pos_17, "Forgets in a crash the sales whose answer it waited for."}, forgets_who_was_unanswered},
    {{"asks-again-after-a-crash", pos_17, "Asks a second time after a crash for what waits to be paid."}, asks_again_after_a_crash},
    {{"forgets-its-keys-in-a-crash", pos_17, "Makes a lost create again after a crash with another key."}, forgets_its_keys_in_a_crash},
    {{"validates-above-what-was-received", pos_18, "Asks to validate whatever is typed."}, asks_to_validate_above_what_was_received},
    {{"cancels-what-is-over", pos_18, "Asks to cancel what the service said is over."}, asks_to_cancel_what_is_over},
    {{"trusts-its-own-clock", pos_18, "Counts limits on its own clock, which is wrong."}, trusts_its_own_clock},
    {{"validates-what-is-over", pos_18, "Asks to validate what the service said is over."}, asks_to_validate_twice},
    {{"cancels-nothing-that-is-paid", pos_18, "Refuses by itself to cancel what was paid and is to be validated."}, cancels_nothing_that_is_paid},
    {{"takes-silence-for-a-refusal", pos_19, "Tells the cashier that nothing was asked when the answer was lost."}, takes_silence_for_a_refusal},
    {{"takes-a-failure-for-a-refusal", pos_19, "Takes an error of the server for a refusal of the call."}, takes_a_failure_for_a_refusal},
    {{"takes-a-broken-answer-for-a-refusal", pos_19, "Takes an answer that it cannot read for a refusal."}, takes_a_broken_answer_for_a_refusal},
    {{"takes-a-lost-cancellation-for-done", pos_19, "Shows a sale as cancelled when no answer came."}, takes_a_lost_cancellation_for_done},
    {{"believes-a-refused-validation", pos_19, "Shows as paid what the service refused to validate."}, believes_a_refused_validation},
    {{"believes-a-refused-cancellation", pos_19, "Shows as cancelled what the service refused to cancel."}, believes_a_refused_cancellation},
    {{"shows-a-refused-sale-as-waiting", pos_19, "Shows a request that was refused as waiting for the customer."}, shows_a_refused_sale_as_waiting},
};

}  // namespace

std::span<const PosGalleryEntry> pos_repeat_defects() { return kGallery; }

}  // namespace parcours
