#include "scenarios/language/format.h"

#include <gtest/gtest.h>

#include "tests/scenarios/language/sample.h"

namespace parcours {
namespace {

std::string formatted(std::string_view text) {
  const Formatted result = format_text("x.yaml", text);
  return result.problems.empty() ? result.text : result.problems[0].text();
}

TEST(Format, ACanonicalFileIsLeftAlone) {
  EXPECT_EQ(formatted(kSample), kSample);
  EXPECT_FALSE(format_text("x.yaml", kSample).changed);
}

TEST(Format, KeysTakeTheOrderOfTheGrammarAndShortForms) {
  const std::string untidy =
      "steps:\n- merchant requests:\n    basket:   'B'\n    parcours: A\n    refused: {rule: FRM-01}\n"
      "- merchant chooses point: {point: P002}\n- merchant cancels: {}\ntitle: \"T\"\nrules: [FRM-01]\nid: x\n";
  EXPECT_EQ(
      formatted(untidy),
      "id: x\ntitle: T\nrules: [FRM-01]\nsteps:\n  - merchant requests: {parcours: A, basket: B, refused: FRM-01}\n"
      "  - merchant chooses point: P002\n  - merchant cancels:\n");
}

TEST(Format, CommentsStayWithWhatTheyStandBeside) {
  const std::string text =
      "# head\n\nid: x  # the name\ntitle: T\nrules: [FRM-01]\n\n# what happens\nsteps:\n"
      "  # first\n  - merchant cancels:  # at once\n\n  # then\n  - customer pays: alice\n# the end\n";
  EXPECT_EQ(formatted(text), text);
}

TEST(Format, ACommentInsideAStepMovesAboveIt) {
  const std::string text =
      "id: x\nsteps:\n  - merchant requests:\n      # why\n      parcours: A\n      amount: 40  # \"#1\"\n";
  EXPECT_EQ(formatted(text), "id: x\nsteps:\n  # why\n  # \"#1\"\n  - merchant requests: {parcours: A, amount: 40}\n");
}

TEST(Format, AHashInsideATextIsNoComment) {
  const std::string text =
      "id: x\ntitle: \"T # not a comment\"  # a comment\nsteps:\n  - merchant cancels: {note: \"a #b\"}\n";
  EXPECT_EQ(formatted(text), text);
}

TEST(Format, LongStepsTakeALineAField) {
  const std::string_view label = "a label that is long enough to fill the line together with the other one of its kind";
  const std::string text = "id: x\nsteps:\n  - merchant requests: {parcours: A, label: " + std::string{label} +
                           ", client_reference: " + std::string{label} + "}\n";
  EXPECT_EQ(formatted(text), "id: x\nsteps:\n  - merchant requests:\n      parcours: A\n      label: " +
                                 std::string{label} + "\n      client_reference: " + std::string{label} + "\n");
}

TEST(Format, StepsTogetherStandBelowEachOther) {
  const std::string text =
      "id: x\nsteps:\n  - together:\n      # one\n      - customer pays: alice\n      - merchant cancels: {outcome: "
      "any}\n";
  EXPECT_EQ(formatted(text), text);
  EXPECT_EQ(formatted("id: x\nsteps:\n  - together: {actions: [{customer pays: alice}]}\n"),
            "id: x\nsteps:\n  - together:\n      - customer pays: alice\n");
}

TEST(Format, TextsAreQuotedOnlyWhereTheyMustBe) {
  const std::string text =
      "id: x\ntitle: \"null\"\nsteps:\n  - merchant requests: {basket: \"a,b\", label: \" x \", seller: \"a\\tb\", "
      "amount: \"40,00 €\", note: \"a ? b\"}\n";
  EXPECT_EQ(formatted(text),
            "id: x\ntitle: \"null\"\nsteps:\n"
            "  - merchant requests: {amount: \"40,00 €\", basket: \"a,b\", label: \" x \", seller: \"a\\tb\", note: "
            "\"a ? b\"}\n");
}

TEST(Format, FormattingTwiceChangesNothing) {
  for (const std::string_view text :
       {kSample, std::string_view{"steps: [{merchant cancels: {}}, {customer pays: alice}] # c\nid: x\n# e\n"},
        std::string_view{"--- # start\n# more\nworld: {customers: {alice: {balance: 5}}}\nid: x # d\n"},
        std::string_view{"matrix:\n- id: a\n  # k\n  x: 1\n- x: 2\n  id: b\nid: y\n"}}) {
    const std::string once = formatted(text);
    EXPECT_EQ(formatted(once), once) << text;
    EXPECT_EQ(once.find("x.yaml"), std::string::npos) << once;
  }
}

TEST(Format, AFileThatCannotBeReadIsTold) {
  EXPECT_FALSE(format_text("x.yaml", "a: [").problems.empty());
  EXPECT_FALSE(format_text("x.yaml", "just text").problems.empty());
}

}  // namespace
}  // namespace parcours
