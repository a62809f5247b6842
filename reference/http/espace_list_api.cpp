// "Vos opérations": the list by pages, with filters and counters, and its exports (LST-01 to LST-06).
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/core/listing.h"
#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/espace_api.h"
#include "reference/http/query.h"
#include "reference/http/xlsx.h"

namespace parcours::http::espace {
namespace {

constexpr std::size_t kSize = 50, kSizeMax = 1000;  // Rows of a page.
constexpr std::string_view kMark = "\xEF\xBB\xBF";  // Tells spreadsheets that a CSV is UTF-8.

std::string asked(const Exchange& at, std::string_view name) { return at.request.parameter(name).value_or(""); }

// "2020-06-24", as a browser's date field gives it, as "24/06/2020"; anything else as it is.
std::string day_of(const std::string& typed) {
  const bool iso = typed.size() == 10 && typed[4] == '-' && typed[7] == '-';
  return iso ? typed.substr(8, 2) + "/" + typed.substr(5, 2) + "/" + typed.substr(0, 4) : typed;
}

// Types are shown by their labels; programs may say them shorter.
std::string type_of(const std::string& typed) {
  constexpr std::array<std::pair<std::string_view, encaissement::TypeOfPayment>, 3> kWords{
      {{"immediate", encaissement::TypeOfPayment::immediate},
       {"deferred", encaissement::TypeOfPayment::deferred},
       {"pre_reservation", encaissement::TypeOfPayment::pre_reservation}}};
  for (const auto& [word, type] : kWords)
    if (typed == word) return std::string{encaissement::label(type)};
  return typed;
}

// The first parameter that cannot be read; empty: all can.
std::string unreadable(const ListFilter& f) {
  const auto bad = [](const std::string& text, auto read) { return !text.empty() && !read(text); };
  using namespace encaissement;
  if (bad(f.from, parse_day)) return "from";
  if (bad(f.to, parse_day)) return "to";
  if (bad(f.type, find_type)) return "type";
  if (bad(f.status, find_status)) return "status";
  if (bad(f.min_amount, parse_amount)) return "minAmount";
  if (bad(f.max_amount, parse_amount)) return "maxAmount";
  if (bad(f.sort, find_column)) return "sort";
  return f.order.empty() || f.order == "asc" || f.order == "desc" ? "" : "order";
}

ListFilter filter_of(const Exchange& at) {
  ListFilter filter{.from = day_of(asked(at, "from")), .to = day_of(asked(at, "to")), .basket = asked(at, "basket"),
                    .type = type_of(asked(at, "type")), .status = asked(at, "status"),
                    .min_amount = asked(at, "minAmount"), .max_amount = asked(at, "maxAmount")};
  filter.with_csv = false;
  filter.sort = asked(at, "sort");
  filter.order = asked(at, "order");
  return filter;
}

Response bad_parameter(const std::string& name) {
  Json body{{"errorCode", "BAD_REQUEST"}, {"errorMessage", "The parameter \"" + name + "\" cannot be read."}, {"rule", "LST-05"}, {"field", name}};
  return kept_private(json_response(dump(body), 400));
}

Response no_point() {  // ACC-04: a list is a point's.
  return kept_private(error_response("MERCHANT_NOT_ALLOWED", "A signatory account chooses a point d'accueil first.", "ACC-04"));
}

Response file_response(const Exchange& at, std::string bytes, std::string_view suffix, std::string type) {
  std::string name = "operations-" + at.speaker.point;
  std::erase_if(name, [](char c) { return (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-'; });
  Response response = kept_private({.body = std::move(bytes), .type = std::move(type)});
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + name + std::string{suffix} + "\""});
  return response;
}

}  // namespace

Handled list(const Exchange& at) {
  if (at.session.empty()) return nobody();
  ListFilter filter = filter_of(at);
  const auto size = number_in<std::size_t>(at.request, "size", {.usual = kSize, .least = 1, .most = kSizeMax});
  const auto page = number_in<std::size_t>(at.request, "page", {.usual = 1, .least = 1, .most = 1'000'000'000});
  if (const std::string bad = !size ? "size" : !page ? "page" : unreadable(filter); !bad.empty()) return bad_parameter(bad);
  filter.offset = (*page - 1) * *size;
  filter.limit = *size;
  const auto view = at.desk.list(at.speaker, filter, at.now);
  if (!view) return no_point();
  Json body = to_json(*view);
  body["total"] = view->total;
  body["page"] = *page;
  body["size"] = *size;
  return kept_private(json_response(dump(body)));
}

Handled export_csv(const Exchange& at) {
  if (at.session.empty()) return nobody();
  ListFilter filter = filter_of(at);
  if (const std::string bad = unreadable(filter); !bad.empty()) return bad_parameter(bad);
  filter.with_csv = true;
  filter.limit = 0;
  const auto view = at.desk.list(at.speaker, filter, at.now);
  if (!view) return no_point();
  return file_response(at, std::string{kMark} + view->csv, ".csv", "text/csv; charset=utf-8");
}

// The rows are the service's; the file is made aside from a copy of them.
Handled export_xlsx(const Exchange& at) {
  if (at.session.empty()) return nobody();
  const ListFilter filter = filter_of(at);
  if (const std::string bad = unreadable(filter); !bad.empty()) return bad_parameter(bad);
  if (at.finding == nullptr) {
    auto view = at.desk.list(at.speaker, filter, at.now);
    if (!view) return no_point();
    return Later{[rows = std::move(view->rows)] { return to_xlsx(rows); }};
  }
  if (at.finding->empty()) return kept_private(error_response("INTERNAL_SERVER_ERROR", "The file could not be made."));
  return file_response(at, *at.finding, ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

}  // namespace parcours::http::espace
