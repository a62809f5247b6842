// Each format, byte for byte, from one record. When a change of a report is meant:
//   PARCOURS_WRITE_GOLDEN=1 reports_test --gtest_filter='Golden*'
// writes the files anew; the difference is then looked at before it is committed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "reports/files.h"
#include "reports/formats.h"
#include "reports/record_json.h"
#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

std::string golden_path(const std::string& file) {
  return std::string(PARCOURS_SOURCE_DIR "/tests/reports/golden/") + file;
}

void expect_golden(const std::string& file, const std::string& text) {
  if (std::getenv("PARCOURS_WRITE_GOLDEN")) {
    const auto trouble = write_text_file(golden_path(file), text);
    ASSERT_FALSE(trouble) << trouble->text();
    return;
  }
  const Reported<std::string> golden = read_text_file(golden_path(file));
  ASSERT_TRUE(golden.ok()) << golden.error().text();
  EXPECT_TRUE(golden.value() == text) << file << " differs; see the head of this file";
}

TEST(Golden, JsonRecord) { expect_golden("record.json", render(Format::json, sample_record())); }
TEST(Golden, Console) { expect_golden("console.txt", render(Format::console, sample_record())); }
TEST(Golden, ConsoleInColour) {
  expect_golden("console_colour.txt", render(Format::console, sample_record(), {.colour = true}));
}
TEST(Golden, JUnit) { expect_golden("junit.xml", render(Format::junit, sample_record())); }
TEST(Golden, Html) { expect_golden("report.html", render(Format::html, sample_record())); }
TEST(Golden, Markdown) { expect_golden("summary.md", render(Format::markdown, sample_record())); }
TEST(Golden, Github) { expect_golden("github.txt", render(Format::github, sample_record())); }
TEST(Golden, Ctrf) { expect_golden("ctrf.json", render(Format::ctrf, sample_record())); }
TEST(Golden, Ndjson) { expect_golden("events.ndjson", render(Format::ndjson, sample_record())); }

TEST(Golden, EveryFormatRendersTheStoredRecordAsTheFreshOne) {
  const Reported<Record> stored = record_from_json(to_json(sample_record()), "sample");
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  const Reported<Record> again = record_from_json(to_json(stored.value()), "sample");
  for (const Format format : kFormats) EXPECT_EQ(render(format, stored.value()), render(format, again.value()));
}

}  // namespace
}  // namespace parcours
