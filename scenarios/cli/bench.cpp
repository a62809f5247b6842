// bench: hands over to the benchmarks, a program of their own beside this one.
#include <unistd.h>

#include <cstring>
#include <system_error>

#include "scenarios/cli/command.h"
#include "scenarios/cli/suites.h"

namespace parcours {

ExitCode command_bench(const Words& words, Terminal& terminal) {
  const std::string program = (program_folder() / "parcours_bench").string();
  std::error_code trouble;
  if (!std::filesystem::exists(program, trouble)) {
    return terminal.fail(ExitCode::could_not_judge, "the benchmarks are not built: there is no " + program,
                         "Build and run them with: ./parcours bench");
  }
  std::vector<char*> arguments{const_cast<char*>(program.c_str())};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  terminal.finish(ExitCode::conforming);
  execv(program.c_str(), arguments.data());
  return terminal.fail(ExitCode::could_not_judge, program + " cannot be started: " + std::strerror(errno));
}

}  // namespace parcours
