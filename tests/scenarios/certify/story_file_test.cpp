// Stories on paper: what is written is read again, and what is wrong is told with its place.
#include <gtest/gtest.h>

#include "scenarios/certify/story_file.h"
#include "tests/scenarios/certify/stories.h"

namespace parcours {
namespace {

TEST(StoryFile, EveryCaseIsReadAsItWasWritten) {
  for (const TillCase& one : till_cases()) {
    TillStory story = story_for(one, 5, able_till());
    story.policies.immediate_ttl_s = 250;
    const std::string text = to_json_text(story);
    const auto read = read_story(text, "a.json");
    ASSERT_TRUE(read.ok()) << one.id << ": " << read.error().text();
    EXPECT_EQ(to_json_text(read.value()), text) << one.id;
  }
}

std::string trouble(const std::string& step) {
  const std::string asked = R"({"cashier":{"verb":"create","sale":"T1","parcours":"A","amount":"40,00","mode":"qr"}})";
  const auto read = read_story(R"({"format":"parcours-story/1","start":"2020-06-24T09:06:00.000Z","steps":[)" + asked +
                                   (step.empty() ? "" : "," + step) + "]}", "a.json");
  return read.ok() ? "" : read.error().text();
}

TEST(StoryFile, TellsThePlaceOfWhatIsWrong) {
  EXPECT_EQ(trouble(""), "");
  EXPECT_EQ(trouble(R"({"wait":{"ms":1}})"), "");
  EXPECT_EQ(trouble(R"({"wait":{"ms":"1"}})"), "a.json: steps[1].wait.ms: expected a whole number, 0 to 34560000000");
  EXPECT_EQ(trouble(R"({"wait":{"ms":-1}})"), "a.json: steps[1].wait.ms: expected a whole number, 0 to 34560000000");
  EXPECT_EQ(trouble(R"({"wait":{}})"), "a.json: steps[1].wait.ms: is missing");
  EXPECT_EQ(trouble(R"({"wait":{"ms":1,"s":2}})"), "a.json: steps[1].wait.s: is not known here");
  EXPECT_EQ(trouble(R"({"sleep":{}})"), "a.json: steps[1].sleep: no step is called so");
  EXPECT_EQ(trouble(R"({"wire":{"fault":"lost","times":1}})"),
            "a.json: steps[1].wire.fault: expected one of lost_before, lost_after, slow, error_500, error_503, error_504, "
            "truncated, garbled, cut");
  EXPECT_EQ(trouble(R"({"customer":{"act":"pay","who":"bob","sale":"T2"}})"),
            "a.json: step 2: the sale T2 was never asked for");
  EXPECT_EQ(trouble(R"({"till_crash":{}})"), "a.json: the till is never started again");
  EXPECT_EQ(trouble("3"), "a.json: steps[1]: expected an object with one member, the step");
}

TEST(StoryFile, RefusesWhatIsNoStory) {
  EXPECT_EQ(read_story("{", "a.json").error().text(), "a.json: expected JSON");
  EXPECT_EQ(read_story("[]", "a.json").error().message, "expected an object");
  EXPECT_EQ(read_story(R"({"format":"x","start":"2020-06-24T09:06:00.000Z","steps":[]})", "a.json").error().message,
            "format: expected \"parcours-story/1\"");
  EXPECT_EQ(read_story(R"({"format":"parcours-story/1","start":"today","steps":[]})", "a.json").error().message,
            "start: expected an instant such as \"2020-06-24T09:06:00.000Z\"");
  EXPECT_EQ(read_story(R"({"format":"parcours-story/1","start":"2020-06-24T09:06:00.000Z","settings":{"ttl":"1"},"steps":[]})",
                       "a.json").error().message,
            "settings.ttl: no setting is called so");
  EXPECT_EQ(read_story(R"({"format":"parcours-story/1","start":"2020-06-24T09:06:00.000Z","steps":[]})", "a.json")
                .error().message,
            "nothing is asked for");
}

}  // namespace
}  // namespace parcours
