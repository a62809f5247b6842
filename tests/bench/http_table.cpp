#include "tests/bench/http_table.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <thread>
#include <vector>

#include "reference/http/limits.h"
#include "reference/http/server.h"

namespace parcours {
namespace {

constexpr std::array kClients{1, 8, 64, 512};
constexpr std::size_t kIdle = 10'000;
constexpr std::size_t kFiles = kIdle + 2000;

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> bytes{};
  while (const auto size = fread(bytes.data(), 1, bytes.size(), pipe)) text.append(bytes.data(), size);
  pclose(pipe);
  return text;
}

// The word after the first `mark`.
std::string word_after(const std::string& text, const std::string& mark) {
  const auto at = text.find(mark);
  std::string word;
  if (at != text.npos) std::istringstream{text.substr(at + mark.size())} >> word;
  return word;
}

long failed_sockets(const std::string& text) {
  long sum = 0;
  if (text.find("Socket errors:") == text.npos) return 0;
  for (const auto* kind : {"connect ", "read ", "write ", "timeout "}) sum += std::atol(word_after(text, kind).c_str());
  return sum;
}

double resident_megabytes() {
  long pages = 0, resident = 0;
  std::ifstream{"/proc/self/statm"} >> pages >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

// Connections that ask once and then say nothing.
class IdleClients {
 public:
  IdleClients(std::uint16_t port, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) add(port);
  }
  ~IdleClients() {
    for (const int file : files_) close(file);
  }
  IdleClients(const IdleClients&) = delete;
  IdleClients& operator=(const IdleClients&) = delete;
  std::size_t served() const { return served_; }

 private:
  void add(std::uint16_t port) {
    static constexpr std::string_view kAsk = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
    const int file = files_.emplace_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::array<char, 2048> answer{};
    if (connect(file, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0) return;
    if (send(file, kAsk.data(), kAsk.size(), MSG_NOSIGNAL) > 0 && recv(file, answer.data(), answer.size(), 0) > 0) ++served_;
  }

  std::vector<int> files_;
  std::size_t served_ = 0;
};

// Their own process: the limit of open files is a process's, and so is the memory that is measured.
class IdleProcess {
 public:
  // REQUIRES: no thread was started yet.
  IdleProcess() {
    if (pipe(to_.data()) != 0 || pipe(from_.data()) != 0) return;
    child_ = fork();
    if (child_ == 0) be_child();
    close(to_[0]), close(from_[1]);
  }
  ~IdleProcess() {
    close(to_[1]), close(from_[0]);
    if (child_ > 0) waitpid(child_, nullptr, 0);
  }
  IdleProcess(const IdleProcess&) = delete;
  IdleProcess& operator=(const IdleProcess&) = delete;

  // Opens them all and says how many were served.
  std::size_t open(std::uint16_t port) {
    std::size_t served = 0;
    const bool told = child_ > 0 && write(to_[1], &port, sizeof port) == sizeof port;
    return told && read(from_[0], &served, sizeof served) == sizeof served ? served : 0;
  }

 private:
  [[noreturn]] void be_child() const {
    close(to_[1]), close(from_[0]);
    std::uint16_t port = 0;
    if (read(to_[0], &port, sizeof port) != sizeof port) _exit(0);
    http::raise_open_files(kFiles);
    const IdleClients clients{port, kIdle};
    const std::size_t served = clients.served();
    if (write(from_[1], &served, sizeof served) == sizeof served) [[maybe_unused]] const auto end = read(to_[0], &port, 1);
    _exit(0);
  }

  std::array<int, 2> to_{-1, -1}, from_{-1, -1};
  pid_t child_ = -1;
};

bool print_rows(std::ostream& out, const std::string& what, std::uint16_t port) {
  for (const int clients : kClients) {
    const auto figures = run_wrk({.url = "http://127.0.0.1:" + std::to_string(port) + "/", .connections = clients});
    if (!figures) return false;
    out << std::left << std::setw(34) << what << std::right << std::setw(8) << clients << std::setw(12)
        << static_cast<long>(figures->requests_per_second) << std::setw(10) << figures->p50 << std::setw(10) << figures->p99
        << std::setw(8) << figures->errors << std::endl;
    if (figures->errors > 0) return (out << "http: requests failed, so this is no figure\n", false);
  }
  return true;
}

bool print_all(std::ostream& out, http::Server& server, IdleProcess& idle) {
  out << std::left << std::setw(34) << "empty route, one thread" << std::right << std::setw(8) << "clients" << std::setw(12)
      << "requests/s" << std::setw(10) << "p50" << std::setw(10) << "p99" << std::setw(8) << "errors" << std::endl;
  if (!print_rows(out, "alone", server.port())) return false;
  const double before = resident_megabytes();
  const std::size_t served = idle.open(server.port());
  const double after = resident_megabytes();
  if (!print_rows(out, "beside 10,000 idle connections", server.port())) return false;
  out << served << " idle connections, each served once, cost " << std::fixed << std::setprecision(1) << after - before
      << " MB: " << static_cast<long>((after - before) * 1e6 / static_cast<double>(kIdle)) << " bytes each\n";
  return served == kIdle;
}

}  // namespace

std::optional<WrkFigures> run_wrk(const WrkRun& run) {
  const auto script = run.script.empty() ? std::string{} : " -s '" + run.script + "'";
  const auto text = output_of("wrk -t1 -c" + std::to_string(run.connections) + " -d" + std::to_string(run.seconds) +
                              "s --latency" + script + " '" + run.url + "' 2>/dev/null");
  const auto rate = word_after(text, "Requests/sec:");
  if (rate.empty()) return std::nullopt;
  return WrkFigures{.requests_per_second = std::stod(rate),
                    .p50 = word_after(text, "50%"),
                    .p99 = word_after(text, "99%"),
                    .errors = failed_sockets(text) + std::atol(word_after(text, "Non-2xx or 3xx responses:").c_str())};
}

bool print_http_table(std::ostream& out) {
  if (output_of("command -v wrk").empty()) return (out << "http: skipped, wrk is not installed\n", true);
  if (http::raise_open_files(kFiles) < kFiles) return (out << "http: the system lets us open too few files\n", false);
  IdleProcess idle;
  auto started = http::Server::start({}, [](const http::Request&, const http::Server::Respond& respond) {
    respond({.body = "{}"});
  });
  if (const auto* trouble = std::get_if<std::string>(&started)) return (out << "http: " << *trouble << '\n', false);
  http::Server& server = *std::get<0>(started);
  std::thread thread{[&] { server.run(); }};
  const bool good = print_all(out, server, idle);
  server.stop();
  thread.join();
  return good;
}

}  // namespace parcours
