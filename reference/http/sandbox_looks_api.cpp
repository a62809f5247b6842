// What was sent, and many looks at once: a judge who looks at everything after each step would else spend its time on
// the way.
#include <charconv>
#include <nlohmann/json.hpp>

#include "reference/http/app.h"
#include "reference/http/sandbox_api.h"

namespace parcours::http::sandbox {
namespace {

constexpr std::size_t kLooksMax = 2000;

std::optional<std::uint64_t> number_of(const std::string& digits) {
  std::uint64_t number = 0;
  const auto [end, trouble] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool good = !digits.empty() && trouble == std::errc{} && end == digits.data() + digits.size();
  return good ? std::optional{number} : std::nullopt;
}

Response list_response(const std::vector<NoticeView>& notices) {
  Json list = Json::array();
  for (const NoticeView& notice : notices) list.push_back(to_json(notice));
  return done(Json{{"notices", std::move(list)}});
}

// The GET request that one entry describes, as if its sender had made it.
Request request_in(const Json& entry, const Request& outer) {
  Request request{.method = "GET", .path = text_in(entry, "path"), .raw_path = {}, .query = text_in(entry, "query"),
                  .headers = {}, .body = {}, .peer = outer.peer, .secure = outer.secure};
  request.raw_path = request.path;
  const auto headers = entry.find("headers");
  if (headers == entry.end() || !headers->is_object()) return request;
  for (const auto& [name, value] : headers->items())
    if (value.is_string()) request.headers.push_back({name, value.get<std::string>()});
  return request;
}

Response answer_one(const Exchange& at, const Json& entry) {
  Request request = request_in(entry, at.request);
  request.headers.push_back({"Parcours-Control", std::string{at.request.header("Parcours-Control")}});
  if (!request.path.starts_with('/')) return refuse("\"path\": a path of this service.");
  const Found found = at.app->find(request);
  if (found.route != nullptr && found.route->changes) return refuse("This is not a look, or not one for many at once.");
  Handled handled = at.app->answer(request, found, at.desk, at.now);
  if (auto* response = std::get_if<Response>(&handled)) return std::move(*response);
  return refuse("This look takes too long to be one of many.");
}

}  // namespace

Handled notices(const Exchange& at) {
  const auto after = number_of(at.request.parameter("after").value_or("0"));
  if (!after) return refuse("after: the number of the last notice that was read.");
  return list_response(at.desk.notices(*after));
}

Handled deliveries(const Exchange& at) { return list_response(at.desk.deliveries_due(at.now)); }

Handled answer_delivery(const Exchange& at) {
  const auto body = read_body(at.request.body);
  const auto id = number_of(at.path.at(0));
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
