#include "reference/http/message.h"

#include <algorithm>

namespace parcours::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, lower, lower);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  return from == text.npos ? std::string_view{} : text.substr(from, text.find_last_not_of(" \t") + 1 - from);
}

// Takes what stands before the next `mark` off `rest`; all of it where there is none.
std::string_view next_part(std::string_view& rest, char mark) {
  const auto end = std::min(rest.find(mark), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// "http://host:80/path" is "/path" for us: proxies send it so, and everybody must take it (RFC 9112, 3.2.2).
std::string_view without_origin(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    return path == target.npos ? std::string_view{} : target.substr(path);
  }
  return target;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// An encoded slash is part of a name and would read as a border; control characters are part of nothing of ours.
bool is_plain_path(std::string_view raw, std::string_view decoded) {
  return std::ranges::count(raw, '/') == std::ranges::count(decoded, '/') && std::ranges::none_of(decoded, is_control);
}

std::string_view without_trailing_slashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      plain += plus_is_space && text[at] == '+' ? ' ' : text[at];
      continue;
    }
    const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[at + 2]);
    if (low < 0) return std::nullopt;
    plain += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return plain;
}

bool read_target(std::string_view target, Request& into) {
  target = target.substr(0, target.find('#'));
  auto rest = without_origin(target);
  const bool has_origin = rest.size() != target.size();
  auto raw = next_part(rest, '?');
  if (raw.empty() && has_origin) raw = "/";
  const auto path = percent_decoded(raw, false);
  const auto query = percent_decoded(rest, true);
  if (!path || !query || !path->starts_with('/') || !is_plain_path(raw, *path)) return false;
  if (query->find('\0') != query->npos) return false;
  into.raw_path = raw;
  into.path = without_trailing_slashes(*path);
  into.query = rest;
  return true;
}

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find_if(headers, [&](const Header& one) { return same_name(one.name, name); });
  return found == headers.end() ? std::string_view{} : std::string_view{found->value};
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  for (std::string_view rest = query; !rest.empty();) {
    auto value = next_part(rest, '&');
    const auto key = percent_decoded(next_part(value, '='), true);
    if (key && *key == name) return percent_decoded(value, true);
  }
  return std::nullopt;
}

std::string_view Request::cookie(std::string_view name) const {
  for (const Header& one : headers) {
    if (!same_name(one.name, "Cookie")) continue;
    for (std::string_view rest = one.value; !rest.empty();) {
      auto value = next_part(rest, ';');
      if (trimmed(next_part(value, '=')) != name) continue;
      value = trimmed(value);
      const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
      return quoted ? value.substr(1, value.size() - 2) : value;
    }
  }
  return {};
}

}  // namespace parcours::http
