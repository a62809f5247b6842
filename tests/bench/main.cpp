// The benchmarks' entry. Words name tables: `parcours_bench optics explore`; no word: every benchmark, with the options
// of Google Benchmark. Ends 2 on a word it does not know, 3 when a table could not be measured.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <iostream>
#include <string_view>
#include <vector>

#include "tests/bench/explore_table.h"
#include "tests/bench/house_table.h"
#include "tests/bench/http_table.h"
#include "tests/bench/optics_table.h"
#include "tests/bench/prove_table.h"

namespace {

constexpr int kImages = 100;

bool optics() {
  parcours::print_optics_table(parcours::optics_table(kImages), std::cout);
  return true;
}

bool explore() { return parcours::print_explore_table(parcours::explore_peers(), std::cout); }

bool prove() { return parcours::print_prove_table(std::cout); }

bool serve() { return parcours::print_house_table(std::cout); }

bool http() { return parcours::print_http_table(std::cout); }

struct Table {
  std::string_view word;
  bool (*print)();  // False: it could not be measured.
};
constexpr Table kTables[] = {{"optics", optics}, {"explore", explore}, {"prove", prove}, {"http", http}, {"serve", serve}};

const Table* table_named(std::string_view word) {
  for (const Table& table : kTables)
    if (table.word == word) return &table;
  return nullptr;
}

int unknown(std::string_view word) {
  std::cerr << "parcours_bench: there is no table \"" << word << "\"; tables are:";
  for (const Table& table : kTables) std::cerr << ' ' << table.word;
  std::cerr << "\n  Without a word every benchmark runs; options are those of Google Benchmark.\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words{argv + 1, argv + argc};
  const bool tables = std::any_of(words.begin(), words.end(), [](auto word) { return !word.starts_with('-'); });
  if (tables) {
    for (const auto word : words)
      if (table_named(word) == nullptr) return unknown(word);
    bool good = true;
    for (const auto word : words) good = table_named(word)->print() && good;
    return good ? 0 : 3;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
