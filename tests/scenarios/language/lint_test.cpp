#include "scenarios/language/lint.h"

#include <gtest/gtest.h>

#include "tests/scenarios/language/sample.h"

namespace parcours {
namespace {

std::string lint_of(std::string_view text) {
  std::string all;
  for (const Problem& problem : lint(parse_text("x.yaml", text))) all += problem.text() + '\n';
  return all;
}

TEST(Lint, ARightFileHasNothingToMend) { EXPECT_EQ(lint_of(kSample), ""); }

// Said aloud, a default holds against another setting on the command line.
TEST(Lint, ADefaultMayBeSaidAloud) {
  EXPECT_EQ(lint_of(replaced("steps:", "policies: {immediate_ttl_s: 300}\nsteps:")), "");
}

TEST(Lint, AServiceLeftDeadIsTold) {
  EXPECT_EQ(lint_of(replaced("  - expect", "  - service crashes: now\n  - expect")),
            "x.yaml:8:5: expected \"service recovers\" after it, found \"service crashes\"\n");
}

TEST(Lint, AnAnswerNamedAndNeverComparedIsTold) {
  EXPECT_EQ(lint_of(replaced("amount: \"30,00 €\"", "amount: \"30,00 €\", answer_as: idle")),
            "x.yaml:7:68: expected an answer that a later same_answer_as names, found \"idle\"\n");
}

TEST(Lint, ProblemsOfTheParserAreAmongThem) { EXPECT_NE(lint_of("id: [").find("expected YAML"), std::string::npos); }

}  // namespace
}  // namespace parcours
