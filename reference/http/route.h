// A route: one method on one path, who may use it, what it does, and what its documentation says. Routes are tables
// (pos_api.cpp, espace_api.cpp, customer_api.cpp, sandbox_api.cpp, open_api.cpp); the app finds and calls them, the
// OpenAPI document and the security walk are made from them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reference/core/policy.h"
#include "reference/desk/desk.h"
#include "reference/desk/world.h"
#include "reference/http/message.h"

namespace parcours::http {

// Who a route is for. till: the handler checks the seal. The app checks the others before the handler: merchant by
// session cookie, customer by bearer token, control by the sandbox's token.
enum class Caller : std::uint8_t { anyone, till, merchant, customer, control };

class App;          // app.h
class Sessions;     // session.h
class SandboxPort;  // sandbox_port.h

// What a handler has at hand.
struct Exchange {
  const Request& request;
  std::vector<std::string> path;  // What stood at the route's {places}, decoded.
  Desk& desk;
  Instant now;
  const World& world;             // People, shops and keys as the edge knows them.
  const encaissement::Policies& policies;
  Speaker speaker = {};           // merchant, customer: whose session it is; name empty: nobody's.
  std::string session = {};       // Its id.
  Sessions& sessions;
  SandboxPort* sandbox = nullptr;  // Null: no sandbox control here.
  App* app = nullptr;              // Whose exchange it is: for many looks in one.
  const std::string* finding = nullptr;  // What a Later found out: the handler is asked again.
};

// Work too slow for the service's thread (a password's hash, a photograph). It runs elsewhere on copies of what it
// needs; then the handler is asked again with what it found.
struct Later {
  std::function<std::string()> work;
};

using Handled = std::variant<Response, Later>;

struct Route {
  std::string_view method;
  std::string_view path;     // "/acquisition/api/public/v1/payment-transactions/{id}/payer": without trailing slash.
  Caller caller{};
  bool changes = true;       // False: it only looks, and may be answered from a reader's copy.
  Handled (*handle)(const Exchange&) = nullptr;
  // For the document (openapi.h), which a test compares with what is answered.
  std::string_view id;       // operationId: "createTransaction"
  std::string_view summary;  // One sentence, without full stop.
  std::string_view takes = {};   // Schema of the body (schemas.json); empty: none.
  std::string_view gives = {};   // Schema of the answer; empty: none, or not JSON.
  int status = 200;              // When it is done.
  std::string_view errors = {};  // "BAD_REQUEST INVALID_SEAL": codes it may answer.
  bool ours = true;              // False: of the public acquisition API.
  std::string_view type = "application/json";  // Of the answer.
  bool hides = false;            // What it finds must not show in its time (ACC-07): it always writes to the disk.
  bool uploads = false;          // Its body may be as long as a photograph.
  std::string_view query = {};   // "from to pageSize": its parameters, by their names in schemas.json.
  std::string_view takes_types = "application/json";  // Of the body, where it takes one.
};

std::span<const Route> pos_routes();
std::span<const Route> customer_routes();
std::span<const Route> espace_routes();
std::span<const Route> sandbox_routes();
std::span<const Route> open_routes();  // /healthz, /metrics, /openapi.json, /docs

}  // namespace parcours::http
