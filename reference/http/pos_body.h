// What a till sends, read without judging it: the core refuses, in its own order. Numbers and texts are taken for one
// another; what no rule could accept (another type) becomes a text that the rule on it refuses.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/desk/exchange.h"
#include "reference/http/wire.h"

namespace parcours::http {

// The members of a body by their dotted names ("order.amount.total"). Borrows it. null is as absent.
class Fields {
 public:
  explicit Fields(const Json& body) : body_{body} {}

  // The value of each as a text, as a seal covers it. None: one is absent, or neither text nor number: it lacks.
  std::optional<std::vector<std::string>> sealed(std::initializer_list<std::string_view> names) const;

  bool has(std::string_view name) const;
  std::string text(std::string_view name);                  // Absent: empty. Neither text nor number: odd().
  std::optional<int> whole(std::string_view name);          // Not a whole number: 0, which FRM-07 refuses.
  bool flag(std::string_view name);                         // Absent: false. Neither true nor false: odd().
  bool odd() const { return odd_; }                         // Something was of a type that nobody can mean.

 private:
  const Json* find(std::string_view name) const;
  const Json& body_;
  mutable bool odd_ = false;
};

// Whole cents as sent (a number or digits) as somebody would type them. Empty: nothing. Anything else: a text that FRM-02
// refuses.
std::string typed_amount(const std::string& cents);

// The instant of a requestDate: UTC, with Z. None: it cannot be read.
std::optional<Instant> read_request_date(const std::string& text);

// The body of a create, as a form. Without `encaissement` it is a client of the public API.
RequestForm create_form(Fields& fields);

// The body without its date: what REP-01 compares.
std::string without_date(const Json& body);

}  // namespace parcours::http
