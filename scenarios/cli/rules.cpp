// rules: the catalogue, and what of it the suites prove. What nothing proves comes first.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/select.h"

namespace parcours {
namespace {

using encaissement::Requirement;

struct Coverage {
  const Requirement* rule = nullptr;
  std::vector<std::string> cases;

  bool is_missing() const { return cases.empty() && rule->level != encaissement::Level::should; }
};

std::vector<Coverage> coverage_of(const std::vector<Scenario>& cases) {
  std::vector<Coverage> all;
  for (const Requirement& rule : encaissement::catalogue()) {
    Coverage one{.rule = &rule, .cases = {}};
    for (const Scenario& scenario : cases) {
      const auto& rules = scenario.rules;
      if (std::find(rules.begin(), rules.end(), rule.rule) != rules.end()) one.cases.push_back(scenario.id);
    }
    all.push_back(std::move(one));
  }
  std::stable_partition(all.begin(), all.end(), [](const Coverage& one) { return one.cases.empty(); });
  return all;
}

std::string as_json(const std::vector<Coverage>& all) {
  auto list = nlohmann::ordered_json::array();
  for (const Coverage& one : all) {
    list.push_back({{"id", one.rule->id},
                    {"level", encaissement::to_string(one.rule->level)},
                    {"sentence", one.rule->sentence},
                    {"guide", one.rule->guide},
                    {"policies", one.rule->policies},
                    {"later", one.rule->later},
                    {"covered", !one.cases.empty()},
                    {"cases", one.cases}});
  }
  return list.dump(2) + '\n';
}

std::string as_text(const std::vector<Coverage>& all) {
  std::string text;
  for (const Coverage& one : all) {
    const std::string covered = one.cases.empty() ? "not covered" : plural(one.cases.size(), "case");
    text += fmt::format("{}  {}  {}  {}\n", one.rule->id, padded(encaissement::to_string(one.rule->level), 6),
                        padded(covered, 11), one.rule->sentence);
    text += fmt::format("{}source: {}\n", padded("", 31), one.rule->guide);
    if (!one.rule->policies.empty()) text += fmt::format("{}settings: {}\n", padded("", 31), one.rule->policies);
    if (!one.rule->later.empty()) text += fmt::format("{}judged later: {}\n", padded("", 31), one.rule->later);
  }
  const auto covered = std::count_if(all.begin(), all.end(), [](const Coverage& one) { return !one.cases.empty(); });
  return text + fmt::format("{} of {} rules covered\n", covered, all.size());
}

ExitCode check_rules(const Words& rules, Terminal& terminal) {
  std::vector<std::string_view> ids;
  for (const Requirement& rule : encaissement::catalogue()) ids.push_back(rule.id);
  for (const std::string& rule : rules) {
    if (encaissement::find_rule(rule)) continue;
    return terminal.misused(fmt::format("no rule is called \"{}\"{}", one_line(rule, 40), did_you_mean(rule, ids)),
                            "See them all: parcours rules");
  }
  return ExitCode::conforming;
}

}  // namespace

ExitCode command_rules(const Words& words, Terminal& terminal) {
  Words rules;
  bool json = false;
  Options options{"rules", "The catalogue of rules and how many cases prove each; what nothing proves comes first."};
  options.words("rules", "only these rules, such as TIM-02; none: all of them", rules).flag("--json", "as JSON", json);
  options.footer("Ends 1 when a MUST or POLICY rule is not covered.");
  if (auto end = options.read(words, terminal)) return *end;
  if (const ExitCode code = check_rules(rules, terminal); code != ExitCode::conforming) return code;
  const SelectedCases selected = select_cases({}, terminal);
  if (selected.code == ExitCode::usage) return selected.code;
  std::vector<Coverage> all = coverage_of(selected.cases);
  std::erase_if(all, [&](const Coverage& one) {
    return !rules.empty() && std::find(rules.begin(), rules.end(), one.rule->id) == rules.end();
  });
  terminal.say(json ? as_json(all) : as_text(all));
  const bool missing = std::any_of(all.begin(), all.end(), [](const Coverage& one) { return one.is_missing(); });
  return missing ? ExitCode::nonconforming : ExitCode::conforming;
}

}  // namespace parcours
