#include "sim/till_spawn.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "reports/text.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kErrorsMax = 12, kErrorLineMax = 300;
constexpr std::chrono::milliseconds kSlice = 20ms;  // How often a death is looked for while nothing is said.

// Both ends go when a program is started; the child gets its own by number.
bool make_pipe(int& reading, int& writing) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  reading = ends[0], writing = ends[1];
  return true;
}

void not_blocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// Ours, with what is named anew.
std::vector<std::string> environment_with(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;
  for (char** one = environ; *one != nullptr; ++one) {
    const std::string setting{*one};
    const std::string name = setting.substr(0, setting.find('=') + 1);
    if (std::none_of(more.begin(), more.end(), [&](const std::string& other) { return other.starts_with(name); }))
      all.push_back(setting);
  }
  return all;
}

// A group of its own, and signals as a shell would leave them: ours may be blocked or ignored.
int spawn_shell(const std::string& command, const std::vector<std::string>& environment, const std::array<int, 3>& streams, pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  for (int i = 0; i < 3; ++i) posix_spawn_file_actions_adddup2(&actions, streams[static_cast<std::size_t>(i)], i);
  sigset_t all, none;
  sigfillset(&all), sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  std::vector<std::string> words{"/bin/sh", "-c", command}, settings = environment_with(environment);
  const int trouble = posix_spawn(&pid, "/bin/sh", &actions, &attributes, pointers(words).data(), pointers(settings).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return trouble;
}

// A reader that went away must not end us: the signal is held back, and taken if it came of this write.
ssize_t write_quietly(int fd, const std::string& bytes) {
  sigset_t pipe_only, before, pending;
  sigemptyset(&pipe_only), sigaddset(&pipe_only, SIGPIPE);
  sigpending(&pending);
  const bool was_pending = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
  const ssize_t written = ::write(fd, bytes.data(), bytes.size());
  const int trouble = errno;
  if (written < 0 && trouble == EPIPE && !was_pending) {
    const timespec no_time{};
    sigtimedwait(&pipe_only, nullptr, &no_time);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = trouble;
  return written;
}

// Of a line of /proc/PID/stat: behind the name in parentheses come state, parent and group. What is dead does not count.
bool is_in_group(const std::string& stat, pid_t group) {
  const std::size_t name = stat.rfind(')');
  if (name == std::string::npos) return false;
  std::istringstream rest{stat.substr(name + 1)};
  char state = 0;
  long parent = 0, its_group = 0;
  return rest >> state >> parent >> its_group && its_group == group && state != 'Z' && state != 'X';
}

}  // namespace

void Spawned::Pipe::close() {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

std::variant<std::unique_ptr<Spawned>, std::string> Spawned::start(const std::string& command,
                                                                   const std::vector<std::string>& environment,
                                                                   std::size_t line_max) {
  std::unique_ptr<Spawned> child{new Spawned{line_max}};
  Pipe in, out, err;
  if (!make_pipe(in.fd, child->in_.fd) || !make_pipe(child->out_.fd, out.fd) || !make_pipe(child->err_.fd, err.fd))
    return std::string{"no pipe can be made: "} + std::strerror(errno);
  const int trouble = spawn_shell(command, environment, {in.fd, out.fd, err.fd}, child->group_);
  if (trouble != 0) {
    child->group_ = -1;
    return std::string{"/bin/sh cannot be started: "} + std::strerror(trouble);
  }
  for (const int fd : {child->in_.fd, child->out_.fd, child->err_.fd}) not_blocking(fd);
  return child;
}

Spawned::~Spawned() { kill(); }

void Spawned::put(const std::string& line) { to_write_ += line + '\n'; }

void Spawned::close_input() {
  closing_ = true;
  write_input();
  if (to_write_.empty()) in_.close();
}

Spawned::Line Spawned::next_line(Deadline deadline) {
  for (;;) {
    if (auto line = taken_line()) return std::move(*line);
    if (out_.fd < 0 || is_dead()) {
      if (dead_) silence();
      const std::size_t before = output_.size();
      read_output();  // What it said with its last breath.
      if (output_.size() > before) continue;
      if (taken_ == output_.size()) return {Line::Kind::ended, "", lines_};
      output_ += '\n';  // A line that it did not end.
      continue;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left <= 0ms) return {Line::Kind::late, "", lines_};
    pump(std::min(left, kSlice));
  }
}

void Spawned::listen() { pump(0ms); }

// A whole line, or one that is already too long. What was taken stays in front until it is worth moving the rest.
std::optional<Spawned::Line> Spawned::taken_line() {
  const std::size_t end = output_.find('\n', searched_);
  const std::size_t length = (end == std::string::npos ? output_.size() : end) - taken_;
  if (length > line_max_) return Line{Line::Kind::too_long, output_.substr(taken_, 80), lines_ + 1};
  searched_ = end == std::string::npos ? output_.size() : end + 1;
  if (end == std::string::npos) return std::nullopt;
  Line line{Line::Kind::line, output_.substr(taken_, length), ++lines_};
  if (line.text.ends_with('\r')) line.text.pop_back();
  taken_ = searched_;
  if (taken_ > output_.size() / 2) {
    output_.erase(0, taken_);
    searched_ -= taken_;
    taken_ = 0;
  }
  return line;
}

bool Spawned::dies_by(Deadline deadline) {
  while (!is_dead()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left <= 0ms) return false;
    pump(std::min(left, kSlice));
    if (output_.size() > line_max_) output_.clear(), searched_ = taken_ = 0;  // Nobody will read it.
  }
  return true;
}

std::string Spawned::ending() const {
  if (!dead_) return "closed its standard output";
  if (WIFSIGNALED(status_)) return "was ended by signal " + std::to_string(WTERMSIG(status_));
  const int code = WEXITSTATUS(status_);
  return "ended with exit status " + std::to_string(code) +
         (code == 127 ? " (command not found)" : code == 126 ? " (not executable)" : "");
}

std::optional<int> Spawned::exit_status() const {
  return dead_ && WIFEXITED(status_) ? std::optional{WEXITSTATUS(status_)} : std::nullopt;
}

std::string Spawned::last_errors() {
  read_errors();
  std::string all;
  for (const std::string& line : errors_) all += (all.empty() ? "" : " | ") + line;
  const std::string rest = one_line(error_, kErrorLineMax);
  return rest.empty() ? all : all + (all.empty() ? "" : " | ") + rest;
}

// Who is left of the group says no more; how many they were is kept for `company`.
void Spawned::silence() {
  if (group_ <= 0 || reaped_ || silenced_) return;
  silenced_ = company();
  ::kill(-group_, SIGKILL);
}

int Spawned::company() const {
  if (group_ <= 0 || reaped_) return 0;
  if (silenced_) return *silenced_;
  int count = 0;
  std::error_code trouble;
  for (const auto& entry : std::filesystem::directory_iterator{"/proc", trouble}) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos || name == std::to_string(group_)) continue;
    std::ifstream file{entry.path() / "stat"};
    const std::string stat{std::istreambuf_iterator<char>{file}, {}};
    if (is_in_group(stat, group_)) ++count;
  }
  return count;
}

void Spawned::end(std::chrono::milliseconds grace) {
  if (group_ > 0 && !reaped_) {
    ::kill(-group_, SIGTERM);
    dies_by(Clock::now() + grace);
  }
  kill();
}

void Spawned::kill() {
  if (group_ <= 0 || reaped_) return;
  ::kill(-group_, SIGKILL);  // Before the leader's remains are taken: until then the number is its group's.
  reap();
}

void Spawned::pump(std::chrono::milliseconds most) {
  std::array<pollfd, 3> all{pollfd{out_.fd, POLLIN, 0}, pollfd{err_.fd, POLLIN, 0},
                            pollfd{to_write_.empty() ? -1 : in_.fd, POLLOUT, 0}};
  if (poll(all.data(), all.size(), static_cast<int>(most.count())) <= 0) return;
  if (all[0].revents != 0) read_output();
  if (all[1].revents != 0) read_errors();
  if (all[2].revents != 0) write_input();
}

// At most one line too long, besides what was taken: a flood waits in the pipe.
void Spawned::read_output() {
  std::array<char, 65536> bytes{};
  while (out_.fd >= 0 && output_.size() - taken_ <= line_max_) {
    const ssize_t count = ::read(out_.fd, bytes.data(), bytes.size());
    if (count > 0) output_.append(bytes.data(), static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) out_.close();
    if (count <= 0) return;
  }
}

void Spawned::read_errors() {
  std::array<char, 4096> bytes{};
  for (int i = 0; i < 64 && err_.fd >= 0; ++i) {
    const ssize_t count = ::read(err_.fd, bytes.data(), bytes.size());
    if (count == 0) err_.close();
    if (count <= 0) return;
    error_.append(bytes.data(), static_cast<std::size_t>(count));
    for (std::size_t end = 0; (end = error_.find('\n')) != std::string::npos; error_.erase(0, end + 1)) {
      if (const std::string line = one_line(error_.substr(0, end), kErrorLineMax); !line.empty()) errors_.push_back(line);
      if (errors_.size() > kErrorsMax) errors_.pop_front();
    }
    if (error_.size() > 4 * kErrorLineMax) error_.erase(0, error_.size() - kErrorLineMax);
  }
}

void Spawned::write_input() {
  while (in_.fd >= 0 && !to_write_.empty()) {
    const ssize_t count = write_quietly(in_.fd, to_write_);
    if (count > 0) to_write_.erase(0, static_cast<std::size_t>(count));
    if (count < 0 && errno != EAGAIN && errno != EINTR) in_.close();
    if (count <= 0) break;
  }
  if (closing_ && to_write_.empty()) in_.close();
}

// Its remains are left where they are, so that the group's number stays ours.
bool Spawned::is_dead() {
  if (dead_ || group_ <= 0) return true;
  siginfo_t info{};
  if (waitid(P_PID, static_cast<id_t>(group_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) return false;
  dead_ = true;
  status_ = info.si_code == CLD_EXITED ? info.si_status << 8 : info.si_status;
  return true;
}

void Spawned::reap() {
  int status = 0;
  while (waitpid(group_, &status, 0) < 0 && errno == EINTR) {
  }
  if (!dead_) status_ = status;
  dead_ = reaped_ = true;
}

}  // namespace parcours
