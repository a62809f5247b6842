// run --target, doctor and race as a person starts them, on a service that this process serves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/record_json.h"
#include "tests/cli/program.h"
#include "tests/sim/http_house.h"

namespace parcours {
namespace {

using cli::Ended;
using testing::HasSubstr;

class HttpCli : public testing::Test {
 protected:
  Ended run(std::vector<std::string> words) const { return place_.parcours(words); }
  // The record of a run, `target` and `repro` aside.
  std::string record_of(const std::vector<std::string>& words) const {
    std::vector<std::string> all{"run"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"--report", "json=record.json", "--quiet"});
    place_.parcours(all);
    const auto record = record_from_json(place_.read("record.json"), "record.json");
    if (!record) return "no record";
    Record bare = record.value();
    bare.target = {};
    for (CaseResult& one : bare.cases) one.repro.clear();
    return to_json(bare);
  }

  ServedHouse house_;
  cli::Workplace place_;
};

TEST_F(HttpCli, ARunOverHttpWritesTheRecordOfARunInProcess) {
  const std::string in_process = record_of({"guide"});
  EXPECT_EQ(record_of({"guide", "--target", house_.url()}), in_process);
  EXPECT_NE(in_process, "no record");
}

TEST_F(HttpCli, ADefectAskedForOverHttpGivesTheRecordOfTheBrokenService) {
  const std::vector<std::string> words{"PAY-05", "--defect", "pay-05-second-payment-answered"};
  std::vector<std::string> there = words;
  there.insert(there.end(), {"--target", house_.url()});
  EXPECT_EQ(record_of(there), record_of(words));
  EXPECT_EQ(run({"run", "PAY-05", "--defect", words.back(), "--target", house_.url()}).code, 1);
}

TEST_F(HttpCli, NobodyAtTheAddressIsCouldNotJudge) {
  const Ended ended = run({"run", "guide", "--target", "http://127.0.0.1:1"});
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("nobody answers at this address"));
}

TEST_F(HttpCli, AWordThatIsNoAddressIsWrongUsage) { EXPECT_EQ(run({"run", "guide", "--target", "localhost"}).code, 2); }

TEST_F(HttpCli, TheDoctorFindsASandboxInOrder) {
  const Ended ended = run({"doctor", "--target", house_.url()});
  EXPECT_EQ(ended.code, 0) << ended.out;
  EXPECT_THAT(ended.out, HasSubstr("seal of shop 10000001"));
}

TEST_F(HttpCli, TheDoctorNamesAKeyThatIsAnotherOne) {
  place_.write("target.json", R"({"control": false, "people": {"keys": [{"version": "1", "shop": "10000001", "key": "another"}]}})");
  const Ended ended = run({"doctor", "--target", house_.url(), "--target-config", "target.json"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.out, HasSubstr("wrong seal of shop 10000001: refused with 401"));
}

TEST_F(HttpCli, ClientsThatRaceOnTheReferenceAreInOrder) {
  const Ended ended = run({"race", "--target", house_.url(), "--clients", "3", "--operations", "5"});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("0 broken"));
}

}  // namespace
}  // namespace parcours
