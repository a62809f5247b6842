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
constexpr std::array<std::pair<std::string_view, Column>, 6> kColumns{{{"last_action", Column::last_action},
                                                                       {"basket", Column::basket},
                                                                       {"type", Column::type},
                                                                       {"status", Column::status},
                                                                       {"requested", Column::requested},
                                                                       {"received", Column::received}}};
constexpr std::string_view kHeader =
    "Dernière action;N° de panier;Type de paiement;Statut;Montant demandé;Montant reçu\r\n";

bool contains(std::string_view text, std::string_view part) {
  return part.empty() || lower_case(text).find(lower_case(part)) != std::string::npos;
}

// The period of a filter as instants, so that a hundred thousand rows need no calendar.
struct Period {
  std::optional<Instant> from, before;
  explicit Period(const Filter& f) {
    if (f.from) from = start_of(*f.from);
    if (f.to) before = start_of(*f.to + Days{1});
  }
};

bool passes(const Encaissement& service, const Operation& o, const Filter& f, const Period& period) {
  return (!period.from || o.last_action >= *period.from) && (!period.before || o.last_action < *period.before) &&
         contains(service.text(o.basket), f.basket) && (!f.type || type_of(o) == *f.type) && (!f.status || o.status == *f.status) &&
         (!f.min_amount || o.requested >= *f.min_amount) && (!f.max_amount || o.requested <= *f.max_amount);
}

// A row with all that its place depends on, side by side: sorting does not go back to the operations.
struct Placed {
  std::int64_t rank = 0;  // Of two rows, the lower comes first;
  std::string_view text;  // then by text;
  Instant last_action;    // then as LST-03 says.
  OperationId id{};
  const Operation* operation = nullptr;
};

Placed placed(const Encaissement& service, const Operation& o, Column by) {
  Placed row{.rank = 0, .text = {}, .last_action = o.last_action, .id = o.id, .operation = &o};
  switch (by) {
    case Column::last_action: row.rank = o.last_action.time_since_epoch().count(); break;
    case Column::basket: row.text = service.text(o.basket); break;
    case Column::type: row.text = label(type_of(o)); break;
    case Column::status: row.text = label(o.status); break;
    case Column::requested: row.rank = o.requested.cents(); break;
    case Column::received: row.rank = o.received.cents(); break;
  }
  return row;
}

// Puts the rows of `page` in their places; the others stay before or behind it, in no order.
void arrange(std::vector<Placed>& rows, bool ascending, const Page& page) {
  const auto comes_first = [ascending](const Placed& a, const Placed& b) {
    if (a.rank != b.rank) return (a.rank < b.rank) == ascending;
    if (a.text != b.text) return (a.text < b.text) == ascending;
    return a.last_action != b.last_action ? a.last_action > b.last_action : a.id < b.id;
  };
  const std::size_t first = std::min(page.first, rows.size());
  const std::size_t count = std::min(page.count.value_or(rows.size()), rows.size() - first);
  const auto from = rows.begin() + static_cast<std::ptrdiff_t>(first);
  if (first > 0 && from != rows.end()) std::nth_element(rows.begin(), from, rows.end(), comes_first);
  std::partial_sort(from, from + static_cast<std::ptrdiff_t>(count), rows.end(), comes_first);
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
  const Period period{filter};
  std::vector<Placed> rows;
  for (const Operation* o = service.last_of(point); o != nullptr; o = service.previous_of(*o))
    if (passes(service, *o, filter, period)) rows.push_back(placed(service, *o, filter.order.by));
  arrange(rows, filter.order.ascending, filter.page);
  std::vector<const Operation*> operations(rows.size());
  std::transform(rows.begin(), rows.end(), operations.begin(), [](const Placed& row) { return row.operation; });
  return operations;
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

std::optional<Column> find_column(std::string_view wanted) {
  const auto found = std::find_if(kColumns.begin(), kColumns.end(), [&](const auto& one) { return one.first == wanted; });
  return found == kColumns.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace encaissement
