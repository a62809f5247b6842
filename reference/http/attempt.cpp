#include "reference/http/attempt.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <optional>
#include <utility>
#include <vector>

#include "reference/http/reply.h"
#include "reference/http/url.h"

namespace parcours::http {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Error = boost::system::error_code;
using Endpoints = std::vector<tcp::endpoint>;

constexpr std::size_t kAnswerHeaderMax = 16 * 1024;

// Decided on what the name resolved to: a name may say anything.
bool is_of_this_machine(const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
  return address.is_loopback();
}

Endpoints look_up(const std::string& host, std::uint16_t port, bool allow_remote) {
  Error error;
  asio::io_context here;
  tcp::resolver resolver{here};
  Endpoints found;
  for (const auto& one : resolver.resolve(host, std::to_string(port), tcp::resolver::numeric_service, error))
    if (allow_remote || is_of_this_machine(one.endpoint().address())) found.push_back(one.endpoint());
  return found;
}

class Attempt : public std::enable_shared_from_this<Attempt> {
 public:
  Attempt(const AttemptPlace& place, Url url, std::function<void(int)> done)
      : place_{place}, url_{std::move(url)}, done_{std::move(done)}, socket_{place.io}, timer_{place.io} {}

  void begin(const Notification& notification) {
    fill(notification);
    timer_.expires_after(place_.options.timeout);
    timer_.async_wait([self = shared_from_this()](Error error) {
      if (!error) self->finish();
    });
    Error error;
    const auto literal = asio::ip::make_address(url_.host, error);
    if (error) return resolve();
    const bool allowed = place_.options.allow_remote || is_of_this_machine(literal);
    connect(allowed ? Endpoints{{literal, url_.port}} : Endpoints{});
  }

 private:
  void fill(const Notification& notification) {
    request_ = {http::verb::post, url_.target, 11};
    for (const Header& one : notification.headers)
      if (is_sendable(one)) request_.insert(one.name, one.value);
    request_.set(http::field::host, url_.authority);
    request_.set(http::field::content_type, "application/json; charset=utf-8");
    request_.set(http::field::connection, "close");
    request_.body() = notification.body;
    request_.prepare_payload();
  }

  void resolve() {
    asio::post(place_.names, [self = shared_from_this(), host = url_.host, port = url_.port,
                              allow_remote = place_.options.allow_remote]() mutable {
      auto found = look_up(host, port, allow_remote);
      auto& io = self->place_.io;
      asio::post(io, [self = std::move(self), found = std::move(found)] { self->connect(found); });
    });
  }

  void connect(const Endpoints& endpoints) {
    if (over_ || endpoints.empty()) return finish();
    endpoints_ = endpoints;
    asio::async_connect(socket_, endpoints_, [self = shared_from_this()](Error error, const tcp::endpoint&) {
      if (error || self->over_) return self->finish();
      self->url_.secure ? self->shake_hands() : self->write(self->socket_);
    });
  }

  void shake_hands() {
    tls_.emplace(socket_, place_.tls);
    SSL_set_tlsext_host_name(tls_->native_handle(), url_.host.c_str());
    Error error;
    if (place_.options.verify_peers) tls_->set_verify_callback(asio::ssl::host_name_verification{url_.host}, error);
    if (error) return finish();
    tls_->async_handshake(asio::ssl::stream_base::client, [self = shared_from_this()](Error failed) {
      if (failed || self->over_) return self->finish();
      self->write(*self->tls_);
    });
  }

  template <class Stream>
  void write(Stream& stream) {
    http::async_write(stream, request_, [self = shared_from_this(), &stream](Error error, std::size_t) {
      if (error || self->over_) return self->finish();
      self->read(stream);
    });
  }

  // What comes before the answer (1xx) is passed over.
  template <class Stream>
  void read(Stream& stream) {
    parser_.emplace();
    parser_->header_limit(kAnswerHeaderMax);
    parser_->body_limit(boost::none);
    http::async_read_header(stream, buffer_, *parser_, [self = shared_from_this(), &stream](Error error, std::size_t) {
      if (error || self->over_) return self->finish();
      if (self->parser_->get().result_int() < 200) return self->read(stream);
      self->status_ = static_cast<int>(self->parser_->get().result_int());
      self->read_body(stream);
    });
  }

  // The status is known; the body is read only so that the other side can send it in peace.
  template <class Stream>
  void read_body(Stream& stream) {
    if (parser_->content_length().value_or(0) > place_.options.answer_max) return finish();
    parser_->body_limit(place_.options.answer_max);
    http::async_read(stream, buffer_, *parser_, [self = shared_from_this()](Error, std::size_t) { self->finish(); });
  }

  void finish() {
    if (std::exchange(over_, true)) return;
    Error ignored;
    timer_.cancel(ignored);
    socket_.close(ignored);
    std::exchange(done_, nullptr)(status_);
  }

  const AttemptPlace place_;
  const Url url_;
  std::function<void(int)> done_;
  tcp::socket socket_;
  asio::steady_timer timer_;
  Endpoints endpoints_;
  std::optional<asio::ssl::stream<tcp::socket&>> tls_;
  http::request<http::string_body> request_;
  std::optional<http::response_parser<http::string_body>> parser_;
  boost::beast::flat_buffer buffer_;
  int status_ = 0;
  bool over_ = false;
};

}  // namespace

void attempt(const AttemptPlace& place, const Notification& notification, std::function<void(int)> done) {
  auto url = read_url(notification.url);
  if (!url) return asio::post(place.io, [done = std::move(done)] { done(0); });
  std::make_shared<Attempt>(place, std::move(*url), std::move(done))->begin(notification);
}

}  // namespace parcours::http
