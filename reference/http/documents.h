// What the service says of itself: the OpenAPI 3.1 document, made from the tables of routes and from schemas.json, and the
// readable page made from that document. Nothing is written twice, so neither can say what the routes do not do.
#pragma once

#include <string>
#include <vector>

#include "reference/http/route.h"
#include "reference/http/wire.h"

namespace parcours::http {

// The document of these routes. A name that schemas.json does not have ends the program: tests make the document of all.
Json openapi_of(const std::vector<const Route*>& routes);

const std::string& openapi_text();  // Of all routes, as JSON; made once.
const std::string& docs_page();     // The same for people: HTML, without script.

// The page of a document (docs_page.cpp).
std::string page_of(const Json& document);

// Which of the five interfaces a route belongs to: "POS", "Espace", "Customer", "Sandbox", "Open".
std::string_view tag_of(const Route& route);

}  // namespace parcours::http
