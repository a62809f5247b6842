// Lines of a log judged a second, of CPU time: sales that are asked for, looked at, paid in part and validated.
#include <benchmark/benchmark.h>

#include <string>

#include "scenarios/trace/judge.h"
#include "sim/trace.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

// One sale: seven calls, and what the service tells of it.
void sell(TracedService& service, int number) {
  const std::string id = id_of(service.create({.id = "REF" + std::to_string(number),
      .own = {{"parcours", "C"}, {"mode", "identifier"}, {"identifier", "ts-client2@yopmail.com"}, {"validationDays", 2}}}));
  for (int look = 0; look < 3; ++look) {
    service.wait(5s);
    service.status(id);
  }
  service.pay("alice", id, "0,07");
  service.wait(5s);
  service.status(id);
  service.validate(id, 5);
  service.status(id);
}

void trace_judged(benchmark::State& state) {
  TracedService service;
  for (int number = 0; number < state.range(0); ++number) sell(service, number);
  const std::string file = to_ndjson(service.trace);
  std::size_t lines = 0;
  for (auto _ : state) {
    const Reported<Log> log = read_ndjson_log(file, "bench.ndjson");
    const Books books = judge_trace(log.value(), {.slack = Duration{0}});
    if (!books.findings().empty()) return state.SkipWithError("the reference was found wrong");
    lines += books.calls + books.notices;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(lines));
}

BENCHMARK(trace_judged)->ArgName("sales")->Arg(100)->Arg(1'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parcours
