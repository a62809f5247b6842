// What is done with records once they exist: options, shards, comparison, the baseline, the progress line.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "reports/baseline.h"
#include "reports/diff.h"
#include "reports/files.h"
#include "reports/formats.h"
#include "reports/merge.h"
#include "reports/progress.h"
#include "reports/record_json.h"
#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

TEST(ReportOption, NamesFormatsAndFiles) {
  const auto requests = parse_report_option("junit=out.xml,html=a=b.html,github");
  ASSERT_TRUE(requests.ok());
  EXPECT_EQ(requests.value(), (std::vector<ReportRequest>{
                                  {Format::junit, "out.xml"}, {Format::html, "a=b.html"}, {Format::github, "-"}}));
}

TEST(ReportOption, AnUnknownFormatIsRefusedWithASuggestion) {
  const auto requests = parse_report_option("junti=out.xml");
  ASSERT_FALSE(requests.ok());
  EXPECT_NE(requests.error().text().find("did you mean \"junit\"?"), std::string::npos);
}

TEST(ReportOption, EmptyPathsAndSharedFilesAreRefused) {
  EXPECT_FALSE(parse_report_option("junit=").ok());
  EXPECT_FALSE(parse_report_option("").ok());
  EXPECT_FALSE(parse_report_option("junit=a,").ok());
  EXPECT_FALSE(parse_report_option("junit=a,html=a").ok());
  EXPECT_FALSE(parse_report_option("console,github").ok());
}

class Merge : public ::testing::Test {
 protected:
  // The sample dealt out to `count` shards, one case after the other.
  static std::vector<Record> shards(int count) {
    std::vector<Record> out(static_cast<std::size_t>(count), sample_record());
    const std::vector<CaseResult> cases = sample_record().cases;
    for (std::size_t part = 0; part < out.size(); ++part) {
      out[part].shard = Shard{.parts = {static_cast<int>(part) + 1}, .count = count, .suite = "digest"};
      out[part].cases.clear();
      for (std::size_t i = part; i < cases.size(); i += out.size()) out[part].cases.push_back(cases[i]);
      complete(out[part]);
    }
    return out;
  }

  static std::string error_of(const std::vector<Record>& records) {
    const auto merged = merge_all(records);
    return merged.ok() ? "merged" : merged.error().message;
  }
};

TEST_F(Merge, AllShardsGiveTheBytesOfTheWholeRunInAnyOrder) {
  std::vector<Record> parts = shards(3);
  do {
    const auto merged = merge_all(parts);
    ASSERT_TRUE(merged.ok()) << merged.error().text();
    EXPECT_EQ(to_json(merged.value()), to_json(sample_record()));
  } while (std::next_permutation(parts.begin(), parts.end(), [](const Record& left, const Record& right) {
    return left.shard->parts < right.shard->parts;
  }));
}

TEST_F(Merge, MergingInSeveralStepsGivesTheSame) {
  const std::vector<Record> parts = shards(3);
  const auto some = merge_some(std::vector{parts[2], parts[0]});
  ASSERT_TRUE(some.ok());
  EXPECT_EQ(some.value().shard->parts, (std::vector<int>{1, 3}));
  const auto stored = record_from_json(to_json(some.value()), "some.json");
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  EXPECT_EQ(merge_all(std::vector{stored.value(), parts[1]}).value(), merge_all(parts).value());
}

TEST_F(Merge, AMissingShardIsNamed) {
  std::vector<Record> parts = shards(4);
  parts.erase(parts.begin() + 1);
  parts.pop_back();
  EXPECT_EQ(error_of(parts), "2 shards of 4 missing: 2, 4");
}

TEST_F(Merge, ARepeatedShardIsRefused) {
  std::vector<Record> parts = shards(2);
  parts.push_back(parts[0]);
  EXPECT_EQ(error_of(parts), "shard 1/2 is there twice: shard 1/2 and shard 1/2");
  const std::vector<std::string> files{"a.json", "b.json", "again.json"};
  EXPECT_EQ(merge_all(parts, files).error().message,
            "shard 1/2 is there twice: a.json (shard 1/2) and again.json (shard 1/2)");
}

TEST_F(Merge, AForeignShardIsRefusedWithWhatDiffers) {
  const auto with = [](auto change) {
    std::vector<Record> parts = shards(2);
    change(parts[1]);
    return error_of(parts);
  };
  EXPECT_NE(with([](Record& r) { r.shard->suite = "other"; }).find("the suite differs"), std::string::npos);
  EXPECT_NE(with([](Record& r) { r.seed = "43"; }).find("the seed differs"), std::string::npos);
  EXPECT_NE(with([](Record& r) { r.policies[0].second = "180"; }).find("the policies differs"), std::string::npos);
  EXPECT_NE(with([](Record& r) { r.target.name = "http"; }).find("the target differs"), std::string::npos);
  EXPECT_NE(with([](Record& r) { r.shard->count = 3; }).find("the number of shards differs"), std::string::npos);
}

TEST_F(Merge, AWholeRunIsNoShardOfAnotherAndNothingIsNoRun) {
  EXPECT_NE(error_of({sample_record(), sample_record()}).find("not a shard"), std::string::npos);
  EXPECT_NE(error_of({shards(2)[0], sample_record()}).find("not a shard"), std::string::npos);
  EXPECT_EQ(error_of({}), "no record to merge");
}

TEST_F(Merge, ACaseInTwoShardsIsRefused) {
  std::vector<Record> parts = shards(2);
  parts[1].cases.push_back(parts[0].cases[0]);
  EXPECT_NE(error_of(parts).find("is in two shards"), std::string::npos);
}

class Diff : public ::testing::Test {
 protected:
  static Record with(const std::string& id, Verdict verdict) {
    Record record;
    record.cases = {passed_case(id), passed_case("other")};
    record.cases[0].verdict = verdict;
    complete(record);
    return record;
  }

  static ExitCode code(const Record& before, const Record& after) { return exit_code(diff(before, after)); }
};

TEST_F(Diff, TheSameRecordHasNoDifference) {
  const RecordDiff same = diff(sample_record(), sample_record());
  EXPECT_TRUE(same.cases.empty() && same.rules.empty() && same.settings.empty());
  EXPECT_EQ(to_text(same), "No verdict changed.\n");
}

TEST_F(Diff, AWorseVerdictIsNonconformingABetterOneIsNot) {
  EXPECT_EQ(code(with("a", Verdict::pass), with("a", Verdict::fail)), ExitCode::nonconforming);
  EXPECT_EQ(code(with("a", Verdict::fail), with("a", Verdict::pass)), ExitCode::conforming);
}

TEST_F(Diff, ACaseThatIsGoneIsWorseANewOneThatPassesIsNot) {
  Record fewer = with("a", Verdict::pass);
  fewer.cases.pop_back();
  complete(fewer);
  EXPECT_EQ(code(with("a", Verdict::pass), fewer), ExitCode::nonconforming);
  EXPECT_EQ(code(fewer, with("a", Verdict::pass)), ExitCode::conforming);
}

TEST_F(Diff, SettingsThatChangedAreNamed) {
  Record after = sample_record();
  after.seed = "43";
  after.policies[1].second = "exclusive";
  EXPECT_EQ(to_text(diff(sample_record(), after)),
            "differs in seed: 42 -> 43\ndiffers in limit_day: inclusive -> exclusive\nNo verdict changed.\n");
}

class BaselineFile : public ::testing::Test {
 protected:
  static constexpr encaissement::Day kToday{std::chrono::local_days(std::chrono::year(2026) / 3 / 31)};

  static std::string entry(const std::string& id, const std::string& expires = "2026-03-31") {
    return "- case: " + id + "\n  reason: rounds up\n  owner: Zoé\n  expires: " + expires + "\n";
  }

  static Record applied(const std::string& yaml, Verdict verdict = Verdict::fail) {
    Record record;
    record.cases = {passed_case("a")};
    record.cases[0].verdict = verdict;
    const auto baseline = parse_baseline(yaml, "folder/baseline.yaml");
    EXPECT_TRUE(baseline.ok()) << baseline.error().text();
    apply_baseline(record, baseline.value(), kToday, {"a", "not-selected"});
    return record;
  }

  static std::string error_of(const std::string& yaml) {
    const auto baseline = parse_baseline(yaml, "b.yaml");
    return baseline.ok() ? "read" : baseline.error().text();
  }
};

TEST_F(BaselineFile, AKnownFailureIsExpectedAndConforms) {
  const Record record = applied(entry("a"));
  EXPECT_EQ(record.cases[0].verdict, Verdict::xfail);
  EXPECT_EQ(exit_code(record), ExitCode::conforming);
  EXPECT_NE(record.cases[0].reason.find("owner Zoé, until 2026-03-31"), std::string::npos);
}

TEST_F(BaselineFile, AnUnexpectedPassDoesNotConform) {
  const Record record = applied(entry("a"), Verdict::pass);
  EXPECT_EQ(record.cases[0].verdict, Verdict::xpass);
  EXPECT_EQ(exit_code(record), ExitCode::nonconforming);
}

TEST_F(BaselineFile, ACrashIsNeverExcused) {
  EXPECT_EQ(applied(entry("a"), Verdict::crash).cases[0].verdict, Verdict::crash);
}

TEST_F(BaselineFile, TheEntryHoldsOnItsLastDayAndIsStaleTheDayAfter) {
  EXPECT_TRUE(applied(entry("a", "2026-03-31")).stale_baseline.empty());
  const Record late = applied(entry("a", "2026-03-30"));
  ASSERT_EQ(late.stale_baseline.size(), 1U);
  EXPECT_EQ(late.stale_baseline[0], "baseline.yaml:1:3: a (owner Zoé): the entry expired on 2026-03-30");
  EXPECT_EQ(late.cases[0].verdict, Verdict::fail);
  EXPECT_EQ(exit_code(late), ExitCode::nonconforming);
}

TEST_F(BaselineFile, AnEntryForACaseThatDoesNotExistIsStale) {
  const Record record = applied(entry("gone"), Verdict::pass);
  ASSERT_EQ(record.stale_baseline.size(), 1U);
  EXPECT_EQ(exit_code(record), ExitCode::nonconforming);
}

TEST_F(BaselineFile, AnEntryForACaseThatDidNotRunIsNotStale) {
  EXPECT_TRUE(applied(entry("not-selected"), Verdict::pass).stale_baseline.empty());
}

TEST_F(BaselineFile, AnEntryForARuleTheCaseDoesNotProveIsStale) {
  EXPECT_EQ(applied(entry("a") + "  rule: TIM-01\n").cases[0].verdict, Verdict::xfail);
  EXPECT_EQ(applied(entry("a") + "  rule: TIM-02\n").stale_baseline.size(), 1U);
}

TEST_F(BaselineFile, WhatIsStaleComesInTheOrderThatAMergeGivesIt) {
  Record record = applied(entry("w") + entry("x") + entry("y") + entry("z"));
  ASSERT_EQ(record.stale_baseline.size(), 4U);
  EXPECT_EQ(record.stale_baseline[0].find("baseline.yaml:1:"), std::string::npos);  // Not the order of the file.
  record.shard = Shard{.parts = {1}, .count = 2, .suite = "digest"};
  EXPECT_EQ(merge_some(std::vector{record}).value(), record);
}

TEST_F(BaselineFile, MistakesAreRefusedAtTheirPlace) {
  EXPECT_EQ(
      error_of("- case: a\n  resaon: x\n"),
      "b.yaml:2:3: unknown key \"resaon\", did you mean \"reason\"?; keys are case, rule, reason, owner, expires");
  EXPECT_EQ(error_of("- case: a\n  case: b\n"), "b.yaml:2:3: \"case\" is there twice");
  EXPECT_EQ(error_of("- case: a\n  reason: x\n"), "b.yaml:1:3: \"owner\" is missing");
  EXPECT_EQ(error_of(entry("a", "2026-02-30")), "b.yaml:4:12: expected a day as 2026-03-31, found \"2026-02-30\"");
  EXPECT_EQ(error_of(entry("a") + "  rule: TIM-99\n"), "b.yaml:5:9: no rule \"TIM-99\" in the catalogue");
  EXPECT_EQ(error_of(entry("a") + entry("a")), "b.yaml:5:3: case \"a\" is already at b.yaml:1:3");
  EXPECT_EQ(error_of("case: a\n"), "b.yaml:1:1: expected a list of entries, each starting with \"- case:\"");
}

TEST_F(BaselineFile, BrokenBinaryAndDeepTextIsRefusedWithoutACrash) {
  EXPECT_NE(error_of("- [\n"), "read");
  EXPECT_NE(error_of(std::string("\x00\x01\xff\xfe", 4)), "read");
  EXPECT_NE(error_of(std::string(10'000, '[')), "read");
}

TEST_F(BaselineFile, DamagedTextIsRefusedOrReadNeverACrash) {
  std::mt19937 random(1);
  const std::string sound = entry("a") + entry("b") + "  rule: TIM-01\n";
  for (int round = 0; round < 3000; ++round) {
    std::string text = sound;
    for (int i = 0; i < 4; ++i) text[random() % text.size()] = static_cast<char>(random());
    const auto read = parse_baseline(text, "b.yaml");
    const std::string place = read.ok() ? "b.yaml" : read.error().place.substr(0, 6);
    EXPECT_EQ(place, "b.yaml");
  }
}

TEST_F(BaselineFile, AnEmptyFileExcusesNothing) { EXPECT_EQ(error_of(""), "read"); }

class Progress : public ::testing::Test {
 protected:
  ProgressLine line(std::size_t total, ConsoleStyle style) {
    return ProgressLine(total, style, [this](std::string_view text) { written_ += text; });
  }

  std::string written_;
};

TEST_F(Progress, IsSilentWithoutATerminalButForProblems) {
  ProgressLine progress = line(2, {});
  progress.finished(passed_case("a"), std::chrono::milliseconds(0));
  EXPECT_EQ(written_, "");
  CaseResult bad = passed_case("b");
  bad.verdict = Verdict::fail;
  progress.finished(bad, std::chrono::milliseconds(1));
  progress.close();
  EXPECT_EQ(written_, "fail    b\n");
}

TEST_F(Progress, RedrawsOneLineAndLeavesItClean) {
  ProgressLine progress = line(2, {.moving = true});
  progress.finished(passed_case("a"), std::chrono::milliseconds(0));
  EXPECT_NE(written_.find(" 1/2  a"), std::string::npos);
  progress.close();
  EXPECT_TRUE(written_.ends_with("\r\x1b[2K"));
}

TEST_F(Progress, DrawsAtMostEveryFiftyMilliseconds) {
  ProgressLine progress = line(1000, {.moving = true});
  for (int i = 0; i < 500; ++i) progress.finished(passed_case("a"), std::chrono::milliseconds(i / 10));
  EXPECT_EQ(std::count(written_.begin(), written_.end(), '\r'), 1);
}

TEST(ConsoleStyles, FollowTerminalNoColorAndCi) {
  EXPECT_TRUE(console_style(true, nullptr, nullptr, "xterm").moving);
  EXPECT_TRUE(console_style(true, "", nullptr, "xterm").colour);
  EXPECT_FALSE(console_style(true, "1", nullptr, "xterm").colour);
  EXPECT_FALSE(console_style(true, nullptr, "true", "xterm").moving);
  EXPECT_FALSE(console_style(true, nullptr, nullptr, "dumb").colour);
  EXPECT_FALSE(console_style(false, nullptr, nullptr, "xterm").colour);
}

TEST(Files, AMissingFileAFolderAndAnUnwritablePlaceAreNamed) {
  EXPECT_EQ(read_text_file("no-such.json").error().text(), "no-such.json: there is no such file");
  EXPECT_EQ(read_text_file(".").error().text(), ".: expected a file, found something else");
  EXPECT_EQ(write_text_file("no-such-folder/x.xml", "x")->text(),
            "no-such-folder/x.xml: cannot be written; does its folder exist?");
}

}  // namespace
}  // namespace parcours
