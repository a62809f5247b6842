// The pieces of which the readable page is made (docs_page.cpp): texts made safe, and schemas as tables.
#pragma once

#include <string>
#include <string_view>

#include "reference/http/wire.h"

namespace parcours::http::docs {

std::string escaped(std::string_view text);     // For HTML, between tags and in quoted attributes.
std::string with_code(std::string_view text);   // Escaped; what stands between backticks is code.
std::string code(std::string_view text);        // As code.
std::string paragraphs(std::string_view text);  // An empty line parts them.
std::string codes(std::string_view listed);     // "A, B": each as code.
std::string upper(std::string_view word);

std::string as_text(const Json& value);         // A text as it is, anything else as JSON.
std::string joined(const Json& texts);          // ", " between them.
std::string joined_keys(const Json& object);

// What a $ref leads to; what is none is itself.
const Json& resolved(const Json& document, const Json& schema);
std::string link_to_schema(const Json& schema);  // Empty: it has no name.

// A schema's members as a table, those of members too: "order.amount.total". Empty: it has none.
std::string fields(const Json& document, const Json& schema);
// The examples of a body, one behind the other.
std::string examples(const Json& media);
std::string examples_of_schema(const Json& schema);

}  // namespace parcours::http::docs
