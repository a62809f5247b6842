#include "reference/core/listing.h"

#include <algorithm>
#include <array>

#include "reference/core/folded.h"
#include "reference/core/text.h"

namespace encaissement {
namespace {

constexpr std::array kStatuses{Status::awaiting_customer, Status::to_validate, Status::validated, Status::expired,
                               Status::cancelled};
constexpr std::array kTypes{TypeOfPayment::immediate, TypeOfPayment::deferred, TypeOfPayment::pre_reservation};
constexpr std::string_view kHeader =
    "Dernière action;N° de panier;Type de paiement;Statut;Montant demandé;Montant reçu\r\n";

bool contains(std::string_view text, std::string_view part) {
  return part.empty() || lower_case(text).find(lower_case(part)) != std::string::npos;
}

bool passes(const Encaissement& service, const Operation& o, const Filter& f) {
  const Day day = paris_day(o.last_action);
  return (!f.from || day >= *f.from) && (!f.to || day <= *f.to) && contains(service.text(o.basket), f.basket) &&
         (!f.type || type_of(o) == *f.type) && (!f.status || o.status == *f.status) &&
         (!f.min_amount || o.requested >= *f.min_amount) && (!f.max_amount || o.requested <= *f.max_amount);
}

bool is_formula(std::string_view text) { return text.find_first_of("=+-@\t\r") == 0; }

std::string csv_text(std::string_view text) {
  std::string cell = is_formula(text) ? "'" : "";
  cell += text;
  if (cell.find_first_of(";\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::vector<const Operation*> list(const Encaissement& service, PointId point, const Filter& filter) {
  std::vector<const Operation*> rows;
  for (const Operation* o = service.last_of(point); o != nullptr; o = service.previous_of(*o))
    if (passes(service, *o, filter)) rows.push_back(o);
  std::sort(rows.begin(), rows.end(), [](const Operation* a, const Operation* b) {
    return a->last_action != b->last_action ? a->last_action > b->last_action : a->id < b->id;
  });
  return rows;
}

RowTexts row_texts(const Encaissement& service, const Operation& o) {
  return {format_stamp(o.last_action), std::string{service.text(o.basket)}, std::string{label(type_of(o))},
          std::string{label(o.status)}, format_signed(o.requested), format_received(o.received)};
}

RowActions actions_of(const Operation& o) {
  switch (o.status) {
    case Status::to_validate: return {.validate = true, .cancel = true};
    case Status::awaiting_customer: return {.cancel = true};
    case Status::validated:
    case Status::expired:
    case Status::cancelled: break;
  }
  return {};
}

TypeOfPayment type_of(const Operation& o) {
  if (has_validation_delay(o)) return TypeOfPayment::pre_reservation;
  return is_immediate(o) ? TypeOfPayment::immediate : TypeOfPayment::deferred;
}

std::string export_csv(const Encaissement& service, const std::vector<const Operation*>& rows) {
  std::string csv{kHeader};
  for (const Operation* o : rows) {
    const RowTexts row = row_texts(service, *o);
    csv += row.last_action + ';' + csv_text(row.basket) + ';' + row.type + ';' + row.status + ';' + row.requested + ';' +
           row.received + "\r\n";
  }
  return csv;
}

std::string_view label(Status status) {
  switch (status) {
    case Status::awaiting_customer: return "En attente de paiement client";
    case Status::to_validate: return "A valider";
    case Status::validated: return "Validé";
    case Status::expired: return "Expiré";
    case Status::cancelled: return "Annulé";
  }
  return "";
}

std::string_view label(TypeOfPayment type) {
  switch (type) {
    case TypeOfPayment::immediate: return "Paiement immédiat";
    case TypeOfPayment::deferred: return "Paiement différé";
    case TypeOfPayment::pre_reservation: return "Pré-réservation";
  }
  return "";
}

std::optional<Status> find_status(std::string_view wanted) {
  const auto found = std::find_if(kStatuses.begin(), kStatuses.end(),
                                  [&](Status s) { return label(s) == wanted || to_string(s) == wanted; });
  return found == kStatuses.end() ? std::nullopt : std::optional{*found};
}

std::optional<TypeOfPayment> find_type(std::string_view wanted) {
  const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](TypeOfPayment t) { return label(t) == wanted; });
  return found == kTypes.end() ? std::nullopt : std::optional{*found};
}

}  // namespace encaissement
