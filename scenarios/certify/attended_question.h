// A question to a person at a counter, and what an answer to it may be. Plain data and pure functions: the terminal and
// the page show the same questions and take the same answers (attended_talk.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reference/core/money.h"

namespace parcours {

struct Question {
  // done: an instruction, answered when it is carried out. choices: one of them; several: any number of them.
  enum class Kind : std::uint8_t { done, choice, several, amount, text, picture } kind = Kind::done;
  std::string id;                            // What it is about: "state T7K2Q9-1".
  std::vector<std::string> instruction = {};  // What to do first; may be empty.
  std::string text = {};                      // The question; done: empty.
  std::vector<std::string> choices = {};
  std::string help = {};                      // For whoever types "?".
  bool may_be_unknown = false;                // "0": I do not know.
  bool may_be_empty = false;                  // amount, text, picture: none is shown.
};
std::string_view to_string(Question::Kind kind);  // "choice"

// What a person typed, or a picture that was uploaded.
struct Entry {
  std::string text;     // A line, trimmed; picture: the bytes of a file where `is_bytes`, else its path.
  bool is_bytes = false;
};

struct Given {
  std::string id;                   // Of the question.
  bool unknown = false, empty = false;
  std::size_t choice = 0;           // From 0.
  std::vector<std::size_t> several = {};
  encaissement::Money amount = {};
  std::string text = {};            // text; picture: PNG bytes
  std::string shown = {};           // As it is told back: "paid", "40,07 €"
};
using Answers = std::vector<Given>;

// The answer, or what is wrong with it: what was expected, what was found.
std::variant<Given, std::string> read_entry(const Question& question, const Entry& entry);

// How it is answered, one line: "1 to 3, 0: I do not know".
std::string way_to_answer(const Question& question);

// The next question, as far as the answers tell; none: all is known.
using Form = std::function<std::optional<Question>(const Answers& so_far)>;

// Null: it was not asked.
const Given* find_given(const Answers& answers, std::string_view id);

}  // namespace parcours
