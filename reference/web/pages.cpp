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

// Where a page's own files stand. Empty: that is no page.
std::string_view folder_of(std::string_view page) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kFolders{
      {{"/", "/web/home/"}, {"/espace", "/web/espace/"}, {"/telephone", "/web/phone/"}, {"/controle", "/web/control/"}}};
  for (const auto& [path, folder] : kFolders)
    if (path == page) return folder;
  return {};
}

// The edition of all files together stands in their addresses: under one address the bytes never change, so that a browser
// keeps them and asks no more. The pages themselves name the edition, and are asked for each time.
const std::string& edition() {
  static const std::string name = [] {
    encaissement::Digest digest{};
    for (const File& file : files()) digest = encaissement::chained(digest, file.text);
    return encaissement::to_hex(digest).substr(0, 16);
  }();
  return name;
}

constexpr std::string_view kPlace = "/web/";

// "/web/shared/dom.js" as this edition has it: "/web/0123456789abcdef/shared/dom.js"
std::string addressed(std::string_view path) {
  return std::string{kPlace} + edition() + '/' + std::string{path.substr(kPlace.size())};
}

// A page's text with its files' addresses.
std::string page_text(std::string_view text) {
  std::string whole;
  for (std::size_t at = text.find(kPlace); at != std::string_view::npos; at = text.find(kPlace)) {
    whole.append(text.substr(0, at)).append(addressed(kPlace));
    text.remove_prefix(at + kPlace.size());
  }
  return whole.append(text);
}

// A page's modules, named with the page itself: a browser then fetches them side by side, not one after the import of another.
std::string modules_of(std::string_view page) {
  std::string links;
  for (const File& file : files())
    if (file.path.ends_with(".js") && (file.path.starts_with(folder_of(page)) || file.path.starts_with("/web/shared/")))
      links.append(links.empty() ? "" : ", ").append("<").append(addressed(file.path)).append(">; rel=modulepreload");
  return links;
}

const File* find(std::string_view path) {
  const auto all = files();
  const auto found = std::find_if(all.begin(), all.end(), [&](const File& file) { return file.path == path; });
  return found == all.end() ? nullptr : &*found;
}

Response not_there() { return http::json_response(R"({"errorCode":"NOT_FOUND","errorMessage":"There is no such page."})", 404); }

Handled serve_page(const Exchange& at) {
  const File* file = find(at.request.path);
  if (file == nullptr) return not_there();
  const std::string tag = '"' + edition() + '"';
  Response response{.headers = {{"Content-Security-Policy", std::string{kPolicy}},
                                {"Permissions-Policy", "camera=(self)"},
                                {"Cache-Control", "no-cache"},
                                {"ETag", tag},
                                {"Link", modules_of(file->path)}},
                    .body = page_text(file->text),
                    .type = std::string{file->type}};
  if (at.request.header("If-None-Match") == tag) response.status = 304, response.body.clear();
  return response;
}

// Of another edition: this one's, but not to be kept under that address.
Handled serve_file(const Exchange& at) {
  const File* file = find(std::string{kPlace} + at.path[1] + '/' + at.path[2]);
  if (file == nullptr) return not_there();
  const bool is_this = at.path[0] == edition();
  return Response{.headers = {{"Content-Security-Policy", std::string{kPolicy}},
                              {"Cache-Control", is_this ? "public, max-age=31536000, immutable" : "no-store"}},
                  .body = std::string{file->text},
                  .type = std::string{file->type}};
}

constexpr Route look(std::string_view path, Handled (*handle)(const Exchange&), std::string_view id, std::string_view summary) {
  Route route{};
  route.method = "GET";
  route.path = path;
  route.caller = http::Caller::anyone;
  route.changes = false;
  route.handle = handle;
  route.id = id;
  route.summary = summary;
  route.type = "text/html";
  return route;
}

constexpr std::array kRoutes{
    look("/", serve_page, "homePage", "Where everything is"),
    look("/espace", serve_page, "espacePage", "Espace d'encaissement, for merchants"),
    look("/telephone", serve_page, "phonePage", "The customer's phone"),
    look("/controle", serve_page, "controlPage", "The control room"),
    look("/web/{edition}/{folder}/{file}", serve_file, "pageFile", "What these pages are made of"),
};

}  // namespace

std::span<const Route> page_routes() { return kRoutes; }

}  // namespace parcours::web
