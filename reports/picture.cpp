#include "reports/picture.h"

#include <algorithm>
#include <cstdint>

namespace parcours {
namespace {

constexpr std::string_view kScheme = "data:image/png;base64,";
constexpr std::string_view kSignature = "iVBORw0KGgo";  // The eight bytes that begin every PNG, and two bits of the ninth, 0.
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return text.find_first_not_of(kDigits) == std::string_view::npos;
}

}  // namespace

bool is_picture(std::string_view name, std::string_view value) {
  if (name != kPictureDetail || !value.starts_with(kScheme)) return false;
  value.remove_prefix(kScheme.size());
  return value.starts_with(kSignature) && is_base64(value);
}

std::string_view value_as_text(std::string_view name, std::string_view value) {
  return is_picture(name, value) ? "(picture)" : value;
}

std::string picture_value(std::string_view png) {
  std::string out(kScheme);
  for (std::size_t at = 0; at < png.size(); at += 3) {
    const std::size_t many = std::min<std::size_t>(3, png.size() - at);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < many ? static_cast<std::uint8_t>(png[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= many ? kDigits[bits >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

bool has_picture(const CaseResult& one) {
  return std::any_of(one.history.begin(), one.history.end(), [](const HistoryEvent& event) {
    return std::any_of(event.details.begin(), event.details.end(),
                       [](const auto& detail) { return is_picture(detail.first, detail.second); });
  });
}

bool has_picture(const Record& record) {
  return std::any_of(record.cases.begin(), record.cases.end(), [](const CaseResult& one) { return has_picture(one); });
}

}  // namespace parcours
