// Files that are no scenario at all, or use more of YAML than the language takes: clear words, never a crash.
#include "scenarios/language/parse_tree.h"

#include <gtest/gtest.h>

#include "tests/scenarios/language/sample.h"

namespace parcours {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(ParseTree, NestingTenThousandDeepIsRefused) {
  for (const std::string_view opening : {"[", "{a: ", "- ", "{", "? "}) {
    const std::string told = problems_of(repeated(opening, 10'000));
    EXPECT_NE(told.find("x.yaml:"), std::string::npos) << opening;
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 1) << told;
  }
  EXPECT_NE(problems_of(repeated("[\n", 10'000)).find("at most 16 levels of nesting"), std::string::npos);
  std::string block;
  for (int i = 0; i < 400; ++i) block += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_NE(problems_of(block).find("at most 16 levels of nesting"), std::string::npos);
}

TEST(ParseTree, BinaryAndBrokenTextIsRefused) {
  EXPECT_EQ(problems_of(std::string_view{"id: a\0b", 7}), "x.yaml:1:6: expected a text file, not a binary one\n");
  EXPECT_EQ(problems_of("id: \xC3("), "x.yaml:1:5: expected UTF-8 text\n");
  EXPECT_EQ(problems_of("id: \xED\xA0\x80"), "x.yaml:1:5: expected UTF-8 text\n");
  EXPECT_EQ(problems_of("id: \xE2\x82"), "x.yaml:1:5: expected UTF-8 text\n");
  EXPECT_EQ(problems_of("id: \x1B[0m"), "x.yaml:1:5: expected no control character\n");
}

TEST(ParseTree, EmptyAndHugeFilesAreRefused) {
  EXPECT_EQ(problems_of(""), "x.yaml:1:1: expected a scenario, found \"an empty file\"\n");
  EXPECT_EQ(problems_of("# nothing\n"), "x.yaml:1:1: expected a scenario, found \"an empty file\"\n");
  EXPECT_EQ(problems_of(std::string(10'000'000, 'a')), "x.yaml: expected at most 1 MB, found \"10000000 bytes\"\n");
}

TEST(ParseTree, WhatTheLanguageLeavesOutOfYamlIsRefused) {
  const auto told_of = [](std::string_view title) {
    return problems_of(replaced("title: Parcours A", "title: " + std::string{title} + "\nnote: x"));
  };
  EXPECT_NE(told_of("&a text").find("no anchor"), std::string::npos);
  EXPECT_NE(told_of("!!str text").find("no tag"), std::string::npos);
  EXPECT_NE(told_of("|\n  text").find("a text on one line"), std::string::npos);
  EXPECT_NE(told_of("text\n  that goes on").find("a text on one line"), std::string::npos);
  EXPECT_NE(told_of("\"text\n  that goes on\"").find("a text on one line"), std::string::npos);
  EXPECT_NE(problems_of(std::string{kSample} + "<<: {a: b}\n").find("no merge key"), std::string::npos);
  EXPECT_NE(problems_of(std::string{kSample} + "---\nid: two\n").find("one document a file"), std::string::npos);
  EXPECT_NE(problems_of("%YAML 1.2\n---\n" + std::string{kSample}).find("no directive"), std::string::npos);
  EXPECT_NE(problems_of(replaced("  - customer scans", "\t- customer scans")).find("spaces, not tabs"),
            std::string::npos);
  EXPECT_NE(problems_of(replaced("rules:", "[a, b]: c\nrules:")).find("a plain word as key"), std::string::npos);
}

TEST(ParseTree, ByteOrderMarkAndWindowsLinesAreTaken) {
  std::string text = "\xEF\xBB\xBF";
  for (const char c : kSample) text += c == '\n' ? "\r\n" : std::string{c};
  EXPECT_EQ(problems_of(text), "");
}

TEST(ParseTree, ColumnsAreCountedInCharacters) {
  const Tree tree = read_tree("x.yaml", "{é€: 1, b: 2}\n");
  ASSERT_TRUE(tree.problems.empty());
  EXPECT_EQ(tree.root.entries.at(1).key.place, (Place{1, 9}));
}

TEST(ParseTree, AMapWithFarTooManyKeysIsRefused) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
  EXPECT_NE(problems_of(text).find("at most 500 keys"), std::string::npos);
}

}  // namespace
}  // namespace parcours
