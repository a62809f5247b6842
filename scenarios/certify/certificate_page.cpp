#include "scenarios/certify/certificate_page.h"

#include <fmt/format.h>

#include "reference/qr/render.h"
#include "reference/qr/symbol.h"
#include "reports/text.h"
#include "scenarios/certify/certificate_json.h"

namespace parcours {
namespace {

constexpr std::size_t kFilesMost = 6;
constexpr std::size_t kWaiversMost = 12;

constexpr std::string_view kStyle = R"(
:root { color-scheme: light; --ink: #14212c; --soft: #526171; --line: #d5dde4; --mark: #0b5f78; --good: #17703f; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f4; color: var(--ink);
  font: 15px/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif; }
main { max-width: 210mm; margin: 24px auto; padding: 14mm; background: #fff; border-top: 8px solid var(--mark);
  box-shadow: 0 2px 18px rgba(20, 35, 50, .12); }
header { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8mm; align-items: start; }
.brand { margin: 0 0 10px; font-weight: 650; color: var(--mark); }
h1 { margin: 0; font-size: 1.55rem; line-height: 1.15; letter-spacing: -.01em; }
h1 [lang=en] { display: block; font-size: 1rem; font-weight: 400; color: var(--soft); letter-spacing: 0; }
.who { margin: 12px 0 0; font-size: 1.25rem; font-weight: 650; overflow-wrap: anywhere; }
.who small { display: block; font-size: .95rem; font-weight: 400; }
.qr svg { display: block; width: 32mm; height: 32mm; }
h2 { margin: 16px 0 4px; font-size: .95rem; } h2 [lang=en], dt [lang=en], th [lang=en] { font-weight: 400; color: var(--soft); }
table { width: 100%; border-collapse: collapse; font-size: .86rem; }
th, td { padding: 3px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 14px; font-size: .82rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
code { font-family: ui-monospace, "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace; font-size: .88em; }
.ok { color: var(--good); font-weight: 650; }
footer { margin-top: 14px; padding-top: 8px; border-top: 1px solid var(--line); font-size: .8rem; color: var(--soft); }
footer p { margin: 3px 0; }
@media (max-width: 640px) { main { padding: 18px; margin: 0; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } }
@page { size: A4; margin: 12mm; }
@media print {
  body { background: #fff; font-size: 12.5px; } main { margin: 0; padding: 0; max-width: none; border: 0; box-shadow: none; }
  tr, dl > * { break-inside: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";

// French first: it is read in France.
std::string both(std::string_view french, std::string_view english) {
  return fmt::format("{} <span lang=\"en\">{}</span>", french, english);
}

std::string code(std::string_view text) { return "<code>" + escape_html(text) + "</code>"; }

std::string row(std::string_view french, std::string_view english, const std::string& markup) {
  if (markup.empty()) return {};
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", both(french, english), markup);
}

std::string qr_of(const std::string& text) {
  const auto symbol = encaissement::encode_symbol(text);
  if (!std::holds_alternative<encaissement::Symbol>(symbol)) return {};
  std::string svg = encaissement::to_svg(std::get<encaissement::Symbol>(symbol));
  const std::size_t at = svg.find("<svg");
  if (at == std::string::npos) return {};
  svg = svg.substr(at);
  return "<div class=\"qr\" role=\"img\" aria-label=\"Code QR : empreinte du certificat et clé\">" + svg + "</div>";
}

std::string header(const Certificate& c) {
  std::string about = fmt::format("{} · version {}", c.till.vendor, c.till.version);
  if (!c.till.build.empty()) about += " · " + c.till.build;
  return fmt::format(
      "<header><div><p class=\"brand\">Parcours</p><h1>Certificat de conformité d’une caisse <span lang=\"en\">"
      "Certificate of conformity of a till</span></h1><p class=\"who\">{}<small>{}</small></p></div>{}</header>\n",
      escape_html(c.till.product), escape_html(about), qr_of(certificate_code(c)));
}

std::string profile_row(const CertifiedProfile& one) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n{}\">{}</td><td class=\"n\">{}</td>"
                     "<td class=\"n\">{}</td></tr>\n",
                     escape_html(one.name), one.cases, one.passed > 0 ? " ok" : "", one.passed, one.warned, one.waived);
}

std::string profiles(const Certificate& c) {
  std::string rows;
  for (const CertifiedProfile& one : c.profiles) rows += profile_row(one);
  const auto head = [](std::string_view french, std::string_view english) {
    return fmt::format("<th scope=\"col\" class=\"n\">{}</th>", both(french, english));
  };
  return fmt::format("<h2>{}</h2><table><thead><tr><th scope=\"col\">{}</th>{}{}{}{}</tr></thead><tbody>\n{}</tbody></table>\n",
                     both("Profils certifiés", "Certified profiles"), both("Profil", "Profile"), head("Cas", "Cases"),
                     head("Réussis", "Passed"), head("Remarques", "Warnings"), head("Dérogations", "Waived"), rows);
}

std::string waivers(const Certificate& c) {
  if (c.waivers.empty())
    return fmt::format("<h2>{}</h2><p>{}</p>\n", both("Dérogations", "Waivers"), both("Aucune.", "None."));
  std::string rows;
  for (std::size_t i = 0; i < c.waivers.size() && i < kWaiversMost; ++i) {
    const Waiver& one = c.waivers[i];
    rows += fmt::format("<tr><td>{}<br>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td></tr>\n", code(one.case_id),
                        escape_html(one.rule), escape_html(one_line(one.reason, 200)), escape_html(one_line(one.owner, 80)),
                        iso_day(one.expires));
  }
  if (c.waivers.size() > kWaiversMost)
    rows += fmt::format("<tr><td colspan=\"4\">{}</td></tr>\n",
                        both(fmt::format("et {} autres, dans le certificat.", c.waivers.size() - kWaiversMost),
                             fmt::format("and {} more, in the certificate.", c.waivers.size() - kWaiversMost)));
  return fmt::format("<h2>{}</h2><table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}"
                     "</th><th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>\n{}</tbody></table>\n",
                     both("Dérogations", "Waivers"), both("Cas", "Case"), both("Raison", "Reason"),
                     both("Responsable", "Owner"), both("Jusqu’au", "Until"), rows);
}

std::string files(const std::vector<FileDigest>& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < kFilesMost; ++i)
    out += fmt::format("{}{} {}", out.empty() ? "" : "<br>", escape_html(one_line(all[i].name, 80)), code(all[i].sha256));
  if (all.size() > kFilesMost) out += fmt::format("<br>+ {}", all.size() - kFilesMost);
  return out;
}

std::string pairs(const Details& details) {
  std::vector<std::string> words;
  for (const auto& [name, value] : details) words.push_back(name + '=' + value);
  return words.empty() ? std::string() : code(joined(words, ", "));
}

std::string proof(const Certificate& c) {
  std::string out = fmt::format("<h2>{}</h2><dl>\n", both("Ce qui a été jugé, et par quoi", "What was judged, and by what"));
  out += row("Délivré le", "Issued", iso_day(c.issued));
  out += row("Capacités", "Capabilities", escape_html(joined(c.till.capabilities, ", ")));
  out += row("Produit", "Product", files(c.product));
  out += row("Adaptateur", "Adapter", c.adapter.empty() ? "aucun fichier · no file" : files(c.adapter));
  out += row("Programme", "Program", escape_html(c.tool.name + ' ' + c.tool.version) + ' ' + code(c.program_sha256));
  out += row("Suite", "Suite", code(c.suite_sha256));
  out += row("Procès-verbal", "Record", code(c.record_sha256));
  out += row("Protocole", "Protocol", code(c.protocol)) + row("Graine", "Seed", code(c.seed));
  const std::string policies = pairs(c.policies);
  out += row("Réglages", "Policies", policies.empty() ? "ceux par défaut · the defaults" : policies);
  out += row("Usages", "Manners", pairs(c.manners));
  out += row("À refaire par", "Run again with", code(c.command));
  return out + row("Clé", "Key", code(encaissement::key_id(c.key)) + ' ' + code(encaissement::to_text(c.key))) + "</dl>\n";
}

constexpr std::string_view kFooter =
    "<footer><p>Cette page ne prouve rien par elle-même. <code>parcours certificate verify FICHIER --trust CLÉ</code> "
    "vérifie le certificat signé, hors ligne ; <code>--rerun</code> le rejoue. Le code porte l’empreinte du fichier et "
    "l’identifiant de la clé.</p><p lang=\"en\">This page proves nothing by itself. <code>parcours certificate verify FILE "
    "--trust KEY</code> verifies the signed certificate offline; <code>--rerun</code> repeats it. The code carries the "
    "digest of the file and the id of the key.</p></footer>\n";

}  // namespace

std::string certificate_code(const Certificate& certificate) {
  return fmt::format("{} sha256:{} key:{}", kCertificateFormat, encaissement::sha256_hex(certificate_text(certificate)),
                     encaissement::key_id(certificate.key));
}

std::string certificate_page(const Certificate& c) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; form-action 'none'\">\n<title>{} {} · Parcours</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<main>\n{}{}{}{}{}</main>\n</body>\n</html>\n",
      escape_html(c.till.product), escape_html(c.till.version), kStyle, header(c), profiles(c), waivers(c), proof(c),
      kFooter);
}

}  // namespace parcours
