// A certificate from key to verification, as a person makes one: signed only for a whole run with nothing wrong that nobody
// answers for, and refused after one changed byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

class Certified : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(here.bash("$parcours key new --out k.json && $parcours key show k.json > k.pub.json").code, 0);
  }
  // Of the profile `suite`, signed; the words of the till come first.
  Ended certify(std::vector<std::string> words, const std::string& suite = "partial", const std::string& file = "c.json") {
    words.insert(words.begin(), "certify");
    for (const std::string& word : {std::string{"--suite"}, suite, std::string{"--report"}, std::string{"json=record.json"},
                                    std::string{"--as-found"}, std::string{"--certificate"}, file})
      words.push_back(word);
    return here.parcours(words);
  }
  Ended verify(std::vector<std::string> words) {
    words.insert(words.begin(), {"certificate", "verify", "c.json"});
    return here.parcours(words);
  }
  void is_refused(const Ended& ended, const std::string& why, int code = 1) {
    EXPECT_EQ(ended.code, code) << ended.out << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(why));
    EXPECT_FALSE(here.has("c.json"));
  }
  // An entry for each case that failed, as the console named it.
  static std::string baseline_of(const std::string& out, const std::string& last_day) {
    std::string entries;
    std::istringstream lines{out};
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("fail    ") || line.find("  ", 8) == std::string::npos) continue;
      entries += "- case: " + line.substr(8, line.find("  ", 8) - 8) + "\n  rule: POS-13\n  reason: the delay is counted wrongly\n";
      entries += "  owner: Zoé Martin\n  expires: " + last_day + '\n';
    }
    return entries;
  }
  Workplace here;
};

TEST_F(Certified, AKeyIsItsOwnersAloneAndNeverOverwritten) {
  EXPECT_EQ(here.bash("stat -c %a k.json").out, "600\n");
  const std::string before = here.read("k.json");
  const Ended again = here.parcours({"key", "new", "--out", "k.json"});
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, HasSubstr("never overwritten"));
  EXPECT_EQ(here.read("k.json"), before);
  EXPECT_EQ(here.read("k.pub.json").find("secret\""), std::string::npos);
}

TEST_F(Certified, AConformingTillGetsOneWithItsPageAndItsBadge) {
  const Ended made = certify({"--till", "conforming", "--key", "k.json"});
  ASSERT_EQ(made.code, 0) << made.out << made.err;
  EXPECT_THAT(here.read("c.html"), HasSubstr("<html"));
  EXPECT_THAT(here.read("c.svg"), HasSubstr("<svg"));
  EXPECT_EQ(verify({}).code, 3) << "nobody said whose key is trusted";
  const Ended trusted = verify({"--trust", "k.pub.json", "--record", "record.json"});
  EXPECT_EQ(trusted.code, 0) << trusted.err;
  EXPECT_THAT(trusted.out, HasSubstr("c.json: good: unchanged, in force, signed with trusted key"));
  here.write("record.json", replaced("Caisse", "Kasse", here.read("record.json")));
  EXPECT_EQ(verify({"--trust", "k.pub.json", "--record", "record.json"}).code, 1) << "another record";
}

TEST_F(Certified, AChangedByteIsNoticedWhereverItIs) {
  ASSERT_EQ(certify({"--till", "conforming", "--key", "k.json"}, "core").code, 0);
  const std::string whole = here.read("c.json");
  for (const std::size_t at : {std::size_t{1}, whole.find("conforming"), whole.find("\"seed\"") + 2, whole.size() / 2, whole.size() - 2}) {
    std::string changed = whole;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    here.write("c.json", changed);
    EXPECT_EQ(verify({"--trust", "k.pub.json"}).code, 1) << "byte " << at;
  }
  here.write("c.json", whole + '\n');
  EXPECT_EQ(verify({"--trust", "k.pub.json"}).code, 1) << "a line more";
}

TEST_F(Certified, RunAgainItIsTheSameAndAtAnotherTillAnother) {
  ASSERT_EQ(certify({"--till", "conforming", "--key", "k.json"}).code, 0);
  const Ended same = verify({"--trust", "k.pub.json", "--rerun", "--till", "conforming"});
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_THAT(same.out, HasSubstr("run again, it is the same, byte for byte"));
  const Ended other = verify({"--trust", "k.pub.json", "--rerun", "--till", "prints-no-remainder"});
  EXPECT_EQ(other.code, 1) << other.err;
  EXPECT_THAT(other.err, HasSubstr("certified pass, found fail"));
  EXPECT_THAT(other.err, HasSubstr("run again, it is another"));
}

TEST_F(Certified, ThereIsNoneForAPartOfARunABrokenTillOrWithoutAKey) {
  is_refused(certify({"--till", "conforming", "--key", "k.json", "partial/guide"}), "cases were picked or left out");
  is_refused(certify({"--till", "conforming", "--key", "k.json", "--drawn", "0"}), "cases were picked or left out");
  is_refused(certify({"--till", "prints-no-remainder", "--key", "k.json"}), "partial/guide: fail: POS-10");
  is_refused(certify({"--till", "conforming"}), "parcours key new", 2);
  is_refused(certify({"--till", "conforming", "--key", "k.pub.json"}), "is a public key", 2);
}

TEST_F(Certified, AWaiverLetsAKnownFailurePassUntilItsLastDayAndIsNamed) {
  const std::vector<std::string> till{"--till", "counts-the-delay-from-sending", "--key", "k.json", "--baseline", "known.yaml"};
  here.write("known.yaml", "[]\n");
  const Ended first = certify(till);
  is_refused(first, "partial/days-later: fail: POS-13");
  here.write("known.yaml", baseline_of(first.out, "2020-01-31"));
  is_refused(certify(till), "expired");
  here.write("known.yaml", baseline_of(first.out, "2999-12-31"));
  const Ended made = certify(till);
  ASSERT_EQ(made.code, 0) << made.out << made.err;
  const Ended shown = verify({"--trust", "k.pub.json"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("partial/days-later POS-13 until 2999-12-31 by Zoé Martin: the delay is counted wrongly\n"));
  EXPECT_THAT(here.read("c.html"), HasSubstr("Zoé Martin"));
}

}  // namespace
}  // namespace parcours::cli
