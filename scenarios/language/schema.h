// The JSON Schema (draft 2020-12) of scenario files, made from the grammar: what editors complete and check from. It is
// a little wider than the parser (YAML editors read 40.00 as a number); the parser has the last word.
#pragma once

#include <string>

namespace parcours {

// The schema as JSON text, two spaces of indentation, the same bytes on every machine.
std::string scenario_schema();

}  // namespace parcours
