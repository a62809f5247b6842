#include "scenarios/cli/growth.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "reports/html/plot.h"
#include "reports/text.h"
#include "scenarios/cli/interrupt.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;

// What a child tells its parent, through a pipe.
struct Told {
  std::uint64_t commands = 0, operations = 0, deadlines = 0;
  double seconds = 0, settled = 0;
  int days = 0;
  int held = 0;
};

Told lived(const PopulationSettings& settings, const SimulationOptions& options) {
  const auto since = [start = Clock::now()] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  Simulation simulation{settings, options};
  Told told{.settled = since()};
  while (!is_interrupted() && simulation.live_a_day()) continue;
  const DayFigures sum = simulation.series().sum();
  told.commands = simulation.commands();
  told.operations = sum.requests;
  told.deadlines = simulation.series().deadlines();
  told.seconds = since();
  told.days = simulation.day();
  told.held = simulation.breaches().empty() && !is_interrupted() ? 1 : 0;
  return told;
}

struct Child {
  Told told;
  std::uint64_t memory = 0;
  bool came = false;  // It lived to tell.
};

Child in_a_process(const PopulationSettings& settings, const SimulationOptions& options) {
  Child child;
  int ends[2];
  if (pipe(ends) != 0) return child;
  const pid_t process = fork();
  if (process == 0) {
    const Told told = lived(settings, options);
    const bool written = write(ends[1], &told, sizeof told) == static_cast<ssize_t>(sizeof told);
    _exit(written ? 0 : 1);
  }
  close(ends[1]);
  child.came = process > 0 && read(ends[0], &child.told, sizeof child.told) == static_cast<ssize_t>(sizeof child.told);
  close(ends[0]);
  rusage usage{};
  if (process > 0) wait4(process, nullptr, 0, &usage);
  child.memory = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  return child;
}

std::string grouped(std::uint64_t n) { return plot_value(static_cast<std::int64_t>(n), Plot::Unit::count); }
std::string rate(double many, double seconds) {
  return grouped(seconds > 0 ? static_cast<std::uint64_t>(many / seconds) : 0);
}
std::string gibibytes(std::uint64_t bytes) { return fmt::format("{:.2f} GiB", static_cast<double>(bytes) / (1 << 30)); }
double real_time(int days) { return days * 86400.0; }

}  // namespace

std::uint64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

std::string run_line(int days, std::uint64_t commands, const RunFigures& run) {
  return fmt::format("{} in {:.1f} s, {:.1f} s of it to settle: {} times real time, {} commands/s, peak memory {}\n",
                     plural(static_cast<std::size_t>(days), "day"), run.seconds, run.settled,
                     rate(real_time(days), run.seconds), rate(static_cast<double>(commands), run.seconds - run.settled),
                     gibibytes(run.memory));
}

ExitCode show_growth(const PopulationSettings& settings, const SimulationOptions& options,
                     const std::vector<std::uint32_t>& scales, Terminal& terminal) {
  terminal.say(fmt::format("{:>6} {:>12} {:>13} {:>10} {:>9} {:>11} {:>13} {:>10} {:>14}\n", "scale", "operations",
                           "commands", "deadlines", "seconds", "commands/s", "x real time", "memory", "ns a step"));
  ExitCode code = ExitCode::conforming;
  for (const std::uint32_t scale : scales) {
    SimulationOptions one = options;
    one.basis_points = scale;
    const Child child = in_a_process(settings, one);
    const Told& t = child.told;
    if (is_interrupted()) return ExitCode::interrupted;
    if (!child.came) return terminal.fail(ExitCode::could_not_judge, "the simulation at " + scale_text(scale) + " ended before its time");
    const double steps = static_cast<double>(t.commands + t.deadlines);
    terminal.say(fmt::format("{:>6} {:>12} {:>13} {:>10} {:>9.1f} {:>11} {:>13} {:>10} {:>14.0f}\n", scale_text(scale),
                             grouped(t.operations), grouped(t.commands), grouped(t.deadlines), t.seconds,
                             rate(static_cast<double>(t.commands), t.seconds - t.settled),
                             rate(real_time(t.days), t.seconds), gibibytes(child.memory),
                             steps > 0 ? (t.seconds - t.settled) * 1e9 / steps : 0));
    if (t.held == 0) code = stronger(code, terminal.fail(ExitCode::nonconforming, "at " + scale_text(scale) + " an invariant was broken"));
  }
  return code;
}

}  // namespace parcours
