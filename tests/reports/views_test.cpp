#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "reports/formats.h"
#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

Record many_failures(int count) {
  Record record;
  for (int i = 0; i < count; ++i) {
    CaseResult one = passed_case("case-" + std::to_string(1000 + i));
    one.verdict = i % 2 == 0 ? Verdict::fail : Verdict::warn;
    one.reason = std::string(5000, 'r');
    record.cases.push_back(one);
  }
  complete(record);
  return record;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

class JUnit : public ::testing::Test {
 protected:
  void load(const Record& record, const RenderOptions& options = {}) {
    ASSERT_TRUE(document_.load_string(render(Format::junit, record, options).c_str()));
    root_ = document_.child("testsuites");
  }

  pugi::xml_document document_;
  pugi::xml_node root_;
};

TEST_F(JUnit, TheRootHasNoSkippedAndEverySuiteHas) {
  load(sample_record());
  EXPECT_FALSE(root_.attribute("skipped"));
  for (const pugi::xml_node suite : root_.children("testsuite")) EXPECT_TRUE(suite.attribute("skipped"));
}

TEST_F(JUnit, EveryTestcaseHasAUniqueNameAClassAFileAndATime) {
  load(sample_record());
  std::set<std::string> names;
  for (const pugi::xpath_node& found : document_.select_nodes("//testcase")) {
    EXPECT_TRUE(names.insert(found.node().attribute("name").value()).second);
    for (const char* name : {"classname", "file", "time"})
      EXPECT_STRNE(found.node().attribute(name).value(), "") << name;
  }
  EXPECT_EQ(names.size(), sample_record().cases.size());
}

TEST_F(JUnit, TheReasonIsInTheMessageAndInTheBody) {
  load(sample_record());
  const pugi::xml_node failure = document_.select_node("//testcase[@name='tim/deadline[at]']/failure").node();
  EXPECT_NE(std::string(failure.attribute("message").value()).find("the deadline wins"), std::string::npos);
  EXPECT_NE(std::string(failure.text().get()).find("the deadline wins"), std::string::npos);
}

TEST_F(JUnit, CountsAgreeWithTheElements) {
  load(sample_record());
  EXPECT_EQ(root_.attribute("tests").as_int(), 8);
  EXPECT_EQ(root_.attribute("failures").as_uint(), document_.select_nodes("//failure").size());
  EXPECT_EQ(root_.attribute("errors").as_uint(), document_.select_nodes("//error").size());
}

TEST_F(JUnit, TimeIsTheWallTimeWhenItIsKnownElseTheVirtualOne) {
  const WallTimes wall = {{"guide/a-partial-payment", 12.0}};
  load(sample_record(), {.wall_times = &wall});
  const auto time = [&](const char* query) {
    return std::string(document_.select_node(query).node().attribute("time").value());
  };
  EXPECT_EQ(time("//testcase[@name='guide/a-partial-payment']"), "0.012");
  EXPECT_EQ(time("//testcase[@name='tim/deadline[at]']"), "907225.120");
}

TEST_F(JUnit, PropertiesNameRuleSeedAndVerdict) {
  load(sample_record());
  for (const char* name : {"rule", "seed", "verdict"}) {
    const std::string query =
        std::string("//testcase[@name='tim/deadline[at]']/properties/property[@name='") + name + "']";
    EXPECT_TRUE(document_.select_node(query.c_str())) << name;
  }
}

TEST_F(JUnit, AnEmptyRecordIsStillADocument) {
  Record record;
  complete(record);
  load(record);
  EXPECT_EQ(root_.attribute("tests").as_int(), 0);
}

TEST(Github, AtMostTenAnnotationsTheWorstFirstAndTheRestCounted) {
  const std::string text = render(Format::github, many_failures(25));
  EXPECT_EQ(count_of(text, "::error ") + count_of(text, "::warning "), 10U);
  EXPECT_EQ(count_of(text, "::warning "), 0U);
  EXPECT_NE(text.find("16 more findings"), std::string::npos);
}

TEST(Github, TenFindingsAreAllAnnotated) {
  const std::string text = render(Format::github, many_failures(10));
  EXPECT_EQ(count_of(text, "::error ") + count_of(text, "::warning "), 10U);
  EXPECT_EQ(text.find("more findings"), std::string::npos);
}

TEST(Markdown, StaysUnderOneMebibyteAndSaysWhatIsLeftOut) {
  const std::string text = render(Format::markdown, many_failures(2000));
  EXPECT_LT(text.size(), 1024U * 1024U);
  EXPECT_NE(text.find("more do not fit here"), std::string::npos);
}

TEST(Html, NothingIsLoadedFromElsewhereAndNoTextBecomesMarkup) {
  const std::string page = render(Format::html, sample_record());
  for (const char* part : {"http://", "https://", "src=\"", "url(", "@import", "<script>alert", "<img"}) {
    EXPECT_EQ(page.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(count_of(page, "<script>"), 1U);
  EXPECT_EQ(count_of(page, "</script>"), 1U);
}

TEST(Html, EveryRuleAndEveryCaseHasAnAnchorAndEveryLinkHasATarget) {
  const std::string page = render(Format::html, sample_record());
  for (const encaissement::Requirement& rule : encaissement::catalogue()) {
    EXPECT_EQ(count_of(page, "id=\"rule-" + std::string(rule.id) + "\""), 1U);
  }
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1)) {
    const std::string target = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_NE(page.find("id=\"" + target + "\""), std::string::npos) << target;
  }
}

TEST(Html, EveryElementThatOpensCloses) {
  const std::string page = render(Format::html, sample_record());
  for (const char* name : {"details", "div", "svg", "section", "table", "ul", "ol", "li", "a", "g", "span", "form"}) {
    const std::size_t opened =
        count_of(page, std::string("<") + name + ">") + count_of(page, std::string("<") + name + " ");
    EXPECT_EQ(opened, count_of(page, std::string("</") + name + ">")) << name;
  }
}

TEST(Ctrf, CountsAddUpAndStatusesAreKnown) {
  const auto report = nlohmann::json::parse(render(Format::ctrf, sample_record()));
  const auto& summary = report["results"]["summary"];
  int sum = 0;
  for (const char* status : {"passed", "failed", "skipped", "pending", "other"}) sum += summary[status].get<int>();
  EXPECT_EQ(sum, summary["tests"].get<int>());
  EXPECT_EQ(summary["failed"], 2);
}

TEST(Ndjson, EveryLineIsOneObjectWithAType) {
  std::istringstream lines(render(Format::ndjson, sample_record()));
  std::string last;
  for (std::string line; std::getline(lines, line);) {
    last = nlohmann::json::parse(line)["type"].get<std::string>();
  }
  EXPECT_EQ(last, "summary");
}

TEST(Console, AGoodRunSaysHowManyWarnedAndWereSkipped) {
  Record record;
  record.cases = {passed_case("a"), passed_case("b"), passed_case("c")};
  record.cases[1].verdict = Verdict::warn;
  record.cases[2].verdict = Verdict::not_testable;
  complete(record);
  const std::string text = render(Format::console, record);
  EXPECT_NE(text.find("Conforming: 2 cases verified, 1 with a warning, 1 not judged."), std::string::npos) << text;
}

TEST(Console, ColourOnlyRepeatsWhatTheWordsSay) {
  const std::string plain = render(Format::console, sample_record());
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  std::string coloured = render(Format::console, sample_record(), {.colour = true});
  for (std::size_t at; (at = coloured.find("\x1b[")) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) - at + 1);
  EXPECT_EQ(coloured, plain);
}

TEST(Console, ManyFindingsAreCountedNotPoured) {
  const std::string text = render(Format::console, many_failures(50));
  EXPECT_NE(text.find("30 findings more not shown here"), std::string::npos);
}

}  // namespace
}  // namespace parcours
