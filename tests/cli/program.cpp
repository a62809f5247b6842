#include "tests/cli/program.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace parcours::cli {
namespace {

namespace fs = std::filesystem;

// In the child: never comes back.
[[noreturn]] void become(const fs::path& folder, std::vector<std::string> words, std::vector<std::string> environment) {
  if (chdir(folder.c_str()) != 0) _exit(126);
  for (const char* name : {"NO_COLOR", "CI"}) unsetenv(name);
  setenv("TERM", "xterm", 1);
  for (std::string& setting : environment) putenv(setting.data());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv(arguments.front(), arguments.data());
  _exit(127);
}

int code_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void send_to_file(int stream, const fs::path& file) {
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(opened, stream);
  close(opened);
}

// The signal waits until the program is ready to hear it.
void interrupt_myself() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  raise(SIGINT);
}

Ended start(const fs::path& folder, const std::vector<std::string>& words, const std::vector<std::string>& environment,
            bool interrupt) {
  const fs::path out = folder / ".out";
  const fs::path err = folder / ".err";
  const pid_t child = fork();
  if (child == 0) {
    send_to_file(STDOUT_FILENO, out);
    send_to_file(STDERR_FILENO, err);
    if (interrupt) interrupt_myself();
    become(folder, words, environment);
  }
  const int code = code_of(child);
  return {.code = code, .out = text_of(out), .err = text_of(err)};
}

std::vector<std::string> with_program(const std::vector<std::string>& words) {
  std::vector<std::string> all{PARCOURS_PROGRAM};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

}  // namespace

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream{file, std::ios::binary}.rdbuf();
  return text.str();
}

std::string replaced(std::string_view from, std::string_view to, std::string_view in) {
  std::string text{in};
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return "the text has no such part";
  return text.replace(at, from.size(), to);
}

Workplace::Workplace() {
  std::string name = (fs::temp_directory_path() / "parcours-cli-XXXXXX").string();
  if (mkdtemp(name.data()) != nullptr) folder_ = name;
}

Workplace::~Workplace() {
  std::error_code trouble;
  fs::remove_all(folder_, trouble);
}

Ended Workplace::parcours(const std::vector<std::string>& words, const std::vector<std::string>& environment) const {
  return start(folder_, with_program(words), environment, false);
}

Ended Workplace::interrupted(const std::vector<std::string>& words) const {
  return start(folder_, with_program(words), {}, true);
}

Ended Workplace::bash(const std::string& line) const {
  return start(folder_, {"/bin/bash", "-c", line}, {"parcours=" PARCOURS_PROGRAM}, false);
}

Ended Workplace::on_terminal(const std::vector<std::string>& words, const std::vector<std::string>& environment) const {
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) become(folder_, with_program(words), environment);
  if (child < 0) return {.code = -1, .out = "no pseudo-terminal on this machine: is /dev/pts mounted?"};
  Ended ended;
  char bytes[4096];
  for (ssize_t got = 0; (got = ::read(terminal, bytes, sizeof bytes)) > 0;) {
    ended.out.append(bytes, static_cast<std::size_t>(got));
  }
  close(terminal);
  ended.code = code_of(child);
  return ended;
}

void Workplace::write(const std::string& name, std::string_view text) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream{folder_ / name, std::ios::binary} << text;
}

std::string Workplace::read(const std::string& name) const { return text_of(folder_ / name); }

bool Workplace::has(const std::string& name) const { return fs::exists(folder_ / name); }

}  // namespace parcours::cli
