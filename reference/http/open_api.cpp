// What anybody may ask: whether the service stands, and what it counts.
#include "reference/http/app.h"

namespace parcours::http {
namespace {

Handled healthz(const Exchange&) { return json_response(R"({"status":"up"})"); }

constexpr Route kRoutes[] = {
    {.method = "GET", .path = "/healthz", .caller = Caller::anyone, .changes = false, .handle = healthz,
     .id = "health", .summary = "Whether the service stands", .gives = "Health"},
};

}  // namespace

std::span<const Route> open_routes() { return kRoutes; }

}  // namespace parcours::http
