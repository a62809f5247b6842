#include "scenarios/cli/command.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/text.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

ExitCode help(const Words& words, Terminal& terminal);
ExitCode version(const Words& words, Terminal& terminal);

constexpr std::array kCommands{
    Command{"run", "runs scenarios against the reference, or a broken service, and judges", command_run},
    Command{"prove", "goes through every state of small worlds, by the real core", command_prove},
    Command{"explore", "random runs in a hostile world; what breaks is made small", command_explore},
    Command{"serve", "the reference behind a socket, to develop a till against", command_serve},
    Command{"demo", "shows the harness at work, and catching a broken service", command_demo},
    Command{"list", "shows what there is to run", command_list},
    Command{"explain", "tells a scenario in French or English", command_explain},
    Command{"replay", "runs one case and prints all that happened, step by step", command_replay},
    Command{"rerun-failed", "runs again what a record says went wrong", command_rerun_failed},
    Command{"rules", "the catalogue of rules and what covers each", command_rules},
    Command{"policies", "the settings: what they take, their defaults, their rules", command_policies},
    Command{"profiles", "named settings of the counterparts seen", command_profiles},
    Command{"defects", "the gallery of broken services; --check proves that each is caught", command_defects},
    Command{"tills", "the gallery of broken tills", command_tills},
    Command{"till", "one of our tills, behind the adapter protocol", command_till},
    Command{"doctor", "says whether a service at an address can be judged", command_doctor},
    Command{"race", "lets clients race on a service and judges what they were answered", command_race},
    Command{"simulate", "lives a year of the whole network, every step checked", command_simulate},
    Command{"record", "a proxy between tills and a service that writes a trace", command_record},
    Command{"report", "convert, merge or diff records", command_report},
    Command{"lint", "reads scenario files and says what is wrong with them", command_lint},
    Command{"fmt", "writes scenario files in the one canonical form", command_fmt},
    Command{"schema", "prints the JSON Schema of a scenario, or of a record", command_schema},
    Command{"power", "how well each judge detects, over the gallery and many seeds", command_power},
    Command{"journal", "verifies or prints what serve keeps on the disk", command_journal},
    Command{"bench", "measures", command_bench},
    Command{"version", "prints the version", version},
    Command{"help", "prints this, or the help of a verb", help},
};

const Command* find_command(std::string_view name) {
  const auto* found =
      std::find_if(kCommands.begin(), kCommands.end(), [&](const auto& one) { return one.name == name; });
  return found == kCommands.end() ? nullptr : found;
}

ExitCode unknown_verb(const std::string& word, Terminal& terminal) {
  std::vector<std::string_view> names;
  for (const Command& command : kCommands) names.push_back(command.name);
  return terminal.misused(fmt::format("unknown verb \"{}\"{}", one_line(word, 60), did_you_mean(word, names)),
                          "See: parcours help");
}

ExitCode show_help(Terminal& terminal) {
  std::string text =
      "Parcours runs and judges the encaissement of Chèque-Vacances Connect.\n\n  parcours verb [words…]\n\n";
  for (const Command& command : kCommands) text += fmt::format("  {:<13} {}\n", command.name, command.sentence);
  text +=
      "\nEach verb takes --help. Exit codes: 0 verified and conforming, 1 nonconforming, 2 wrong words or scenario,\n"
      "3 could not judge, 4 nothing verified, 130 interrupted.\n";
  terminal.say(text);
  return ExitCode::conforming;
}

ExitCode help(const Words& words, Terminal& terminal) {
  if (words.empty() || words.front().starts_with('-')) return show_help(terminal);
  const Command* command = find_command(words.front());
  if (command == nullptr) return unknown_verb(words.front(), terminal);
  if (command->act == help) return show_help(terminal);
  Words asked{words.begin() + 1, words.end()};
  asked.emplace_back("--help");
  return command->act(asked, terminal);
}

ExitCode version(const Words& words, Terminal& terminal) {
  if (auto end = Options{"version", "Prints the version."}.read(words, terminal)) return *end;
  terminal.say(fmt::format("parcours {}\n", program_version()));
  return ExitCode::conforming;
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

ExitCode run_command_line(const Words& words, Terminal& terminal) {
  if (words.empty() || words.front() == "--help" || words.front() == "-h") return show_help(terminal);
  if (words.front() == "--version") return version({}, terminal);
  const Command* command = find_command(words.front());
  if (command == nullptr) return unknown_verb(words.front(), terminal);
  return command->act({words.begin() + 1, words.end()}, terminal);
}

}  // namespace parcours
