#include "reference/http/listener.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <fmt/format.h>

#include <boost/asio/dispatch.hpp>

#include <algorithm>
#include <vector>

#include "reference/http/tls.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

constexpr auto kStopTime = 5s;
constexpr auto kAcceptPause = 100ms;
constexpr std::size_t kToldMax = 256;     // Connections over the limit that are told so; more are cut.
constexpr std::size_t kOtherFiles = 256;  // Open files beside connections.
constexpr int kBacklog = 4096;

// How often deadlines are looked at: one walk over all costs less than a timer for each.
std::chrono::milliseconds sweep_time(const ServerOptions& options) {
  return std::clamp(std::min(options.request_time, options.idle_time) / 10, 5ms, 250ms);
}

// Asio leaves sockets open to programs that this one starts: they would hold connections that we have closed.
void keep_from_children(int file) { ::fcntl(file, F_SETFD, FD_CLOEXEC); }

std::string address_of(const Socket& socket) {
  Error error;
  const auto address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address.to_string();
  return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
}

std::string bind_trouble(const tcp::endpoint& at, const Error& error) {
  const auto where = fmt::format("cannot listen on {} port {}: ", at.address().to_string(), at.port());
  if (error == asio::error::address_in_use) return where + "somebody listens there already";
  if (error == asio::error::access_denied) return where + "ports below 1024 need privileges";
  if (error == boost::system::errc::address_not_available) return where + "this machine has no such address";
  return where + error.message();
}

}  // namespace

Listener::Listener(ServerOptions asked, Server::Handler whole) : Hub{std::move(asked), std::move(whole)} {
  dispatch = [this](std::function<void()> work) { asio::dispatch(io_, std::move(work)); };
  later = [this](std::chrono::milliseconds time, std::function<void()> work) {
    const auto timer = std::make_shared<asio::steady_timer>(io_, time);
    timer->async_wait([timer, work = std::move(work)](Error error) {
      if (!error) work();
    });
  };
  on_empty = [this] { io_.stop(); };
}

// Connections leave before the loop does: their sockets belong to it.
Listener::~Listener() {
  on_empty = [] {};
  each_connection([](Connection& one) { one.close(); });
}

std::string Listener::listen() {
  Error error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fmt::format("\"{}\" is not an IP address", options.address);
  if (!options.tls_certificate.empty() || !options.tls_key.empty()) {
    auto tls = tls_context(options.tls_certificate, options.tls_key);
    if (const auto* trouble = std::get_if<std::string>(&tls)) return *trouble;
    tls_ = std::get<0>(tls);
  }
  raise_open_files(options.connections_max + kToldMax + kOtherFiles);
  wake_file_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_file_ < 0) return "too many files are open";
  wake_.assign(wake_file_);
  return bind({address, options.port});
}

std::string Listener::bind(const tcp::endpoint& at) {
  Error error;
  acceptor_.open(at.protocol(), error);
  if (!error) acceptor_.set_option(Acceptor::reuse_address{true}, error);
  if (!error) acceptor_.bind(at, error);
  if (!error) acceptor_.listen(kBacklog, error);
  if (error) return bind_trouble(at, error);
  keep_from_children(acceptor_.native_handle());
  port_ = acceptor_.local_endpoint(error).port();
  return {};
}

void Listener::run() {
  wait_for_stop();
  accept();
  sweep();
  io_.run();
}

void Listener::stop() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_file_, &one, sizeof one);  // Full: it was told already.
}

void Listener::accept() {
  acceptor_.async_accept([this](Error error, Socket socket) { accepted_one(error, std::move(socket)); });
}

// Without files or memory left the listener waits for connections to go, and does not end.
void Listener::accepted_one(Error error, Socket socket) {
  if (stopping || error == asio::error::operation_aborted) return;
  if (!error) admit(std::move(socket));
  if (!error || error == asio::error::connection_aborted) return accept();
  pause_.expires_after(kAcceptPause);
  pause_.async_wait([this](Error stopped) {
    if (!stopped && !stopping) accept();
  });
}

void Listener::admit(Socket socket) {
  const bool full = open >= options.connections_max;
  if (full && (tls_ || open >= options.connections_max + kToldMax)) return void(++refused);
  Error ignored;
  keep_from_children(socket.native_handle());
  socket.set_option(tcp::no_delay{true}, ignored);
  std::string peer = address_of(socket);
  if (tls_) return tls_connection(*this, std::move(socket), std::move(peer), tls_)->open();
  const auto connection = plain_connection(*this, std::move(socket), std::move(peer));
  full ? connection->open_full() : connection->open();
}

void Listener::sweep() {
  sweep_.expires_after(sweep_time(options));
  sweep_.async_wait([this](Error error) {
    if (error) return;
    each_connection([now = Clock::now()](Connection& one) { one.check_deadline(now); });
    sweep();
  });
}

// A deed may take its connection off the list: the next is known before.
template <class Deed>
void Listener::each_connection(Deed deed) {
  for (auto next = connections.begin(); next != connections.end();) {
    const auto one = *next++;
    deed(*one);
  }
}

void Listener::wait_for_stop() {
  wake_.async_wait(Wake::wait_read, [this](Error error) {
    if (!error) begin_stop();
  });
}

void Listener::begin_stop() {
  stopping = true;
  Error ignored;
  acceptor_.close(ignored);
  each_connection([](Connection& one) { one.stop(); });
  if (connections.empty()) return io_.stop();
  last_.expires_after(kStopTime);
  last_.async_wait([this](Error) { io_.stop(); });
}

}  // namespace parcours::http
