// adapter and doctor --pos as a person starts them; which till is meant, and how wrong words are answered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

const std::string kLittleTill = "python3 -B '" PARCOURS_SOURCE_DIR "/tests/cli/little_till.py'";

class Adapter : public testing::Test {
 protected:
  void refused(const std::vector<std::string>& words, const std::string& part, int code = 2) {
    const Ended ended = here.parcours(words);
    EXPECT_EQ(ended.code, code) << ended.out << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(part));
    EXPECT_EQ(ended.out, "");
  }
  Workplace here;
};

TEST_F(Adapter, PrintsItsSchemaAndItsGuide) {
  const auto schema = nlohmann::json::parse(here.parcours({"adapter", "schema"}).out, nullptr, false);
  ASSERT_TRUE(schema.is_object());
  EXPECT_TRUE(schema["$defs"].contains("answerToObserve"));
  EXPECT_THAT(here.parcours({"adapter", "guide"}).out, HasSubstr("# The adapter protocol, version 1"));
}

TEST_F(Adapter, CheckTellsEachStepAndEndsAsTheyWere) {
  const Ended good = here.parcours({"adapter", "check", "--pos", kLittleTill + " crash"});
  EXPECT_EQ(good.code, 0) << good.out << good.err;
  EXPECT_THAT(good.out, HasSubstr("ok    hello: Little Till 1; qr, screen, crash; clock virtual; notices none\n"));
  EXPECT_THAT(good.out, HasSubstr("ok    bye: it ended with exit status 0\n"));
  const Ended bad = here.parcours({"adapter", "check", "--pos", kLittleTill + " jpeg"});
  EXPECT_EQ(bad.code, 1) << bad.out;
  EXPECT_THAT(bad.out, HasSubstr("wrong screen: "));
  EXPECT_EQ(here.parcours({"adapter", "check", "--pos", "exit 3"}).code, 3);
}

TEST_F(Adapter, DoctorNamesWhatIsWrongWithATill) {
  const Ended good = here.parcours({"doctor", "--pos", kLittleTill + " crash http"});
  EXPECT_EQ(good.code, 0) << good.out << good.err;
  const Ended bad = here.parcours({"doctor", "--pos", kLittleTill + " other-key"});
  EXPECT_EQ(bad.code, 2) << bad.out;
  EXPECT_THAT(bad.out, HasSubstr("wrong seal: INVALID_SEAL: another key, or other sealed fields\n      It must sign with"));
}

// What is configured wrongly, what the doctor finds, and the beginning of its remedy.
struct Wrong {
  const char *till, *found, *remedy;
};
constexpr Wrong kWrong[] = {
    {"./no-such-till", "wrong command: ", "Is the path right"},
    {"touch till; ./till", "wrong command: ", "Make it executable"},
    {"dies", "wrong start: the program ended with exit status 1 before it answered `hello`; its standard error ends: no database at db:5432", "It ended by itself. Start it by hand"},
    {"noise", "wrong noise: standard output: line 1 is no answer: \"Listening on port 8080\"", "Standard output belongs to the protocol"},
    {"later", "wrong protocol version: ", "This Parcours speaks parcours-till/1"},
    {"typo", "wrong capability: ", "Name only what the guide lists"},
    {"nothing", "wrong capabilities: neither qr nor identifier", "A till that asks for money in no way"},
    {"own-url", "wrong service: no call arrived at http://127.0.0.1:", "It must call the baseUrl"},
    {"other-key", "wrong seal: INVALID_SEAL: another key", "It must sign with the shop"},
    {"other-version", "wrong seal: INVALID_SEAL: key version 7", "It must sign with the shop"},
    {"other-shop", "wrong seal: INVALID_SEAL: shop 99999999", "It must sign with the shop"},
    {"no-seal", "wrong seal: no seal of the form", "It must sign with the shop"},
    {"own-clock", "wrong clock: requestDate 2024-01-01T00:00:00Z", "Its time is what `reset` and `tick` say"},
    {"torn-picture", "wrong screen: a PNG that cannot be read", "Give the customer's screen"},
    {"dead-url", "wrong notices: http://127.0.0.1:1/return: nobody answers", "It must listen at the return URL"},
    {"crash forgets", "wrong crash: after a crash it has forgotten the sale", "Keep what was acknowledged"},
};

class WrongTill : public Adapter, public testing::WithParamInterface<Wrong> {};

TEST_P(WrongTill, IsNamedWithItsRemedyAndNothingElseIs) {
  const Wrong& wrong = GetParam();
  const std::string words = wrong.till;
  const Ended ended = here.parcours({"doctor", "--pos", words.find('/') == std::string::npos ? "exec " + kLittleTill + ' ' + words : words});
  EXPECT_EQ(ended.code, 2) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr(wrong.found));
  EXPECT_THAT(ended.out, HasSubstr(std::string{"\n      "} + wrong.remedy));
  EXPECT_EQ(ended.out.find("wrong "), ended.out.rfind("\nwrong ") == std::string::npos ? 0 : ended.out.rfind("\nwrong ") + 1) << ended.out;
}

INSTANTIATE_TEST_SUITE_P(Doctor, WrongTill, testing::ValuesIn(kWrong), [](const auto& one) {
  std::string name = one.param.till;
  std::erase_if(name, [](char c) { return !std::isalpha(static_cast<unsigned char>(c)); });
  return name;
});

TEST_F(Adapter, TheConformingTillIsInOrderAndTheNullTillIsNot) {
  const Ended good = here.parcours({"doctor", "--till", "conforming"});
  EXPECT_EQ(good.code, 0) << good.out << good.err;
  const Ended checked = here.parcours({"adapter", "check", "--till", "conforming"});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  const Ended nothing = here.parcours({"doctor", "--till", "null"});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.out, HasSubstr("wrong service: no call arrived"));
}

TEST_F(Adapter, ExactlyOneTillIsNamed) {
  refused({"adapter", "check"}, "no till is named");
  refused({"adapter", "check", "--pos", "x", "--till", "null"}, "several tills are named");
  refused({"adapter", "check", "--pos", "x", "--pos-token", "t"}, "--pos-token goes with --pos-pull");
  refused({"doctor", "--pos", "x", "--target", "http://127.0.0.1:1"}, "a service or a till");
  refused({"doctor"}, "--target or --pos is needed");
}

TEST_F(Adapter, WrongWordsAreMetWithTheNearestOnes) {
  refused({"adapter", "chek"}, "did you mean \"check\"?");
  refused({"adapter"}, "what with it?");
  refused({"adapter", "check", "--till", "confirming"}, "did you mean \"conforming\"?");
  refused({"adapter", "check", "--pos-url", "localhost:9000"}, "expected http://host:port");
  refused({"adapter", "check", "--pos-pull", "127.0.0.1"}, "expected ADDRESS:PORT");
  refused({"adapter", "check", "--pos-pull", "127.0.0.1:70000"}, "expected ADDRESS:PORT");
}

TEST_F(Adapter, ATillThatPullsIsToldWhereAndWithWhichToken) {
  const Ended ended = here.bash(
      "$parcours adapter check --pos-pull 127.0.0.1:0 --pos-token t0ken 2> told & pid=$!\n"
      "until grep -q Bearer told; do sleep 0.05; done\n"
      "url=$(sed -n 's/.*GET \\(.*\\)\\/next.*/\\1/p' told)\n"
      "curl -s -H 'Authorization: Bearer wrong' $url/next\n"
      "curl -s -H 'Authorization: Bearer t0ken' $url/next\n"
      "kill $pid; wait $pid 2>/dev/null");
  EXPECT_THAT(ended.out, HasSubstr("Authorization: Bearer TOKEN"));
  EXPECT_THAT(ended.out, HasSubstr(R"({"id":1,"message":"hello","protocol":"parcours-till/1"})"));
}

}  // namespace
}  // namespace parcours::cli
