// "Vos opérations": the list of a point d'accueil with its filters, counters and export, and the French words people
// see (LST-01 to LST-06). Reads the service; changes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/core/encaissement.h"

namespace encaissement {

enum class TypeOfPayment : std::uint8_t { immediate, deferred, pre_reservation };
enum class Column : std::uint8_t { last_action, basket, type, status, requested, received };

// By what a list is sorted; as it stands, the order of LST-03. Rows that are equal in it stand in the order of LST-03.
struct Order {
  Column by = Column::last_action;
  bool ascending = false;
};

// Which rows of a list are looked at: only these need stand in their places. As it stands, all.
struct Page {
  std::size_t first = 0;
  std::optional<std::size_t> count = {};
};

// LST-05: every part narrows; what is left out does not. Days are Paris days of Dernière action, both included.
struct Filter {
  std::optional<Day> from, to;
  std::string_view basket;  // A part of it, without regard to ASCII case.
  std::optional<TypeOfPayment> type;
  std::optional<Status> status;
  std::optional<Money> min_amount, max_amount;  // Of the requested amount, both included.
  Order order = {};
  Page page = {};
};

struct RowActions {  // LST-06
  bool validate = false, cancel = false, detail = true;
};

// The operations of `point` that pass `filter`: all of them, those of its page in their places. Without another order the
// latest action comes first; the same millisecond: in order of creation (LST-03).
std::vector<const Operation*> list(const Encaissement& service, PointId point, const Filter& filter);

// LST-02: the six data columns of one row, as shown: Dernière action, N° de panier, Type de paiement, Statut, Montant
// demandé, Montant reçu.
struct RowTexts {
  std::string last_action, basket, type, status, requested, received;
};
RowTexts row_texts(const Encaissement& service, const Operation& operation);

RowActions actions_of(const Operation& operation);
TypeOfPayment type_of(const Operation& operation);

// LST-05: the export as CSV: UTF-8, a header, `;` between columns (the French spreadsheet's), texts quoted where needed.
// A text that a spreadsheet would take for a formula is kept from being one by an apostrophe; money and dates are ours.
std::string export_csv(const Encaissement& service, const std::vector<const Operation*>& rows);

std::string_view label(Status status);       // "A valider"
std::string_view label(TypeOfPayment type);  // "Pré-réservation"
std::optional<Status> find_status(std::string_view label_or_word);
std::optional<TypeOfPayment> find_type(std::string_view label);
std::optional<Column> find_column(std::string_view word);  // "last_action"

}  // namespace encaissement
