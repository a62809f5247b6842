#include "reference/http/url.h"

#include <algorithm>

#include "reference/core/number.h"

namespace parcours::http {
namespace {

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(text.substr(0, scheme.size()), scheme, {}, lower);
}

bool is_url_byte(char c) { return c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>'; }

bool is_host_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool read_port(std::string_view text, std::uint16_t& port) {
  if (text.empty()) return true;
  if (text.front() != ':') return false;
  if (text.size() == 1) return true;
  port = encaissement::number_from<std::uint16_t>(text.substr(1)).value_or(0);
  return port != 0;
}

bool read_authority(std::string_view text, Url& url) {
  const bool bracketed = text.starts_with('[');
  const auto end = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
  if (end == text.npos) return false;
  url.host = text.substr(bracketed ? 1 : 0, bracketed ? end - 1 : end);
  url.authority = text;
  const auto fits = [&](char c) { return is_host_byte(c) || (bracketed && c == ':'); };
  if (url.host.empty() || !std::ranges::all_of(url.host, fits)) return false;
  return read_port(text.substr(bracketed ? end + 1 : end), url.port);
}

}  // namespace

std::optional<Url> read_url(std::string_view text) {
  if (!std::ranges::all_of(text, is_url_byte)) return std::nullopt;
  Url url;
  url.secure = starts_with_scheme(text, "https://");
  if (!url.secure && !starts_with_scheme(text, "http://")) return std::nullopt;
  text.remove_prefix(url.secure ? 8 : 7);
  url.port = url.secure ? 443 : 80;
  text = text.substr(0, text.find('#'));
  const auto path = std::min(text.find_first_of("/?"), text.size());
  if (!read_authority(text.substr(0, path), url)) return std::nullopt;
  url.target = text.substr(path);
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  return url;
}

}  // namespace parcours::http
