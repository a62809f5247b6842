#include "scenarios/certify/attended_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "reference/core/number.h"
#include "reference/core/text.h"
#include "reference/qr/picture.h"
#include "reference/qr/png.h"
#include "reports/text.h"

namespace parcours {
namespace {

using Read = std::variant<Given, std::string>;

constexpr std::string_view kUnknown = "x";
constexpr std::size_t kFileMax = 16U << 20;  // Bytes of a photograph.

// From 1 to the number of choices; none: it is no such number.
std::optional<std::size_t> number_in(std::string_view word, const Question& question) {
  const auto number = encaissement::number_from<std::size_t>(word);
  return number && *number >= 1 && *number <= question.choices.size() ? std::optional{*number - 1} : std::nullopt;
}

std::string unfit(const Question& question, std::string_view found) {
  return fmt::format("expected {}, found \"{}\"", way_to_answer(question), one_line(found, 40));
}

Read read_choice(const Question& question, const std::string& text) {
  const auto number = number_in(text, question);
  if (!number) return unfit(question, text);
  return Given{.id = question.id, .choice = *number, .shown = question.choices[*number]};
}

Read read_several(const Question& question, const std::string& text) {
  Given given{.id = question.id};
  std::string word;
  for (const char c : text + ' ') {
    if (c != ' ' && c != ',') {
      word += c;
      continue;
    }
    if (word.empty()) continue;
    const auto number = number_in(word, question);
    if (!number) return unfit(question, word);
    if (std::find(given.several.begin(), given.several.end(), *number) == given.several.end()) given.several.push_back(*number);
    word.clear();
  }
  std::sort(given.several.begin(), given.several.end());
  for (const std::size_t one : given.several) given.shown += (given.shown.empty() ? "" : ", ") + question.choices[one];
  if (given.several.empty()) given.shown = "none of them";
  return given;
}

Read read_amount(const Question& question, const std::string& text) {
  std::string_view typed = text;
  for (const std::string_view unit : {"€", "EUR"})
    if (typed.ends_with(unit)) typed.remove_suffix(unit.size());
  const auto amount = encaissement::parse_amount(typed);
  if (!amount) return unfit(question, text);
  return Given{.id = question.id, .amount = *amount, .shown = encaissement::format_amount(*amount)};
}

// Empty: `trouble` says why not.
std::string bytes_of(const std::string& path, std::string& trouble) {
  std::ifstream file{path, std::ios::binary};
  std::string bytes;
  if (file) {
    bytes.resize(kFileMax + 1);
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
  }
  if (bytes.empty()) trouble = one_line(path, 200) + ": no file that can be read";
  if (bytes.size() > kFileMax) trouble = one_line(path, 200) + ": more than 16 MiB";
  return bytes;
}

// Whatever it came as, it goes on as a PNG in grey: what oracles and reports read.
Read read_photo(const Question& question, const Entry& entry) {
  std::string trouble;
  const std::string bytes = entry.is_bytes ? entry.text : bytes_of(entry.text, trouble);
  if (!trouble.empty()) return trouble;
  const auto picture = encaissement::read_picture(bytes);
  if (const auto* error = std::get_if<encaissement::PictureError>(&picture))
    return fmt::format("expected a picture, PNG or JPEG: {}", encaissement::to_text(*error));
  const auto& image = std::get<encaissement::GreyImage>(picture);
  return Given{.id = question.id, .text = encaissement::to_png(image),
               .shown = fmt::format("a picture of {} x {}", image.width, image.height)};
}

}  // namespace

std::string_view to_string(Question::Kind kind) {
  constexpr std::array<std::string_view, 6> kWords = {"done", "choice", "several", "amount", "text", "picture"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::variant<Given, std::string> read_entry(const Question& question, const Entry& entry) {
  using enum Question::Kind;
  if (entry.is_bytes && question.kind != picture) return std::string{"no picture was asked for"};
  if (question.kind == done) return Given{.id = question.id, .empty = true, .shown = "done"};
  if (question.may_be_unknown && entry.text == kUnknown) return Given{.id = question.id, .unknown = true, .shown = "I do not know"};
  const bool may_be_empty = question.may_be_empty && question.kind != choice;
  if (may_be_empty && entry.text.empty()) return Given{.id = question.id, .empty = true, .shown = "nothing"};
  if (entry.text.empty() && question.kind != several) return unfit(question, "");
  switch (question.kind) {
    case choice: return read_choice(question, entry.text);
    case several: return read_several(question, entry.text);
    case amount: return read_amount(question, entry.text);
    case picture: return read_photo(question, entry);
    case text:
    case done: break;
  }
  return Given{.id = question.id, .text = entry.text, .shown = one_line(entry.text, 60)};
}

std::string way_to_answer(const Question& question) {
  using enum Question::Kind;
  std::string way;
  switch (question.kind) {
    case done: return "Enter when it is done";
    case choice: way = fmt::format("a number from 1 to {}", question.choices.size()); break;
    case several: way = fmt::format("numbers from 1 to {} with blanks between; Enter: none", question.choices.size()); break;
    case amount: way = "an amount like 40,07"; break;
    case text: way = "words"; break;
    case picture: way = "the path of a photograph, PNG or JPEG"; break;
  }
  if (question.may_be_empty) way += "; Enter: nothing";
  if (question.may_be_unknown) way += "; x: I do not know";
  return way;
}

const Given* find_given(const Answers& answers, std::string_view id) {
  const auto found = std::find_if(answers.begin(), answers.end(), [&](const Given& one) { return one.id == id; });
  return found == answers.end() ? nullptr : &*found;
}

}  // namespace parcours
