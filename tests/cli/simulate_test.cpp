// simulate, as a person starts it: small shares of the network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

class Simulate : public testing::Test {
 protected:
  Ended simulate(std::vector<std::string> words) {
    words.insert(words.begin(), {"simulate", "--scale", "0.02%", "--days", "20"});
    return here.parcours(words);
  }
  Workplace here;
};

TEST_F(Simulate, TheReferenceHoldsAndThreeReportsAreWritten) {
  const Ended ended = simulate({"--report", "html=a.html,csv=a.csv", "--report", "json=a.json"});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_TRUE(ended.out.starts_with("seed 1, 0.02% of the network: 894 customers")) << ended.out;
  EXPECT_THAT(ended.out, HasSubstr("every invariant held"));
  EXPECT_THAT(ended.out, HasSubstr("times real time"));
  EXPECT_EQ(ended.err, "");
  EXPECT_THAT(here.read("a.csv"), HasSubstr("day,requests,paid,"));
  const auto json = nlohmann::json::parse(here.read("a.json"));
  EXPECT_TRUE(json["breaches"].empty());
  EXPECT_GE(json["days"].size(), 20u);
  EXPECT_THAT(here.read("a.html"), HasSubstr("<svg class=\"plot\""));
  EXPECT_EQ(here.read("a.html").find("<script"), std::string::npos);
}

TEST_F(Simulate, TheSameSeedWritesTheSameBytes) {
  for (const char* file : {"json=a.json", "json=b.json"}) simulate({"--seed", "7", "--report", file});
  EXPECT_EQ(here.read("a.json"), here.read("b.json"));
}

TEST_F(Simulate, ABrokenServiceEndsOneWithTheRuleAndTheCommand) {
  const Ended ended = simulate({"--defect", "mon-01-cent-made"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("MON-01 does not hold"));
  EXPECT_THAT(ended.err, HasSubstr("./parcours simulate --scale 0.02% --days 20 --seed 1 --defect mon-01-cent-made"));
}

TEST_F(Simulate, WrongWordsEndTwoAndSayWhatWasExpected) {
  EXPECT_THAT(here.parcours({"simulate", "--scale", "200%"}).err, HasSubstr("--scale: expected"));
  EXPECT_THAT(here.parcours({"simulate", "--scale", "0%"}).err, HasSubstr("--scale: expected"));
  EXPECT_THAT(here.parcours({"simulate", "--days", "0"}).err, HasSubstr("--days: expected"));
  EXPECT_THAT(here.parcours({"simulate", "--seed", "x"}).err, HasSubstr("--seed: expected"));
  EXPECT_THAT(here.parcours({"simulate", "--report", "htm=a"}).err, HasSubstr("did you mean \"html\"?"));
  EXPECT_THAT(here.parcours({"simulate", "--defect", "mon-01-cent-mad"}).err, HasSubstr("mon-01-cent-made"));
  EXPECT_EQ(here.parcours({"simulate", "--world", "nowhere.yaml"}).code, 2);
}

TEST_F(Simulate, AWrongWorldIsAnsweredWithItsPlace) {
  const Ended printed = here.parcours({"simulate", "--print-world"});
  here.write("mine.yaml", replaced("points: 211000", "point: 211000", printed.out));
  const Ended ended = simulate({"--world", "mine.yaml"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("mine.yaml:7:3"));
  EXPECT_THAT(ended.err, HasSubstr("did you mean \"points\"?"));
}

TEST_F(Simulate, AReportThatCannotBeWrittenEndsThree) {
  EXPECT_EQ(simulate({"--report", "csv=nowhere/a.csv"}).code, 3);
}

TEST_F(Simulate, AnInterruptionEndsIt) { EXPECT_EQ(here.interrupted({"simulate", "--scale", "1%"}).code, 130); }

TEST_F(Simulate, GrowthShowsEachScale) {
  const Ended ended = here.parcours({"simulate", "--growth", "--scale", "0.02%", "--days", "5"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("0.02%"));
}

}  // namespace
}  // namespace parcours::cli
