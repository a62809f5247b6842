// Plots for a page that works from disk: SVG without scripts, from whole numbers to whole tenths of a pixel, so that the
// same figures give the same bytes. A plot has a title and a description for who cannot see it, and a table that says
// the same. Its colours and text sizes are in plot.css. Knows nothing of where the numbers come from.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parcours {

struct PlotSeries {
  std::string name;
  int tone = 1;  // Colour, 1 to 8: plot.css
  std::vector<std::int64_t> values;
};

struct Plot {
  enum class Kind : std::uint8_t { lines, stacked, bars };  // stacked: areas on one another; bars: beside one another
  enum class Unit : std::uint8_t { count, cents, per_mille };

  std::string id;           // Unique in the page: "by-day"
  std::string title;        // "Operations by day"
  std::string description;  // What there is to see, in one or two sentences.
  Kind kind = Kind::lines;
  Unit unit = Unit::count;
  bool is_wide = true;      // Over the whole page; else half of it.
  std::vector<std::string> labels;                          // Of each position on the x axis.
  std::vector<std::pair<std::size_t, std::string>> ticks;   // Which of them are written, and how.
  std::vector<PlotSeries> series;                           // Each as long as labels.
  // The table under it: a label and a value of each series. Empty: every position.
  std::vector<std::pair<std::string, std::vector<std::int64_t>>> rows;
};

// The SVG alone. REQUIRES: at least one series; all as long as labels; no negative values.
std::string plot_svg(const Plot& plot);

// Heading, legend, SVG and the table in a <details>, as one <figure>.
std::string plot_figure(const Plot& plot);

// "12,345" · "€1,234.50" · "4.5%"
std::string plot_value(std::int64_t value, Plot::Unit unit);

// What an axis says: "12k", "€1.5M", "4.5%".
std::string plot_tick(std::int64_t value, Plot::Unit unit);

}  // namespace parcours
