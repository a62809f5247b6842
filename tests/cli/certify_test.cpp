// certify as a person starts it: which till is meant, what is told of a broken one, and how a run ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <cerrno>
#include <string>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kLittleTill = "python3 -B '" PARCOURS_SOURCE_DIR "/tests/cli/little_till.py'";

class Certify : public testing::Test {
 protected:
  void refused(std::vector<std::string> words, const std::string& part, int code = 2) {
    words.insert(words.begin(), "certify");
    const Ended ended = here.parcours(words);
    EXPECT_EQ(ended.code, code) << ended.out << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(part));
    EXPECT_EQ(ended.out, "");
  }
  // A process whose number a till has written down.
  bool lives(const std::string& file) const {
    const std::string number = here.read(file);
    EXPECT_NE(number, "") << "the till did not start";
    return number.empty() || ::kill(std::stoi(number), 0) == 0 || errno != ESRCH;
  }
  Workplace here;
};

// -------- What is told without a till

TEST_F(Certify, ListsEachProfileWithItsCases) {
  const Ended ended = here.parcours({"certify", "--list"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  for (const char* profile : {"core", "immediate-qr", "immediate-identifier", "deferred", "validation-delay", "partial",
                              "notifications", "resilience"})
    EXPECT_THAT(ended.out, HasSubstr('\n' + std::string{"  "} + profile + '/')) << profile;
  EXPECT_THAT(ended.out, HasSubstr("  core/paid  POS-07, "));
}

TEST_F(Certify, ExplainsACaseStepByStep) {
  const Ended ended = here.parcours({"certify", "--explain", "partial/guide"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("partial/guide\n40,00 € asked, 30,00 € paid"));
  EXPECT_THAT(ended.out, HasSubstr("  1. the cashier asks for 40,00 €"));
  refused({"--explain", "partial/gide"}, "there is no case \"partial/gide\", did you mean \"partial/guide\"?", 4);
}

// -------- Words

TEST_F(Certify, ExactlyOneTillIsNamed) {
  refused({}, "no till is named");
  refused({"--till", "conforming", "--pos", "./my-till"}, "several tills are named");
  refused({"--till", "conformig"}, "no till is called \"conformig\", did you mean \"conforming\"?");
  refused({"--pos-url", "nowhere"}, "--pos-url");
  refused({"--pos-pull", "a:b:c"}, "--pos-pull: expected ADDRESS:PORT");
}

TEST_F(Certify, WordsThatNameNothingAreToldWithWhatWasMeant) {
  refused({"--till", "null", "--suite", "partal"}, "there is no profile \"partal\", did you mean \"partial\"?");
  refused({"--till", "null", "--profile", "nobody"}, "unknown profile \"nobody\"");
  refused({"--till", "null", "--policy", "payment_limit=3"}, "unknown policy \"payment_limit\"");
  refused({"--till", "null", "--manner", "pos_pol_min_ms=3"}, "did you mean \"pos_poll_min_ms\"?");
  refused({"--till", "null", "--drawn", "100001"}, "--drawn: expected a whole number up to 100000");
  refused({"--till", "null", "--seed", "one"}, "seed");
  refused({"--till", "null", "--baseline", "none.yaml"}, "none.yaml");
}

TEST_F(Certify, AWordThatPicksNothingIsNotPassedOver) {
  refused({"--till", "conforming", "core/payed"}, "no case begins with \"core/payed\", and no rule is called so, did you mean \"core/paid\"?", 4);
  refused({"--till", "conforming", "core/paid", "POS-21"}, "\"POS-21\"", 4);
}

// -------- Tills that are wrong

TEST_F(Certify, ABrokenTillIsToldByRuleMomentAndFewestSteps) {
  const Ended ended = here.parcours({"certify", "--till", "rounds-to-five-cents", "core/cents-that-floats-lose"});
  EXPECT_EQ(ended.code, 1) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("What is wrong, rule by rule\n\nPOS-03  The amount asked for"));
  EXPECT_THAT(ended.out, testing::ContainsRegex("shown by 1 case, first by core/cents-that-floats-lose, on [0-9/]+ [0-9:.]+"));
  EXPECT_THAT(ended.out, HasSubstr("    In the fewest steps:\n      It is "));
  EXPECT_THAT(ended.out, Not(HasSubstr("        2. "))) << "one step is enough";
  EXPECT_THAT(ended.out, HasSubstr("parcours certify core/cents-that-floats-lose --till rounds-to-five-cents --seed 1\n"));
}

TEST_F(Certify, TheFewestStepsAreKeptAndPlayedAgain) {
  const Ended found = here.parcours({"certify", "--till", "rounds-to-five-cents", "core/cents-that-floats-lose", "--keep", "kept"});
  EXPECT_THAT(found.out, HasSubstr("kept kept/POS-03.json\n"));
  const Ended again = here.parcours({"certify", "--till", "rounds-to-five-cents", "--story", "kept/POS-03.json"});
  EXPECT_EQ(again.code, 1) << again.err;
  const auto finding = [](const std::string& out) {
    const std::size_t from = out.find("    expected  "), to = out.find("    In the fewest");
    return from == std::string::npos || to == std::string::npos ? "none: " + out : out.substr(from, to - from);
  };
  EXPECT_THAT(again.out, HasSubstr("\nPOS-03  "));
  EXPECT_THAT(again.out, HasSubstr("--till rounds-to-five-cents --seed 1 --story kept/POS-03.json\n"));
  EXPECT_THAT(finding(again.out), HasSubstr("    actual    "));
  const Ended well = here.parcours({"certify", "--till", "conforming", "--story", "kept/POS-03.json"});
  EXPECT_EQ(well.code, 0) << well.out << well.err;
  refused({"--till", "conforming", "--story", "nowhere.json"}, "nowhere.json");
}

TEST_F(Certify, ATillThatDoesNotStartCouldNotBeJudged) {
  refused({"--pos", "./no-such-till"}, "the till does not say hello: the program ended with exit status 127 (command not found)", 3);
}

TEST_F(Certify, ATillThatDiesHasCrashedAndOneThatIsSilentIsWaitedFor) {
  const Ended dead = here.parcours({"certify", "--pos", kLittleTill + " dies-at-work", "core/paid"});
  EXPECT_EQ(dead.code, 1) << dead.err;
  EXPECT_THAT(dead.out, HasSubstr("crash   core/paid"));
  EXPECT_THAT(dead.out, HasSubstr("its standard error ends: out of paper"));
  const Ended silent = here.parcours({"certify", "--pos", "echo $$ > pid; exec " + kLittleTill + " sleeps-at-work", "core/paid"});
  EXPECT_EQ(silent.code, 3) << silent.err;
  EXPECT_THAT(silent.out, HasSubstr("timeout core/paid"));
  EXPECT_THAT(silent.out, HasSubstr("no answer to `do` within 5 s"));
  EXPECT_FALSE(lives("pid"));
}

TEST_F(Certify, AnInterruptionEndsTheTillAndTellsWhatWasJudged) {
  const Ended ended = here.interrupted({"certify", "--pos", "echo $$ > pid; exec " + kLittleTill, "core/", "--as-found"});
  EXPECT_EQ(ended.code, 130) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("Interrupted after 1 case"));
  EXPECT_FALSE(lives("pid"));
}

}  // namespace
}  // namespace parcours::cli
