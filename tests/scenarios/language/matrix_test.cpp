#include <gtest/gtest.h>

#include "tests/scenarios/language/sample.h"

namespace parcours {
namespace {

constexpr std::string_view kMatrix = R"(id: minimum
title: "A request of ${amount}"
rules: [FRM-01]
matrix:
  - {id: one-cent-less, amount: "19,99 €", refused: FRM-01}
  - {id: minimum, amount: "20,00 €", refused: no}
steps:
  - merchant requests: {parcours: A, mode: qr, amount: "${amount}", basket: B, refused: "${refused}"}
)";

TEST(Matrix, EachVariantIsACaseWithAStableId) {
  ASSERT_EQ(problems_of(kMatrix), "");
  const Loaded loaded = parse_text("x.yaml", kMatrix);
  ASSERT_EQ(loaded.cases.size(), 2u);
  EXPECT_EQ(loaded.cases[0].id, "minimum/one-cent-less");
  EXPECT_EQ(loaded.cases[0].title, "A request of 19,99 €");
  EXPECT_EQ(loaded.cases[0].place.line, 5);
  EXPECT_EQ(loaded.cases[0].steps[0].money("amount"), Money::from_cents(1999));
  EXPECT_TRUE(loaded.cases[1].steps[0].fields("refused").is("rule", "no"));
}

TEST(Matrix, TextIsReplacedBeforeItIsTyped) {
  const std::string told = problems_of(replaced("20,00 €", "twenty", kMatrix));
  EXPECT_EQ(told, "x.yaml:8:56: expected an amount such as 40,00 €, found \"twenty\" (variant minimum)\n");
}

TEST(Matrix, AKeyNobodyUsesIsTold) {
  std::string text = replaced("id: one-cent-less,", "id: one-cent-less, idle: 1,", kMatrix);
  text = replaced("id: minimum,", "id: minimum, idle: 1,", text);
  EXPECT_NE(problems_of(text).find("the key is not used, found \"idle\""), std::string::npos) << problems_of(text);
}

TEST(Matrix, AKeyNobodyGivesIsTold) {
  const std::string told = problems_of(replaced("\"${amount}\", basket", "\"${amuont}\", basket", kMatrix));
  EXPECT_NE(told.find("expected a key of the matrix inside ${}, found \"amuont\", did you mean \"amount\"?"),
            std::string::npos) << told;
}

TEST(Matrix, EveryVariantGivesTheSameKeys) {
  const std::string told = problems_of(replaced(", refused: no}", "}", kMatrix));
  EXPECT_NE(told.find("expected the key \"refused\", as in the first variant"), std::string::npos) << told;
}

TEST(Matrix, TwoVariantsDoNotShareAnId) {
  EXPECT_NE(problems_of(replaced("id: one-cent-less", "id: minimum", kMatrix)).find("an id no other variant has"),
            std::string::npos);
}

TEST(Matrix, AVariableWithoutQuotesInsideBracesIsHintedAt) {
  const std::string told = problems_of(replaced("\"${amount}\", basket", "${amount}, basket", kMatrix));
  EXPECT_NE(told.find("in quotes inside { } and [ ]"), std::string::npos) << told;
}

}  // namespace
}  // namespace parcours
