// The readable page of an OpenAPI document: what each interface is for, how calls are sealed, and every route.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reference/http/app.h"
#include "reference/http/docs_parts.h"
#include "reference/http/documents.h"

namespace parcours::http {
namespace {

using namespace docs;

// A shell's own words, to be copied as they are.
constexpr std::string_view kTry = R"sh(url=http://127.0.0.1:8080            # as the service printed it
key=cle-de-demonstration-P001        # key 1, of shop 10000001 in the guide's world
date=$(date -u +%FT%TZ)              # on a virtual clock: the service's own time
seal() { printf '%s' "$1" | openssl dgst -sha256 -hmac "$key" -binary | basenc --base64url -w0 | tr -d =; }

# Ask for 40,00 €: the public call, sealed over five fields.
curl -s "$url/acquisition/api/public/v1/payment-transactions/" \
  -H "ANCV-Security: HmacSHA256.1.$(seal '10000001&100001&PANIER-1&1&4000')" -H 'Content-Type: application/json' \
  -d '{"requestDate":"'$date'","merchant":{"shopId":"10000001","serviceProviderId":"100001"},
       "order":{"id":"PANIER-1","paymentId":"1","label":"Location","amount":{"total":4000,"currency":978}},
       "paymentMethod":{"tspdMode":"001","captureMode":"NORMAL"}}'

# The same by QR code (ours): a second seal, over method, path, date and the body's SHA-256.
path=/acquisition/api/public/v1/payment-transactions
body='{"requestDate":"'$date'","merchant":{"shopId":"10000001","serviceProviderId":"100001"},
  "order":{"id":"PANIER-2","paymentId":"2","amount":{"total":4000}},"encaissement":{"parcours":"A","mode":"qr"}}'
hash=$(printf '%s' "$body" | openssl dgst -sha256 -r | cut -d' ' -f1)
curl -s "$url$path" -H 'Content-Type: application/json' --data-binary "$body" \
  -H "ANCV-Security: HmacSHA256.1.$(seal '10000001&100001&PANIER-2&2&4000')" \
  -H "Parcours-Seal: HmacSHA256.1.$(seal "POST&$path&$date&$hash")")sh";

std::string parameters_of(const Json& document, const Json& operation) {
  const auto found = operation.find("parameters");
  if (found == operation.end()) return {};
  std::string rows;
  for (const Json& one : *found) {
    const Json& parameter = resolved(document, one);
    const std::string example = parameter.contains("example") ? "e.g. " + code(as_text(parameter["example"])) : "";
    rows += fmt::format("<tr><td><code>{}</code></td><td>{}</td><td>{}. {}</td></tr>\n", escaped(parameter["name"].get<std::string>()),
                        escaped(parameter["in"].get<std::string>()), with_code(parameter["description"].get<std::string>()), example);
  }
  return "<h4>Parameters</h4>\n<table><tr><th>Name</th><th>In</th><th>Meaning</th></tr>\n" + rows + "</table>\n";
}

std::string body_of(const Json& document, const Json& operation) {
  const auto body = operation.find("requestBody");
  if (body == operation.end()) return {};
  const auto content = (*body)["content"];
  const std::string types = joined_keys(content);
  const Json& media = content.begin().value();
  return fmt::format("<h4>Body · {}</h4>\n{}{}", escaped(types), fields(document, media["schema"]), examples(media));
}

std::string answers_of(const Json& operation) {
  std::string text = "<h4>Answer</h4>\n", refusals;
  for (const auto& [status, response] : operation["responses"].items()) {
    if (status == "default") continue;
    if (status[0] != '2') {
      refusals += fmt::format("<tr><td>{}</td><td class=\"codes\">{}</td></tr>\n", status, codes(response["description"].get<std::string>()));
      continue;
    }
    if (!response.contains("content")) {
      text += fmt::format("<p>{}, nothing in it.</p>\n", status);
      continue;
    }
    const Json& content = response["content"];
    text += fmt::format("<p>{} · {} {}</p>\n", status, escaped(joined_keys(content)), link_to_schema(content.begin().value()["schema"]));
    text += examples(content.begin().value());
  }
  if (!refusals.empty()) text += "<h4>Refusals</h4>\n<table><tr><th>Status</th><th>errorCode</th></tr>\n" + refusals + "</table>\n";
  return text;
}

std::string who_of(const Json& operation) {
  const auto& security = operation["security"];
  if (security.empty()) return "Anybody";
  const Json& first = security.front();
  if (first.contains("posSeal")) return "A till, by ANCV-Security; with anything of ours also Parcours-Seal";
  if (first.contains("parcoursSeal")) return "A till, by Parcours-Seal";
  if (first.contains("csrf")) return "A merchant, by cookie and X-CSRF-Token";
  if (first.contains("espaceSession")) return "A merchant, by cookie";
  return first.contains("customerToken") ? "A customer, by bearer token" : "Control, by Parcours-Control";
}

// The first paragraph is the summary again.
std::string more_of(const Json& operation) {
  const std::string text = operation["description"];
  const std::size_t end = text.find("\n\n");
  return end == std::string::npos ? std::string{} : paragraphs(text.substr(end + 2));
}

std::string call_of(const Json& document, std::string_view path, std::string_view method, const Json& operation) {
  const std::string verb = upper(method), id = operation["operationId"];
  return fmt::format("<section class=\"call\" id=\"{0}\">\n<h3>{1}</h3>\n"
                     "<p class=\"way\"><code class=\"verb {2}\">{2}</code> <code>{3}</code>{4}</p>\n<p class=\"who\">{5} · {0}</p>\n",
                     id, escaped(operation["summary"].get<std::string>()), verb, escaped(path),
                     operation.contains("x-ours") ? " <span class=\"own\">ours</span>" : "", escaped(who_of(operation))) +
         more_of(operation) + parameters_of(document, operation) + body_of(document, operation) +
         answers_of(operation) + "</section>\n";
}

// Each operation of a tag, in the order of the document.
template <class Deed>
void each_call(const Json& document, const std::string& tag, Deed deed) {
  for (const auto& [path, item] : document["paths"].items())
    for (const auto& [method, operation] : item.items())
      if (operation["tags"].front() == tag) deed(path, method, operation);
}

std::string navigation(const Json& document) {
  std::string text = "<nav aria-label=\"Contents\">\n<a href=\"#seal\">Sealing a call</a><br>\n<a href=\"#codes\">Error codes</a><br>\n"
                     "<a href=\"/openapi.json\">openapi.json</a>\n";
  for (const Json& tag : document["tags"]) {
    const std::string name = tag["name"];
    text += fmt::format("<strong><a href=\"#{0}\">{0}</a></strong>\n<ul>\n", name);
    each_call(document, name, [&](const auto&, const auto&, const Json& operation) {
      text += fmt::format("<li><a href=\"#{0}\">{0}</a></li>\n", operation["operationId"].get<std::string>());
    });
    text += "</ul>\n";
  }
  return text + "<strong><a href=\"#schemas\">Schemas</a></strong>\n</nav>\n";
}

std::string sealing(const Json& document) {
  std::string text = "<h2 id=\"seal\">Who calls, and how it is shown</h2>\n<table>\n";
  for (const auto& [name, scheme] : document["components"]["securitySchemes"].items()) {
    const std::string where = scheme.contains("name") ? scheme["name"].get<std::string>() : "Authorization: Bearer";
    text += fmt::format("<tr><td><code>{}</code></td><td>{}</td></tr>\n", escaped(where), with_code(scheme["description"].get<std::string>()));
  }
  return text + "</table>\n<h3>A sealed call, with openssl and curl</h3>\n<pre>" + escaped(kTry) + "</pre>\n";
}

std::string interfaces(const Json& document) {
  std::string text;
  for (const Json& tag : document["tags"]) {
    const std::string name = tag["name"];
    text += fmt::format("<h2 id=\"{0}\">{0} <small lang=\"fr\">{1}</small></h2>\n", name, escaped(tag["x-label"].get<std::string>())) +
            paragraphs(tag["description"].get<std::string>());
    each_call(document, name, [&](const auto& path, const auto& method, const Json& operation) {
      text += call_of(document, path, method, operation);
    });
  }
  return text;
}

std::string all_codes(const Json& document) {
  std::string text = "<h2 id=\"codes\">Error codes</h2>\n" + paragraphs(document["components"]["schemas"]["Error"]["description"].get<std::string>());
  return text + examples_of_schema(document["components"]["schemas"]["Error"]) + "<p class=\"codes\">" +
         codes(joined(document["components"]["schemas"]["Code"]["enum"])) + "</p>\n";
}

std::string schemas(const Json& document) {
  std::string text = "<h2 id=\"schemas\">Schemas</h2>\n";
  for (const auto& [name, schema] : document["components"]["schemas"].items()) {
    if (schema.contains("type") && schema["type"] != "object") continue;  // Plain words: each member says its own.
    text += fmt::format("<section class=\"call\" id=\"schema-{0}\">\n<h3>{0}{1}</h3>\n", name,
                        schema.contains("x-ours") ? " <span class=\"own\">ours</span>" : "");
    text += paragraphs(schema["description"].get<std::string>()) + fields(document, schema) + "</section>\n";
  }
  return text;
}

}  // namespace

std::string page_of(const Json& document) {
  const Json& info = document["info"];
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         escaped(info["title"].get<std::string>()) + "</title>\n<link rel=\"stylesheet\" href=\"/docs/style.css\">\n</head>\n<body>\n" +
         "<div class=\"frame\">\n" + navigation(document) + "<main>\n<h1>" + escaped(info["title"].get<std::string>()) + "</h1>\n" +
         paragraphs(info["summary"].get<std::string>()) + paragraphs(info["description"].get<std::string>()) + sealing(document) +
         interfaces(document) + all_codes(document) + schemas(document) + "</main>\n</div>\n</body>\n</html>\n";
}

const std::string& docs_page() {
  static const std::string page = page_of(openapi_of(App::routes()));
  return page;
}

}  // namespace parcours::http
