// Talks with the person at the counter: puts one question at a time, in the terminal and on the page, and takes the answer
// from whichever gives one first. "?" helps, "back" goes to the question before, "stop" ends it all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/certify/attended_page.h"
#include "scenarios/certify/attended_question.h"

namespace parcours {

struct TalkOptions {
  int terminal = 0;          // File to read lines from; -1: there is no terminal.
  std::function<void(std::string_view)> say = {};  // Writes to the terminal, as it is.
  bool page = true;
  std::uint16_t page_port = 0;  // 0: a free one.
  // The last calls on the wire, a line each (call_line), oldest first. Asked on the thread that asks the questions, while
  // the till may be calling: the giver keeps the two apart.
  std::function<std::vector<std::string>()> calls = {};
  std::function<bool()> interrupted = {};  // Asked now and then: true is "stop".
};

class Talk {
 public:
  // Why not, in words: the page's port is taken, or there is neither terminal nor page.
  static std::variant<std::unique_ptr<Talk>, std::string> open(TalkOptions options);

  // Puts a form's questions until it has no more. None: it was stopped.
  std::optional<Answers> fill(const Form& form);
  // Something to read; nothing is answered.
  void tell(std::string_view text);

  bool stopped() const { return stopped_; }
  std::string url() const { return page_ ? page_->url() : std::string{}; }  // Empty: no page.

 private:
  enum class Outcome : std::uint8_t { given, back, stop };

  explicit Talk(TalkOptions options) : options_{std::move(options)} {}
  Outcome ask(const Question& question, Answers& answers);
  void put(const Question& question, const Answers& answers);
  void show(const Question& question, const Answers& answers);
  void remark(const Question& question, const Answers& answers, std::string text);
  std::optional<Entry> next_entry(const Question& question, const Answers& answers);
  void wait();
  std::optional<Entry> line();
  void stop();

  TalkOptions options_;
  std::unique_ptr<AttendedPage> page_;
  std::string typed_;   // What came from the terminal and is no whole line yet.
  std::string remark_;
  std::vector<std::string> calls_;  // As last shown.
  int number_ = 0;
  bool stopped_ = false;
};

}  // namespace parcours
