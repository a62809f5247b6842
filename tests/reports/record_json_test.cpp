#include "reports/record_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

// The sample with `from` replaced by `to`, read back; the error's text, or "read".
std::string error_with(const std::string& from, const std::string& to) {
  std::string json = to_json(sample_record());
  const std::size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  json.replace(at, from.size(), to);
  const Reported<Record> read = record_from_json(json, "run.json");
  return read.ok() ? "read" : read.error().text();
}

TEST(RecordJson, ARecordReadsBackAsItWasWritten) {
  Record record = sample_record();
  for (CaseResult& one : record.cases) {
    if (one.verdict == Verdict::crash) one.reason = "control \x01 and quotes \" and é";
  }
  record.shard = Shard{.parts = {1, 3}, .count = 4, .suite = "0123"};
  const Reported<Record> read = record_from_json(to_json(record), "run.json");
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value(), record);
}

TEST(RecordJson, AnotherSchemaVersionIsRefusedByName) {
  EXPECT_EQ(
      error_with("parcours-record/1", "parcours-record/2"),
      "run.json: /schema: this program reads \"parcours-record/1\", the file is \"parcours-record/2\"; use the version "
      "that wrote it");
}

TEST(RecordJson, SomethingElseIsNotARecord) {
  for (const char* text : {"[]", "{}", "null", "{\"schema\": 1}"}) {
    const Reported<Record> read = record_from_json(text, "x");
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.error().text().find("this is not a record"), std::string::npos);
  }
}

TEST(RecordJson, BrokenJsonIsRefusedAtItsLineAndColumn) {
  const Reported<Record> read = record_from_json("{\n  \"schema\": ?\n}", "run.json");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().place, "run.json:2:13");
}

TEST(RecordJson, AnUnknownKeyIsRefusedWithASuggestion) {
  EXPECT_EQ(error_with("\"reason\"", "\"raeson\""), "run.json: /cases/0: \"reason\" is missing");
  EXPECT_EQ(error_with("\"seed\"", "\"sede\": 1, \"seed\""),
            "run.json: /: unknown key \"sede\"; did you mean \"seed\"?");
}

TEST(RecordJson, AKeyThereTwiceIsRefused) {
  EXPECT_EQ(error_with("\"seed\"", "\"seed\": \"1\", \"seed\""), "run.json: /: key \"seed\" is there twice");
}

TEST(RecordJson, AnUnknownVerdictIsRefusedAtItsPlace) {
  EXPECT_EQ(error_with("\"verdict\": \"not_testable\"", "\"verdict\": \"passed\""),
            "run.json: /cases/0/verdict: unknown verdict \"passed\"");
}

TEST(RecordJson, CountsThatDisagreeWithTheCasesAreRefused) {
  EXPECT_EQ(error_with("\"pass\":1", "\"pass\":7"),
            "run.json: /summary: the counts do not agree with the cases and rules");
}

TEST(RecordJson, ACaseThereTwiceIsRefused) {
  Record record = sample_record();
  record.cases.push_back(record.cases.front());
  complete(record);
  const Reported<Record> read = record_from_json(to_json(record), "run.json");
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().text().find("is there twice"), std::string::npos);
}

TEST(RecordJson, NumbersOutOfRangeAreRefused) {
  EXPECT_NE(error_with("\"line\": 31", "\"line\": -1").find("/line: expected 0 to"), std::string::npos);
  EXPECT_NE(error_with("\"line\": 31", "\"line\": 18446744073709551615").find("/line: expected 0 to"),
            std::string::npos);
  EXPECT_NE(error_with("\"line\": 31", "\"line\": 1.5").find("expected a whole number"), std::string::npos);
}

TEST(RecordJson, DeepNestingIsRefusedWithoutACrash) {
  const Reported<Record> read = record_from_json(std::string(100'000, '['), "deep.json");
  EXPECT_FALSE(read.ok());
}

// Cuts, changes and repeats bytes; what still reads must write and read back as itself.
TEST(RecordJson, DamagedTextIsRefusedOrReadsAsARecordNeverACrash) {
  std::mt19937 random(1);
  const std::string sound = to_json(sample_record());
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text = sound.substr(0, round % 3 == 0 ? random() % sound.size() : sound.size());
    for (int i = 0; i < 3 && !text.empty(); ++i) text[random() % text.size()] = static_cast<char>(random());
    const Reported<Record> read = record_from_json(text, "x");
    if (!read.ok())
      ++refused;
    else
      EXPECT_EQ(record_from_json(to_json(read.value()), "x").value(), read.value());
  }
  EXPECT_GT(refused, 1000);
}

TEST(RecordJson, ThePublishedSchemaNamesEveryKeyOfARecord) {
  const auto schema = nlohmann::json::parse(record_schema());
  Record whole = sample_record();
  whole.campaign = CampaignResult{.sometimes = {{"paid", "Somebody pays.", 1}}, .findings = {{"property/p", 1, 0}}};
  const auto record = nlohmann::json::parse(to_json(whole));
  const auto expect_same_keys = [](const nlohmann::json& properties, const nlohmann::json& value) {
    EXPECT_EQ(properties.size(), value.size());
    for (const auto& item : value.items()) EXPECT_TRUE(properties.contains(item.key())) << item.key();
  };
  expect_same_keys(schema["properties"], record);
  expect_same_keys(schema["properties"]["summary"]["properties"], record["summary"]);
  expect_same_keys(schema["properties"]["rules"]["items"]["properties"], record["rules"][0]);
  expect_same_keys(schema["$defs"]["case"]["properties"], record["cases"][0]);
  const auto& campaign = schema["$defs"]["campaign"]["properties"];
  expect_same_keys(campaign, record["campaign"]);
  for (const char* part : {"manifest", "totals"}) expect_same_keys(campaign[part]["properties"], record["campaign"][part]);
  for (const char* list : {"sometimes", "findings"})
    expect_same_keys(campaign[list]["items"]["properties"], record["campaign"][list][0]);
  expect_same_keys(schema["$defs"]["event"]["properties"], record["cases"][1]["history"][0]);
}

TEST(RecordJson, ThePublishedSchemaNamesEveryVerdict) {
  const auto schema = nlohmann::json::parse(record_schema());
  const auto& words = schema["$defs"]["verdict"]["enum"];
  ASSERT_EQ(words.size(), kVerdicts.size());
  for (std::size_t i = 0; i < kVerdicts.size(); ++i) EXPECT_EQ(words[i], std::string(to_string(kVerdicts[i])));
}

}  // namespace
}  // namespace parcours
