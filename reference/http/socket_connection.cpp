#include "reference/http/socket_connection.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <string>
#include <utility>

namespace parcours::http {
namespace {

namespace asio = boost::asio;
using Error = boost::system::error_code;

// Asio's question how many bytes to send next, made a report of how many have gone.
template <class Kind>
auto reporting(const std::shared_ptr<Kind>& self) {
  return [self](const Error& error, std::size_t gone) -> std::size_t {
    self->report(gone);
    return error ? 0 : 256 * 1024;
  };
}

void end(Socket& socket) {
  Error ignored;
  socket.close(ignored);
}

// Waits without a buffer, then reads what is there into the one all share.
class PlainConnection : public Connection {
 public:
  PlainConnection(Hub& hub, Socket socket, std::string peer)
      : Connection{hub, std::move(peer), false}, socket_{std::move(socket)} {}
  void report(std::size_t gone) { moved(gone); }

 private:
  std::shared_ptr<PlainConnection> self() { return std::static_pointer_cast<PlainConnection>(shared_from_this()); }

  void greet() override { greeted(); }

  void receive() override {
    socket_.async_wait(Socket::wait_read, [self = self()](Error error) { error ? self->failed(false) : self->read(); });
  }

  void read() {
    Error error;
    const std::size_t size = socket_.read_some(asio::buffer(hub().scratch), error);
    if (error == asio::error::would_block) return receive();
    if (error) return failed(false);
    received({hub().scratch.data(), size});
  }

  void send(std::string head, std::string body) override {
    head_ = std::move(head);
    body_ = std::move(body);
    const std::array<asio::const_buffer, 2> both{asio::buffer(head_), asio::buffer(body_)};
    asio::async_write(socket_, both, reporting(self()), [self = self()](Error error, std::size_t) { self->finish(error); });
  }

  void finish(Error error) {
    std::string{}.swap(head_);
    std::string{}.swap(body_);
    error ? failed(true) : sent();
  }

  void send_end() override {
    Error ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
  }

  void shut() override { end(socket_); }

  Socket socket_;
  std::string head_, body_;
};

// OpenSSL keeps bytes of its own, so that waiting for the socket alone could wait for ever: it reads into a buffer.
class TlsConnection : public Connection {
 public:
  TlsConnection(Hub& hub, Socket socket, std::string peer, std::shared_ptr<asio::ssl::context> context)
      : Connection{hub, std::move(peer), true}, context_{std::move(context)}, stream_{std::move(socket), *context_} {}
  void report(std::size_t gone) { moved(gone); }

 private:
  static constexpr std::size_t kBuffer = 4096;

  std::shared_ptr<TlsConnection> self() { return std::static_pointer_cast<TlsConnection>(shared_from_this()); }

  void greet() override {
    stream_.async_handshake(asio::ssl::stream_base::server,
                            [self = self()](Error error) { error ? self->failed(true) : self->greeted(); });
  }

  void receive() override {
    stream_.async_read_some(asio::buffer(buffer_), [self = self()](Error error, std::size_t size) {
      error ? self->failed(false) : self->received({self->buffer_.data(), size});
    });
  }

  void send(std::string head, std::string body) override {
    text_ = std::move(head.append(body));  // One record for both.
    asio::async_write(stream_, asio::buffer(text_), reporting(self()),
                      [self = self()](Error error, std::size_t) { self->finish(error); });
  }

  void finish(Error error) {
    std::string{}.swap(text_);
    error ? failed(true) : sent();
  }

  void send_end() override {
    stream_.async_shutdown([self = self()](Error) {});
  }

  void shut() override { end(stream_.next_layer()); }

  const std::shared_ptr<asio::ssl::context> context_;
  asio::ssl::stream<Socket> stream_;
  std::array<char, kBuffer> buffer_{};
  std::string text_;
};

}  // namespace

std::shared_ptr<Connection> plain_connection(Hub& hub, Socket socket, std::string peer) {
  Error ignored;
  socket.non_blocking(true, ignored);
  return std::make_shared<PlainConnection>(hub, std::move(socket), std::move(peer));
}

std::shared_ptr<Connection> tls_connection(Hub& hub, Socket socket, std::string peer,
                                           const std::shared_ptr<asio::ssl::context>& context) {
  return std::make_shared<TlsConnection>(hub, std::move(socket), std::move(peer), context);
}

}  // namespace parcours::http
