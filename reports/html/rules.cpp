#include <fmt/format.h>

#include <vector>

#include "reports/html/html.h"
#include "reports/text.h"
#include "reports/views.h"

namespace parcours::html {
namespace {

constexpr std::size_t kLinksMost = 4;

struct Chapter {
  std::string id;  // "TIM"
  std::vector<const RuleResult*> rules;
};

std::vector<Chapter> chapters_of(const Record& record) {
  std::vector<Chapter> chapters;
  for (const RuleResult& rule : record.rules) {
    const std::string id = rule.id.substr(0, rule.id.find('-'));
    if (chapters.empty() || chapters.back().id != id) chapters.push_back({.id = id, .rules = {}});
    chapters.back().rules.push_back(&rule);
  }
  return chapters;
}

std::string_view chapter_title(std::string_view id) {
  struct Title {
    std::string_view id;
    std::string_view words;
  };
  constexpr Title kTitles[] = {{"ACC", "Access"},
                               {"FRM", "Request form"},
                               {"PAY", "Customer pays"},
                               {"TIM", "Time"},
                               {"VAL", "Validate or cancel"},
                               {"STA", "Status"},
                               {"MON", "Money"},
                               {"REP", "Repetition"},
                               {"NOT", "Notices"},
                               {"LST", "List and formats"},
                               {"POS", "The till"}};
  for (const Title& title : kTitles) {
    if (title.id == id) return title.words;
  }
  return "Other";
}

std::string chip(const RuleResult& rule) {
  const std::string id = escape_html(rule.id);
  const std::size_t dash = rule.id.find('-');
  const std::string number = escape_html(dash == std::string::npos ? rule.id : rule.id.substr(dash + 1));
  return fmt::format(
      "<a class=\"cell {}\" href=\"#rule-{}\" title=\"{} {}: {}\" aria-label=\"{} {}\">"
      "<span aria-hidden=\"true\">{}</span>{}</a>",
      tone(rule.verdict), id, id, words_of(rule.verdict), escape_html(sentence_of(rule.id)), id, words_of(rule.verdict),
      sign(rule.verdict), number);
}

std::string overview(const std::vector<Chapter>& chapters) {
  std::string out = "<div class=\"matrix\">";
  for (const Chapter& chapter : chapters) {
    out += fmt::format("<div class=\"chapter\"><h3><b>{}</b> {}</h3><div class=\"cells\">", escape_html(chapter.id),
                       chapter_title(chapter.id));
    for (const RuleResult* rule : chapter.rules) out += chip(*rule);
    out += "</div></div>";
  }
  return out + "</div>";
}

std::string case_links(const RuleResult& rule, const Anchors& anchors) {
  std::string first;
  std::string rest;
  for (std::size_t i = 0; i < rule.cases.size(); ++i) {
    const auto anchor = anchors.find(rule.cases[i]);
    if (anchor == anchors.end()) continue;
    (i < kLinksMost ? first : rest) +=
        fmt::format("<li><a href=\"#{}\">{}</a></li>", anchor->second, escape_html(rule.cases[i]));
  }
  if (first.empty()) return "<span class=\"quiet\">no case</span>";
  if (rest.empty()) return "<ul>" + first + "</ul>";
  return fmt::format("<ul>{}</ul><details><summary>{} more</summary><ul>{}</ul></details>", first,
                     rule.cases.size() - kLinksMost, rest);
}

std::string row(const RuleResult& rule, const Anchors& anchors) {
  const std::string id = escape_html(rule.id);
  return fmt::format(
      "<tr id=\"rule-{0}\"><th scope=\"row\">{0}</th><td>{1}</td><td class=\"level\">{2}</td><td>{3}</td>"
      "<td class=\"links\">{4}</td></tr>\n",
      id, badge(rule.verdict), encaissement::to_string(rule.level), escape_html(sentence_of(rule.id)),
      case_links(rule, anchors));
}

}  // namespace

std::string rules_section(const Record& record, const Anchors& anchors) {
  std::string rows;
  for (const RuleResult& rule : record.rules) rows += row(rule, anchors);
  const int covered = record.summary.rules - record.summary.rules_not_covered;
  return fmt::format(
      "<section aria-labelledby=\"h-rules\"><h2 id=\"h-rules\">Rules <small>{} of {} covered</small></h2>{}"
      "<details class=\"table rules\" id=\"rule-table\"><summary>Every rule with its sentence and its cases</summary>"
      "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Verdict</th>"
      "<th scope=\"col\">Level</th><th scope=\"col\">What it says</th><th "
      "scope=\"col\">Cases</th></tr></thead><tbody>\n{}"
      "</tbody></table></div></details></section>\n",
      covered, record.summary.rules, overview(chapters_of(record)), rows);
}

}  // namespace parcours::html
