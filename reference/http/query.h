// Numbers of a query, read in one way for all routes.
#pragma once

#include <limits>
#include <optional>
#include <string_view>

#include "reference/core/number.h"
#include "reference/http/message.h"

namespace parcours::http {

template <class Number>
struct NumberAsked {
  Number usual, least = 0, most = std::numeric_limits<Number>::max();
};

// The whole number that the parameter `name` says; the usual one where there is no such parameter; none: it is no number, or
// not one from `least` to `most`.
template <class Number>
std::optional<Number> number_in(const Request& request, std::string_view name, const NumberAsked<Number>& asked) {
  const auto text = request.parameter(name);
  if (!text) return asked.usual;
  const auto number = encaissement::number_from<Number>(*text);
  return number && *number >= asked.least && *number <= asked.most ? number : std::nullopt;
}

}  // namespace parcours::http
