#include "sim/trace_bytes.h"

#include <array>
#include <cstdint>

namespace parcours {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// How long a sequence is by its first byte, and the least code point that needs so many; 0: none begins so.
struct Lead {
  std::size_t length = 0;
  std::uint32_t bits = 0, least = 0;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if ((byte & 0xe0U) == 0xc0U) return {2, byte & 0x1fU, 0x80};
  if ((byte & 0xf0U) == 0xe0U) return {3, byte & 0x0fU, 0x800};
  if ((byte & 0xf8U) == 0xf0U) return {4, byte & 0x07U, 0x10000};
  return {};
}

bool is_code_point(std::uint32_t point, std::uint32_t least) {
  return point >= least && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    Lead lead = lead_of(static_cast<unsigned char>(bytes.front()));
    if (lead.length == 0 || lead.length > bytes.size()) return false;
    for (const char c : bytes.substr(1, lead.length - 1)) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xc0U) != 0x80U) return false;
      lead.bits = lead.bits << 6U | (byte & 0x3fU);
    }
    if (!is_code_point(lead.bits, lead.least)) return false;
    bytes.remove_prefix(lead.length);
  }
  return true;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8U | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) text += i <= count ? kLetters[bits >> (18U - 6U * i) & 0x3fU] : '=';
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::string_view four = text.substr(at, 4);
    const bool last = at + 4 == text.size();
    while (last && four.size() > 2 && four.ends_with('=')) four.remove_suffix(1);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t value = i < four.size() ? kLetters.find(four[i]) : 0;
      if (value == kLetters.npos) return std::nullopt;
      bits = bits << 6U | static_cast<std::uint32_t>(value);
    }
    for (std::size_t i = 0; i + 1 < four.size(); ++i) bytes += static_cast<char>(bits >> (16U - 8U * i) & 0xffU);
  }
  return bytes;
}

}  // namespace parcours
