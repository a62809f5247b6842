// The verbs of the program, and how one is found. main.cpp gives the words; each verb stands in a command_*.cpp, reads
// its own options, and answers with the exit code of the whole program: 0 verified and conforming, 1 nonconforming,
// 2 wrong words or scenario, 3 could not judge, 4 nothing verified, 130 interrupted. Never a count.
#pragma once

#include <span>
#include <string_view>

#include "scenarios/cli/options.h"
#include "scenarios/cli/terminal.h"

namespace parcours {

struct Command {
  std::string_view name;      // "run"
  std::string_view sentence;  // What it does, as the help shows it.
  ExitCode (*act)(const Words& words, Terminal& terminal);
};

// Every verb, in the order of the help.
std::span<const Command> commands();

// The program: the verb is the first word, the rest is its own. No word: the help.
ExitCode run_command_line(const Words& words, Terminal& terminal);

// One a verb. `words` are those after it.
ExitCode command_run(const Words& words, Terminal& terminal);
ExitCode command_rerun_failed(const Words& words, Terminal& terminal);
ExitCode command_prove(const Words& words, Terminal& terminal);
ExitCode command_explore(const Words& words, Terminal& terminal);
ExitCode command_list(const Words& words, Terminal& terminal);
ExitCode command_explain(const Words& words, Terminal& terminal);
ExitCode command_replay(const Words& words, Terminal& terminal);
ExitCode command_rules(const Words& words, Terminal& terminal);
ExitCode command_policies(const Words& words, Terminal& terminal);
ExitCode command_profiles(const Words& words, Terminal& terminal);
ExitCode command_demo(const Words& words, Terminal& terminal);
ExitCode command_defects(const Words& words, Terminal& terminal);
ExitCode command_report(const Words& words, Terminal& terminal);
ExitCode command_lint(const Words& words, Terminal& terminal);
ExitCode command_fmt(const Words& words, Terminal& terminal);
ExitCode command_schema(const Words& words, Terminal& terminal);
ExitCode command_doctor(const Words& words, Terminal& terminal);
ExitCode command_race(const Words& words, Terminal& terminal);
ExitCode command_simulate(const Words& words, Terminal& terminal);
ExitCode command_power(const Words& words, Terminal& terminal);
ExitCode command_serve(const Words& words, Terminal& terminal);
ExitCode command_record(const Words& words, Terminal& terminal);
ExitCode command_journal(const Words& words, Terminal& terminal);
ExitCode command_till(const Words& words, Terminal& terminal);
ExitCode command_tills(const Words& words, Terminal& terminal);
ExitCode command_bench(const Words& words, Terminal& terminal);

}  // namespace parcours
