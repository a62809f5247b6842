// The plots, byte for byte, and what they must not do to a page. Regenerated as golden_test.cpp says.
#include "reports/html/plot.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "reports/files.h"

namespace parcours {
namespace {

Plot sample(Plot::Kind kind) {
  return {.id = "sample", .title = "Catches & misses", .description = "What was caught on <each> day.", .kind = kind,
          .unit = Plot::Unit::count, .is_wide = kind != Plot::Kind::bars, .labels = {"Mon", "Tue", "Wed", "Thu"},
          .ticks = {{0, "Mon"}, {3, "Thu"}},
          .series = {{"Caught", 2, {1200, 0, 3000, 2750}}, {"Missed", 4, {10, 400, 0, 250}}}, .rows = {}};
}

void expect_golden(const std::string& file, const std::string& text) {
  const std::string path = std::string{PARCOURS_SOURCE_DIR "/tests/reports/golden/"} + file;
  if (std::getenv("PARCOURS_WRITE_GOLDEN") != nullptr) {
    ASSERT_FALSE(write_text_file(path, text));
    return;
  }
  const Reported<std::string> golden = read_text_file(path);
  ASSERT_TRUE(golden.ok()) << golden.error().text();
  EXPECT_TRUE(golden.value() == text) << file << " differs";
}

TEST(GoldenPlot, Lines) { expect_golden("plot_lines.html", plot_figure(sample(Plot::Kind::lines))); }
TEST(GoldenPlot, Stacked) { expect_golden("plot_stacked.html", plot_figure(sample(Plot::Kind::stacked))); }
TEST(GoldenPlot, Bars) { expect_golden("plot_bars.html", plot_figure(sample(Plot::Kind::bars))); }

TEST(Plot, SaysItInWordsAndInATable) {
  const std::string figure = plot_figure(sample(Plot::Kind::lines));
  EXPECT_NE(figure.find("<title id=\"sample-t\">Catches &amp; misses</title>"), std::string::npos);
  EXPECT_NE(figure.find("<desc id=\"sample-d\">What was caught on &lt;each&gt; day.</desc>"), std::string::npos);
  EXPECT_NE(figure.find("<th scope=\"row\">Wed</th><td>3,000</td><td>0</td>"), std::string::npos);
  EXPECT_EQ(figure.find("<script"), std::string::npos);
}

TEST(Plot, OneDayOfNothingIsDrawn) {
  Plot plot = sample(Plot::Kind::stacked);
  plot.labels = {"Mon"};
  plot.ticks = {};
  plot.series = {{"Caught", 2, {0}}};
  EXPECT_NE(plot_svg(plot).find("class=\"area t2\""), std::string::npos);
}

TEST(Plot, ValuesReadAsPeopleWriteThem) {
  EXPECT_EQ(plot_value(1'234'567, Plot::Unit::count), "1,234,567");
  EXPECT_EQ(plot_value(123'456'789, Plot::Unit::cents), "€1,234,567.89");
  EXPECT_EQ(plot_value(45, Plot::Unit::per_mille), "4.5%");
  EXPECT_EQ(plot_tick(12'500, Plot::Unit::count), "12.5k");
  EXPECT_EQ(plot_tick(600'000'000, Plot::Unit::cents), "€6M");
  EXPECT_EQ(plot_tick(1'670'000'000, Plot::Unit::count), "1.67bn");
  EXPECT_EQ(plot_tick(50, Plot::Unit::per_mille), "5%");
}

}  // namespace
}  // namespace parcours
