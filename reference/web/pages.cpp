#include "reference/web/pages.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "reference/http/app.h"
#include "reference/seal/digest.h"

namespace parcours::web {
namespace {

using http::Exchange;
using http::Handled;
using http::Response;
using http::Route;

// No script but our files, no style but our files, nothing from elsewhere, no frame of ours in another site's page.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

// Its bytes by another name: a browser that has them is not sent them again.
std::string tag_of(const File& file) { return '"' + encaissement::to_hex(encaissement::chained({}, file.text)) + '"'; }

// Where a page's own files stand. Empty: that is no page.
std::string_view folder_of(std::string_view page) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kFolders{
      {{"/", "/web/home/"}, {"/espace", "/web/espace/"}, {"/telephone", "/web/phone/"}, {"/controle", "/web/control/"}}};
  for (const auto& [path, folder] : kFolders)
    if (path == page) return folder;
  return {};
}

// A page's modules, named with the page itself: a browser then fetches them side by side, not one after the import of another.
std::string modules_of(std::string_view page) {
  std::string links;
  for (const File& file : files())
    if (file.path.ends_with(".js") && (file.path.starts_with(folder_of(page)) || file.path.starts_with("/web/shared/")))
      links.append(links.empty() ? "" : ", ").append("<").append(file.path).append(">; rel=modulepreload");
  return links;
}

Handled serve(const Exchange& at) {
  const auto all = files();
  const auto found = std::find_if(all.begin(), all.end(), [&](const File& file) { return file.path == at.request.path; });
  if (found == all.end()) return http::json_response(R"({"errorCode":"NOT_FOUND","errorMessage":"There is no such page."})", 404);
  const std::string tag = tag_of(*found);
  Response response{.headers = {{"Content-Security-Policy", std::string{kPolicy}},
                                {"Permissions-Policy", "camera=(self)"},
                                {"Cache-Control", "no-cache"},
                                {"ETag", tag}},
                    .body = std::string{found->text},
                    .type = std::string{found->type}};
  if (!folder_of(found->path).empty()) response.headers.push_back({"Link", modules_of(found->path)});
  if (at.request.header("If-None-Match") == tag) response.status = 304, response.body.clear();
  return response;
}

constexpr Route page(std::string_view path, std::string_view id, std::string_view summary) {
  Route route{};
  route.method = "GET";
  route.path = path;
  route.caller = http::Caller::anyone;
  route.changes = false;
  route.handle = serve;
  route.id = id;
  route.summary = summary;
  route.type = "text/html";
  return route;
}

constexpr std::array kRoutes{
    page("/", "homePage", "Where everything is"),
    page("/espace", "espacePage", "Espace d'encaissement, for merchants"),
    page("/telephone", "phonePage", "The customer's phone"),
    page("/controle", "controlPage", "The control room"),
    page("/web/{folder}/{file}", "pageFile", "What these pages are made of"),
};

}  // namespace

std::span<const Route> page_routes() { return kRoutes; }

}  // namespace parcours::web
