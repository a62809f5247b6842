// The benchmarks' entry: every benchmark by default, or one table: `parcours_bench --table=optics`.
#include <benchmark/benchmark.h>

#include <iostream>
#include <string_view>

#include "tests/bench/optics_table.h"

int main(int argc, char** argv) {
  constexpr int kImages = 100;
  if (argc == 2 && std::string_view{argv[1]} == "--table=optics") {
    parcours::print_optics_table(parcours::optics_table(kImages), std::cout);
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
