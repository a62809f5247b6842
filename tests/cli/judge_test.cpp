// judge and record as a person starts them: what each exit code says, and how wrong words are answered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

const std::string kLate = PARCOURS_SOURCE_DIR "/tests/scenarios/trace/late-validation.ndjson";
constexpr std::string_view kHead = "{\"trace\":\"parcours-trace/1\",\"source\":\"a test\"}\n";

class Judge : public testing::Test {
 protected:
  void refused(const std::vector<std::string>& words, const std::string& part) {
    const Ended ended = here.parcours(words);
    EXPECT_EQ(ended.code, 2) << ended.out << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(part));
    EXPECT_EQ(ended.out, "");
  }
  Workplace here;
};

TEST_F(Judge, NamesTheRuleAndTheLineAndEndsOne) {
  const Ended ended = here.parcours({"judge", kLate, "--export-scenario", "late.yaml"});
  EXPECT_EQ(ended.code, 1) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("TIM-05  f"));
  EXPECT_THAT(ended.out, HasSubstr("late-validation.ndjson:"));
  EXPECT_THAT(ended.out, HasSubstr("1 found wrong"));
  ASSERT_TRUE(here.has("late.yaml"));
  EXPECT_EQ(here.parcours({"run", "late.yaml"}).code, 0);
  EXPECT_EQ(here.parcours({"run", "late.yaml", "--defect", "tim-05-late-validation-accepted"}).code, 1);
}

TEST_F(Judge, EndsNoughtWhenAllThatShowsIsRight) {
  const std::string whole = text_of(kLate);
  std::size_t end = whole.find('\n', whole.find('\n') + 1) + 1;
  here.write("begun.ndjson", whole.substr(0, end));
  const Ended ended = here.parcours({"judge", "begun.ndjson"});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("0 found wrong"));
}

TEST_F(Judge, EndsFourWhenNothingCouldBeJudged) {
  here.write("empty.ndjson", kHead);
  const Ended ended = here.parcours({"judge", "empty.ndjson"});
  EXPECT_EQ(ended.code, 4) << ended.out << ended.err;
}

TEST_F(Judge, RefusesWrongWordsAndFiles) {
  here.write("text.txt", "hello\n");
  here.write("cut.ndjson", std::string{kHead} + "{\"call\":{\"at\":\n");
  refused({"judge", "text.txt"}, "text.txt:1: expected a trace (parcours-trace/1), a HAR, or the lines of a journal");
  refused({"judge", "cut.ndjson"}, "cut.ndjson:2: expected a JSON object");
  refused({"judge", "not-there.ndjson"}, "not-there.ndjson");
  refused({"judge", kLate, "--format", "hra"}, "did you mean \"har\"");
  refused({"judge", kLate, "--clock-slack", "2"}, "--clock-slack: expected a duration like 2s or 500ms, found \"2\"");
  refused({"judge", kLate, "--policy", "sweeep=instant"}, "did you mean \"sweep\"");
  refused({"judge", kLate, "--key", "1"}, "1");
}

TEST_F(Judge, RecordRefusesWrongWords) {
  refused({"record"}, "--target is needed");
  refused({"record", "--target", "http://127.0.0.1:1", "--listen", "8090"}, "--listen: expected ADDRESS:PORT (127.0.0.1:8090)");
  refused({"record", "--target", "http://127.0.0.1:1", "--notify-to", "http://127.0.0.1:2"}, "--notify-listen and --notify-to go together");
  refused({"record", "--target", "http://127.0.0.1:1", "--patience", "long"}, "--patience: expected 0 to 600000 ms, found \"long\"");
}

TEST_F(Judge, RecordEndsFourWhenNothingPassed) {
  const Ended ended = here.bash(
      "\"$parcours\" record --target http://127.0.0.1:1 --listen 127.0.0.1:0 > said & pid=$!; "
      "until grep -q 'Ctrl-C ends' said; do sleep 0.05; done; kill -INT $pid; wait $pid");
  EXPECT_EQ(ended.code, 4) << ended.out << ended.err;
  EXPECT_EQ(here.read("trace.ndjson").substr(0, 28), "{\"trace\":\"parcours-trace/1\",");
}

}  // namespace
}  // namespace parcours::cli
