// The record as JSON text, out and in. Schema "parcours-record/1", published as record.schema.json and printed by
// record_schema(). One event stands on one line, so two records compare well with diff(1).
#pragma once

#include <string>
#include <string_view>

#include "reports/record.h"
#include "reports/result.h"

namespace parcours {

// The same record gives the same bytes. Stray bytes that are not UTF-8 become U+FFFD.
std::string to_json(const Record& record);

// Reads strictly: every key is known and present, once; counts agree with the cases; case ids are unique.
// `name` is what errors call the text: "run.json:3:14: …" for broken JSON, "run.json: /cases/2/verdict: …" else.
Reported<Record> record_from_json(std::string_view json, std::string_view name);

// The JSON Schema (draft 2020-12) of a record.
std::string_view record_schema();

}  // namespace parcours
