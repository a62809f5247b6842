// What was sent, and many looks at once: a judge who looks at everything after each step would else spend its time on
// the way.
#include <nlohmann/json.hpp>

#include "reference/core/number.h"
#include "reference/http/app.h"
#include "reference/http/query.h"
#include "reference/http/sandbox_api.h"

namespace parcours::http::sandbox {
namespace {

constexpr std::size_t kLooksMax = 2000;

Response list_response(const std::vector<NoticeView>& notices) {
  Json list = Json::array();
  for (const NoticeView& notice : notices) list.push_back(to_json(notice));
  return done(Json{{"notices", std::move(list)}});
}

// The GET request that one entry describes, as if its sender had made it.
// None: its path or query cannot be read.
std::optional<Request> request_in(const Json& entry, const Request& outer) {
  Request request{.method = "GET", .path = {}, .raw_path = {}, .query = {}, .headers = {}, .body = {}, .peer = outer.peer,
                  .secure = outer.secure};
  const std::string query = text_in(entry, "query");
  if (!read_target(text_in(entry, "path") + (query.empty() ? "" : "?" + query), request)) return std::nullopt;
  const auto headers = entry.find("headers");
  if (headers == entry.end() || !headers->is_object()) return request;
  for (const auto& [name, value] : headers->items())
    if (value.is_string()) request.headers.push_back({name, value.get<std::string>()});
  return request;
}

Response answer_one(const Exchange& at, const Json& entry) {
  auto request = request_in(entry, at.request);
  if (!request) return refuse("\"path\", \"query\": of this service.");
  request->headers.push_back({"Parcours-Control", std::string{at.request.header("Parcours-Control")}});
  const Found found = at.app->find(*request);
  if (found.route != nullptr && found.route->changes) return refuse("This is not a look, or not one for many at once.");
  Handled handled = at.app->answer(*request, found, at.desk, at.now);
  if (auto* response = std::get_if<Response>(&handled)) return std::move(*response);
  return refuse("This look takes too long to be one of many.");
}

}  // namespace

Handled notices(const Exchange& at) {
  const auto after = number_in<std::uint64_t>(at.request, "after", {.usual = 0});
  if (!after) return refuse("after: the number of the last notice that was read.");
  return list_response(at.desk.notices(*after));
}

Handled deliveries(const Exchange& at) { return list_response(at.desk.deliveries_due(at.now)); }

Handled answer_delivery(const Exchange& at) {
  const auto body = read_body(at.request.body);
  const auto id = encaissement::number_from<std::uint64_t>(at.path.at(0));
  if (!body || !id) return not_readable();
  at.desk.delivery_answered(*id, flag_in(*body, "acknowledged"), at.now);
  return done(Json{{"kind", "done"}});
}

Handled looks(const Exchange& at) {
  const auto body = read_body(at.request.body);
  const auto asked = body ? body->find("looks") : Json::const_iterator{};
  if (!body || asked == body->end() || !asked->is_array() || asked->size() > kLooksMax)
    return refuse("\"looks\": up to 2000 of {path, query, headers}.");
  Json answers = Json::array();
  for (const Json& entry : *asked) {
    const Response one = entry.is_object() ? answer_one(at, entry) : refuse("An object was expected.");
    answers.push_back(Json{{"status", one.lost ? 0 : one.status}, {"body", one.body}});
  }
  return done(Json{{"answers", std::move(answers)}});
}

}  // namespace parcours::http::sandbox
