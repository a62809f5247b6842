#include "tests/serve/served.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <utility>

#include "sim/http_client.h"

namespace parcours::kill {
namespace {

constexpr int kPatienceMs = 60'000;

// In the child: never comes back.
[[noreturn]] void become(std::vector<std::string> words, int out) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv(arguments.front(), arguments.data());
  _exit(127);
}

pid_t start(const std::vector<std::string>& words, int out) {
  std::vector<std::string> all{PARCOURS_PROGRAM};
  all.insert(all.end(), words.begin(), words.end());
  const pid_t child = fork();
  if (child == 0) become(std::move(all), out);
  return child;
}

}  // namespace

void Served::begin() {
  kill();
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) return;
  std::vector<std::string> words{"serve", "--port", "0", "--control-token", kToken};
  words.insert(words.end(), words_.begin(), words_.end());
  child_ = start(words, ends[1]);
  close(ends[1]);
  out_ = ends[0];
}

bool Served::listens() {
  char bytes[4096];
  while (said_.find("Ctrl-C ends it.") == std::string::npos) {
    pollfd waiting{out_, POLLIN, 0};
    const ssize_t got = poll(&waiting, 1, kPatienceMs) == 1 ? read(out_, bytes, sizeof bytes) : 0;
    if (got <= 0) return false;
    said_.append(bytes, static_cast<std::size_t>(got));
  }
  return true;
}

void Served::kill() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  if (out_ >= 0) close(out_);
  child_ = out_ = -1;
  said_.clear();
}

std::string Served::url() const {
  const std::size_t from = said_.find("http://");
  return from == std::string::npos ? "" : said_.substr(from, said_.find('\n', from) - from);
}

std::unique_ptr<HttpTarget> Served::target(const World& world, Instant now) const {
  auto transport = connect_http({.url = url()});
  auto* connected = std::get_if<std::unique_ptr<HttpTransport>>(&transport);
  if (connected == nullptr) return nullptr;
  auto target = std::make_unique<HttpTarget>(std::move(*connected), HttpTargetOptions{.control_token = kToken});
  target->join(world, now);
  return target;
}

int run_program(const std::vector<std::string>& words) {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  const pid_t child = start(words, nowhere);
  close(nowhere);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace parcours::kill
