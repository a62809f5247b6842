// Fuzz target of requests: the first line's path and query, parameters, cookies, percent-decoding, URLs of integrators,
// and whole requests through the reader, cut at any place. Built and run by tests/fuzz/message.sh.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "reference/http/message.h"
#include "reference/http/request_reader.h"
#include "reference/http/url.h"

namespace {

using namespace parcours::http;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_request(const Request& request) {
  require(request.path.starts_with('/') && request.path.find('\0') == std::string::npos);
  require(request.path.size() == 1 || request.path.back() != '/');
  require(request.query.find('#') == std::string::npos);
  for (const auto* name : {"a", "", "id"}) {
    const auto value = request.parameter(name);
    require(!value || value->size() <= request.query.size());
  }
}

void check_target(std::string_view text) {
  Request request;
  if (read_target(text, request)) check_request(request);
}

void check_decoding(std::string_view text) {
  const auto plain = percent_decoded(text, false);
  require(!plain || plain->size() <= text.size());
  require(plain || text.find('%') != text.npos);
  Request request;
  request.headers = {{"Cookie", std::string{text}}};
  require(request.cookie("a").size() <= text.size());
}

void check_url(std::string_view text) {
  const auto url = read_url(text);
  if (!url) return;
  require(!url->host.empty() && url->port != 0 && url->target.starts_with('/'));
  require(url->target.find_first_of("\r\n ") == std::string::npos && url->authority.find('@') == std::string::npos);
}

// The same bytes cut in two at `cut` are the same request, or refused as well.
Request read(std::string_view bytes, std::size_t cut, RequestReader::State& state) {
  static const ServerOptions kOptions{.body_max = 512, .header_max = 512};
  RequestReader reader{kOptions};
  const auto used = reader.feed(bytes.substr(0, cut));
  reader.feed(bytes.substr(used));
  state = reader.state();
  return state == RequestReader::State::done ? reader.take() : Request{};
}

void check_reader(std::string_view bytes, std::size_t cut) {
  RequestReader::State whole{}, parts{};
  const Request one = read(bytes, bytes.size(), whole);
  const Request other = read(bytes, cut, parts);
  if (whole != RequestReader::State::done) return;
  require(parts == whole && one.path == other.path && one.body == other.body && one.headers.size() == other.headers.size());
  check_request(one);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(data), size};
  check_target(text);
  check_decoding(text);
  check_url(text);
  if (size > 0) check_reader(std::string_view{text}.substr(1), static_cast<std::size_t>(data[0]) % size);
  return 0;
}
