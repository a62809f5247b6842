// Records of tills: another catalogue of rules, pictures of screens, the cashier at the counter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/diff.h"
#include "reports/formats.h"
#include "reports/picture.h"
#include "reports/record_json.h"
#include "reports/till_rules.h"
#include "reports/views.h"
#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

using testing::HasSubstr, testing::Not;

const std::string kPng("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);

class TillRecord : public testing::Test {
 protected:
  TillRecord() {
    CaseResult one = passed_case("immediate-qr/code-too-small", {"POS-11"});
    one.verdict = Verdict::fail;
    one.history = {{.seq = 0, .at = "24/06/2020 11:06:00.000", .from = "service", .to = "till", .kind = "answer", .label = "made"},
                   {.seq = 1, .at = "24/06/2020 11:06:01.000", .from = "alice", .to = "", .kind = "note", .label = "cannot scan <it>",
                    .details = {{"picture", picture_value(kPng)}}},
                   {.seq = 2, .at = "24/06/2020 11:06:02.000", .from = "cashier", .to = "till", .kind = "call", .label = "looks"}};
    record.target = {.kind = "till", .name = "ACME Caisse", .capabilities = {"qr"}};
    record.cases = {one};
    complete(record);
  }
  std::string html() const { return render(Format::html, record); }

  Record record;
};

TEST_F(TillRecord, HasTheRulesOfATillAndNoOther) {
  ASSERT_EQ(record.rules.size(), static_cast<std::size_t>(kTillRuleCount));
  EXPECT_EQ(record.rules.front().id, "POS-01");
  EXPECT_EQ(record.rules[10].verdict, Verdict::fail);
  EXPECT_EQ(record.summary.rules_not_covered, kTillRuleCount - 1);
}

TEST_F(TillRecord, ARecordOfAServiceKeepsTheRulesOfTheService) {
  record.target.kind = "reference";
  complete(record);
  EXPECT_EQ(record.rules.front().id, "ACC-01");
}

TEST_F(TillRecord, EveryFormatForPeopleSaysWhatTheRuleAsks) {
  const std::string sentence(till_rule(TillRuleId::pos_11).sentence);
  EXPECT_EQ(sentence_of("POS-11"), sentence);
  for (const Format format : {Format::junit, Format::html, Format::github, Format::ctrf})
    EXPECT_THAT(render(format, record), HasSubstr(sentence)) << to_string(format);
  EXPECT_THAT(html(), HasSubstr("<b>POS</b> The till"));
}

TEST_F(TillRecord, SurvivesBeingStoredAndCompared) {
  const Reported<Record> stored = record_from_json(to_json(record), "till");
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  EXPECT_EQ(stored.value(), record);
  Record good = record;
  good.cases.front().verdict = Verdict::pass;
  complete(good);
  EXPECT_TRUE(diff(good, record).is_worse());
  EXPECT_FALSE(diff(record, good).is_worse());
}

TEST_F(TillRecord, TheCashierStandsLeftOfTheTillAndTheServiceBetween) {
  EXPECT_THAT(html(), HasSubstr("between cashier, till, service, alice;"));
}

TEST_F(TillRecord, APictureIsShownInThePageAndNamedInTexts) {
  EXPECT_THAT(html(), HasSubstr("<img src=\"" + picture_value(kPng) + "\" alt=\"Screen: cannot scan &lt;it&gt;\">"));
  EXPECT_THAT(html(), HasSubstr("img-src data:;"));
  EXPECT_THAT(html(), HasSubstr("picture: (picture)"));
  for (const Format format : kFormats) {
    const bool holds = format == Format::json || format == Format::html;
    EXPECT_EQ(render(format, record).find("base64,") != std::string::npos, holds) << to_string(format);
  }
  EXPECT_THAT(render(Format::ndjson, record), HasSubstr("[\"picture\",\"(picture)\"]"));
}

TEST_F(TillRecord, WhatOnlyLooksLikeAPictureStaysText) {
  for (const std::string value : {"data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,iVBORw0KGgo\"><script>", "x",
                                  "data:image/png;base64,AAAA", "data:image/png;base64,iVBORw0KGgoA="}) {
    record.cases.front().history[1].details = {{"picture", value}};
    EXPECT_THAT(html(), Not(HasSubstr("<img"))) << value;
    EXPECT_THAT(html(), Not(HasSubstr("img-src"))) << value;
  }
}

TEST_F(TillRecord, APictureUnderAnotherNameStaysText) {
  EXPECT_TRUE(is_picture("picture", picture_value(kPng)));
  EXPECT_FALSE(is_picture("screen", picture_value(kPng)));
}

TEST(APictureAsText, IsPaddedBase64OfItsBytes) {
  EXPECT_EQ(picture_value("\x89PNG\r\n\x1a\n"), "data:image/png;base64,iVBORw0KGgo=");
  EXPECT_EQ(picture_value("\x89PNG\r\n\x1a\n\xff"), "data:image/png;base64,iVBORw0KGgr/");
  EXPECT_EQ(picture_value("\x89PNG\r\n\x1a\n\xff\xff"), "data:image/png;base64,iVBORw0KGgr//w==");
}

}  // namespace
}  // namespace parcours
