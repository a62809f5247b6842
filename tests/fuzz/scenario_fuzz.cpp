// libFuzzer target of everything that reads a scenario file: the parser, lint, fmt and explain. Whatever the bytes,
// each ends with a value; what parses is explained, and what is formatted stays the same when formatted again.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "scenarios/language/explain.h"
#include "scenarios/language/format.h"
#include "scenarios/language/lint.h"
#include "scenarios/language/parse.h"

namespace {

void must(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const parcours::Loaded loaded = parcours::parse_text("fuzz.yaml", bytes);
  must(loaded.cases.empty() != loaded.problems.empty(), "neither a case nor a problem, or both\n");
  parcours::lint(loaded);
  for (const parcours::Problem& problem : loaded.problems) must(!problem.text().empty(), "a problem without words\n");
  if (!loaded.cases.empty()) {
    must(!explain(loaded.cases.front(), parcours::Tongue::english).empty(), "a case without English\n");
    must(!explain(loaded.cases.back(), parcours::Tongue::french).empty(), "a case without French\n");
  }
  const parcours::Formatted once = parcours::format_text("fuzz.yaml", bytes);
  if (!once.problems.empty()) return 0;
  const parcours::Formatted twice = parcours::format_text("fuzz.yaml", once.text);
  must(twice.problems.empty() && twice.text == once.text, "fmt of fmt differs\n");
  return 0;
}
