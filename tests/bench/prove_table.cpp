#include "tests/bench/prove_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <vector>

#include "sim/explorer.h"
#include "tests/exploration/spin.h"

namespace parcours {
namespace {

struct Line {
  std::string name;
  std::uint64_t states = 0, transitions = 0;
  double seconds = 0, bytes = 0;
  double rate() const { return static_cast<double>(states) / std::max(seconds, 1e-9); }
};

Line ours(const std::string& scope) {
  Explorer explorer{*find_scope(scope), {.use_symmetry = false}};
  const auto start = std::chrono::steady_clock::now();
  const Exploration result = explorer.run();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {"prove, the real core", result.states, result.transitions, seconds,
          static_cast<double>(explorer.states().memory()) / static_cast<double>(result.states)};
}

// SPIN with one lossless setting; `generate` chooses whether refused acts are tried as well.
std::optional<Line> spin(const std::string& model, const std::string& name, const std::string& generate,
                         const std::string& compile) {
  const auto run = run_spin({.model = model, .generate = generate, .compile = compile, .run = "-m1000000 -w22"});
  if (!run) return std::nullopt;
  return Line{name, run->states, run->transitions, run->seconds, run->bytes_a_state};
}

void print(std::ostream& out, const Line& line, double best) {
  out << fmt::format("  {:<44} {:>9} states {:>10} transitions {:>7.2f} s {:>8.0f} states/s {:>6.0f} B a state", line.name,
                     line.states, line.transitions, line.seconds, line.rate(), line.bytes);
  if (best > 0) out << fmt::format("  prove is {:.2f} times it", best / line.rate());
  out << '\n';
}

bool print_world(const std::string& scope, const std::string& model, std::ostream& out) {
  const Line mine = ours(scope);
  out << scope << '\n';
  print(out, mine, 0);
  bool good = true;
  for (const std::string generate : {"-DREFUSED", ""}) {
    for (const std::string compile : {"-DNOREDUCE", "", "-DNOREDUCE -DCOLLAPSE"}) {
      const std::string name = std::string{"SPIN, "} + (generate.empty() ? "legal acts only" : "every act tried") + ", " +
                               (compile.empty() ? "default" : compile);
      const auto peer = spin(model, name, generate, compile);
      if (peer) print(out, *peer, mine.rate());
      good = good && peer && peer->states == mine.states;
    }
  }
  if (!good) out << "  SPIN could not be run, or came to other states\n";
  return good;
}

}  // namespace

// The largest scope: SPIN is done with the others before its clock has moved.
bool print_prove_table(std::ostream& out) { return print_world("three-one-wallet", "three_one_wallet", out); }

}  // namespace parcours
