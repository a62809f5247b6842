// JSON held against a schema of the service's document (reference/http/schemas.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/http/wire.h"

namespace parcours {

struct SchemaTrouble {
  std::string where;  // "order.amount"; empty: the whole.
  std::string what;
  bool operator==(const SchemaTrouble&) const = default;
};

// Whose transactions are meant: ours, with `encaissement`, or those of a service that speaks the public API alone.
enum class SchemaKind : std::uint8_t { ours, public_api };

// Nothing: it fits. `name`: "CreateTransaction".
std::vector<SchemaTrouble> schema_troubles(const http::Json& json, std::string_view name, SchemaKind kind = SchemaKind::ours);
// Members that the schema does not know, dotted, in the order of the body.
std::vector<std::string> unknown_members(const http::Json& json, std::string_view name);

}  // namespace parcours
