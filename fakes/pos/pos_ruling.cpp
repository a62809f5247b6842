#include "fakes/pos/pos_ruling.h"

#include "reference/core/text.h"

namespace parcours {
namespace {

constexpr const char* kNotAllowed = "OPERATION_TRANSACTION_NOT_ALLOWED";

std::optional<TillReply> on_create(const PosSale* sale, std::optional<Money> amount) {
  if (!amount) return refusal("NOT_AN_AMOUNT", "ce n'est pas un montant");
  const bool taken = sale != nullptr && (is_open(*sale) || sale->told.state == SaleState::paid);
  if (taken) return refusal("SALE_EXISTS", "cette vente a déjà une demande");
  return std::nullopt;
}

std::optional<TillReply> on_validate(const TillOrder& order, const PosSale& sale, std::optional<Money> amount, bool late) {
  if (sale.told.state != SaleState::to_validate) return refusal(kNotAllowed, "il n'y a rien à valider");
  if (late) return refusal(kNotAllowed, "la date limite de validation est passée");
  if (order.amount.empty()) return std::nullopt;
  if (!amount) return refusal("NOT_AN_AMOUNT", "ce n'est pas un montant");
  if (*amount > sale.told.received)
    return refusal("INVALID_TRANSACTION_AMOUNT", "plus que le montant reçu, " + encaissement::format_amount(sale.told.received));
  return std::nullopt;
}

bool is_uncertain_create(const PosSale& sale) {
  return !sale.intents.empty() && sale.intents.front().act == PosAct::create;
}

std::optional<TillReply> on_cancel(const PosSale& sale, bool late) {
  if (is_uncertain_create(sale)) return std::nullopt;  // To be cancelled as soon as it is known.
  if (sale.told.state == SaleState::none) return refusal("NO_SALE", "il n'y a rien à annuler");
  if (is_final(sale.told.state)) return refusal(kNotAllowed, "la vente est terminée");
  if (late) return refusal(kNotAllowed, "il est trop tard");
  return std::nullopt;
}

std::optional<TillReply> on_change(const PosSale& sale, bool late) {
  if (sale.told.state != SaleState::pending || sale.wish.mode != "qr")
    return refusal(kNotAllowed, "il n'y a pas de code à quitter");
  if (late) return refusal(kNotAllowed, "il est trop tard");
  return std::nullopt;
}

}  // namespace

std::optional<TillReply> ruling_on(const TillOrder& order, const PosSale* sale, std::optional<Money> amount, bool late) {
  if (order.verb == TillVerb::create) return on_create(sale, amount);
  if (sale == nullptr) return refusal("NO_SALE", "il n'y a pas de telle vente");
  const bool looks = order.verb == TillVerb::retry || order.verb == TillVerb::look;
  const bool queues = order.verb == TillVerb::cancel && is_uncertain_create(*sale);
  if (!looks && !queues && !sale->intents.empty()) return refusal("BUSY", "une réponse du service est attendue");
  switch (order.verb) {
    case TillVerb::validate: return on_validate(order, *sale, amount, late);
    case TillVerb::cancel: return on_cancel(*sale, late);
    case TillVerb::change_mode: return on_change(*sale, late);
    case TillVerb::create:
    case TillVerb::retry:
    case TillVerb::look: break;
  }
  return std::nullopt;
}

TillReply refusal(std::string code, std::string message) {
  return {.kind = TillReply::Kind::error, .code = std::move(code), .definite = true, .message = std::move(message)};
}

}  // namespace parcours
