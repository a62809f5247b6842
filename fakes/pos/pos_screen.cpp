#include "fakes/pos/pos_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"
#include "reference/qr/png.h"
#include "reference/qr/render.h"

namespace parcours {
namespace {

using encaissement::format_amount;
using encaissement::GreyImage;

constexpr int kWidth = 320, kHeight = 240, kPixelsPerModule = 4;

SaleState state_shown(const PosSale& sale) {
  if (!sale.intents.empty() || (!sale.sure && is_open(sale))) return SaleState::unknown;
  return sale.told.state;
}

// The day that matters now, as the service wrote it.
std::string limit_shown(const PosTold& told) {
  if (told.state == SaleState::to_validate) return told.validation_limit;
  if (told.state != SaleState::pending) return "";
  return told.payment_limit.empty() ? told.validation_limit : told.payment_limit;
}

bool is_partial(const PosTold& told) {
  return !told.remaining.is_zero() && (told.state == SaleState::paid || told.state == SaleState::to_validate);
}

std::string cashier_words(const PosSale& sale, const SaleView& view) {
  switch (view.state) {
    case SaleState::none: return "Aucune demande en cours.";
    case SaleState::unknown: return "Réponse du service attendue : ne pas encaisser à nouveau.";
    case SaleState::pending:
      return "En attente de paiement client" + (view.limit.empty() ? "." : ", jusqu'au " + view.limit + " inclus.");
    case SaleState::to_validate:
      return fmt::format("À valider jusqu'au {} inclus. Reçu {}.", view.limit, format_amount(sale.told.received));
    case SaleState::paid: return fmt::format("Validé. Reçu {}.", format_amount(sale.told.received));
    case SaleState::cancelled: return "Annulé.";
    case SaleState::expired: return "Expiré.";
  }
  return "";
}

std::string customer_words(const PosSale& sale, const SaleView& view) {
  switch (view.state) {
    case SaleState::none: return "";
    case SaleState::unknown: return "Un instant, nous vérifions.";
    case SaleState::pending:
      if (sale.wish.mode == "qr") return "Scannez le code pour payer " + format_amount(view.requested) + ".";
      return "Une demande de " + format_amount(view.requested) + " vous a été envoyée.";
    case SaleState::to_validate: return "Paiement de " + format_amount(view.received) + " autorisé.";
    case SaleState::paid: return "Paiement de " + format_amount(view.received) + " reçu. Merci.";
    case SaleState::cancelled: return "La demande est annulée.";
    case SaleState::expired: return "La demande a expiré.";
  }
  return "";
}

// PAY-07: both are told.
void tell_remainder(const PosSale& sale, SaleView& view) {
  if (view.state == SaleState::unknown || !is_partial(sale.told)) return;
  const std::string remains = " Il reste " + format_amount(sale.told.remaining);
  view.cashier += remains + " à encaisser par un autre moyen.";
  view.customer += remains + " à régler par le moyen de votre choix.";
}

std::optional<TillReceipt> receipt_of(const PosSale& sale, SaleState shown) {
  const bool final = shown == SaleState::paid;
  if (!final && shown != SaleState::to_validate) return std::nullopt;
  return TillReceipt{.final = final,
                     .text = fmt::format("Vente {}\nTransaction {}\nReçu : {}\nReste : {}\n{}\n", sale.sale,
                                         sale.told.number, format_amount(sale.told.received),
                                         format_amount(sale.told.remaining),
                                         final ? "Paiement validé" : "Provisoire : à valider par le commerçant")};
}

void paste(const GreyImage& picture, GreyImage& onto) {
  const int left = (onto.width - picture.width) / 2, top = (onto.height - picture.height) / 2;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) onto.pixels[onto.index(left + x, top + y)] = picture.at(x, y);
}

// As large as the code needs, never smaller than the screen.
GreyImage screen_around(const GreyImage& code, std::uint8_t background) {
  GreyImage screen = encaissement::blank_image(std::max(kWidth, code.width), std::max(kHeight, code.height), background);
  paste(code, screen);
  return screen;
}

GreyImage plain_screen() {
  GreyImage screen = encaissement::blank_image(kWidth, kHeight, 255);
  paste(encaissement::blank_image(kWidth / 2, kHeight / 8, 160), screen);
  return screen;
}

}  // namespace

SaleView view_of(const PosSale& sale) {
  const bool known = !sale.told.number.empty();
  SaleView view{.sale = sale.sale, .number = sale.told.number, .state = state_shown(sale),
                .requested = known ? sale.told.requested : sale.amount, .received = sale.told.received,
                .remaining = known ? sale.told.remaining : sale.amount, .limit = limit_shown(sale.told)};
  view.cashier = cashier_words(sale, view);
  view.customer = customer_words(sale, view);
  tell_remainder(sale, view);
  if (!sale.refusal.empty()) view.cashier += " Refusé : " + sale.refusal;
  view.receipt = receipt_of(sale, view.state);
  return view;
}

std::string code_shown(const PosSale& sale, Instant service_now) {
  const bool waits = sale.told.state == SaleState::pending && sale.intents.empty() && !sale.code_void &&
                     service_now < sale.told.payment_deadline;
  return waits ? sale.told.code : "";
}

std::string screen_of(const std::string& code, const PosHabits& habits) {
  if (code.empty()) return encaissement::to_png(plain_screen());
  const auto made = encaissement::encode_symbol(code);
  const auto* symbol = std::get_if<encaissement::Symbol>(&made);
  if (symbol == nullptr) return encaissement::to_png(plain_screen());
  const GreyImage picture = habits.picture ? habits.picture(*symbol)
                                           : encaissement::render(*symbol, {.pixels_per_module = kPixelsPerModule});
  // A picture without a margin of its own has the screen's dark frame around it.
  return encaissement::to_png(screen_around(picture, picture.pixels_per_module == 0 ? 60 : 255));
}

}  // namespace parcours
