// The page of a simulation: what held, the sums, and the year in plots.
#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"
#include "reports/embedded.h"
#include "reports/html/html.h"
#include "reports/html/plot.h"
#include "reports/text.h"
#include "scenarios/population/report.h"

namespace parcours {
namespace {

using Unit = Plot::Unit;

std::string number(std::uint64_t n) { return plot_value(static_cast<std::int64_t>(n), Unit::count); }

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::chrono::year_month_day date_of(const DayFigures& day) { return std::chrono::year_month_day{day.day}; }
std::string month_of(const DayFigures& day) {
  return std::string{kMonths[static_cast<unsigned>(date_of(day).month()) - 1]};
}

// How the days of a month become one row of a table.
enum class Row : std::uint8_t { sum, most, mean };

struct Column {
  std::string name;
  int tone = 1;
  std::int64_t (*of)(const DayFigures&);
};

// Days of the year with requests; what comes after only lets the last of them end.
std::vector<DayFigures> days_of(const PopulationReport& report) {
  const auto& all = report.series.days();
  const auto count = std::min(all.size(), static_cast<std::size_t>(report.days));
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
}

void add_ticks(Plot& plot, const std::vector<DayFigures>& days) {
  const bool by_month = days.size() > 62;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const unsigned day = static_cast<unsigned>(date_of(days[i]).day());
    if (by_month && day == 15) plot.ticks.emplace_back(i, month_of(days[i]));
    if (!by_month && (i % 7 == 0)) plot.ticks.emplace_back(i, fmt::format("{} {}", day, month_of(days[i])));
  }
}

void add_rows(Plot& plot, const std::vector<DayFigures>& days, Row how) {
  for (std::size_t i = 0; i < days.size();) {
    std::size_t end = i;
    while (end < days.size() && date_of(days[end]).month() == date_of(days[i]).month()) ++end;
    std::vector<std::int64_t> values;
    for (const PlotSeries& one : plot.series) {
      std::int64_t value = 0;
      for (std::size_t d = i; d < end; ++d)
        value = how == Row::most ? std::max(value, one.values[d]) : value + one.values[d];
      values.push_back(how == Row::mean ? value / static_cast<std::int64_t>(end - i) : value);
    }
    plot.rows.emplace_back(fmt::format("{} {}", month_of(days[i]), static_cast<int>(date_of(days[i]).year())), values);
    i = end;
  }
}

Plot by_day(Plot plot, const std::vector<DayFigures>& days, const std::vector<Column>& columns, Row how) {
  for (const DayFigures& day : days) plot.labels.push_back(encaissement::format_day(day.day));
  for (const Column& column : columns) {
    PlotSeries series{.name = column.name, .tone = column.tone, .values = {}};
    for (const DayFigures& day : days) series.values.push_back(column.of(day));
    plot.series.push_back(std::move(series));
  }
  add_ticks(plot, days);
  add_rows(plot, days, how);
  return plot;
}

template <auto member>
std::int64_t of(const DayFigures& day) {
  return static_cast<std::int64_t>(day.*member);
}

std::int64_t per_mille(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<std::int64_t>(part * 1000 / whole);
}

using D = DayFigures;

Plot ends_plot(const std::vector<D>& days) {
  return by_day({.id = "ends", .title = "Operations by day and how they end", .description =
                 "The operations that reached a final status on each day. The waves are weeks, the hump is the summer.", .kind = Plot::Kind::stacked}, days,
                {{"Validated", 2, of<&D::validated>}, {"Refused by the customer", 5, of<&D::refused>},
                 {"Cancelled by the merchant", 6, of<&D::cancelled>}, {"Expired unpaid", 3, of<&D::unpaid>},
                 {"Expired unvalidated", 4, of<&D::unvalidated>}}, Row::sum);
}

Plot amounts_plot(const std::vector<D>& days) {
  return by_day({.id = "amounts", .title = "Amounts by day", .description =
                 "Requested by merchants, paid by customers, and collected: paid on A and B, validated on C and D.",
                 .unit = Unit::cents}, days,
                {{"Requested", 6, of<&D::requested_cents>}, {"Paid", 7, of<&D::paid_cents>},
                 {"Collected", 2, of<&D::collected_cents>}}, Row::sum);
}

Plot queue_plot(const std::vector<D>& days) {
  return by_day({.id = "queue", .title = "The queues at midnight", .description =
                 "How many operations are \"A valider\" and \"En attente de paiement client\" at the end of each day.",
                 .kind = Plot::Kind::stacked}, days,
                {{"A valider", 1, of<&D::to_validate>}, {"En attente de paiement client", 3, of<&D::awaiting>}}, Row::most);
}

Plot partial_plot(const std::vector<D>& days) {
  return by_day({.id = "partial", .title = "Paid in part", .description =
                 "The share of payments below the requested amount: by wish, or because the wallet had no more.",
                 .unit = Unit::per_mille, .is_wide = false}, days,
                {{"Share of payments", 7, [](const D& d) { return per_mille(d.paid_in_part, d.paid); }}}, Row::mean);
}

Plot expiries_plot(const std::vector<D>& days) {
  return by_day({.id = "expiries", .title = "Expiries", .description =
                 "Requests that nobody paid in time, and payments that the merchant did not validate in time: those go "
                 "back to the customer.", .is_wide = false}, days,
                {{"Unpaid", 3, of<&D::unpaid>}, {"Unvalidated", 4, of<&D::unvalidated>}}, Row::sum);
}

Plot late_plot(const std::vector<D>& days) {
  return by_day({.id = "late", .title = "Late and lowered validations", .description =
                 "Validations that came after the limit and were refused, and those of less than was paid.", .is_wide = false}, days,
                {{"Too late, refused", 4, of<&D::late>}, {"Lowered", 5, of<&D::lowered>}}, Row::sum);
}

Plot hours_plot(const PopulationReport& report) {
  Plot plot{.id = "hours", .title = "Hours of the day", .description =
            "When merchants ask and when customers pay, over all days, on the Paris clock.", .kind = Plot::Kind::bars,
            .is_wide = false};
  for (std::size_t hour = 0; hour < 24; ++hour) {
    plot.labels.push_back(fmt::format("{:02}h", hour));
    if (hour % 3 == 0) plot.ticks.emplace_back(hour, plot.labels.back());
  }
  const auto values = [](const std::array<std::uint64_t, 24>& hours) {
    return std::vector<std::int64_t>(hours.begin(), hours.end());
  };
  plot.series = {{"Requests", 6, values(report.series.requests_by_hour())},
                 {"Payments", 1, values(report.series.payments_by_hour())}};
  return plot;
}

Plot wallets_plot(const std::vector<D>& days) {
  return by_day({.id = "credits", .title = "Money in and out of wallets", .description =
                 "What employers pay in each day, and what merchants collect.", .unit = Unit::cents}, days,
                {{"Credited", 1, of<&D::credited_cents>}, {"Collected", 2, of<&D::collected_cents>}}, Row::sum);
}

// -------- The page ------------------------------------------------------------------------------

std::string head(const PopulationReport& report) {
  const bool held = report.breaches.empty();
  const std::string title = held ? "The network held" : "The network broke";
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri "
      "'none'; form-action 'none'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{0} · Parcours</title>\n"
      "<style>\n{1}{2}</style>\n</head>\n<body>\n<a class=\"jump\" href=\"#main\">Skip to the report</a>\n"
      "<header class=\"top {3}\"><div class=\"wrap\"><p class=\"brand\">{4}<span>Parcours <small>network "
      "simulation</small></span></p><h1>{0}</h1><p class=\"lead\">{5}</p></div></header>\n",
      title, embedded::kPageStyle, embedded::kPlotStyle, held ? "pass" : "fail", html::kLogo,
      escape_html(population_verdict(report)));
}

std::string tile(const std::string& value, const std::string& what) {
  return fmt::format("<li><b>{}</b><span>{}</span></li>\n", escape_html(value), escape_html(what));
}

std::string euros(std::int64_t cents) { return "€" + number(static_cast<std::uint64_t>(cents / 100)); }

// What was aimed at for so many days and this scale, roughly: days differ, years do not.
std::string aimed(const PopulationReport& report) {
  const std::int64_t whole = report.settings.turnover.cents() / 10'000 * report.basis_points;
  return report.days == 365 ? fmt::format("collected by merchants; aimed at {}", euros(whole)) : "collected by merchants";
}

std::string tiles(const PopulationReport& report) {
  const DayFigures sum = report.series.sum();
  const auto share = [&](std::uint64_t part, std::uint64_t of_all) { return plot_value(per_mille(part, of_all), Unit::per_mille); };
  return "<ul class=\"tiles\">\n" + tile(number(sum.requests), "operations") + tile(euros(sum.collected_cents), aimed(report)) +
         tile(share(sum.validated, sum.requests), "of operations ended validated") +
         tile(share(sum.paid_in_part, sum.paid), "of payments were partial") +
         tile(share(sum.unpaid + sum.unvalidated, sum.requests), "of operations expired") +
         tile(number(sum.to_validate), "the most that was \"A valider\" at a midnight") + "</ul>\n";
}

std::string fact(std::string_view name, const std::string& value) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", name, escape_html(value));
}

std::string facts(const PopulationReport& report) {
  std::string out = "<dl class=\"about\">";
  out += fact("Customers", number(report.size.customers)) + fact("Points d'accueil", number(report.size.points));
  out += fact("Days", number(static_cast<std::uint64_t>(report.days))) + fact("Scale", scale_text(report.basis_points));
  out += fact("Seed", std::to_string(report.seed)) + fact("Program", "parcours " + report.version);
  if (report.run) {
    out += fact("Took", fmt::format("{:.1f} s, of which {:.1f} s to settle", report.run->seconds, report.run->settled));
    out += fact("Peak memory", fmt::format("{:.2f} GiB", static_cast<double>(report.run->memory) / (1 << 30)));
  }
  return out + "</dl>\n";
}

std::string breaches(const PopulationReport& report) {
  std::string items;
  for (const Breach& one : report.breaches)
    items += fmt::format("<li><div class=\"item\"><span class=\"badge fail\">{}</span><span class=\"what\"><b>{}</b><span "
                         "class=\"why\">operation {}, {}</span></span></div></li>\n",
                         encaissement::to_string(one.rule), escape_html(one.what),
                         static_cast<std::uint32_t>(one.operation), encaissement::format_instant(one.at));
  return items.empty() ? "" : "<section><h2>What did not hold</h2><ol class=\"findings\">" + items + "</ol></section>\n";
}

std::string refusals(const PopulationReport& report) {
  std::string rows;
  for (const auto& [rule, count] : report.series.refusals())
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td class=\"text\">{}</td><td>{}</td></tr>\n",
                        encaissement::to_string(rule), escape_html(encaissement::requirement(rule).sentence), number(count));
  return "<section><h2>Refusals by rule</h2><details class=\"table numbers\" open><summary>What people tried and were not "
         "allowed</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Says</th><th "
         "scope=\"col\">Refusals</th></tr></thead><tbody>\n" + rows + "</tbody></table></div></details></section>\n";
}

}  // namespace

std::string population_page(const PopulationReport& report) {
  const std::vector<D> days = days_of(report);
  std::string out = head(report) + "<main id=\"main\" class=\"wrap\">\n" + breaches(report);
  out += "<section aria-labelledby=\"h-sums\"><h2 id=\"h-sums\">The sums</h2>" + tiles(report) + "</section>\n" + facts(report);
  if (!days.empty()) {
    out += "<section aria-labelledby=\"h-plots\"><h2 id=\"h-plots\">Day by day</h2><div class=\"charts\">\n";
    out += plot_figure(ends_plot(days)) + plot_figure(amounts_plot(days)) + plot_figure(queue_plot(days));
    out += plot_figure(partial_plot(days)) + plot_figure(expiries_plot(days)) + plot_figure(late_plot(days)) +
           plot_figure(hours_plot(report)) + plot_figure(wallets_plot(days)) + "</div></section>\n";
  }
  out += refusals(report);
  return out + "</main>\n<footer class=\"wrap\"><p>Days and hours are virtual, in Europe/Paris.</p></footer>\n</body>\n</html>\n";
}

}  // namespace parcours
