#include "reports/html/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <numeric>

#include "reports/text.h"

namespace parcours {
namespace {

// Tenths of a pixel.
constexpr std::int64_t kWide = 11000, kNarrow = 5300, kHeight = 2600;
constexpr std::int64_t kLeft = 560, kRight = 60, kTop = 100, kBottom = 300;
constexpr std::int64_t kPlotHeight = kHeight - kTop - kBottom;
constexpr int kTicksMost = 5;

std::int64_t width_of(const Plot& plot) { return plot.is_wide ? kWide : kNarrow; }
std::int64_t plot_width(const Plot& plot) { return width_of(plot) - kLeft - kRight; }

std::string tenths(std::int64_t value) { return fmt::format("{}.{}", value / 10, value % 10); }

std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

// "1.5M", "12k", "1.25k", "950".
std::string compact(std::int64_t value) {
  constexpr std::pair<std::int64_t, std::string_view> kScales[] = {{1'000'000'000, "bn"}, {1'000'000, "M"}, {1000, "k"}};
  for (const auto& [scale, letter] : kScales) {
    if (value < scale) continue;
    const std::int64_t hundredths = value / (scale / 100);
    std::string text = fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text.append(letter);
  }
  return std::to_string(value);
}

// The scale of the y axis: steps of 1, 2 or 5 times a power of ten, up to a top that no value passes.
struct Scale {
  std::int64_t step = 1, top = 1;
  std::int64_t y(std::int64_t value) const {
    __extension__ using Wide = __int128;
    return kTop + kPlotHeight - static_cast<std::int64_t>(Wide{value} * kPlotHeight / top);
  }
};

Scale scale_for(std::int64_t most, Plot::Unit unit) {
  std::int64_t step = unit == Plot::Unit::cents ? 100 : 1;
  for (int i = 0; step * kTicksMost < most; ++i) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  const std::int64_t steps = std::max<std::int64_t>((most + step - 1) / step, 1);
  return {step, steps * step};
}

std::int64_t highest(const Plot& plot) {
  std::int64_t most = 0;
  for (std::size_t i = 0; i < plot.labels.size(); ++i) {
    std::int64_t here = 0;
    for (const PlotSeries& one : plot.series) {
      assert(one.values.size() == plot.labels.size() && one.values[i] >= 0);
      here = plot.kind == Plot::Kind::stacked ? here + one.values[i] : std::max(here, one.values[i]);
    }
    most = std::max(most, here);
  }
  return most;
}

// Bars stand in slots; lines go from edge to edge.
std::int64_t x_of(const Plot& plot, std::size_t at) {
  const auto count = static_cast<std::int64_t>(plot.labels.size()), i = static_cast<std::int64_t>(at);
  if (plot.kind == Plot::Kind::bars) return kLeft + (2 * i + 1) * plot_width(plot) / (2 * count);
  return count == 1 ? kLeft + plot_width(plot) / 2 : kLeft + i * plot_width(plot) / (count - 1);
}

std::string axes(const Plot& plot, const Scale& scale) {
  std::string out;
  for (std::int64_t value = 0; value <= scale.top; value += scale.step) {
    const std::string y = tenths(scale.y(value));
    out += fmt::format("<path class=\"grid{}\" d=\"M{} {}H{}\"/><text class=\"y\" x=\"{}\" y=\"{}\">{}</text>\n",
                       value == 0 ? " base" : "", tenths(kLeft), y, tenths(width_of(plot) - kRight), tenths(kLeft - 80),
                       tenths(scale.y(value) + 40), plot_tick(value, plot.unit));
  }
  for (const auto& [at, text] : plot.ticks) {
    const std::string x = tenths(x_of(plot, at));
    if (plot.kind != Plot::Kind::bars)
      out += fmt::format("<path class=\"tick\" d=\"M{} {}v5\"/>", x, tenths(kTop + kPlotHeight));
    out += fmt::format("<text class=\"x\" x=\"{}\" y=\"{}\">{}</text>\n", x, tenths(kHeight - 110), escape_html(text));
  }
  return out;
}

std::string points(const Plot& plot, const Scale& scale, const std::vector<std::int64_t>& values, bool backwards) {
  std::string out;
  for (std::size_t n = 0; n < values.size(); ++n) {
    const std::size_t i = backwards ? values.size() - 1 - n : n;
    out += fmt::format("{}{} {}", n == 0 && !backwards ? "M" : "L", tenths(x_of(plot, i)), tenths(scale.y(values[i])));
  }
  return out;
}

std::string lines(const Plot& plot, const Scale& scale) {
  std::string out;
  for (const PlotSeries& one : plot.series) {
    out += fmt::format("<path class=\"line t{}\" d=\"{}\"><title>{}</title></path>\n", one.tone,
                       points(plot, scale, one.values, false), escape_html(one.name));
  }
  return out;
}

std::string areas(const Plot& plot, const Scale& scale) {
  std::string out;
  std::vector<std::int64_t> below(plot.labels.size());
  for (const PlotSeries& one : plot.series) {
    std::vector<std::int64_t> top(below.size());
    for (std::size_t i = 0; i < top.size(); ++i) top[i] = below[i] + one.values[i];
    out += fmt::format("<path class=\"area t{}\" d=\"{}{}Z\"><title>{}</title></path>\n", one.tone,
                       points(plot, scale, top, false), points(plot, scale, below, true), escape_html(one.name));
    below = std::move(top);
  }
  return out;
}

std::string bars(const Plot& plot, const Scale& scale) {
  std::string out;
  const auto many = static_cast<std::int64_t>(plot.series.size());
  const std::int64_t slot = plot_width(plot) / static_cast<std::int64_t>(plot.labels.size()), bar = slot * 7 / (10 * many);
  for (std::size_t s = 0; s < plot.series.size(); ++s) {
    const PlotSeries& one = plot.series[s];
    for (std::size_t i = 0; i < one.values.size(); ++i) {
      const std::int64_t x = x_of(plot, i) - bar * many / 2 + bar * static_cast<std::int64_t>(s);
      const std::int64_t y = scale.y(one.values[i]);
      out += fmt::format(
          "<rect class=\"column t{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}, {}: {}</title></rect>\n",
          one.tone, tenths(x), tenths(y), tenths(bar - bar / 12), tenths(scale.y(0) - y), escape_html(one.name),
          escape_html(plot.labels[i]), plot_value(one.values[i], plot.unit));
    }
  }
  return out;
}

std::string marks(const Plot& plot, const Scale& scale) {
  switch (plot.kind) {
    case Plot::Kind::lines: return lines(plot, scale);
    case Plot::Kind::stacked: return areas(plot, scale);
    case Plot::Kind::bars: break;
  }
  return bars(plot, scale);
}

std::string legend(const Plot& plot) {
  std::string items;
  for (const PlotSeries& one : plot.series)
    items += fmt::format("<li><i class=\"t{}\"></i>{}</li>", one.tone, escape_html(one.name));
  return plot.series.size() < 2 ? "" : fmt::format("<ul class=\"legend\" aria-hidden=\"true\">{}</ul>", items);
}

std::string row(const Plot& plot, const std::string& label, const std::vector<std::int64_t>& values) {
  std::string cells;
  for (const std::int64_t value : values) cells += fmt::format("<td>{}</td>", plot_value(value, plot.unit));
  return fmt::format("<tr><th scope=\"row\">{}</th>{}</tr>\n", escape_html(label), cells);
}

std::string table(const Plot& plot) {
  std::string heads = "<td></td>", rows;
  for (const PlotSeries& one : plot.series) heads += fmt::format("<th scope=\"col\">{}</th>", escape_html(one.name));
  for (const auto& [label, values] : plot.rows) rows += row(plot, label, values);
  for (std::size_t i = 0; plot.rows.empty() && i < plot.labels.size(); ++i) {
    std::vector<std::int64_t> values;
    for (const PlotSeries& one : plot.series) values.push_back(one.values[i]);
    rows += row(plot, plot.labels[i], values);
  }
  return fmt::format(
      "<details class=\"table numbers\"><summary>The same as a table</summary><div class=\"scroll\"><table><thead><tr>{}"
      "</tr></thead><tbody>\n{}</tbody></table></div></details>\n",
      heads, rows);
}

}  // namespace

std::string plot_value(std::int64_t value, Plot::Unit unit) {
  switch (unit) {
    case Plot::Unit::count: return grouped(value);
    case Plot::Unit::cents: return fmt::format("€{}.{:02}", grouped(value / 100), value % 100);
    case Plot::Unit::per_mille: break;
  }
  return fmt::format("{}.{}%", value / 10, value % 10);
}

std::string plot_tick(std::int64_t value, Plot::Unit unit) {
  switch (unit) {
    case Plot::Unit::count: return compact(value);
    case Plot::Unit::cents: return "€" + compact(value / 100);
    case Plot::Unit::per_mille: break;
  }
  return value % 10 == 0 ? fmt::format("{}%", value / 10) : fmt::format("{}.{}%", value / 10, value % 10);
}

std::string plot_svg(const Plot& plot) {
  assert(!plot.series.empty() && !plot.labels.empty());
  const Scale scale = scale_for(highest(plot), plot.unit);
  return fmt::format(
      "<svg class=\"plot\" role=\"img\" aria-labelledby=\"{0}-t {0}-d\" viewBox=\"0 0 {1} {2}\">\n<title "
      "id=\"{0}-t\">{3}</title>\n<desc id=\"{0}-d\">{4}</desc>\n{5}{6}</svg>\n",
      plot.id, width_of(plot) / 10, kHeight / 10, escape_html(plot.title), escape_html(plot.description), axes(plot, scale),
      marks(plot, scale));
}

std::string plot_figure(const Plot& plot) {
  return fmt::format(
      "<figure class=\"chart{}\" id=\"{}\"><figcaption><h3>{}</h3><p>{}</p></figcaption>\n{}{}{}</figure>\n",
      plot.is_wide ? " wide" : "", plot.id,
      escape_html(plot.title), escape_html(plot.description), legend(plot), plot_svg(plot), table(plot));
}

}  // namespace parcours
