// What can go wrong at the edge of reports/: a file, a JSON text, an option. Trouble is a value with its place; no
// exception leaves this folder.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace parcours {

struct ReportError {
  std::string place{};    // "merged.json:12:3", "--report", or empty.
  std::string message{};  // What was expected, what was found, and how to go on.

  std::string text() const { return place.empty() ? message : place + ": " + message; }
  friend bool operator==(const ReportError&, const ReportError&) = default;
};

// A value or the reason there is none.
template <class T>
class Reported {
 public:
  Reported(T value) : held_(std::move(value)) {}
  Reported(ReportError error) : held_(std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  const T& value() const { return std::get<0>(held_); }
  T& value() { return std::get<0>(held_); }

  // REQUIRES: !ok().
  const ReportError& error() const { return std::get<1>(held_); }

 private:
  std::variant<T, ReportError> held_;
};

}  // namespace parcours
