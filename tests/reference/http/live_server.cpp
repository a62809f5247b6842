#include "tests/reference/http/live_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace parcours::http {

LiveServer::LiveServer(Server::Handler handler, ServerOptions options) {
  auto started = Server::start(std::move(options), std::move(handler));
  if (const auto* trouble = std::get_if<std::string>(&started)) ADD_FAILURE() << *trouble;
  server_ = std::move(std::get<0>(started));
  thread_ = std::thread{[this] { server_->run(); }};
}

LiveServer::~LiveServer() {
  server_->stop();
  join();
}

void LiveServer::join() {
  if (thread_.joinable()) thread_.join();
}

void echo(const Request& request, const Server::Respond& respond) {
  respond({.body = request.method + ' ' + request.path + '?' + request.query + '\n' + request.body});
}

Server::Handler echoing() {
  return [](const Request& request, const Server::Respond& respond) { echo(request, respond); };
}

std::string Reply::header(const std::string& name) const {
  const auto at = head.find("\r\n" + name + ": ");
  if (at == head.npos) return {};
  const auto from = at + name.size() + 4;
  return head.substr(from, head.find("\r\n", from) - from);
}

RawClient::RawClient(std::uint16_t port) : file_{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  const timeval wait{.tv_sec = 5, .tv_usec = 0};
  setsockopt(file_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  setsockopt(file_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  const int on = 1;
  setsockopt(file_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(port);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(file_, reinterpret_cast<const sockaddr*>(&at), sizeof at), 0);
}

RawClient::RawClient(RawClient&& other) noexcept
    : file_{std::exchange(other.file_, -1)}, timed_out_{other.timed_out_}, received_{std::move(other.received_)} {}

RawClient::~RawClient() {
  if (file_ >= 0) close(file_);
}

RawClient& RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return *this;
}

bool RawClient::receive() {
  std::array<char, 16 * 1024> bytes{};
  const auto size = recv(file_, bytes.data(), bytes.size(), 0);
  timed_out_ = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  if (size <= 0) return false;
  received_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

Reply RawClient::reply(bool with_body) {
  while (received_.find("\r\n\r\n") == std::string::npos)
    if (!receive()) return {};
  Reply reply;
  const auto end = received_.find("\r\n\r\n") + 4;
  reply.head = received_.substr(0, end);
  reply.status = std::stoi(reply.head.substr(9, 3));
  received_.erase(0, end);
  const auto length = reply.header("Content-Length");
  const std::size_t size = with_body && !length.empty() ? std::stoul(length) : 0;
  while (received_.size() < size)
    if (!receive()) return {};
  reply.body = received_.substr(0, size);
  received_.erase(0, size);
  return reply;
}

std::string RawClient::line() {
  while (received_.find("\r\n") == std::string::npos)
    if (!receive()) return {};
  const auto end = received_.find("\r\n");
  auto line = received_.substr(0, end);
  received_.erase(0, end + 2);
  return line;
}

bool RawClient::is_ended() {
  while (receive()) continue;
  return !timed_out_;
}

bool RawClient::is_silent() {
  char byte = 0;
  return received_.empty() && recv(file_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

void RawClient::end_sending() { shutdown(file_, SHUT_WR); }

std::string get(const std::string& path, const std::string& headers) {
  return "GET " + path + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
}

std::string post(const std::string& path, const std::string& body, const std::string& headers) {
  return "POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         headers + "\r\n" + body;
}

}  // namespace parcours::http
