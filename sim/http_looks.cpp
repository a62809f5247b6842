// Looks as the GET requests that whoever looks would make.
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "sim/http_calls.h"

namespace parcours {
namespace {

http::Request getting(std::string path, std::string query = {}) {
  http::Request request{.method = "GET", .path = path, .raw_path = path, .query = std::move(query)};
  return request;
}

std::string query_of(const ListFilter& filter, std::string query = {}) {
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) query += (query.empty() ? "" : "&") + std::string{name} + "=" + query_part(value);
  };
  put("from", filter.from), put("to", filter.to), put("basket", filter.basket), put("type", filter.type);
  put("status", filter.status), put("minAmount", filter.min_amount), put("maxAmount", filter.max_amount);
  put("sort", filter.sort), put("order", filter.order);
  return query;
}

http::Request with_session(http::Request request, const Speaker& who, HttpLine& line) {
  for (http::Header& header : line.session_of(who))
    if (header.name != "X-CSRF-Token") request.headers.push_back(std::move(header));
  return request;
}

// What is ours of a till's looks is sealed as ours.
http::Request by_till(const HttpLook& look, const HttpLine& line) {
  const std::string date = http::to_wire(line.now());
  const bool is_public = look.what == HttpLook::What::operation;
  http::Request request = getting(std::string{kPaymentTransactions} + '/', is_public ? "" : query_of(look.filter));
  if (is_public) request.path += path_part(look.text) + '/';
  request.raw_path = request.path;
  request.headers.push_back({std::string{encaissement::kOwnDate}, date});
  const auto fields = is_public ? std::optional{encaissement::sealed_fields({look.text})} : std::nullopt;
  seal(request, line, look.who.name, fields, date, !is_public);
  return request;
}

}  // namespace

http::Request request_of(const HttpLook& look, HttpLine& line) {
  using What = HttpLook::What;
  const bool till = look.who.door == Door::api;
  const std::string espace = "/espace/api";
  switch (look.what) {
    case What::operation:
      if (till) return by_till(look, line);
      return with_session(getting((look.who.door == Door::phone ? "/customer/api/requests/" : "/espace/api/operations/") + path_part(look.text)),
                          look.who, line);
    case What::list:
      if (till) return by_till(look, line);
      return with_session(getting(espace + "/operations", query_of(look.filter, "size=1000")), look.who, line);
    case What::exported: return with_session(getting(espace + "/operations/export.csv", query_of(look.filter)), look.who, line);
    case What::requests: return with_session(getting("/customer/api/requests"), look.who, line);
    case What::accounts: return with_session(getting(espace + "/accounts"), look.who, line);
    case What::remembered_email: return with_session(getting(espace + "/remembered-email"), look.who, line);
    case What::wallet: return getting("/sandbox/wallets/" + path_part(look.text));
    case What::collected: return getting("/sandbox/collected/" + path_part(look.text));
    case What::notices: return getting("/sandbox/notices", "after=" + look.text);
    case What::deliveries: break;
  }
  return getting("/sandbox/deliveries");
}

}  // namespace parcours
