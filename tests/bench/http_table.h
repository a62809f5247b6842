// Requests a second and their latencies by wrk, on an empty route of a server in this process: with few and many clients,
// and again beside 10,000 idle connections, with what those cost. Printed by `parcours_bench http`.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

namespace parcours {

struct WrkRun {
  std::string url;
  int connections = 1;
  int seconds = 3;
  std::string script = {};  // A file of wrk's (Lua): method, body, headers of the requests; empty: GET.
};

struct WrkFigures {
  double requests_per_second = 0;
  std::string p50, p99;      // As wrk writes them: "1.28ms"
  long errors = 0;           // Sockets that failed and answers that are neither 2xx nor 3xx.
};

// None: wrk is not installed, or said nothing we can read.
std::optional<WrkFigures> run_wrk(const WrkRun& run);

// False: it could not be measured, and why was said.
bool print_http_table(std::ostream& out);

}  // namespace parcours
