// What a tester watches: how all operations stand, what comes, what is called on the wire, which defect is at work.
#include <limits>
#include <nlohmann/json.hpp>

#include "reference/core/operation.h"
#include "reference/http/app.h"
#include "reference/http/call_log.h"
#include "reference/http/query.h"
#include "reference/http/sandbox_api.h"
#include "reference/http/sandbox_port.h"

namespace parcours::http::sandbox {
namespace {

using encaissement::Parcours;
using encaissement::Status;

constexpr std::uint64_t kSize = 50, kSizeMax = 1000;
constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();

// A filter that names nothing there is would show an empty list in silence.
template <class Word>
bool is_word(const std::string& asked, int count) {
  if (asked.empty()) return true;
  for (int i = 0; i < count; ++i)
    if (asked == to_string(static_cast<Word>(i))) return true;
  return false;
}

Json counts_of(const OperationsStanding& standing) {
  Json counts = Json::object();
  for (std::size_t p = 0; p < standing.counts.size(); ++p) {
    Json& one = counts[std::string{to_string(static_cast<Parcours>(p))}] = Json::object();
    for (std::size_t s = 0; s < standing.counts[p].size(); ++s)
      one[std::string{to_string(static_cast<Status>(s))}] = standing.counts[p][s];
  }
  return counts;
}

Json row_of(const OperationStanding& o) {
  return {{"number", o.number}, {"point", o.point}, {"parcours", o.parcours}, {"mode", o.mode}, {"basket", o.basket},
          {"status", o.status}, {"cause", o.cause}, {"customer", o.customer}, {"requested", o.requested.cents()},
          {"received", o.received.cents()}, {"created", to_wire(o.created)}, {"lastAction", to_wire(o.last_action)}};
}

Json call_of(const CallSeen& c) {
  return {{"seq", c.seq}, {"at", to_wire(c.at)}, {"door", c.door}, {"method", c.method}, {"path", c.path}, {"query", c.query},
          {"id", c.id}, {"status", c.status}, {"micros", c.micros}, {"rule", c.rule}, {"code", c.code},
          {"request", c.request}, {"response", c.response}};
}

std::optional<std::uint64_t> size_in(const Request& request) {
  return number_in<std::uint64_t>(request, "size", {.usual = kSize, .least = 1, .most = kSizeMax});
}

Response is_down() { return refuse("The service is down: POST /sandbox/recover starts it again."); }

}  // namespace

Handled operations(const Exchange& at) {
  const auto page = number_in<std::uint64_t>(at.request, "page", {.usual = 1, .least = 1, .most = kMost}), size = size_in(at.request);
  if (!page || !size) return refuse("page: from 1 on; size: 1 to 1000.");
  OperationsAsked asked{.status = at.request.parameter("status").value_or(""), .parcours = at.request.parameter("parcours").value_or(""),
                        .page = static_cast<std::size_t>(*page), .size = static_cast<std::size_t>(*size)};
  if (!is_word<Status>(asked.status, encaissement::kStatusCount)) return refuse("status: awaiting_customer, to_validate, validated, expired or cancelled.");
  if (!is_word<Parcours>(asked.parcours, 4)) return refuse("parcours: A, B, C or D.");
  if (!at.sandbox->is_up()) return is_down();
  const OperationsStanding standing = at.sandbox->operations(asked);
  Json rows = Json::array();
  for (const OperationStanding& one : standing.rows) rows.push_back(row_of(one));
  return done(Json{{"counts", counts_of(standing)}, {"total", standing.total}, {"page", *page}, {"size", *size}, {"rows", std::move(rows)}});
}

Handled deadlines(const Exchange& at) {
  const auto size = size_in(at.request);
  if (!size) return refuse("size: 1 to 1000.");
  if (!at.sandbox->is_up()) return is_down();
  const ComingDeadlines coming = at.sandbox->deadlines(static_cast<std::size_t>(*size));
  Json list = Json::array();
  for (const ComingDeadline& one : coming.soonest)
    list.push_back(Json{{"at", to_wire(one.at)}, {"number", one.number}, {"basket", one.basket}, {"parcours", one.parcours},
                        {"status", one.status}, {"what", one.what}});
  return done(Json{{"now", to_wire(coming.now)}, {"total", coming.total}, {"deadlines", std::move(list)}});
}

Handled calls(const Exchange& at) {
  constexpr std::uint64_t kAll = CallLog::kKept;
  const auto after = number_in<std::uint64_t>(at.request, "after", {.usual = 0});
  const auto limit = number_in<std::size_t>(at.request, "limit", {.usual = kAll, .least = 1, .most = kAll});
  const std::string bodies = at.request.parameter("bodies").value_or("true");
  if (!after || !limit || (bodies != "true" && bodies != "false"))
    return refuse("after: the number of the last call that was read; limit: 1 to 500; bodies: true or false.");
  const CallLog::Asked asked{.after = *after, .limit = *limit, .with_bodies = bodies == "true"};
  const CallLog::Page page = at.app->calls() == nullptr ? CallLog::Page{} : at.app->calls()->page(asked);
  Json list = Json::array();
  for (const CallSeen& one : page.calls) list.push_back(call_of(one));
  return done(Json{{"last", page.last}, {"calls", std::move(list)}});
}

Handled defects(const Exchange& at) {
  const DefectsView view = at.sandbox->defects();
  Json list = Json::array();
  for (const DefectNote& one : view.all)
    list.push_back(Json{{"name", one.name}, {"rules", Json::array({one.rule})}, {"sentence", one.sentence}});
  return done(Json{{"current", view.current}, {"changeable", view.changeable}, {"defects", std::move(list)}});
}

}  // namespace parcours::http::sandbox
