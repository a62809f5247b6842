// race: clients that call one service at the same time, and whether any order of their calls explains the answers.
#include "sim/race.h"

#include <fmt/format.h>

#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/judge.h"

namespace parcours {
namespace {

struct RaceWords {
  RemoteWords remote;
  std::string clients = "8", operations = "50", seed = "1";
};

// None: no whole number from 1 to `most`, and that was told.
std::optional<int> count_in(const std::string& text, const char* name, std::uint64_t most, Terminal& terminal) {
  const auto number = whole_number(text);
  if (number && *number >= 1 && *number <= most) return static_cast<int>(*number);
  terminal.misused(fmt::format("{}: expected a whole number from 1 to {}, found \"{}\"", name, most, one_line(text, 60)));
  return std::nullopt;
}

ExitCode tell(const RaceResult& result, Terminal& terminal) {
  if (!result.lost.empty()) return terminal.fail(ExitCode::could_not_judge, "the service was lost: " + result.lost);
  bool unknown = false;
  for (const RaceBroken& one : result.broken) {
    unknown = unknown || one.gave_up;
    terminal.say(fmt::format("{}: {} (REP-02)\n{}", one.number, one.gave_up ? "too many orders to try, nothing is known" : "no order explains these answers", told(one.calls)));
  }
  terminal.say(fmt::format("{} operations, {} calls, {} pairs overlapped, {} without an answer, {} broken\n", result.operations,
                           result.calls, result.overlaps, result.lost_answers, result.broken.size()));
  if (result.overlaps == 0) return terminal.fail(ExitCode::nothing_verified, "no calls overlapped, so nothing was shown");
  if (result.broken.empty()) return ExitCode::conforming;
  return unknown ? ExitCode::could_not_judge : ExitCode::nonconforming;
}

}  // namespace

ExitCode command_race(const Words& given, Terminal& terminal) {
  RaceWords words;
  Options options{"race", "Lets clients race on a sandbox's operations and judges what they were answered (REP-02)."};
  add_remote_options(options, words.remote);
  options.text("--clients", "N", "threads, each with a connection of its own, 20 at most (8)", words.clients)
      .text("--operations", "N", "raced on one after another (50)", words.operations)
      .text("--seed", "N", "of who does what (1)", words.seed);
  if (auto end = options.read(given, terminal)) return *end;
  if (words.remote.url.empty()) return terminal.misused("--target is needed", "parcours race --target http://127.0.0.1:8080");
  const auto clients = count_in(words.clients, "--clients", 20, terminal);
  const auto operations = count_in(words.operations, "--operations", 10'000, terminal);
  const auto seed = whole_number(words.seed);
  if (!seed) return terminal.misused("--seed: expected a whole number");
  const auto remote = read_remote(words.remote, terminal);
  if (!clients || !operations || !remote) return ExitCode::usage;
  const Diagnosis diagnosis = examine(*remote);
  if (diagnosis.code != ExitCode::conforming) return terminal.tell(told(diagnosis)), diagnosis.code;
  return tell(race({.clients = *clients, .operations = *operations, .seed = *seed, .connect = [&] { return connect(*remote); }}), terminal);
}

}  // namespace parcours
