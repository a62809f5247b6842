#include <fmt/format.h>

#include "reports/html/html.h"
#include "reports/picture.h"
#include "reports/text.h"
#include "reports/views.h"
#include "reports/virtual_time.h"

namespace parcours::html {
namespace {

std::string rule_chips(const CaseResult& one) {
  std::string out;
  for (const std::string& rule : one.rules) {
    const std::string id = escape_html(rule);
    const std::string_view sentence = sentence_of(rule);
    out += fmt::format("<li><a class=\"rule\" href=\"#rule-{0}\">{0}</a> {1}</li>", id, escape_html(sentence));
  }
  return out.empty() ? out : "<ul class=\"proves\" aria-label=\"Rules\">" + out + "</ul>";
}

std::string compared(const CaseResult& one) {
  if (one.expected.empty() && one.actual.empty()) return {};
  std::string outcomes;
  for (const std::string& outcome : one.expected) outcomes += "<li>" + escape_html(outcome) + "</li>";
  const std::string_view any = one.expected.size() > 1 ? " <small>any one of</small>" : "";
  return fmt::format(
      "<div class=\"versus\"><div class=\"side expected\"><h4>Expected{}</h4><ul>{}</ul></div>"
      "<div class=\"side actual {}\"><h4>Actual</h4><p>{}</p></div></div>",
      any, outcomes, tone(one.verdict), one.actual.empty() ? "—" : escape_html(one.actual));
}

std::string reason(const CaseResult& one) {
  if (one.reason.empty()) return {};
  const bool is_long = one.reason.size() > 1200;
  return fmt::format("<div class=\"reason {}\"{}>{}</div>", tone(one.verdict),
                     is_long ? " tabindex=\"0\" role=\"group\" aria-label=\"Reason\"" : "", escape_html(one.reason));
}

std::string event_row(const HistoryEvent& event, bool parts) {
  std::string details;
  for (const auto& [name, value] : event.details) {
    details += fmt::format("{}{}: {}", details.empty() ? "" : "<br>", escape_html(name),
                           escape_html(value_as_text(name, value)));
  }
  const std::string way = event.to.empty() || event.to == event.from ? event.from : event.from + " → " + event.to;
  return fmt::format("<tr{}><td>{}</td><td>{}</td><td>{}</td><td>{}{}</td><td>{}</td><td>{}</td></tr>",
                     parts ? " class=\"parts\"" : "", escape_html(event.at), escape_html(way), escape_html(event.kind),
                     escape_html(event.label), parts ? " <strong>(leaves what was expected)</strong>" : "", details,
                     escape_html(event.operation));
}

std::string history(const CaseResult& one) {
  if (one.history.empty()) return "<p class=\"quiet\">No history: the case did not start.</p>";
  std::string rows;
  for (const HistoryEvent& event : one.history) rows += event_row(event, event.seq == one.diverges_at);
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Sequence diagram\">{}</div>"
      "<details class=\"table\"><summary>The same as a table</summary><div class=\"scroll\"><table><thead><tr>"
      "<th scope=\"col\">Paris time</th><th scope=\"col\">Who</th><th scope=\"col\">Kind</th><th "
      "scope=\"col\">What</th>"
      "<th scope=\"col\">Details</th><th "
      "scope=\"col\">Operation</th></tr></thead><tbody>{}</tbody></table></div></details>",
      sequence_diagram(one), rows);
}

std::string figure(const HistoryEvent& event, std::string_view picture) {
  const std::string about = escape_html(one_line(event.label, 160));
  return fmt::format("<figure><img src=\"{}\" alt=\"Screen: {}\"><figcaption>{} · {}</figcaption></figure>",
                     escape_html(picture), about, escape_html(event.at), about);
}

// What was seen on a screen, in the order of the history.
std::string pictures(const CaseResult& one) {
  std::string figures;
  for (const HistoryEvent& event : one.history) {
    for (const auto& [name, value] : event.details)
      if (is_picture(name, value)) figures += figure(event, value);
  }
  return figures.empty() ? figures : "<div class=\"shots\">" + figures + "</div>";
}

std::string repro(const CaseResult& one) {
  if (one.repro.empty()) return {};
  return fmt::format(
      "<div class=\"repro\"><span class=\"label\">Reproduce</span><code tabindex=\"0\">{}</code>"
      "<button type=\"button\" class=\"copy\">Copy</button></div>",
      escape_html(one.repro));
}

std::string facts(const CaseResult& one) {
  std::string out = fmt::format("<p class=\"facts\"><span>{}</span>", encaissement::to_string(one.level));
  if (const std::string place = place_of(one); !place.empty()) out += "<code>" + escape_html(place) + "</code>";
  if (!one.history.empty()) {
    const auto lasts = elapsed(virtual_milliseconds(one.history)).substr(1);
    out += fmt::format("<span>{}</span><span>{} of virtual time</span>", plural(one.history.size(), "event"), lasts);
  }
  return out + "</p>";
}

std::string case_markup(const CaseResult& one, const std::string& anchor) {
  const bool open = is_problem(one.verdict);
  return fmt::format(
      "<details class=\"case {}\" id=\"{}\" data-verdict=\"{}\" data-text=\"{}\"{}><summary>{}<span "
      "class=\"title\">{}</span>"
      "<code class=\"id\">{}</code></summary><div class=\"body\">{}{}{}{}{}{}{}</div></details>\n",
      tone(one.verdict), anchor, to_string(one.verdict), escape_html(joined(one.rules, " ")), open ? " open" : "",
      badge(one.verdict), escape_html(one.title), escape_html(one.id), facts(one), rule_chips(one), reason(one),
      compared(one), pictures(one), history(one), repro(one));
}

std::string radio(std::string_view value, std::string_view label, std::size_t many, bool checked) {
  return fmt::format("<label><input type=\"radio\" name=\"verdict\" value=\"{}\"{}><span>{} <b>{}</b></span></label>",
                     value, checked ? " checked" : "", label, many);
}

std::string filters(const Record& record) {
  std::string out = radio("", "all", record.cases.size(), true);
  for (const Verdict verdict : kVerdicts) {
    const int many = record.summary.of(verdict);
    if (many > 0) out += radio(to_string(verdict), words_of(verdict), static_cast<std::size_t>(many), false);
  }
  return "<form class=\"filter\" role=\"search\" aria-label=\"Filter cases\" "
         "hidden><fieldset><legend>Verdict</legend>" +
         out +
         "</fieldset><label class=\"find\"><span>Find</span><input type=\"search\" id=\"find\" "
         "placeholder=\"title, id, rule\" autocomplete=\"off\"></label>"
         "<span class=\"tools\"><button type=\"button\" id=\"open-all\">Open all</button>"
         "<button type=\"button\" id=\"close-all\">Close all</button></span>"
         "<p id=\"shown\" role=\"status\" aria-live=\"polite\"></p></form>";
}

}  // namespace

std::string cases_section(const Record& record, const Anchors& anchors) {
  std::string out =
      "<section aria-labelledby=\"h-cases\"><h2 id=\"h-cases\">Cases</h2>" + filters(record) + "<div id=\"cases\">\n";
  for (const CaseResult& one : record.cases) out += case_markup(one, anchors.at(one.id));
  if (record.cases.empty()) out += "<p class=\"quiet\">No case was run.</p>";
  return out + "</div></section>\n";
}

}  // namespace parcours::html
