// The words of the desk as JSON, for both sides of the socket: handlers write what clients (HttpTarget) read. Money is
// whole cents, instants are UTC with milliseconds ("2020-06-24T09:06:00.000Z"), names are camelCase.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "reference/core/policy.h"
#include "reference/desk/exchange.h"
#include "reference/desk/world.h"

namespace parcours::http {

using Json = nlohmann::ordered_json;  // Members stay in the order in which they were written.

std::string to_wire(Instant at);
std::optional<Instant> instant_from_wire(std::string_view text);

Json to_json(const Answer& answer);
Json to_json(const OperationView& view);
Json to_json(const ListView& view);      // Without csv.
Json to_json(const NoticeView& view);
Json to_json(const AccountView& view);
Json to_json(const WalletView& view);
Json to_json(const World& world);        // With passwords, pins and keys: for sandbox control only.
Json to_json(const encaissement::Policies& policies);  // Names to texts, every setting.

// Each reads what to_json wrote. Unknown members are ignored; absent ones keep their default. False: a member of
// another type, or an instant that cannot be read; `into` is then undefined.
bool from_json(const Json& json, Answer& into);
bool from_json(const Json& json, OperationView& into);
bool from_json(const Json& json, ListView& into);
bool from_json(const Json& json, NoticeView& into);
bool from_json(const Json& json, AccountView& into);
bool from_json(const Json& json, WalletView& into);
bool from_json(const Json& json, World& into);
bool from_json(const Json& json, encaissement::Policies& into);  // Unknown names and values are false.

// The body of a request, read without exceptions; none: not JSON, too deep, or not an object.
std::optional<Json> read_body(const std::string& body);
// Text of a JSON value; bytes that are not UTF-8 are replaced.
std::string dump(const Json& json);

// What an error answers in HTTP (acquisition-api, ours): 400, 401, 403, 409, 404, 404, 409, 400, 400, 500.
int status_of(std::string_view code);

}  // namespace parcours::http
