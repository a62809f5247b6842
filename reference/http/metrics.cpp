#include "reference/http/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace parcours::http {
namespace {

constexpr std::size_t kSeriesMax = 2000;  // Past any number of our routes: a bound for a caller's mistake.
constexpr std::string_view kLatency = "parcours_http_request_duration_seconds";

bool is_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
  };
  return !name.empty() && std::ranges::all_of(name, fits) && !(name[0] >= '0' && name[0] <= '9');
}

std::string escaped(std::string_view text, bool label) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '\\' || (label && c == '"')) (out += '\\') += c;
    else out += c;
  }
  return out;
}

std::string class_of(int status) {
  return status >= 100 && status <= 599 ? fmt::format("{}xx", status / 100) : std::string{"lost"};
}

void put_head(std::string& out, std::string_view name, std::string_view help, std::string_view kind) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, escaped(help, false), name, kind);
}

}  // namespace

void Metrics::observe(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const auto* bound = std::ranges::lower_bound(kBounds, seconds);
  Key key{route.empty() ? "none" : route, method, class_of(status)};
  const std::lock_guard lock{mutex_};
  if (latencies_.size() >= kSeriesMax && !latencies_.contains(key)) key = {"other", "other", class_of(status)};
  Histogram& histogram = latencies_[key];
  ++histogram.counts[static_cast<std::size_t>(bound - kBounds.begin())];
  histogram.seconds += seconds;
}

void Metrics::add(Single single) {
  assert(is_name(single.name));
  const std::lock_guard lock{mutex_};
  assert(std::ranges::count(singles_, single.name, &Single::name) == 0);
  singles_.push_back(std::move(single));
}

void Metrics::add_gauge(std::string name, std::string help, Gauge gauge) {
  add({std::move(name), std::move(help), "gauge", std::move(gauge)});
}

void Metrics::add_counter(std::string name, std::string help, Gauge counter) {
  assert(name.ends_with("_total"));
  add({std::move(name), std::move(help), "counter", std::move(counter)});
}

std::string Metrics::text() const {
  const std::lock_guard lock{mutex_};
  std::string out;
  for (const Single& one : singles_) {
    put_head(out, one.name, one.help, one.kind);
    fmt::format_to(std::back_inserter(out), "{} {}\n", one.name, one.value());
  }
  put_head(out, kLatency, "Seconds from a whole request to its answer, by route.", "histogram");
  for (const auto& [key, histogram] : latencies_) {
    const auto& [route, method, status] = key;
    const auto labels = fmt::format(R"(route="{}",method="{}",status="{}")", escaped(route, true), escaped(method, true), status);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      sum += histogram.counts[i];
      fmt::format_to(std::back_inserter(out), "{}_bucket{{{},le=\"{}\"}} {}\n", kLatency, labels, kBounds[i], sum);
    }
    sum += histogram.counts.back();
    fmt::format_to(std::back_inserter(out), "{0}_bucket{{{1},le=\"+Inf\"}} {2}\n{0}_sum{{{1}}} {3}\n{0}_count{{{1}}} {2}\n",
                   kLatency, labels, sum, histogram.seconds);
  }
  return out;
}

void add_server(Metrics& metrics, const std::function<ServerCounts()>& counts) {
  const auto of = [&](std::uint64_t ServerCounts::*member) {
    return [counts, member] { return static_cast<double>(counts().*member); };
  };
  metrics.add_counter("parcours_http_connections_total", "Connections taken.", of(&ServerCounts::connections));
  metrics.add_counter("parcours_http_connections_refused_total", "Connections over the limit.",
                      of(&ServerCounts::refused_connections));
  metrics.add_gauge("parcours_http_connections_open", "Connections open now.", of(&ServerCounts::open_connections));
  metrics.add_counter("parcours_http_requests_total", "Whole requests received.", of(&ServerCounts::requests));
  metrics.add_counter("parcours_http_requests_limited_total", "Requests over the rate of their address.",
                      of(&ServerCounts::limited));
  metrics.add_counter("parcours_http_requests_malformed_total", "Requests refused before any handler saw them.",
                      of(&ServerCounts::bad_requests));
  metrics.add_counter("parcours_http_timeouts_total", "Peers that were too slow.", of(&ServerCounts::timed_out));
}

}  // namespace parcours::http
