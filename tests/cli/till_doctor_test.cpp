// doctor --pos and adapter check, on a little till with one thing configured wrongly at a time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "fakes/pos/fake_till.h"
#include "scenarios/cli/adapter_check.h"
#include "scenarios/cli/till_doctor.h"
#include "sim/till_process.h"
#include "sim/wire_server.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

std::string little_till(const std::string& words) {
  return "exec python3 -B '" PARCOURS_SOURCE_DIR "/tests/cli/little_till.py' " + words;
}

struct Ailment {
  std::string what, found, remedy;
};

class TillExamined : public testing::Test {
 protected:
  Diagnosis examined(const std::string& command, Diagnosis (*examine_it)(Till&, TillBench&),
                     std::chrono::milliseconds budget = 60'000ms) {
    TillBench bench;
    const auto server = std::get<std::unique_ptr<WireServer>>(WireServer::start(bench.wire(), {}));
    bench.serve_at(server->url());
    TillProcessOptions options;
    options.command = command;
    options.budgets = {.hello = budget, .answer = budget};
    options.end_time = 1000ms;
    TillProcess till{options};
    return examine_it(till, bench);
  }
  // What is wrong, as the doctor has it.
  std::vector<Ailment> ailments(const std::string& command, std::chrono::milliseconds budget = 60'000ms) {
    return wrong_of(examined(command, examine, budget));
  }
  std::vector<Ailment> faults(const std::string& words, std::chrono::milliseconds budget = 60'000ms) {
    return wrong_of(examined(little_till(words), check_adapter, budget));
  }
  static std::vector<Ailment> wrong_of(const Diagnosis& diagnosis) {
    std::vector<Ailment> lines;
    for (const Examined& line : diagnosis.lines) {
      if (line.good) continue;
      lines.push_back({line.what, line.found, line.remedy});
      EXPECT_FALSE(line.remedy.empty()) << line.what;
    }
    EXPECT_EQ(diagnosis.code == ExitCode::conforming, lines.empty());
    return lines;
  }
  // Exactly one thing is wrong, and this is it.
  void named(const std::vector<Ailment>& lines, const std::string& what, const std::string& found) {
    ASSERT_EQ(lines.size(), 1U) << (lines.empty() ? "nothing is wrong" : lines.back().what + ": " + lines.back().found);
    EXPECT_EQ(lines[0].what, what) << lines[0].found;
    EXPECT_THAT(lines[0].found, HasSubstr(found));
  }
};

TEST_F(TillExamined, ATillInOrderHasNoAilment) {
  const Diagnosis diagnosis = examined(little_till("crash http"), examine);
  EXPECT_EQ(diagnosis.code, ExitCode::conforming);
  std::vector<std::string> looked_at;
  for (const Examined& line : diagnosis.lines) {
    EXPECT_TRUE(line.good) << line.what << ": " << line.found;
    looked_at.push_back(line.what);
  }
  EXPECT_THAT(looked_at, testing::ElementsAre("hello", "service", "clock", "seal", "screen", "notices", "crash"));
}

TEST_F(TillExamined, ACommandThatIsNotThere) { named(ailments("./no-such-till"), "command", "command not found"); }

TEST_F(TillExamined, AFileThatIsNotExecutable) {
  named(ailments("'" PARCOURS_SOURCE_DIR "/tests/cli/little_till.py'"), "command", "not executable");
}

TEST_F(TillExamined, AProgramThatEndsAtOnceIsShownWithItsLastWords) {
  named(ailments(little_till("dies")), "start", "ended with exit status 1 before it answered `hello`; its standard error ends: no database at db:5432");
}

TEST_F(TillExamined, NoiseOnStandardOutput) {
  named(ailments(little_till("noise")), "noise", "standard output: line 1 is no answer: \"Listening on port 8080\"");
}

TEST_F(TillExamined, ATillThatNeverAnswersHello) {
  named(ailments(little_till("mute"), 1500ms), "hello", "no answer to `hello` within 1.5 s");
}

TEST_F(TillExamined, AnotherProtocol) {
  named(ailments(little_till("later")), "protocol version", "expected \"parcours-till/1\", found \"parcours-till/2\"");
}

TEST_F(TillExamined, AnUnknownCapability) { named(ailments(little_till("typo")), "capability", "did you mean \"identifier\"?"); }

TEST_F(TillExamined, ATillThatCanNothing) {
  const auto lines = ailments(little_till("nothing"));
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0].what, "capabilities");
}

TEST_F(TillExamined, AScreenThatIsNoPicture) {
  named(ailments(little_till("jpeg")), "screen", "bytes that are no PNG");
  named(ailments(little_till("torn-picture")), "screen", "a PNG that cannot be read");
  named(ailments(little_till("no-picture")), "screen", "no picture was given");
}

TEST_F(TillExamined, ATillThatCallsAnotherAddress) {
  named(ailments(little_till("own-url")), "service", "after a create; the till answered error NO_SERVICE (indefinite)");
}

TEST_F(TillExamined, AnotherKeyVersionShopOrNoSeal) {
  named(ailments(little_till("other-key")), "seal", "INVALID_SEAL: another key");
  named(ailments(little_till("other-version")), "seal", "INVALID_SEAL: key version 7 instead of ");
  named(ailments(little_till("other-shop")), "seal", "shop 99999999 instead of 10000001");
  named(ailments(little_till("no-seal")), "seal", "no seal of the form");
}

TEST_F(TillExamined, AClockThatIsNotWhatTickSaid) {
  named(ailments(little_till("own-clock")), "clock", "requestDate 2024-01-01T00:00:00Z, and it was 2020-06-24T09:06:00.000Z");
}

TEST_F(TillExamined, AClockThatNobodyMovesIsMetInItsOwnTime) { EXPECT_THAT(ailments(little_till("wall")), IsEmpty()); }

TEST_F(TillExamined, AReturnUrlThatDoesNotAnswerOrIsNotHere) {
  named(ailments(little_till("dead-url")), "notices", "http://127.0.0.1:1/return: nobody answers at this address");
  named(ailments(little_till("far-url")), "notices", "https://shop.example.org/return is not on this machine");
}

TEST_F(TillExamined, ATillThatForgetsItsSalesInACrash) {
  named(ailments(little_till("crash forgets")), "crash", "it has forgotten the sale DOCTOR-1");
}

// A till in this process, on the wire itself.
TEST_F(TillExamined, TheConformingTillIsInOrderAndTheNullTillIsNot) {
  TillBench bench, other, third;
  const auto line = [](TillBench& of) { return [&of](const TillReset&) { return of.wire().transport(); }; };
  EXPECT_THAT(wrong_of(examine(*make_fake_till(line(bench)), bench)), IsEmpty());
  EXPECT_THAT(wrong_of(check_adapter(*make_fake_till(line(other)), other)), IsEmpty());
  const auto nothing = wrong_of(examine(*make_null_till(), third));
  ASSERT_FALSE(nothing.empty());
  EXPECT_THAT(nothing[0].found, HasSubstr("no call arrived"));
}

// -------- adapter check ------------------------------------------------------------------------------

TEST_F(TillExamined, AnAdapterInOrderPassesEveryStep) {
  const Diagnosis diagnosis = examined(little_till("crash"), check_adapter);
  for (const Examined& line : diagnosis.lines) EXPECT_TRUE(line.good) << line.what << ": " << line.found;
  EXPECT_EQ(diagnosis.code, ExitCode::conforming);
  EXPECT_GE(diagnosis.lines.size(), 17U);
}

TEST_F(TillExamined, WhatIsWrongWithAnAdapterIsNamed) {
  named(faults("yes-man"), "do with nobody at baseUrl", "ok");
  named(faults("elephant crash"), "reset once more", "of the day before");
  named(faults("agrees"), "a message nobody knows", "ok");
  named(faults("jpeg"), "screen", "no PNG");
  named(faults("crash forgets"), "observe after a restart", "CHECK-1 is forgotten");
  named(faults("stays"), "noise", "still there 1 s after `bye`");
  named(faults("sour"), "bye", "exit status 3");
  const auto restless = faults("restless");
  ASSERT_EQ(restless.size(), 2U);  // Each time it is asked.
  EXPECT_THAT(restless[0].found, HasSubstr("at or before now"));
}

TEST_F(TillExamined, AnAdapterThatDoesNotAnswerCouldNotBeChecked) {
  EXPECT_EQ(examined(little_till("dies"), check_adapter).code, ExitCode::could_not_judge);
  EXPECT_EQ(examined(little_till("noise"), check_adapter).code, ExitCode::nonconforming);
}

}  // namespace
}  // namespace parcours
