#include "scenarios/cli/prove_words.h"

#include <fmt/format.h>

#include <set>

#include "reports/text.h"
#include "scenarios/cli/judge.h"
#include "sim/explorer.h"
#include "sim/property.h"

namespace parcours {
namespace {

std::string all_scopes() {
  std::string text = "Scopes:\n";
  for (const Scope& scope : scopes()) text += fmt::format("  {:<20} {}\n", scope.name, scope.sentence);
  return text;
}

bool add_scope(const std::string& name, ProvePlan& plan, Terminal& terminal) {
  const Scope* scope = find_scope(name);
  if (scope != nullptr) {
    plan.scopes.push_back(scope);
    return true;
  }
  std::vector<std::string_view> names;
  for (const Scope& one : scopes()) names.push_back(one.name);
  terminal.misused(fmt::format("no scope is called \"{}\"{}", one_line(name, 60), did_you_mean(name, names)),
                   "See them all: parcours prove --help");
  return false;
}

bool read_defect(const std::string& name, ProvePlan& plan, Terminal& terminal) {
  if (name.empty()) return true;
  plan.defect = find_defect(name);
  if (plan.defect == nullptr) {
    terminal.misused(fmt::format("no defect is called \"{}\"", one_line(name, 60)), "See them all: parcours defects");
    return false;
  }
  if (core_defect(*plan.defect).in_core) return true;
  terminal.misused(fmt::format("\"{}\" lies around the core, and prove searches the core", name),
                   "Judge it with: parcours run --defect " + name);
  return false;
}

}  // namespace

void add_prove_options(Options& options, ProveWords& words) {
  options.words("scopes", "which small worlds; none: every one", words.scopes)
      .text("--defect", "NAME", "of a broken service of the gallery instead of the reference", words.defect)
      .text("--states-max", "N", "stops after so many states of a scope: then it is unfinished (exit 3)", words.states_max)
      .flag("--without-symmetry", "operations that are alike are told apart", words.without_symmetry)
      .flag("--triples", "prints what was reached for programs: status, event, outcome, a line each", words.triples)
      .texts("--report", "FORMAT[=FILE]", kReportHelp, words.reports)
      .footer(all_scopes());
}

std::optional<ProvePlan> read_prove_words(const ProveWords& words, Terminal& terminal) {
  ProvePlan plan{.states_max = Explorer::Options{}.states_max, .uses_symmetry = !words.without_symmetry,
                 .prints_triples = words.triples};
  for (const std::string& name : words.scopes)
    if (!add_scope(name, plan, terminal)) return std::nullopt;
  if (words.scopes.empty())
    for (const Scope& scope : scopes()) plan.scopes.push_back(&scope);
  if (!read_defect(words.defect, plan, terminal)) return std::nullopt;
  if (!words.states_max.empty()) {
    const auto most = whole_number(words.states_max);
    if (!most || *most == 0) {
      terminal.misused(fmt::format("--states-max takes a whole number from 1, not \"{}\"", one_line(words.states_max, 60)));
      return std::nullopt;
    }
    plan.states_max = *most;
  }
  const auto reports = read_report_requests(words.reports, terminal);
  if (!reports) return std::nullopt;
  plan.reports = *reports;
  return plan;
}

std::string repro_of(const ProvePlan& plan, const Scope& scope) {
  std::string command = "./parcours prove " + scope.name;
  if (plan.defect != nullptr) command += " --defect " + std::string{plan.defect->name};
  if (!plan.uses_symmetry) command += " --without-symmetry";
  return command;
}

std::vector<std::string> rules_of_properties() {
  std::set<encaissement::RuleId> rules;
  for (const Property& p : properties()) rules.insert(p.rules.begin(), p.rules.begin() + p.rule_count);
  std::vector<std::string> names;
  for (const encaissement::RuleId rule : rules) names.emplace_back(encaissement::to_string(rule));
  return names;
}

}  // namespace parcours
