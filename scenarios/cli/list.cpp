// list: what there is to run, for people and for programs.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/select.h"

namespace parcours {
namespace {

std::vector<std::string_view> rule_ids(const Scenario& one) {
  std::vector<std::string_view> ids;
  for (const encaissement::RuleId rule : one.rules) ids.push_back(encaissement::to_string(rule));
  return ids;
}

std::string as_json(const std::vector<Scenario>& cases) {
  auto all = nlohmann::ordered_json::array();
  for (const Scenario& one : cases) {
    all.push_back({{"id", one.id},
                   {"title", one.title},
                   {"file", one.file},
                   {"line", one.place.line},
                   {"rules", rule_ids(one)},
                   {"level", std::string{encaissement::to_string(one.level)}},
                   {"tags", one.tags},
                   {"profile", one.profile},
                   {"needs", one.needs.names()}});
  }
  return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

std::string as_text(const std::vector<Scenario>& cases) {
  std::size_t widest = 0;
  for (const Scenario& one : cases) widest = std::max(widest, code_points(one.id));
  std::string text;
  for (const Scenario& one : cases) {
    text += fmt::format("{}  {}  [{}]", padded(one.id, widest), one_line(one.title, 100), joined(rule_ids(one), " "));
    if (!one.tags.empty()) text += "  #" + joined(one.tags, " #");
    text += '\n';
  }
  return text + plural(cases.size(), "case") + '\n';
}

}  // namespace

ExitCode command_list(const Words& words, Terminal& terminal) {
  Selection selection;
  bool json = false;
  Options options{"list", "Shows the cases, in the order in which they run: id, title, rules, tags."};
  add_selection(options, selection);
  options.flag("--json", "as JSON, with file, line, level, profile and needs", json);
  if (auto end = options.read(words, terminal)) return *end;
  const SelectedCases selected = select_cases(selection, terminal);
  if (selected.code != ExitCode::conforming) return selected.code;
  terminal.say(json ? as_json(selected.cases) : as_text(selected.cases));
  return ExitCode::conforming;
}

}  // namespace parcours
