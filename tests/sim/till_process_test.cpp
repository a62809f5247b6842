// A till as a program of its own: what it may do wrong, and that it is gone in the end with all it started. The programs are
// shell scripts, so that each does exactly one thing.
#include "sim/till_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace parcours {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

// Functions every script starts with: `hello`, `ok`, and `loop`, which answers everything by its message.
constexpr const char* kPrelude = R"sh(
id_of() { id=${line#*\"id\":}; id=${id%%,*}; }
message_of() { message=${line#*\"message\":\"}; message=${message%%\"*}; }
ask() { IFS= read -r line || exit 0; id_of; message_of; }
ok() { printf '{"id":%s,"ok":%s}\n' "$id" "$1"; }
hello() { ok '{"protocol":"parcours-till/1","vendor":"v","product":"p","version":"1","capabilities":["crash"],"clock":"virtual","notices":"none"}'; }
answer() {
  case $message in
    hello) hello ;;
    tick) ok '{"next":null}' ;;
    observe) ok '{"sales":[]}' ;;
    bye) ok '{}'; exit 0 ;;
    *) ok '{}' ;;
  esac
}
)sh";

class TillProcessTest : public testing::Test {
 protected:
  TillProcessTest() {
    std::string name = (std::filesystem::temp_directory_path() / "till-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~TillProcessTest() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<TillProcess> till(const std::string& script, std::chrono::milliseconds answer = 3000ms) {
    std::ofstream{folder_ / "till.sh"} << kPrelude << script;
    TillProcessOptions options;
    options.command = "cd '" + folder_.string() + "' && exec sh till.sh";
    options.budgets = {.hello = answer, .answer = answer};
    options.end_time = 300ms;
    options.line_max = 200'000;
    return std::make_unique<TillProcess>(options);
  }
  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream{folder_ / name}.rdbuf();
    return text.str();
  }
  // Whether a program of this number stands and is no remains.
  static bool stands(const std::string& pid) {
    std::ifstream file{"/proc/" + std::to_string(std::atoi(pid.c_str())) + "/stat"};
    const std::string stat{std::istreambuf_iterator<char>{file}, {}};
    const std::size_t name = stat.rfind(')');
    return name != std::string::npos && stat.at(name + 2) != 'Z';
  }
  // The pid a script wrote; the process that it belongs to may still be writing it.
  std::string pid_in(const std::string& name) const {
    const auto until = Clock::now() + 3s;
    while (read(name).find('\n') == std::string::npos && Clock::now() < until) {
    }
    return read(name);
  }
  static bool goes(const std::string& pid) {
    const auto until = Clock::now() + 3s;
    while (stands(pid) && Clock::now() < until) {
    }
    return !stands(pid);
  }

  std::filesystem::path folder_;
};

constexpr const char* kGood = "while ask; do answer; done";

TEST_F(TillProcessTest, SpeaksWithAProgram) {
  const auto one = till(kGood);
  const auto hello = one->hello();
  ASSERT_TRUE(hello.reply.is_ok()) << hello.reply.message;
  EXPECT_EQ(hello.value.vendor, "v");
  EXPECT_TRUE(one->reset({}).is_ok());
  EXPECT_TRUE(one->tick({}).reply.is_ok());
  EXPECT_TRUE(one->observe({}).value.empty());
  one->bye();
  EXPECT_EQ(one->exit_status(), 0);
  EXPECT_THAT(one->take_noise(), testing::IsEmpty());
}

TEST_F(TillProcessTest, SaysThatACommandIsNotThereOrCannotRun) {
  TillProcess absent{{.command = "./no-such-till --fast"}};
  const TillReply reply = absent.hello().reply;
  EXPECT_EQ(reply.kind, TillReply::Kind::lost);
  EXPECT_THAT(reply.message, HasSubstr("exit status 127 (command not found)"));
  EXPECT_THAT(reply.message, HasSubstr("no-such-till"));
  std::ofstream{folder_ / "plain"} << "x";
  TillProcess plain{{.command = folder_ / "plain"}};
  EXPECT_THAT(plain.hello().reply.message, HasSubstr("exit status 126 (not executable)"));
  EXPECT_EQ(plain.exit_status(), 126);
}

TEST_F(TillProcessTest, TellsAnEarlyEndWithItsLastWords) {
  const auto one = till("echo one >&2; echo 'no database' >&2; exit 3");
  const TillReply reply = one->hello().reply;
  EXPECT_EQ(reply.kind, TillReply::Kind::lost);
  EXPECT_FALSE(reply.timed_out);
  EXPECT_THAT(reply.message, HasSubstr("ended with exit status 3 before it answered `hello`"));
  EXPECT_THAT(reply.message, HasSubstr("no database"));
  EXPECT_TRUE(one->died());
}

TEST_F(TillProcessTest, TellsASignal) {
  EXPECT_THAT(till("ask; kill -SEGV $$")->hello().reply.message, HasSubstr("was ended by signal 11"));
}

TEST_F(TillProcessTest, ShowsNoiseWithItsLineAndGoesOn) {
  const auto one = till("echo Listening on 8080; echo '{\"level\":\"info\"}'; while ask; do echo; answer; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  const auto noise = one->take_noise();
  ASSERT_EQ(noise.size(), 3U);
  EXPECT_EQ(noise[0], "standard output: line 1 is no answer: \"Listening on 8080\" (log to standard error)");
  EXPECT_THAT(noise[1], HasSubstr("line 2"));
  EXPECT_TRUE(one->take_noise().empty());
}

TEST_F(TillProcessTest, AnswersThatNeverComeEndAtTheBudget) {
  const auto one = till("while ask; do [ $message = hello ] && hello; done", 300ms);
  ASSERT_TRUE(one->hello().reply.is_ok());
  const auto begun = Clock::now();
  const TillReply reply = one->tick({}).reply;
  EXPECT_TRUE(reply.timed_out);
  EXPECT_THAT(reply.message, HasSubstr("no answer to `tick` within 0.3 s"));
  EXPECT_GE(Clock::now() - begun, 300ms);
  EXPECT_THAT(one->tick({}).reply.message, HasSubstr("the till is gone: no answer to `tick`"));
  EXPECT_TRUE(one->reset({}).timed_out) << "it was started anew, and does not answer reset either";
}

TEST_F(TillProcessTest, AWrongIdIsNoAnswer) {
  const auto one = till("ask; id=7; hello; ask");
  EXPECT_THAT(one->hello().reply.message, HasSubstr("`hello` is message 1, the answer says another id: {\"id\":7"));
}

TEST_F(TillProcessTest, TwoAnswersAreNoticedAtTheNextMessage) {
  const auto one = till("while ask; do answer; [ $message = tick ] && answer; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  EXPECT_TRUE(one->tick({}).reply.is_ok());
  // Whether the second one was there before the next message, or came after it.
  EXPECT_THAT(one->observe({}).reply.message, testing::AnyOf(HasSubstr("an answer"), HasSubstr("the answer says another id")));
}

TEST_F(TillProcessTest, DyingInTheMiddleOfALineIsTold) {
  const auto one = till("ask; hello; ask; printf '{\"id\":2,\"o'; exit 0");
  ASSERT_TRUE(one->hello().reply.is_ok());
  EXPECT_THAT(one->tick({}).reply.message, HasSubstr("ended with exit status 0 before it answered `tick`"));
  EXPECT_THAT(one->take_noise().at(0), HasSubstr("{\"id\":2,\"o"));
}

TEST_F(TillProcessTest, AFloodWithoutALinesEndIsRefusedAtTheLimit) {
  const auto one = till("ask; tr '\\0' x < /dev/zero");
  EXPECT_THAT(one->hello().reply.message, HasSubstr("line 1 is longer than 200000 bytes: xxxxx"));
}

TEST_F(TillProcessTest, AFloodOfLinesEndsAtTheBudget) {
  const auto one = till("ask; yes noise", 400ms);
  const auto begun = Clock::now();
  EXPECT_TRUE(one->hello().reply.timed_out);
  EXPECT_LT(Clock::now() - begun, 3s);
  const auto noise = one->take_noise();
  EXPECT_EQ(noise.size(), 21U);
  EXPECT_THAT(noise.back(), HasSubstr("lines more"));
}

TEST_F(TillProcessTest, AFloodOfAChildThatItLeftBehindEndsAtOnce) {
  const auto one = till("ask; yes noise & echo $! > grandchild; exit 0", 20'000ms);
  const auto begun = Clock::now();
  EXPECT_THAT(one->hello().reply.message, HasSubstr("ended with exit status 0 before it answered `hello`"));
  EXPECT_LT(Clock::now() - begun, 10s);
  EXPECT_TRUE(goes(pid_in("grandchild")));
}

TEST_F(TillProcessTest, AFloodOfManyLinesIsPassedOverInTime) {
  const auto one = till("ask; yes x | head -n 400000; hello", 20'000ms);
  const auto begun = Clock::now();
  EXPECT_TRUE(one->hello().reply.is_ok());
  EXPECT_LT(Clock::now() - begun, 15s);
  EXPECT_THAT(one->take_noise().back(), HasSubstr("and 399980 lines more"));
}

TEST_F(TillProcessTest, AFloodOnStandardErrorHoldsNobodyUp) {
  const auto one = till("ask; yes complaint | head -n 100000 >&2; hello; ask; exit 4");
  EXPECT_TRUE(one->hello().reply.is_ok());
  const TillReply reply = one->tick({}).reply;
  EXPECT_THAT(reply.message, HasSubstr("complaint | complaint"));
  EXPECT_LT(reply.message.size(), 1000U);
}

TEST_F(TillProcessTest, AProgramThatReadsNothingIsNotWaitedForLongerThanItsBudget) {
  const auto one = till("while ask; do answer; [ $message = reset ] && sleep 60; done", 400ms);
  ASSERT_TRUE(one->hello().reply.is_ok());
  TillReset large;
  large.authority = std::string(1'000'000, 'x');
  one->reset({});
  EXPECT_TRUE(one->reset(large).timed_out);
}

TEST_F(TillProcessTest, GrandchildrenGoWithACrash) {
  const auto one = till("sleep 300 & echo $! > grandchild; echo $$ > self; while ask; do answer; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  const std::string grandchild = pid_in("grandchild"), self = pid_in("self");
  ASSERT_TRUE(stands(grandchild));
  ASSERT_TRUE(stands(self));
  EXPECT_TRUE(one->crash().is_ok());
  EXPECT_TRUE(goes(grandchild));
  EXPECT_TRUE(goes(self));
}

TEST_F(TillProcessTest, GrandchildrenThatHearNoSignalGoWithTheTill) {
  auto one = till("(trap '' TERM HUP; exec sleep 300) & echo $! > grandchild; trap '' TERM; while ask; do answer; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  const std::string grandchild = pid_in("grandchild");
  ASSERT_TRUE(stands(grandchild));
  one.reset();
  EXPECT_TRUE(goes(grandchild));
}

TEST_F(TillProcessTest, AProgramThatEndsAndLeavesChildrenIsSeenAndCleanedUp) {
  const auto one = till("sleep 300 & echo $! > grandchild; while ask; do answer; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  const std::string grandchild = pid_in("grandchild");
  one->bye();
  EXPECT_TRUE(goes(grandchild));
  EXPECT_THAT(one->take_noise().at(0), HasSubstr("left 1 program of its own running"));
}

TEST_F(TillProcessTest, AProgramThatDoesNotEndAfterByeIsKilledAndThatIsTold) {
  const auto one = till("trap '' TERM; echo $$ > self; while IFS= read -r line; do id_of; ok '{}'; done; while :; do sleep 1; done");
  one->hello();
  const std::string self = pid_in("self");
  one->bye();
  EXPECT_THAT(one->take_noise().at(0), HasSubstr("still there 0.3 s after `bye`"));
  EXPECT_TRUE(goes(self));
}

TEST_F(TillProcessTest, ItsFolderOutlivesACrashAndGoesInTheEnd) {
  auto one = till("echo start >> \"$PARCOURS_TILL_STATE/starts\"; while ask; do echo $message >> heard; answer; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  const std::filesystem::path state = one->state_folder();
  EXPECT_TRUE(one->crash().is_ok());
  EXPECT_EQ(one->tick({}).reply.kind, TillReply::Kind::lost);
  EXPECT_TRUE(one->restart({}).is_ok());
  std::ostringstream starts;
  starts << std::ifstream{state / "starts"}.rdbuf();
  EXPECT_EQ(starts.str(), "start\nstart\n");
  EXPECT_EQ(read("heard"), "hello\nhello\nrestart\n");
  one.reset();
  EXPECT_FALSE(std::filesystem::exists(state));
}

TEST_F(TillProcessTest, AWrongAnswerKeepsTheProgram) {
  const auto one = till("while ask; do case $message in tick) ok '{}';; *) answer;; esac; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  EXPECT_THAT(one->tick({}).reply.message, HasSubstr("answer 2 to `tick`: next: expected an instant"));
  EXPECT_TRUE(one->observe({}).reply.is_ok());
}

TEST_F(TillProcessTest, AskedWhatItDoesNotKnowItSaysSo) {
  const auto one = till("while ask; do case $message in dance) printf '{\"id\":%s,\"unsupported\":{}}\\n' $id;; *) answer;; esac; done");
  ASSERT_TRUE(one->hello().reply.is_ok());
  EXPECT_EQ(one->ask_unknown("dance").kind, TillReply::Kind::unsupported);
}

}  // namespace
}  // namespace parcours
