// The web pages: Espace d'encaissement, the customer's phone, the control room. Plain files that travel inside the program
// and speak the Espace, customer and sandbox APIs; no rule lives in them. http::App serves them when it is given these routes.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "reference/http/route.h"

namespace parcours::web {

// GET /, /espace, /telephone, /controle and everything under /web/EDITION. Looks; for anybody.
std::span<const http::Route> page_routes();

// A file as it is served.
struct File {
  std::string_view path;  // "/web/shared/style.css"; the pages themselves: "/espace"
  std::string_view text;
  std::string_view type;  // "text/css; charset=utf-8"
};
std::span<const File> files();  // web_files.cpp, made by CMakeLists.txt from the files of this folder.

}  // namespace parcours::web
