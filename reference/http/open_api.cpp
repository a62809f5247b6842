// What anybody may ask: whether the service stands, what it counts, and the documents of its interfaces.
#include <nlohmann/json.hpp>

#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/documents.h"
#include "reference/http/embedded.h"
#include "reference/http/report_page.h"
#include "reference/http/wire.h"

namespace parcours::http {
namespace {

Handled healthz(const Exchange& x) {
  const Health health = x.app->health();
  if (!health.trouble.empty()) return json_response(dump({{"errorCode", "SERVICE_UNAVAILABLE"}, {"errorMessage", health.trouble}}), 503);
  return json_response(dump({{"status", "up"}, {"journal", health.journal}}));
}

// From this machine for anybody; what it counts tells a stranger how much is sold.
Handled metrics(const Exchange& x) {
  if (!x.app->is_of_the_house(x.request)) return error_response("INVALID_SEAL", "From elsewhere the metrics need the token (header Parcours-Control).");
  return Response{.status = 200, .headers = {}, .body = x.app->metrics_text(), .type = "text/plain; version=0.0.4; charset=utf-8"};
}

// What time it is here: pages show it, for it need not be the time of who looks.
Handled now(const Exchange& x) {
  return json_response(dump({{"now", to_wire(x.now)}, {"paris", encaissement::format_instant(x.now)}}));
}

Handled openapi(const Exchange&) { return json_response(openapi_text()); }

Handled docs(const Exchange&) {
  constexpr const char* kPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return Response{.status = 200, .headers = {{"Content-Security-Policy", kPolicy}}, .body = docs_page(), .type = "text/html; charset=utf-8"};
}

Handled style(const Exchange&) {
  return Response{.status = 200, .headers = {}, .body = std::string{embedded::kStyle}, .type = "text/css; charset=utf-8"};
}

// Read beside the service's thread: a report of many cases is long.
Handled report(const Exchange& x) {
  if (!x.app->is_of_the_house(x.request)) return error_response("INVALID_SEAL", "From elsewhere the report needs the token (header Parcours-Control).");
  if (x.finding == nullptr && x.app->report()) return Later{x.app->report()};
  if (x.finding == nullptr || x.finding->empty())
    return json_response(R"({"errorCode":"NOT_FOUND","errorMessage":"There is no report yet: ./parcours run writes one."})", 404);
  return report_page(*x.finding);
}

constexpr Route kRoutes[] = {
    {.method = "GET", .path = "/healthz", .caller = Caller::anyone, .changes = false, .handle = healthz,
     .id = "health", .summary = "Whether the service stands", .gives = "Health", .errors = "SERVICE_UNAVAILABLE"},
    {.method = "GET", .path = "/metrics", .caller = Caller::anyone, .changes = false, .handle = metrics, .id = "metrics",
     .summary = "What the service counts, for Prometheus", .errors = "INVALID_SEAL", .type = "text/plain"},
    {.method = "GET", .path = "/now", .caller = Caller::anyone, .changes = false, .handle = now, .id = "now",
     .summary = "What time it is for the service", .gives = "Now"},
    {.method = "GET", .path = "/openapi.json", .caller = Caller::anyone, .changes = false, .handle = openapi,
     .id = "openApi", .summary = "This document", .gives = "OpenApi"},
    {.method = "GET", .path = "/docs", .caller = Caller::anyone, .changes = false, .handle = docs, .id = "docs",
     .summary = "The same for people, as a page", .type = "text/html"},
    {.method = "GET", .path = "/docs/style.css", .caller = Caller::anyone, .changes = false, .handle = style,
     .id = "docsStyle", .summary = "How that page looks", .type = "text/css"},
    {.method = "GET", .path = "/rapport", .caller = Caller::anyone, .changes = false, .handle = report, .id = "report",
     .summary = "The last run's report, as a page", .errors = "INVALID_SEAL NOT_FOUND", .type = "text/html"},
};

}  // namespace

std::span<const Route> open_routes() { return kRoutes; }

}  // namespace parcours::http
