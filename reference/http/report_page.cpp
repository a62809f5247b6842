#include "reference/http/report_page.h"

#include <algorithm>
#include <set>

#include "reference/seal/script_digest.h"

namespace parcours::http {
namespace {

std::string by_digest(std::string_view text) { return " 'sha256-" + encaissement::sha256_base64(text) + "'"; }

// What stands between `begin` and `end`, each time.
std::set<std::string> between(std::string_view html, std::string_view begin, std::string_view end) {
  std::set<std::string> found;
  for (std::size_t at = html.find(begin); at != std::string_view::npos; at = html.find(begin, at)) {
    at += begin.size();
    const std::size_t to = std::min(html.find(end, at), html.size());
    found.emplace(html.substr(at, to - at));
    at = to;
  }
  return found;
}

std::string directive(std::string_view name, const std::set<std::string>& texts, std::string_view also = "") {
  if (texts.empty()) return std::string{name} + " 'none'; ";
  std::string all{name};
  all += also;
  for (const std::string& text : texts) all += by_digest(text);
  return all + "; ";
}

}  // namespace

std::string policy_of(std::string_view html) {
  return "default-src 'none'; " + directive("script-src", between(html, "<script>", "</script>")) +
         directive("style-src-elem", between(html, "<style>", "</style>")) +
         directive("style-src-attr", between(html, " style=\"", "\""), " 'unsafe-hashes'") +
         "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
}

Response report_page(std::string html) {
  Response response{.headers = {{"Content-Security-Policy", policy_of(html)}, {"Cache-Control", "no-cache"}},
                    .body = std::move(html),
                    .type = "text/html; charset=utf-8"};
  return response;
}

}  // namespace parcours::http
