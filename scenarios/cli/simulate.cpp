// simulate: a population on the real service, for a year or some days, with every invariant on.
#include <fmt/format.h>

#include <chrono>

#include "fakes/broken_service.h"
#include "reference/core/text.h"
#include "reports/files.h"
#include "reports/html/plot.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/growth.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/suites.h"
#include "scenarios/language/parse_values.h"
#include "scenarios/population/report.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDaysMost = 1000;

struct SimulateWords {
  std::string scale = "1%", seed = "1", days = "365", world, defect;
  Words reports;
  bool growth = false, print_world = false;
};

struct ReportFile {
  std::string format, path;
};

struct SimulatePlan {
  PopulationSettings settings;
  SimulationOptions options;
  const Defect* defect = nullptr;
  std::vector<ReportFile> reports;
  std::string repro;  // The command that does it again.
};

// "1%", "0.25%", "100 %": hundredths of a per cent; none: not above 0 and up to 100.
std::optional<std::uint32_t> read_scale(std::string text) {
  while (!text.empty() && (text.back() == '%' || text.back() == ' ')) text.pop_back();
  const auto share = encaissement::parse_amount(text);  // Digits with two decimals at most, as amounts have.
  if (!share || share->cents() < 1 || share->cents() > 10'000) return std::nullopt;
  return static_cast<std::uint32_t>(share->cents());
}

bool read_numbers(const SimulateWords& words, SimulatePlan& plan, Terminal& terminal) {
  const auto scale = read_scale(words.scale);
  const auto seed = whole_number(words.seed);
  const auto days = whole_number(words.days);
  if (!scale) {
    terminal.misused("--scale: expected a share of the network such as 1%, 0.25% or 100%, found \"" +
                     one_line(words.scale, 60) + '"');
  } else if (!seed) {
    terminal.misused("--seed: expected a whole number, found \"" + one_line(words.seed, 60) + '"');
  } else if (!days || *days < 1 || *days > kDaysMost) {
    terminal.misused(fmt::format("--days: expected a number of days, 1 to {}, found \"{}\"", kDaysMost, one_line(words.days, 60)));
  } else {
    plan.options = {.basis_points = *scale, .seed = *seed, .days = static_cast<int>(*days)};
    return true;
  }
  return false;
}

bool read_world(const std::string& path, SimulatePlan& plan, Terminal& terminal) {
  if (path.empty()) {
    plan.settings = whole_network();
    return true;
  }
  const Reported<std::string> bytes = read_text_file(path);
  if (!bytes) {
    terminal.misused(bytes.error().text(), "Start from the whole network: parcours simulate --print-world > mine.yaml");
    return false;
  }
  LoadedPopulation loaded = read_population(path, bytes.value());
  plan.settings = std::move(loaded.settings);
  return tell_problems(loaded.problems, terminal, "nothing was simulated") == ExitCode::conforming;
}

bool read_reports(const Words& words, SimulatePlan& plan, Terminal& terminal) {
  const std::vector<std::string_view> formats{"html", "csv", "json"};
  std::string rest = joined(words, ",");
  while (!rest.empty()) {
    const std::string one = rest.substr(0, rest.find(','));
    rest.erase(0, one.size() + 1);
    const std::size_t equals = one.find('=');
    const std::string format = one.substr(0, equals), path = equals == std::string::npos ? "" : one.substr(equals + 1);
    if (std::find(formats.begin(), formats.end(), format) == formats.end() || path.empty()) {
      terminal.misused(fmt::format("--report: expected html=FILE, csv=FILE or json=FILE, found \"{}\"{}", one_line(one, 60),
                                   did_you_mean(format, formats)));
      return false;
    }
    plan.reports.push_back({format, path});
  }
  return true;
}

bool read_defect(const std::string& name, SimulatePlan& plan, Terminal& terminal) {
  if (name.empty()) return true;
  plan.defect = find_defect(name);
  if (plan.defect != nullptr) return true;
  std::vector<std::string_view> names;
  for (const Defect& one : defects()) names.push_back(one.name);
  terminal.misused(fmt::format("unknown defect \"{}\"{}", one_line(name, 60), did_you_mean(name, names)),
                   "See them all: parcours defects");
  return false;
}

std::string repro_of(const SimulateWords& words, const SimulatePlan& plan) {
  std::string repro = fmt::format("./parcours simulate --scale {} --days {} --seed {}", scale_text(plan.options.basis_points),
                                  plan.options.days, plan.options.seed);
  if (!words.world.empty()) repro += " --world " + words.world;
  if (!words.defect.empty()) repro += " --defect " + words.defect;
  return repro;
}

std::string grouped(std::uint64_t n) { return plot_value(static_cast<std::int64_t>(n), Plot::Unit::count); }

// One line that moves, on a terminal.
class LiveLine {
 public:
  explicit LiveLine(Terminal& terminal) : terminal_{terminal} {}
  void show(const Simulation& simulation) {
    if (!terminal_.err_style().moving || Clock::now() < next_) return;
    next_ = Clock::now() + std::chrono::milliseconds{100};
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    const DayFigures& day = simulation.series().days().back();
    terminal_.tell(fmt::format("\r\x1b[2K{}  day {} of {}  {} commands, {}/s  {} to validate, {} awaiting",
                               encaissement::format_day(day.day), simulation.day(), simulation.days(),
                               grouped(simulation.commands()),
                               grouped(static_cast<std::uint64_t>(static_cast<double>(simulation.commands()) / seconds)),
                               grouped(day.to_validate), grouped(day.awaiting)));
    drawn_ = true;
  }
  void close() {
    if (drawn_) terminal_.tell("\r\x1b[2K");
  }

 private:
  Terminal& terminal_;
  Clock::time_point start_ = Clock::now(), next_ = start_;
  bool drawn_ = false;
};

PopulationReport live(const SimulatePlan& plan, encaissement::ServiceHook* hook, Terminal& terminal) {
  const auto start = Clock::now();
  const auto since = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  SimulationOptions options = plan.options;
  options.hook = hook;
  Simulation simulation{plan.settings, options};
  RunFigures run{.settled = since()};
  LiveLine line{terminal};
  while (!is_interrupted() && simulation.live_a_day()) line.show(simulation);
  line.close();
  run.seconds = since();
  run.memory = peak_memory();
  PopulationReport report = report_of(simulation, plan.settings, options, program_version());
  report.run = run;
  return report;
}

std::string sums(const PopulationReport& report) {
  const DayFigures sum = report.series.sum();
  const auto euros = [](std::int64_t cents) { return plot_value(cents, Plot::Unit::cents); };
  return fmt::format(
      "operations  {}: {} validated, {} cancelled, {} refused, {} expired unpaid, {} expired unvalidated\n"
      "money       {} requested, {} paid, {} collected, {} credited\n"
      "validation  {} lowered, {} too late; at most {} \"A valider\" at a midnight\n"
      "notices     {}; commands refused {} of {}\n",
      grouped(sum.requests), grouped(sum.validated), grouped(sum.cancelled), grouped(sum.refused), grouped(sum.unpaid),
      grouped(sum.unvalidated), euros(sum.requested_cents), euros(sum.paid_cents), euros(sum.collected_cents),
      euros(sum.credited_cents), grouped(sum.lowered), grouped(sum.late), grouped(sum.to_validate), grouped(sum.notices),
      grouped(sum.refusals), grouped(sum.commands));
}

ExitCode write_reports(const SimulatePlan& plan, const PopulationReport& report, Terminal& terminal) {
  ExitCode code = ExitCode::conforming;
  for (const ReportFile& one : plan.reports) {
    const std::string text = one.format == "html"  ? population_page(report)
                             : one.format == "csv" ? population_csv(report)
                                                   : population_json(report);
    if (const auto trouble = write_text_file(one.path, text))
      code = stronger(code, terminal.fail(ExitCode::could_not_judge, trouble->text()));
  }
  return code;
}

ExitCode simulate(const SimulatePlan& plan, Terminal& terminal) {
  const PopulationSize size = size_at(plan.settings, plan.options.basis_points);
  terminal.say(fmt::format("seed {}, {} of the network: {} customers, {} points d'accueil, {} operations a year, against {}\n",
                           plan.options.seed, scale_text(plan.options.basis_points), grouped(size.customers),
                           grouped(size.points), grouped(size.operations),
                           plan.defect != nullptr ? plan.defect->name : "the reference"));
  const auto hook = plan.defect == nullptr ? nullptr : core_defect(*plan.defect).make_hook();
  const PopulationReport report = live(plan, hook.get(), terminal);
  terminal.say(sums(report) + run_line(static_cast<int>(report.series.days().size()), report.commands, *report.run));
  ExitCode code = write_reports(plan, report, terminal);
  if (!report.breaches.empty()) {
    code = stronger(code, terminal.fail(ExitCode::nonconforming, population_verdict(report), plan.repro));
  } else {
    terminal.say(population_verdict(report) + '\n');
  }
  if (is_interrupted()) return stronger(code, ExitCode::interrupted);
  if (report.breaches.empty() && report.series.sum().requests == 0)
    code = stronger(code, terminal.fail(ExitCode::nothing_verified, "nobody asked for anything, so nothing was verified"));
  return code;
}

}  // namespace

ExitCode command_simulate(const Words& given, Terminal& terminal) {
  SimulateWords words;
  Options options{"simulate", "Lives some days of the whole network on the real service, with every invariant checked."};
  options.text("--scale", "SHARE", "of the network's size, 0.01% to 100% (1%)", words.scale)
      .text("--days", "N", "days with requests, 1 to 1000 (365); then time goes on until all is final", words.days)
      .text("--seed", "N", "seed of everything random (1)", words.seed)
      .text("--world", "FILE", "sizes and habits of another population", words.world)
      .flag("--print-world", "prints the world file of the whole network, to start from", words.print_world)
      .texts("--report", "FORMAT=FILE,..", "html (with plots), csv, json (by day)", words.reports)
      .flag("--growth", "how time and memory grow, from 1% up to --scale (100% when not given)", words.growth)
      .text("--defect", "NAME", "of a broken service, see: parcours defects; only what it breaks inside", words.defect);
  options.footer("Ends 0 every invariant held, 1 one did not, 2 wrong words or world, 3 a report could not be written,\n"
                 "4 nobody asked for anything, 130 interrupted.");
  const bool scale_given = std::any_of(given.begin(), given.end(), [](const std::string& word) { return word.starts_with("--scale"); });
  if (auto end = options.read(given, terminal)) return *end;
  if (words.print_world) {
    terminal.say(whole_network_text());
    return ExitCode::conforming;
  }
  if (words.growth && !scale_given) words.scale = "100%";
  SimulatePlan plan;
  const bool right = read_numbers(words, plan, terminal) && read_world(words.world, plan, terminal) &&
                     read_reports(words.reports, plan, terminal) && read_defect(words.defect, plan, terminal);
  if (!right) return ExitCode::usage;
  plan.repro = repro_of(words, plan);
  heed_interrupts();
  if (!words.growth) return simulate(plan, terminal);
  std::vector<std::uint32_t> scales;
  for (const std::uint32_t scale : {100u, 300u, 1000u, 3000u, 10'000u})
    if (scale < plan.options.basis_points) scales.push_back(scale);
  scales.push_back(plan.options.basis_points);
  return show_growth(plan.settings, plan.options, scales, terminal);
}

}  // namespace parcours
