#include "sim/http_client.h"

#include <httplib.h>

#include <optional>
#include <utility>

namespace parcours {
namespace {

struct Address {
  std::string base;    // "http://host:port"
  std::string before;  // "/prefix" or empty.
};

// None: not of the form http[s]://host[:port][/path].
std::optional<Address> read_address(const std::string& url) {
  const bool plain = url.starts_with("http://");
  if (!plain && !url.starts_with("https://")) return std::nullopt;
  const std::size_t host = plain ? 7 : 8;
  const std::size_t slash = url.find('/', host);
  Address address{url.substr(0, slash), slash == std::string::npos ? "" : url.substr(slash)};
  while (address.before.ends_with('/')) address.before.pop_back();
  const bool odd = url.find_first_of(" ?#@\r\n\t") != std::string::npos;
  return odd || address.base.size() <= host ? std::nullopt : std::optional{address};
}

// Whether the service certainly has not seen the request.
bool is_definite(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::BindIPAddress:
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification:
    case httplib::Error::ConnectionTimeout:
    case httplib::Error::UnsupportedMultipartBoundaryChars: return true;
    case httplib::Error::Success:
    case httplib::Error::Unknown:
    case httplib::Error::Read:
    case httplib::Error::Write:
    case httplib::Error::ExceedRedirectCount:
    case httplib::Error::Canceled:
    case httplib::Error::Compression: break;
  }
  return false;
}

std::string words_of(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection: return "nobody answers at this address";
    case httplib::Error::ConnectionTimeout: return "connecting took too long";
    case httplib::Error::SSLConnection: return "no TLS connection could be made";
    case httplib::Error::SSLLoadingCerts: return "the certificates to trust cannot be read";
    case httplib::Error::SSLServerVerification: return "its certificate is not vouched for";
    case httplib::Error::Read: return "the connection ended, or the answer did not come in time";
    case httplib::Error::Write: return "the connection ended while the request was sent";
    default: return "the request failed (" + httplib::to_string(error) + ")";
  }
}

class Client final : public HttpTransport {
 public:
  Client(const Address& address, const HttpClientOptions& options) : address_{address}, client_{address.base} {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);  // Without it a POST on a kept connection waits 40 ms for the other side.
    client_.set_connection_timeout(options.connect_time);
    client_.set_read_timeout(options.answer_time);
    client_.set_write_timeout(options.answer_time);
    client_.set_url_encode(false);
    if (!options.authorities.empty()) client_.set_ca_cert_path(options.authorities.c_str());
    client_.enable_server_certificate_verification(!options.trusts_anybody);
  }

  HttpReply send(const http::Request& request) override {
    httplib::Request sent;
    sent.method = request.method;
    sent.path = address_.before + request.path + (request.query.empty() ? "" : "?" + request.query);
    for (const http::Header& header : request.headers) sent.headers.emplace(header.name, header.value);
    sent.body = request.body;
    if (!request.body.empty() && request.header("Content-Type").empty()) sent.headers.emplace("Content-Type", "application/json");
    const httplib::Result result = client_.send(sent);
    if (!result)
      return {.fate = is_definite(result.error()) ? HttpReply::Fate::not_sent : HttpReply::Fate::unknown, .response = {},
              .why = words_of(result.error())};
    HttpReply reply{.fate = HttpReply::Fate::answered};
    reply.response.status = result->status;
    reply.response.body = result->body;
    reply.response.type = result->get_header_value("Content-Type");
    for (const auto& [name, value] : result->headers) reply.response.headers.push_back({name, value});
    return reply;
  }

  std::string address() const override { return address_.base + address_.before; }

 private:
  const Address address_;
  httplib::Client client_;
};

}  // namespace

std::variant<std::unique_ptr<HttpTransport>, std::string> connect_http(const HttpClientOptions& options) {
  const auto address = read_address(options.url);
  if (!address) return "expected http://host:port or https://host:port, found \"" + options.url + '"';
  return std::make_unique<Client>(*address, options);
}

}  // namespace parcours
