// Tills that show something wrong: codes, remainders, receipts, days.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "fakes/pos/pos_defects.h"
#include "reference/core/text.h"
#include "reference/qr/render.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::Days;
using encaissement::format_amount;
using encaissement::GreyImage;
using encaissement::Symbol;

PosHabits viewing(void (*change)(const PosSale&, Instant, SaleView&)) {
  PosHabits habits;
  habits.view = change;
  return habits;
}

PosHabits drawing(GreyImage (*draw)(const Symbol&)) {
  PosHabits habits;
  habits.picture = draw;
  return habits;
}

PosHabits coding(void (*change)(const PosSale&, std::string&)) {
  PosHabits habits;
  habits.code = change;
  return habits;
}

void without_remainder(std::string& words) { words.erase(std::min(words.find(" Il reste "), words.size())); }

PosHabits tells_nobody_what_remains() {
  return viewing([](const PosSale&, Instant, SaleView& view) {
    without_remainder(view.cashier);
    without_remainder(view.customer);
  });
}

PosHabits tells_the_cashier_only() {
  return viewing([](const PosSale&, Instant, SaleView& view) { without_remainder(view.customer); });
}

PosHabits tells_the_customer_only() {
  return viewing([](const PosSale&, Instant, SaleView& view) { without_remainder(view.cashier); });
}

PosHabits prints_as_final_what_is_to_validate() {
  return viewing([](const PosSale& sale, Instant, SaleView& view) {
    if (view.receipt && sale.told.state == SaleState::to_validate) view.receipt->final = true;
  });
}

PosHabits prints_what_was_asked() {
  return viewing([](const PosSale& sale, Instant, SaleView& view) {
    if (view.receipt) view.receipt->text = fmt::format("Vente {}\nReçu : {}\n", sale.sale, format_amount(sale.told.requested));
  });
}

PosHabits prints_no_remainder() {
  return viewing([](const PosSale& sale, Instant, SaleView& view) {
    if (view.receipt) view.receipt->text = fmt::format("Vente {}\nReçu : {}\n", sale.sale, format_amount(sale.told.received));
  });
}

PosHabits prints_nothing_for_a_part() {
  return viewing([](const PosSale& sale, Instant, SaleView& view) {
    if (!sale.told.remaining.is_zero()) view.receipt.reset();
  });
}

PosHabits prints_what_was_cancelled() {
  return viewing([](const PosSale& sale, Instant, SaleView& view) {
    if (view.state != SaleState::cancelled && view.state != SaleState::expired) return;
    view.receipt = TillReceipt{true, fmt::format("Vente {}\nReçu : {}\nReste : {}\n", sale.sale,
                                                 format_amount(sale.told.requested), format_amount(Money{}))};
  });
}

// Two modules share a pixel: nothing can be made of them.
PosHabits draws_the_code_too_small() {
  return drawing([](const Symbol& symbol) {
    const GreyImage large = encaissement::render(symbol, {.pixels_per_module = 1});
    GreyImage small = encaissement::blank_image(large.width / 2, large.height / 2, 255);
    small.pixels_per_module = 1;
    for (int y = 0; y < small.height; ++y)
      for (int x = 0; x < small.width; ++x) {
        const int sum = large.at(2 * x, 2 * y) + large.at(2 * x + 1, 2 * y) + large.at(2 * x, 2 * y + 1) + large.at(2 * x + 1, 2 * y + 1);
        small.pixels[small.index(x, y)] = static_cast<std::uint8_t>(sum / 4);
      }
    return small;
  });
}

// The screen's dark frame touches the code.
PosHabits draws_no_quiet_zone() {
  return drawing([](const Symbol& symbol) {
    GreyImage picture = encaissement::render(symbol, {.pixels_per_module = 4, .quiet_modules = 0});
    picture.pixels_per_module = 0;
    return picture;
  });
}

PosHabits draws_light_on_dark() {
  return drawing([](const Symbol& symbol) {
    GreyImage picture = encaissement::render(symbol);
    for (auto& pixel : picture.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
    return picture;
  });
}

PosHabits stretches_the_code() {
  return drawing([](const Symbol& symbol) {
    constexpr int kTimes = 16;  // A phone still reads ten.
    const GreyImage square = encaissement::render(symbol, {.pixels_per_module = 2});
    GreyImage wide = encaissement::blank_image(square.width * kTimes, square.height, 255);
    wide.pixels_per_module = square.pixels_per_module;
    for (int y = 0; y < wide.height; ++y)
      for (int x = 0; x < wide.width; ++x) wide.pixels[wide.index(x, y)] = square.at(x / kTimes, y);
    return wide;
  });
}

PosHabits shows_the_number_as_code() {
  return coding([](const PosSale& sale, std::string& code) {
    if (!code.empty()) code = sale.told.number;
  });
}

PosHabits shows_no_code() {
  return coding([](const PosSale&, std::string& code) { code.clear(); });
}

PosHabits shows_the_code_after_payment() {
  return coding([](const PosSale& sale, std::string& code) {
    if (sale.told.state == SaleState::paid && sale.wish.mode == "qr") code = sale.told.code;
  });
}

PosHabits shows_the_code_after_expiry() {
  return coding([](const PosSale& sale, std::string& code) {
    if (sale.told.state == SaleState::expired && sale.wish.mode == "qr") code = sale.told.code;
  });
}

PosHabits keeps_the_old_code() {
  const auto old = std::make_shared<std::map<std::string, std::string>>();
  PosHabits habits;
  habits.heard = [old](const PosIntent& intent, PosSale& sale, PosHeard&) {
    if (intent.act == PosAct::change_mode) (*old)[sale.sale] = sale.told.code;
  };
  habits.code = [old](const PosSale& sale, std::string& code) {
    if (sale.code_void || sale.asked > 1) code = (*old)[sale.sale];
  };
  return habits;
}

void shift_day(std::string& shown, int days) {
  if (const auto day = encaissement::parse_day(shown)) shown = encaissement::format_day(*day + Days{days});
}

PosHabits shows_the_day_after() {
  return viewing([](const PosSale&, Instant, SaleView& view) { shift_day(view.limit, 1); });
}

// By how many days the sum comes out wrong when it starts from the day of `at` in UTC.
int utc_error(Instant at) {
  const auto utc = std::chrono::floor<Days>(at).time_since_epoch();
  return static_cast<int>((utc - encaissement::paris_day(at).time_since_epoch()).count());
}

PosHabits counts_days_in_utc() {
  return viewing([](const PosSale& sale, Instant, SaleView& view) {
    const bool waits = sale.told.state == SaleState::pending;
    shift_day(view.limit, utc_error(waits ? sale.told.created : sale.told.updated));
  });
}

PosHabits counts_the_delay_from_sending() {
  return viewing([](const PosSale& sale, Instant, SaleView& view) {
    if (sale.told.state != SaleState::to_validate || !sale.wish.validation_days) return;
    view.limit = encaissement::format_day(encaissement::paris_day(sale.told.created) + Days{*sale.wish.validation_days});
  });
}

constexpr PosGalleryEntry kGallery[] = {
    {{"tells-nobody-what-remains", pos_09, "Says nothing of the remainder after a payment of a part."}, tells_nobody_what_remains},
    {{"tells-the-cashier-only", pos_09, "Tells the remainder to the cashier and not to the customer."}, tells_the_cashier_only},
    {{"tells-the-customer-only", pos_09, "Tells the remainder to the customer and not to the cashier."}, tells_the_customer_only},
    {{"prints-as-final-what-is-to-validate", pos_10, "Prints a final receipt before the merchant has validated."}, prints_as_final_what_is_to_validate},
    {{"prints-what-was-asked", pos_10, "Prints the amount asked for as received."}, prints_what_was_asked},
    {{"prints-no-remainder", pos_10, "Leaves the remainder off the receipt."}, prints_no_remainder},
    {{"prints-nothing-for-a-part", pos_10, "Prints no receipt for a payment of a part."}, prints_nothing_for_a_part},
    {{"prints-what-was-cancelled", pos_10, "Prints a final receipt for what was cancelled or has expired."}, prints_what_was_cancelled},
    {{"draws-the-code-too-small", pos_11, "Draws the code with a pixel for two modules."}, draws_the_code_too_small},
    {{"draws-no-quiet-zone", pos_11, "Draws the code without a margin on a dark screen."}, draws_no_quiet_zone},
    {{"draws-light-on-dark", pos_11, "Draws the code light on dark."}, draws_light_on_dark},
    {{"stretches-the-code", pos_11, "Draws the code far wider than high."}, stretches_the_code},
    {{"shows-the-number-as-code", pos_11, "Makes a code of its own from the transaction's number."}, shows_the_number_as_code},
    {{"shows-no-code", pos_11, "Shows no code at all."}, shows_no_code},
    {{"shows-the-code-after-payment", pos_11, "Leaves the code on the screen when it is paid."}, shows_the_code_after_payment},
    {{"shows-the-code-after-expiry", pos_11, "Leaves the code on the screen when it has expired."}, shows_the_code_after_expiry},
    {{"keeps-the-old-code", pos_12, "Shows the code that was left by a change of mode."}, keeps_the_old_code},
    {{"shows-the-day-after", pos_13, "Shows the day after the last one as the limit."}, shows_the_day_after},
    {{"counts-days-in-utc", pos_13, "Counts days from the day in UTC."}, counts_days_in_utc},
    {{"counts-the-delay-from-sending", pos_13, "Counts the validation delay from sending instead of from payment."}, counts_the_delay_from_sending},
};

}  // namespace

std::span<const PosGalleryEntry> pos_screen_defects() { return kGallery; }

}  // namespace parcours
