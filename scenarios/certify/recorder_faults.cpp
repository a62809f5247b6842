#include <array>
#include <ranges>

#include "reference/core/number.h"
#include "reports/text.h"
#include "scenarios/certify/recorder.h"

namespace parcours {
namespace {

constexpr int kTimesMax = 1'000'000;

constexpr std::array<std::string_view, 9> kFaultWords = {"lost_before", "lost_after", "slow",    "error_500", "error_503",
                                                         "error_504",   "truncated",  "garbled", "cut"};
constexpr std::array<std::string_view, 9> kCallWords = {"any",        "create",      "payer", "status", "cancellation",
                                                        "validation", "change_mode", "qr",    "list"};

std::string unknown(const char* what, std::string_view word, std::span<const std::string_view> known) {
  const std::string_view near = nearest(word, known);
  return std::string{"no "} + what + " is called \"" + one_line(word, 60) + '"' +
         (near.empty() ? "; there are " + joined(known, ", ") : ", did you mean \"" + std::string{near} + "\"?");
}

std::vector<std::string_view> parts_of(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<ApiCall> call_named(std::string_view word) {
  for (int i = 0; i < static_cast<int>(ApiCall::other); ++i)
    if (to_string(static_cast<ApiCall>(i)) == word) return static_cast<ApiCall>(i);
  return std::nullopt;
}

std::variant<WireOrder, std::string> read_one(std::string_view text) {
  const auto parts = parts_of(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return "expected FAULT:CALL or FAULT:CALL:TIMES, found \"" + one_line(text, 60) + '"';
  const auto fault = wire_fault_from(parts[0]);
  if (!fault) return unknown("fault", parts[0], kFaultWords);
  WireOrder order{.fault = *fault, .call = call_named(parts[1])};
  if (!order.call && parts[1] != "any") return unknown("call", parts[1], kCallWords);
  if (parts.size() == 2) return order;
  order.times = encaissement::number_from<int>(parts[2]).value_or(0);
  if (order.times < 1 || order.times > kTimesMax) return "expected how many times, 1 to 1000000, found \"" + one_line(parts[2], 60) + '"';
  return order;
}

}  // namespace

std::variant<std::vector<WireOrder>, std::string> read_faults(const std::string& words) {
  std::vector<WireOrder> orders;
  if (words.empty()) return orders;
  for (const std::string_view part : parts_of(words, ',')) {
    auto one = read_one(part);
    if (auto* why = std::get_if<std::string>(&one)) return std::move(*why);
    orders.push_back(std::get<WireOrder>(one));
  }
  return orders;
}

}  // namespace parcours
