#include "reference/http/customer_views.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/core/payment_bounds.h"
#include "reference/http/app.h"
#include "reference/http/pos_answers.h"
#include "reference/http/query.h"
#include "reference/seal/digest.h"

namespace parcours::http {
namespace {

constexpr std::size_t kSize = 50, kSizeMax = 1000;  // Requests of a page.
constexpr std::size_t kPageMax = 1'000'000'000;

Json payable(const Exchange& at, const OperationView& view) {
  if (view.status != "awaiting_customer" || at.now >= view.payment_deadline) return nullptr;  // TIM-01
  const auto parcours = view.parcours == "B" ? encaissement::Parcours::b : encaissement::Parcours::a;
  const auto bounds = encaissement::payment_bounds(parcours, view.requested, at.policies);
  const auto wallet = at.desk.wallet(at.speaker.name, at.now);
  const Money covered = std::min(bounds.most, wallet ? wallet->available : Money{});
  return {{"min", bounds.least.cents()}, {"max", bounds.most.cents()},
          {"covered", covered < bounds.least ? 0 : covered.cents()}};  // PAY-06
}

bool binds_on_payment(const Exchange& at) { return at.policies.qr_binds_on == encaissement::QrBindsOn::pay; }

Json all_requests(const Exchange& at) {
  Json requests = Json::array();
  for (OperationView& view : at.desk.requests_of(at.speaker, at.now)) requests.push_back(request_json(at, std::move(view)));
  return requests;
}

}  // namespace

Json request_json(const Exchange& at, OperationView view) {
  const auto point = std::find_if(at.world.points.begin(), at.world.points.end(),
                                  [&](const PointSpec& p) { return p.shop == view.shop; });
  view.payment_id.clear();
  view.return_url.clear();
  view.cancel_url.clear();
  Json json = to_json(view);
  json["merchant"] = point == at.world.points.end() ? "" : point->name;
  json["payable"] = payable(at, view);
  json["refusable"] = !json["payable"].is_null() && !(binds_on_payment(at) && view.mode == "qr");
  return json;
}

std::optional<OperationView> look_by_code(const Exchange& at, const std::string& number, const std::string& code) {
  if (!binds_on_payment(at) || code.empty()) return std::nullopt;
  const Speaker anyone{.door = Door::control, .name = {}, .point = {}};  // Nobody's request is seen by nobody else.
  if (!encaissement::same_secret(code, at.desk.code_of(anyone, number, at.now))) return std::nullopt;
  auto view = at.desk.look(anyone, number, at.now);
  return view && view->customer.empty() ? view : std::nullopt;
}

Handled list_requests(const Exchange& at) {
  if (at.speaker.name.empty()) return not_authentic();
  const auto page = number_in<std::size_t>(at.request, "page", {.usual = 1, .least = 1, .most = kPageMax});
  const auto size = number_in<std::size_t>(at.request, "size", {.usual = kSize, .least = 1, .most = kSizeMax});
  if (!page || !size) return error_response("BAD_REQUEST", "Expected: page, from 1, and size, from 1 to 1000.");
  if (!at.request.parameter("page") && !at.request.parameter("size")) {
    Json all = all_requests(at);
    const std::size_t total = all.size();
    return json_response(dump({{"requests", std::move(all)}, {"total", total}, {"page", 1}, {"size", total}}));
  }
  const ListFilter filter{.offset = (*page - 1) * *size, .limit = *size, .with_csv = false};
  const auto list = at.desk.list(at.speaker, filter, at.now);
  if (!list) return not_authentic();
  Json requests = Json::array();
  for (const ListRow& row : list->rows)
    if (auto view = at.desk.look(at.speaker, row.number, at.now)) requests.push_back(request_json(at, std::move(*view)));
  return json_response(dump({{"requests", std::move(requests)}, {"total", list->total}, {"page", *page}, {"size", *size}}));
}

}  // namespace parcours::http
