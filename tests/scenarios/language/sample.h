// A small right scenario and ways to bend it, for the tests of the language.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/language/parse.h"

namespace parcours {

inline constexpr std::string_view kSample = R"(id: qr-partial
title: Parcours A by QR, the customer pays 30,00 € of 40,00 €
rules: [PAY-07, PAY-04]
steps:
  - merchant requests: {parcours: A, mode: qr, amount: "40,00 €", basket: REF202006241}
  - customer scans: {customer: alice, camera: {tilt: 20}}
  - customer pays: {customer: alice, amount: "30,00 €"}
  - expect operation: {status: validated, remaining: "10,00 €"}
)";

inline std::string replaced(std::string_view from, std::string_view to, std::string_view in = kSample) {
  std::string text{in};
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return "the sample has no such text";
  return text.replace(at, from.size(), to);
}

// The sample with these lines, already indented, in place of its steps.
inline std::string with_steps(std::string_view steps) {
  const std::string text{kSample};
  return text.substr(0, text.find("steps:\n") + 7) + std::string{steps};
}

// All problems of a text, a line each.
inline std::string problems_of(std::string_view text) {
  std::string all;
  for (const Problem& problem : parse_text("x.yaml", text).problems) all += problem.text() + '\n';
  return all;
}

}  // namespace parcours
