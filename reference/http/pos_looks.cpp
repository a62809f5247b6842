// What tills look at: a transaction, its QR code, the list. Ours, the first aside.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/core/listing.h"
#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/pos_answers.h"
#include "reference/http/pos_body.h"
#include "reference/http/query.h"
#include "reference/http/wire.h"
#include "reference/qr/png.h"
#include "reference/qr/render.h"
#include "reference/seal/api_seal.h"

namespace parcours::http {
namespace {

using encaissement::Code;
using encaissement::RuleId;

std::string own_date(const Exchange& x) { return std::string{x.request.header(encaissement::kOwnDate)}; }

// The QR symbol of the operation asked for, or why there is none.
std::variant<encaissement::Symbol, Response> symbol_of(const Exchange& x) {
  const Till till = till_of(x, {.date = own_date(x)});
  if (!till.authentic) return not_authentic();
  const auto view = x.desk.look(till.speaker, x.path.front(), x.now);
  if (!view) return no_such_operation();
  const std::string code = x.desk.code_of(till.speaker, x.path.front(), x.now);
  if (code.empty() || view->status != "awaiting_customer")
    return refused_by(RuleId::sta_01, Code::operation_transaction_not_allowed, "This operation has no code to show.");
  auto symbol = encaissement::encode_symbol(code);
  if (auto* made = std::get_if<encaissement::Symbol>(&symbol)) return std::move(*made);
  return error_response(to_string(Code::internal_server_error), "The code could not be drawn.");
}

// Days as the wire has them or as people write them: "2020-06-24", "24/06/2020".
std::optional<std::string> day_in(const std::string& text) {
  const bool iso = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const std::string day = iso ? text.substr(8) + "/" + text.substr(5, 2) + "/" + text.substr(0, 4) : text;
  return day.empty() || encaissement::parse_day(day) ? std::optional{day} : std::nullopt;
}

std::optional<std::string> cents_in(const std::string& text) {
  const std::string typed = typed_amount(text);
  return typed.empty() || encaissement::parse_amount(typed) ? std::optional{typed} : std::nullopt;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kTypeWords{
    {{"immediate", "Paiement immédiat"}, {"deferred", "Paiement différé"}, {"pre_reservation", "Pré-réservation"}}};

std::optional<std::string> type_in(const std::string& text) {
  const auto word = std::find_if(kTypeWords.begin(), kTypeWords.end(), [&](const auto& w) { return w.first == text; });
  const std::string label{word == kTypeWords.end() ? text : word->second};
  return label.empty() || encaissement::find_type(label) ? std::optional{label} : std::nullopt;
}

std::optional<std::string> status_in(const std::string& text) {
  return text.empty() || encaissement::find_status(text) ? std::optional{text} : std::nullopt;
}

// None: a part that cannot be read.
std::optional<ListFilter> filter_in(const Request& r) {
  const auto text = [&](const char* name) { return r.parameter(name).value_or(""); };
  const auto from = day_in(text("from")), to = day_in(text("to"));
  const auto least = cents_in(text("minAmount")), most = cents_in(text("maxAmount"));
  const auto type = type_in(text("type")), status = status_in(text("status"));
  if (!from || !to || !least || !most || !type || !status) return std::nullopt;
  return ListFilter{.from = *from, .to = *to, .basket = text("basket"), .type = *type, .status = *status,
                    .min_amount = *least, .max_amount = *most};
}

Json page_of(const Exchange& x, const Speaker& shop, ListView list, std::size_t offset, std::size_t limit) {
  const std::size_t total = list.rows.size();
  const auto first = list.rows.begin() + static_cast<std::ptrdiff_t>(std::min(offset, total));
  const auto last = list.rows.begin() + static_cast<std::ptrdiff_t>(std::min(offset + limit, total));
  list.rows = std::vector<ListRow>(first, last);
  Json json = to_json(list);
  json["responseDate"] = paris_text(x.now);
  json["total"] = total;
  json["offset"] = offset;
  json["transactions"] = Json::array();
  for (const ListRow& row : list.rows)
    if (const auto view = x.desk.look(shop, row.number, x.now)) json["transactions"].push_back(transaction_json(*view, {}));
  return json;
}

}  // namespace

Handled get_transaction(const Exchange& x) {
  const Till till = till_of(x, {.fields = encaissement::sealed_fields({x.path.front()}), .date = own_date(x)});
  if (!till.authentic) return not_authentic();
  const auto view = x.desk.look(till.speaker, x.path.front(), x.now);
  if (!view) return no_such_operation();
  return json_response(answer_body(*view, {.code = x.desk.code_of(till.speaker, view->number, x.now)}, x.now));
}

Handled list_transactions(const Exchange& x) {
  constexpr int kUsual = 50, kMost = 200, kFurthest = 1'000'000'000;
  const Till till = till_of(x, {.date = own_date(x)});
  if (!till.authentic) return not_authentic();
  const auto filter = filter_in(x.request);
  const auto offset = number_in<int>(x.request, "offset", {.usual = 0, .least = 0, .most = kFurthest});
  const auto limit = number_in<int>(x.request, "limit", {.usual = kUsual, .least = 1, .most = kMost});
  if (!filter || !offset || !limit)
    return refused_by(RuleId::lst_05, Code::bad_request,
                      "Expected: from and to as days, minAmount and maxAmount in cents, a type, a status, offset from 0, "
                      "limit from 1 to 200.");
  auto list = x.desk.list(till.speaker, *filter, x.now);
  if (!list) return not_authentic();  // A key of a shop that the service does not know.
  return json_response(dump(page_of(x, till.speaker, std::move(*list), static_cast<std::size_t>(*offset),
                                    static_cast<std::size_t>(*limit))));
}

// Query: scale, pixels a module from 1 to 32, and medium=ticket for thermal paper.
Handled qr_as_png(const Exchange& x) {
  auto symbol = symbol_of(x);
  if (auto* refused = std::get_if<Response>(&symbol)) return std::move(*refused);
  const auto scale = number_in<int>(x.request, "scale", {.usual = 8, .least = 1, .most = 32});
  if (!scale) return error_response(to_string(Code::bad_request), "Expected: scale from 1 to 32.");
  const bool ticket = x.request.parameter("medium").value_or("") == "ticket";
  const auto image = encaissement::render(std::get<encaissement::Symbol>(symbol),
                                          {.medium = ticket ? encaissement::Medium::ticket : encaissement::Medium::screen,
                                           .pixels_per_module = *scale});
  return Response{.body = encaissement::to_png(image), .type = "image/png"};
}

Handled qr_as_svg(const Exchange& x) {
  auto symbol = symbol_of(x);
  if (auto* refused = std::get_if<Response>(&symbol)) return std::move(*refused);
  return Response{.body = encaissement::to_svg(std::get<encaissement::Symbol>(symbol)), .type = "image/svg+xml"};
}

}  // namespace parcours::http
