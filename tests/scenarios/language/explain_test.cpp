// Prose of two scenarios, byte for byte, in both languages. PARCOURS_UPDATE_GOLDEN=1 writes the files anew.
#include "scenarios/language/explain.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "scenarios/language/parse.h"
#include "tests/scenarios/language/sample.h"

namespace parcours {
namespace {

const std::string kFolder = std::string{PARCOURS_SOURCE_DIR} + "/tests/scenarios/language/golden/";

std::string content(const std::string& path) {
  std::ifstream in{path};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void expect_golden(const std::string& scenario, Tongue tongue, const std::string& golden) {
  const Loaded loaded = load({kFolder + scenario});
  for (const Problem& problem : loaded.problems) ADD_FAILURE() << problem.text();
  ASSERT_FALSE(loaded.cases.empty());
  const std::string prose = explain(loaded.cases.front(), tongue);
  if (std::getenv("PARCOURS_UPDATE_GOLDEN")) std::ofstream{kFolder + golden} << prose;
  EXPECT_EQ(prose, content(kFolder + golden));
}

TEST(Explain, APartialPaymentReadsAsEnglish) { expect_golden("partial.yaml", Tongue::english, "partial.en.txt"); }
TEST(Explain, APartialPaymentReadsAsFrench) { expect_golden("partial.yaml", Tongue::french, "partial.fr.txt"); }
TEST(Explain, ARaceWithFaultsReadsAsEnglish) { expect_golden("race.yaml", Tongue::english, "race.en.txt"); }
TEST(Explain, ARaceWithFaultsReadsAsFrench) { expect_golden("race.yaml", Tongue::french, "race.fr.txt"); }

// Found by fuzzing: a brace that nothing closes, inside a text of the file, kept the filling in busy for ever.
TEST(Explain, ATextWithBracesAndBracketsIsToldAsItStands) {
  const std::string text = replaced("status: validated", "history: [\"pay {0 [x\"], label: \"{of}\"");
  const Loaded loaded = parse_text("x.yaml", text);
  ASSERT_EQ(problems_of(text), "");
  EXPECT_EQ(explain_step(loaded.cases.at(0).steps.at(3), Tongue::english),
            "The cashier looks at the request: 10,00 € remaining, label “{of}” and its history tells “pay {0 [x”.");
}

// Signs of the sentences that nothing filled in would show as braces or brackets.
TEST(Explain, NoSentenceLeavesASignUnfilled) {
  for (const StepSpec& spec : step_specs())
    for (const Tongue tongue : {Tongue::english, Tongue::french}) {
      const std::string text = explain_step(Step{spec.verb, {}}, tongue);
      EXPECT_EQ(text.find_first_of("{}[]"), std::string::npos) << text;
      EXPECT_FALSE(text.empty()) << spec.name;
    }
}

}  // namespace
}  // namespace parcours
