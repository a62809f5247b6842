// The program `parcours`. Everything is in the verbs: scenarios/cli/command.h.
#include <cstdio>
#include <exception>

#include "scenarios/cli/command.h"

int main(int argc, char** argv) {
  using namespace parcours;
  Terminal terminal;
  ExitCode code = ExitCode::could_not_judge;
  try {
    code = run_command_line(Words{argv + 1, argv + argc}, terminal);
  } catch (const std::exception& error) {
    // No exception is meant to come this far; one that does is our own fault, and memory may be short.
    terminal.fail(code, error.what(), "This is a fault of parcours itself; please report what you typed.");
  }
  return static_cast<int>(terminal.finish(code));
}
