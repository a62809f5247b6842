#include "reference/http/metrics.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace parcours::http {
namespace {

using namespace std::chrono_literals;

// Every line is a comment of a known kind, or a sample whose name was described before it.
std::string format_trouble(const std::string& text) {
  static const std::regex kComment{R"(# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) .+)"};
  static const std::regex kSample{
      R"re(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)*\})? (-?[0-9.]+(e[+-]?[0-9]+)?|[+-]?Inf|NaN|nan|inf))re"};
  std::set<std::string> described;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    if (std::regex_match(line, parts, kComment)) {
      described.insert(parts[2]);
      continue;
    }
    if (!std::regex_match(line, parts, kSample)) return line;
    const auto base = std::regex_replace(parts[1].str(), std::regex{"_(bucket|sum|count)$"}, "");
    if (!described.contains(base)) return line + " was not described";
  }
  return text.ends_with('\n') ? "" : "no end of line";
}

bool has_line(const std::string& text, const std::string& line) { return ('\n' + text).find('\n' + line + '\n') != std::string::npos; }

TEST(Metrics, CountsLatenciesByRouteMethodAndClass) {
  Metrics metrics;
  metrics.observe("GET", "/q/{id}", 200, 500us);
  metrics.observe("GET", "/q/{id}", 204, 3ms);
  metrics.observe("GET", "/q/{id}", 404, 20s);
  const auto text = metrics.text();
  const std::string name = "parcours_http_request_duration_seconds";
  const std::string good = R"({route="/q/{id}",method="GET",status="2xx")";
  EXPECT_TRUE(has_line(text, name + "_bucket" + good + ",le=\"0.0005\"} 1")) << text;
  EXPECT_TRUE(has_line(text, name + "_bucket" + good + ",le=\"0.0025\"} 1"));
  EXPECT_TRUE(has_line(text, name + "_bucket" + good + ",le=\"0.005\"} 2"));
  EXPECT_TRUE(has_line(text, name + "_count" + good + "} 2"));
  EXPECT_TRUE(has_line(text, name + "_sum" + good + "} 0.0035"));
  EXPECT_TRUE(has_line(text, name + R"(_bucket{route="/q/{id}",method="GET",status="4xx",le="10"} 0)"));
  EXPECT_TRUE(has_line(text, name + R"(_bucket{route="/q/{id}",method="GET",status="4xx",le="+Inf"} 1)"));
}

TEST(Metrics, AreInTheFormatThatPrometheusReads) {
  Metrics metrics;
  add_server(metrics, [] { return ServerCounts{.connections = 3, .requests = 1'000'000'000'000}; });
  metrics.add_gauge("parcours_memory_bytes", "Bytes \\ and\nlines.", [] { return 1.5e9; });
  metrics.observe("G\"ET", "/a\\b\n", 0, 1ms);
  metrics.observe("GET", "", 999, 1ms);
  EXPECT_EQ(format_trouble(metrics.text()), "");
  EXPECT_TRUE(has_line(metrics.text(), "parcours_http_connections_total 3"));
  EXPECT_TRUE(has_line(metrics.text(), "parcours_http_requests_total 1000000000000")) << metrics.text();
}

TEST(Metrics, TheCheckOfTheFormatBites) {
  EXPECT_NE(format_trouble("# HELP x y\nx 1 2 3\n"), "");
  EXPECT_NE(format_trouble("undescribed 1\n"), "");
  EXPECT_NE(format_trouble("# HELP x y\nx{a=\"\"\"} 1\n"), "");
  EXPECT_NE(format_trouble("# HELP x y\nx 1"), "");
}

TEST(Metrics, GaugesAreAskedEachTime) {
  Metrics metrics;
  double value = 1;
  metrics.add_gauge("value", "A value.", [&] { return value; });
  EXPECT_TRUE(has_line(metrics.text(), "value 1"));
  value = 2;
  EXPECT_TRUE(has_line(metrics.text(), "value 2"));
}

TEST(Metrics, DoNotGrowWithoutEnd) {
  Metrics metrics;
  for (int i = 0; i < 10'000; ++i) metrics.observe("GET", "/" + std::to_string(i), 200, 1ms);
  EXPECT_LT(metrics.text().size(), 10'000'000U);
  EXPECT_TRUE(has_line(metrics.text(), R"(parcours_http_request_duration_seconds_count{route="other",method="other",status="2xx"} 8000)"));
}

}  // namespace
}  // namespace parcours::http
