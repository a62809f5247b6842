#include "scenarios/certify/told_amounts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace parcours {
namespace {

using encaissement::Money;

constexpr std::size_t kDigitsMax = 11;  // Whole euros of more digits are no amount: an identifier, a phone number.

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Blanks that people group thousands with, and put before the sign, are all made plain ones.
std::string with_plain_blanks(std::string_view text) {
  constexpr std::array<std::string_view, 3> kBlanks = {"\u00a0", "\u202f", "\u2009"};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto blank = std::find_if(kBlanks.begin(), kBlanks.end(), [&](auto one) { return text.substr(i).starts_with(one); });
    plain += blank == kBlanks.end() ? text[i] : ' ';
    i += blank == kBlanks.end() ? 1 : blank->size();
  }
  return plain;
}

// A run of digits and what joins them in amounts, days and hours: "40,00", "24/06/2020", "12:30".
struct Word {
  std::string text;
  bool euro = false;          // The sign or the word follows.
  bool joins_before = false;  // One blank parts it from the word before, and it begins with three digits.
};

bool euro_follows(std::string_view rest) {
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  return rest.starts_with("€") || rest.starts_with("EUR") || rest.starts_with("eur") || rest.starts_with("Eur");
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '#'; }

std::vector<Word> words_of(const std::string& text) {
  constexpr std::string_view kJoints = ".,/:-";
  std::vector<Word> words;
  std::size_t end_before = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (is_digit(text[end]) || kJoints.find(text[end]) != std::string_view::npos)) ++end;
    while (!is_digit(text[end - 1])) --end;
    const bool part_of_name = (i > 0 && (is_letter(text[i - 1]) || (text[i - 1] == '-' && i > 1 && !is_digit(text[i - 2]) && text[i - 2] != ' '))) ||
                              (end < text.size() && is_letter(text[end]) && !euro_follows(std::string_view{text}.substr(end)));
    Word word{.text = text.substr(i, end - i), .euro = euro_follows(std::string_view{text}.substr(end))};
    const std::size_t first = word.text.find_first_of(kJoints);
    word.joins_before = !words.empty() && i == end_before + 1 && text[end_before] == ' ' &&
                        (first == std::string::npos ? word.text.size() : first) == 3;
    if (!part_of_name) words.push_back(word);
    end_before = part_of_name ? 0 : end;
    i = end;
  }
  return words;
}

// "40,00", "40.5" with a sign, "40" with a sign. None: no amount.
std::optional<Money> money_of(const std::string& text, bool euro) {
  const std::size_t joint = text.find_first_of(".,/:-");
  const std::string whole = text.substr(0, joint);
  const std::string cents = joint == std::string::npos ? "" : text.substr(joint + 1);
  const bool digits = std::all_of(cents.begin(), cents.end(), is_digit);
  if (!digits || whole.size() > kDigitsMax || cents.size() > 2 || (cents.size() < 2 && !euro)) return std::nullopt;
  if (joint != std::string::npos && text[joint] != '.' && text[joint] != ',') return std::nullopt;
  std::int64_t value = std::stoll(whole) * 100;
  if (!cents.empty()) value += std::stoll(cents) * (cents.size() == 1 ? 10 : 1);
  return Money::from_cents(value);
}

bool is_whole(const std::string& text) { return std::all_of(text.begin(), text.end(), is_digit); }

}  // namespace

std::vector<ToldAmount> amounts_told(std::string_view text) {
  std::vector<ToldAmount> told;
  const std::vector<Word> words = words_of(with_plain_blanks(text));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto alone = money_of(words[i].text, words[i].euro);
    if (!alone) continue;
    ToldAmount amount{{*alone}};
    std::string joined = words[i].text;
    for (std::size_t k = i; k > 0 && words[k].joins_before && is_whole(words[k - 1].text) && words[k - 1].text.size() <= 3; --k) {
      joined = words[k - 1].text + joined;
      if (const auto grouped = money_of(joined, words[i].euro)) amount.readings.push_back(*grouped);
    }
    told.push_back(std::move(amount));
  }
  return told;
}

bool tells_amount(std::string_view text, Money amount) {
  const auto told = amounts_told(text);
  return std::any_of(told.begin(), told.end(), [&](const ToldAmount& one) {
    return std::find(one.readings.begin(), one.readings.end(), amount) != one.readings.end();
  });
}

}  // namespace parcours
