#include "reference/http/request_reader.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace parcours::http {
namespace {

namespace beast = boost::beast;
using Message = beast::http::request<beast::http::string_body>;
using Error = beast::http::error;

std::string text_of(beast::string_view view) { return {view.data(), view.size()}; }

// Two lengths, or a coding we do not speak, would let two readers see two different requests (smuggling).
bool has_clear_length(const Message& message) {
  const auto coding = message[beast::http::field::transfer_encoding];
  return coding.empty() || (beast::iequals(coding, "chunked") && message.count(beast::http::field::content_length) == 0 &&
                            message.count(beast::http::field::transfer_encoding) == 1);
}

bool has_host(const Message& message) {
  const auto hosts = message.count(beast::http::field::host);
  return message.version() < 11 ? hosts <= 1 : hosts == 1;
}

Refusal refusal_for(const beast::error_code& error) {
  if (error == Error::header_limit) return {431, "The header is too long."};
  if (error == Error::body_limit) return {413, "The body is too long."};
  if (error == Error::bad_version) return {400, "This is not HTTP/1.1."};
  return {400, "This is not a request in HTTP/1.1."};
}

}  // namespace

struct RequestReader::Parser {
  beast::http::request_parser<beast::http::string_body> beast;
};

RequestReader::RequestReader(const ServerOptions& options) : options_{options}, parser_{std::make_unique<Parser>()} {
  const auto header_max = std::min<std::size_t>(options.header_max, std::numeric_limits<std::uint32_t>::max());
  parser_->beast.header_limit(static_cast<std::uint32_t>(header_max));
  parser_->beast.body_limit(boost::none);  // Known once the path is.
}

RequestReader::~RequestReader() = default;

std::size_t RequestReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && (state_ == State::header || state_ == State::body)) {
    const std::size_t step = put(bytes.substr(used));
    used += step;
    if (step == 0) break;
  }
  return used;
}

std::size_t RequestReader::put(std::string_view bytes) {
  beast::error_code error;
  const std::size_t used = parser_->beast.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (state_ == State::header) header_size_ += used;
  if (error && error != Error::need_more) {
    const Refusal why = refusal_for(error);
    refuse(why.status, why.sentence);
  } else if (state_ == State::header && parser_->beast.is_header_done()) {
    check_header();
  }
  if (state_ == State::body && parser_->beast.is_done()) state_ = State::done;
  return used;
}

void RequestReader::check_header() {
  const Message& message = parser_->beast.get();
  if (header_size_ > options_.header_max) return refuse(431, "The header is too long.");  // Beast is a little generous.
  const bool fits = read_target({message.target().data(), message.target().size()}, request_);
  if (!fits) return refuse(400, "The path cannot be read.");
  if (!has_host(message)) return refuse(400, "One header Host is needed.");
  if (!has_clear_length(message)) return refuse(400, "The length of the body is not clear.");
  const bool uploads = options_.takes_uploads && options_.takes_uploads(request_.path);
  const std::uint64_t body_max = uploads ? options_.upload_max : options_.body_max;
  if (parser_->beast.content_length().value_or(0) > body_max) return refuse(413, "The body is too long.");
  const auto expected = message[beast::http::field::expect];
  if (!expected.empty() && !beast::iequals(expected, "100-continue")) return refuse(417, "Only 100-continue is met.");
  parser_->beast.body_limit(body_max);
  parser_->beast.eager(true);
  continue_wanted_ = !expected.empty() && message.version() >= 11;
  state_ = State::body;
}

void RequestReader::refuse(int status, std::string_view sentence) {
  refusal_ = {status, sentence};
  state_ = State::refused;
}

bool RequestReader::takes_continue() { return state_ == State::body && std::exchange(continue_wanted_, false); }

Request RequestReader::take() {
  assert(state_ == State::done);
  Message& message = parser_->beast.get();
  request_.method = is_head() ? "GET" : text_of(message.method_string());
  for (const auto& field : message) request_.headers.push_back({text_of(field.name_string()), text_of(field.value())});
  request_.body = std::move(message.body());
  return std::move(request_);
}

bool RequestReader::keep_alive() const { return parser_->beast.get().keep_alive(); }

bool RequestReader::is_head() const { return parser_->beast.get().method() == beast::http::verb::head; }

}  // namespace parcours::http
