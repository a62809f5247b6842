// The HTML report: one file that opens from disk with no network. Style and script are inside, the content policy
// forbids everything else, and without the script it is still whole (only filter and copy are missing).
#include <fmt/format.h>

#include <algorithm>

#include "reports/embedded.h"
#include "reports/html/html.h"
#include "reports/picture.h"
#include "reports/text.h"
#include "reports/views.h"

namespace parcours {
namespace html {

Anchors anchors_of(const Record& record) {
  Anchors anchors;
  for (std::size_t i = 0; i < record.cases.size(); ++i) anchors[record.cases[i].id] = fmt::format("case-{}", i + 1);
  return anchors;
}

std::string_view tone(std::optional<Verdict> verdict) {
  if (!verdict) return "none";
  if (*verdict == Verdict::pass) return "pass";
  if (is_problem(*verdict)) return "fail";
  if (is_skip(*verdict)) return "idle";
  return *verdict == Verdict::warn ? "warn" : "xfail";
}

std::string_view sign(std::optional<Verdict> verdict) {
  const std::string_view look = tone(verdict);
  if (look == "pass") return "✓";
  if (look == "fail") return "✕";
  if (look == "warn") return "!";
  if (look == "xfail") return "~";
  return look == "idle" ? "–" : "○";
}

std::string words_of(std::optional<Verdict> verdict) {
  std::string words(verdict ? to_string(*verdict) : std::string_view("not covered"));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string badge(std::optional<Verdict> verdict) {
  return fmt::format("<span class=\"badge {}\"><span aria-hidden=\"true\">{}</span> {}</span>", tone(verdict),
                     sign(verdict), words_of(verdict));
}

}  // namespace html

namespace {

using html::Anchors;

constexpr std::size_t kFindingsFirst = 12;  // The rest is one click away, so that the summary stays in sight.

std::string_view outcome_tone(ExitCode code) {
  if (code == ExitCode::conforming) return "pass";
  return code == ExitCode::nothing_verified ? "warn" : "fail";
}

// The rules for pictures stand only where there is one.
std::string page_style(const Record& record) {
  std::string style(embedded::kPageStyle);
  if (!has_picture(record)) return style;
  return style +
         ".shots { display: flex; flex-wrap: wrap; gap: 14px; } .shots figure { margin: 0; max-width: 240px; }\n"
         ".shots img { max-width: 240px; max-height: 360px; border: 1px solid var(--line); border-radius: 6px;\n"
         "  background: #fff; } .shots figcaption { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }\n";
}

std::string head(const Record& record) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'; {}base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{} · "
      "Parcours</title>\n<style>\n{}</style>\n</head>\n",
      has_picture(record) ? "img-src data:; " : "", escape_html(headline(record)), page_style(record));
}

std::string banner(const Record& record) {
  const std::string text = headline(record);
  const std::size_t colon = text.find(':');
  const std::string word = text.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : text.substr(colon + 2);
  return fmt::format(
      "<a class=\"jump\" href=\"#main\">Skip to the report</a>\n<header class=\"top {}\"><div class=\"wrap\"><p "
      "class=\"brand\">{}"
      "<span>Parcours <small>conformance report</small></span></p><h1>{}</h1><p class=\"lead\">{}</p></div></header>\n",
      outcome_tone(exit_code(record)), html::kLogo, escape_html(word), escape_html(rest));
}

// One bar whose parts are as long as their share; the list below says the same in words.
std::string proportions(const Record& record) {
  std::string bar;
  std::string list;
  for (const Verdict verdict : kVerdicts) {
    const int many = record.summary.of(verdict);
    if (many == 0) continue;
    bar += fmt::format("<i class=\"{}\" style=\"flex-grow:{}\"></i>", html::tone(verdict), many);
    list += fmt::format("<li><b>{}</b> {} <span>{}</span></li>", many, html::badge(verdict), meaning(verdict));
  }
  return fmt::format("<div class=\"bar\" aria-hidden=\"true\">{}</div><ul class=\"counts\">{}</ul>", bar, list);
}

std::string fact(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", name, escape_html(value));
}

std::string facts(const Record& record) {
  std::string out = "<dl class=\"about\">";
  out += fact("Target", fmt::format("{} ({})", record.target.name, record.target.kind));
  out += fact("Seed", record.seed);
  out += fact("Program", fmt::format("{} {}", record.tool.name, record.tool.version));
  if (record.shard)
    out += fact("Shard", fmt::format("{} of {}", joined(record.shard->parts, "+"), record.shard->count));
  out += fact("Capabilities", joined(record.target.capabilities, ", "));
  return out + "</dl>";
}

std::string policies(const Record& record) {
  if (record.policies.empty()) return {};
  std::string rows;
  for (const auto& [name, value] : record.policies) {
    rows += fmt::format("<div><dt><code>{}</code></dt><dd>{}</dd></div>", escape_html(name), escape_html(value));
  }
  return fmt::format("<details class=\"table\"><summary>{} in force</summary><dl class=\"policies\">{}</dl></details>",
                     record.policies.size() == 1 ? "1 policy" : fmt::format("{} policies", record.policies.size()),
                     rows);
}

std::string summary_section(const Record& record) {
  return "<section aria-labelledby=\"h-summary\"><h2 id=\"h-summary\">Summary</h2>" + proportions(record) +
         facts(record) + policies(record) + "</section>\n";
}

std::string finding(const CaseResult& one, const Anchors& anchors) {
  return fmt::format(
      "<li><a href=\"#{}\">{}<span class=\"what\"><b>{}</b><span class=\"why\">{}</span></span>"
      "<code>{}</code></a></li>\n",
      anchors.at(one.id), html::badge(one.verdict), escape_html(one_line(one.title, 160)),
      escape_html(one_line(one.reason, 200)), escape_html(joined(one.rules, " ")));
}

std::string findings_section(const Record& record, const Anchors& anchors) {
  std::string items;
  for (const std::string& stale : record.stale_baseline) {
    items += fmt::format(
        "<li><div class=\"item\"><span class=\"badge fail\"><span aria-hidden=\"true\">✕</span> stale baseline</span>"
        "<span class=\"what\">{}</span></div></li>\n",
        escape_html(stale));
  }
  const std::vector<const CaseResult*> found = problems(record);
  std::string rest;
  for (std::size_t i = 0; i < found.size(); ++i) (i < kFindingsFirst ? items : rest) += finding(*found[i], anchors);
  if (items.empty()) return {};
  if (!rest.empty()) {
    rest =
        fmt::format("<details class=\"table more\"><summary>{} more</summary><ol class=\"findings\">{}</ol></details>",
                    found.size() - kFindingsFirst, rest);
  }
  return fmt::format(
      "<section aria-labelledby=\"h-findings\"><h2 id=\"h-findings\">What to look at <small>{}</small></h2>"
      "<ol class=\"findings\">{}</ol>{}</section>\n",
      plural(found.size() + record.stale_baseline.size(), "finding"), items, rest);
}

}  // namespace

std::string html_report(const Record& record) {
  const Anchors anchors = html::anchors_of(record);
  std::string out = head(record);
  out += "<body>\n" + banner(record) + "<main id=\"main\" class=\"wrap\">\n";
  out += findings_section(record, anchors);
  out += summary_section(record);
  out += html::campaign_section(record);
  out += html::rules_section(record, anchors);
  out += html::cases_section(record, anchors);
  out += "</main>\n<footer class=\"wrap\"><p>All times are virtual, in Europe/Paris.</p></footer>\n";
  out += fmt::format("<script>\n{}</script>\n</body>\n</html>\n", embedded::kPageScript);
  return out;
}

}  // namespace parcours
