// The page beside the terminal: the question that is put, what the wire saw, and a way to answer, in a browser or on a
// phone's camera that is turned to it. On the loopback, for whoever has the token; a thread of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/certify/attended_question.h"

namespace parcours {

// What the page shows.
struct AttendedSheet {
  int number = 0;                   // Of the question: an answer names it, so that none answers the next one.
  Question question = {};
  std::string remark = {};          // What was wrong with the last answer, or the help that was asked for.
  std::vector<std::string> calls = {};  // What the wire saw last.
  std::vector<std::string> given = {};  // The answers of this form so far.
  bool over = false;
};

struct AttendedEntry {
  int number = 0;
  Entry entry;
};

class AttendedPage {
 public:
  // Listens on `port` (0: a free one). Why not, in words.
  static std::variant<std::unique_ptr<AttendedPage>, std::string> start(std::uint16_t port);
  virtual ~AttendedPage() = default;  // Stops and waits for its thread.

  virtual std::string url() const = 0;  // With the token behind #: it is never sent in a request's line.
  virtual void show(AttendedSheet sheet) = 0;
  virtual std::optional<AttendedEntry> take() = 0;  // What came in, oldest first; none: nothing.
  virtual int wake() const = 0;                     // A file that can be read when something came in.
};

}  // namespace parcours
