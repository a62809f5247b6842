// parcours power, small: the table is measured, its bars hold, and they can break.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using ::testing::HasSubstr;

class Power : public testing::Test {
 protected:
  Ended power(std::vector<std::string> words) {
    words.insert(words.begin(), "power");
    return here.parcours(words);
  }
  Workplace here;
};

TEST_F(Power, EveryJudgeIsMeasuredOnADefectOfTheCore) {
  const Ended end = power({"tim-08", "val-02-difference-kept", "--seeds", "3", "--budget", "1", "--unbroken", "1", "--no-shrink"});
  EXPECT_EQ(end.code, 0) << end.out << end.err;
  for (const char* judge : {"scenarios", "rapidcheck", "prove", "uniform", "swarm", "weights", "deadlines", "people", "portfolio"})
    EXPECT_THAT(end.out, HasSubstr(judge));
  EXPECT_THAT(end.out, HasSubstr("on the unbroken service: nothing"));
}

TEST_F(Power, RareDefectsAreMadeSmallAndComparedWithTheProvedMinimum) {
  const Ended end = power({"mon-03-released-twice", "--seeds", "1", "--budget", "5", "--unbroken", "1", "--judge", "prove",
                                 "--judge", "portfolio"});
  EXPECT_EQ(end.code, 0) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr(" -> "));
}

TEST_F(Power, APortfolioThatMissesEndsWithOne) {
  // No act of a story speaks of a login that nobody has, so this defect is out of its reach.
  const Ended end = power({"acc-07", "--seeds", "1", "--budget", "1", "--unbroken", "1", "--judge", "portfolio",
                           "--no-shrink"});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.err, HasSubstr("the portfolio catches 0.0 % of the defects"));
}

TEST_F(Power, WrongWordsAreToldAndNothingIsMeasured) {
  EXPECT_EQ(power({"--seeds", "0"}).code, 2);
  EXPECT_EQ(power({"--judge", "swrm"}).code, 2);
  EXPECT_THAT(power({"--judge", "swrm"}).err, HasSubstr("did you mean \"swarm\"?"));
  EXPECT_EQ(power({"--report", "xml=a.xml"}).code, 2);
  EXPECT_EQ(power({"no-such-defect"}).code, 4);
}

}  // namespace
}  // namespace parcours::cli
