// What the service tells Prometheus: counters, gauges, and how long requests took by route. Any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "reference/http/server.h"

namespace parcours::http {

class Metrics {
 public:
  using Gauge = std::function<double()>;  // Asked at each text(), on its thread.

  // A request that was answered. `route` is the template ("/q/{id}"), never a path: a peer chooses paths, and each would
  // stay for ever. Empty: no route fitted. Status 0: the connection was cut.
  void observe(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds took);

  // REQUIRES: a name of letters, digits, '_' and ':' that was not added before; of a counter it ends in _total.
  void add_gauge(std::string name, std::string help, Gauge gauge);
  void add_counter(std::string name, std::string help, Gauge counter);

  // Text format 0.0.4.
  std::string text() const;
  static constexpr std::string_view kType = "text/plain; version=0.0.4; charset=utf-8";

 private:
  static constexpr std::array kBounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0};

  struct Histogram {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};  // The last: slower than all bounds.
    double seconds = 0;
  };
  struct Single {
    std::string name, help, kind;
    Gauge value;
  };
  using Key = std::tuple<std::string, std::string, std::string>;  // route, method, status class

  void add(Single single);

  mutable std::mutex mutex_;
  std::map<Key, Histogram> latencies_;
  std::vector<Single> singles_;
};

// The server's own counts.
void add_server(Metrics& metrics, const std::function<ServerCounts()>& counts);

}  // namespace parcours::http
