#include "scenarios/cli/terminal.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace parcours {
namespace {

ConsoleStyle style_of(int stream) {
  return console_style(isatty(stream) == 1, std::getenv("NO_COLOR"), std::getenv("CI"), std::getenv("TERM"));
}

// 0, or why not.
int write_all(std::FILE* stream, std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stream) == text.size()) return 0;
  return errno == 0 ? EIO : errno;
}

}  // namespace

Terminal::Terminal() : out_style_{style_of(STDOUT_FILENO)}, err_style_{style_of(STDERR_FILENO)} {
  signal(SIGPIPE, SIG_IGN);
}

void Terminal::say(std::string_view text) {
  if (trouble_ == 0) trouble_ = write_all(stdout, text);
}

void Terminal::tell(std::string_view text) {
  std::fflush(stdout);
  write_all(stderr, text);
  std::fflush(stderr);
}

void Terminal::flush() { std::fflush(stdout); }

ExitCode Terminal::fail(ExitCode code, std::string_view what, std::string_view how) {
  std::string text = "parcours: " + std::string{what} + '\n';
  if (!how.empty()) text += "  " + std::string{how} + '\n';
  tell(text);
  return code;
}

void Terminal::without_colour() {
  out_style_.colour = false;
  err_style_.colour = false;
}

ExitCode Terminal::finish(ExitCode code) {
  errno = 0;
  if (std::fflush(stdout) != 0 && trouble_ == 0) trouble_ = errno;
  if (trouble_ == 0 || trouble_ == EPIPE) return code;
  return stronger(code, fail(ExitCode::could_not_judge,
                             "standard output cannot be written: " + std::string{std::strerror(trouble_)}));
}

}  // namespace parcours
