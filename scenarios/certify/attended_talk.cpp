#include "scenarios/certify/attended_talk.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "reference/core/text.h"
#include "reports/text.h"

namespace parcours {
namespace {

constexpr int kLookMs = 500;             // Between two looks at the wire while nobody answers.
constexpr std::size_t kCallsShown = 5;   // In the terminal; the page has room for all.

std::vector<std::string> told_back(const Answers& answers) {
  std::vector<std::string> lines;
  for (const Given& one : answers)
    if (!one.id.empty() && one.shown != "done") lines.push_back(one.id + ": " + one.shown);
  return lines;
}

std::string numbered(const std::vector<std::string>& choices) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) text += fmt::format("  {:>2}  {}\n", i + 1, choices[i]);
  return text;
}

std::string help_of(const Question& question) {
  const std::string own = question.help.empty() ? "" : question.help + '\n';
  return fmt::format("{}Answer with {}.\nback: the question before. stop: end here, with what was judged so far.", own, way_to_answer(question));
}

}  // namespace

std::variant<std::unique_ptr<Talk>, std::string> Talk::open(TalkOptions options) {
  if (options.terminal < 0 && !options.page) return std::string{"nobody can answer: there is neither a terminal nor a page"};
  std::unique_ptr<Talk> talk{new Talk{std::move(options)}};
  if (talk->options_.page) {
    auto page = AttendedPage::start(talk->options_.page_port);
    if (auto* why = std::get_if<std::string>(&page)) return "the page: " + *why;
    talk->page_ = std::get<std::unique_ptr<AttendedPage>>(std::move(page));
    talk->tell("The same on a page: " + talk->url() + '\n');
  }
  return talk;
}

std::optional<Answers> Talk::fill(const Form& form) {
  Answers answers;
  while (!stopped_) {
    const auto question = form(answers);
    if (!question) return answers;
    switch (ask(*question, answers)) {
      case Outcome::given: break;
      case Outcome::back: answers.pop_back(); break;
      case Outcome::stop: stop(); break;
    }
  }
  return std::nullopt;
}

void Talk::tell(std::string_view text) {
  if (options_.say) options_.say(text);
}

Talk::Outcome Talk::ask(const Question& question, Answers& answers) {
  ++number_;
  remark_.clear();
  put(question, answers);
  while (auto entry = next_entry(question, answers)) {
    if (!entry->is_bytes && entry->text == "stop") return Outcome::stop;
    if (!entry->is_bytes && entry->text == "back" && !answers.empty()) return Outcome::back;
    if (!entry->is_bytes && (entry->text == "back" || entry->text == "?")) {
      remark(question, answers, entry->text == "?" ? help_of(question) : "There is no question before this one.");
      continue;
    }
    auto read = read_entry(question, *entry);
    if (auto* given = std::get_if<Given>(&read)) {
      answers.push_back(std::move(*given));
      return Outcome::given;
    }
    remark(question, answers, std::get<std::string>(read));
  }
  return Outcome::stop;
}

// In the terminal: what to do, what the wire saw, the question.
void Talk::put(const Question& question, const Answers& answers) {
  if (options_.calls) calls_ = options_.calls();
  std::string text = "\n";
  if (!question.instruction.empty() && !calls_.empty()) {
    const auto first = calls_.end() - static_cast<std::ptrdiff_t>(std::min(kCallsShown, calls_.size()));
    for (auto line = first; line != calls_.end(); ++line) text += "    " + *line + '\n';
    text += '\n';
  }
  for (const std::string& line : question.instruction) text += "  * " + line + '\n';
  if (!question.text.empty()) text += question.text + '\n';
  tell(text + numbered(question.choices) + '[' + way_to_answer(question) + "; ? back stop] > ");
  show(question, answers);
}

void Talk::show(const Question& question, const Answers& answers) {
  if (page_) page_->show({.number = number_, .question = question, .remark = remark_, .calls = calls_, .given = told_back(answers)});
}

void Talk::remark(const Question& question, const Answers& answers, std::string text) {
  remark_ = std::move(text);
  tell(remark_ + "\n> ");
  show(question, answers);
}

// None: the terminal is closed and there is no page, or it was interrupted.
std::optional<Entry> Talk::next_entry(const Question& question, const Answers& answers) {
  while (true) {
    if (options_.interrupted && options_.interrupted()) return std::nullopt;
    if (auto typed = line()) return typed;
    if (options_.terminal < 0 && !page_) return std::nullopt;
    while (auto entry = page_ ? page_->take() : std::nullopt) {
      if (entry->number != number_) continue;
      tell(fmt::format("(on the page: {})\n", entry->entry.is_bytes ? "a picture" : one_line(entry->entry.text, 60)));
      return std::move(entry->entry);
    }
    wait();
    auto now = options_.calls ? options_.calls() : std::vector<std::string>{};
    if (now == calls_) continue;
    calls_ = std::move(now);
    show(question, answers);
  }
}

// Until something was typed or came from the page, or it is time to look at the wire. Takes in what was typed.
void Talk::wait() {
  std::array<pollfd, 2> files{pollfd{.fd = options_.terminal, .events = POLLIN, .revents = 0},
                              pollfd{.fd = page_ ? page_->wake() : -1, .events = POLLIN, .revents = 0}};
  if (poll(files.data(), files.size(), kLookMs) <= 0 || files[0].revents == 0) return;
  std::array<char, 4096> bytes{};
  const ssize_t count = read(options_.terminal, bytes.data(), bytes.size());
  if (count > 0) typed_.append(bytes.data(), static_cast<std::size_t>(count));
  if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) options_.terminal = -1;
}

std::optional<Entry> Talk::line() {
  const std::size_t end = typed_.find('\n');
  if (end == std::string::npos) return std::nullopt;
  Entry entry{.text = std::string{encaissement::trimmed(typed_.substr(0, end))}};
  typed_.erase(0, end + 1);
  return entry;
}

void Talk::stop() {
  stopped_ = true;
  if (page_) page_->show({.number = number_, .over = true});
  tell("\nStopped.\n");
}

}  // namespace parcours
