#include "tests/bench/explore_table.h"

#include <fmt/format.h>
#include <stdio.h>
#include <sys/wait.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "tests/bench/cpu_time.h"
#include "tests/bench/explore_speed.h"
#include "tests/bench/peers/small_model.h"

namespace parcours {
namespace {

struct Peer {
  const char* name;
  const char* word;  // Of peer.sh.
  const char* service;
  int runs;  // Enough for about a second.
};
constexpr Peer kPeers[] = {
    {"RapidCheck, lists of steps", "rapidcheck", "the real core", 60'000},
    {"RapidCheck, rc::state", "rapidcheck-state", "the real core", 20'000},
    {"fast-check, fc.commands", "fast-check", "a port in JavaScript", 60'000},
    {"Hypothesis, state machine", "hypothesis", "a port in Python", 150},
};
constexpr int kNotInstalled = 77;

struct Said {
  int code = -1;
  std::string text;
};

Said output_of(const std::string& command) {
  Said said;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return said;
  char bytes[512];
  for (std::size_t got = 0; (got = fread(bytes, 1, sizeof bytes, pipe)) > 0;) said.text.append(bytes, got);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) said.code = WEXITSTATUS(status);
  said.text.erase(said.text.find_last_not_of('\n') + 1);
  return said;
}

PeerRow measured(const Peer& peer) {
  PeerRow row{.name = peer.name, .service = peer.service};
  const Said said = output_of(fmt::format("'{}' {} --runs {} 2>/dev/null", PARCOURS_PEER_SCRIPT, peer.word, peer.runs));
  if (said.code == kNotInstalled) {
    row.missing = said.text;
    return row;
  }
  const auto line = nlohmann::json::parse(said.text, nullptr, false);
  if (said.code != 0 || !line.is_object() || line.value("steps", 0) <= 0) {
    row.trouble = fmt::format("ended {}: {}", said.code, said.text.empty() ? "no word" : said.text);
    return row;
  }
  row.cold = line.value("cold", 0.0);
  row.warm = line.value("warm", 0.0);
  return row;
}

// What the small model takes when nothing but a loop drives it: the bound of every tool that runs the real core.
PeerRow bare_walk() {
  const double start = cpu_seconds();
  std::int64_t steps = 0;
  StepWalk walk{1};
  PeerRow row{.name = "no tool: a loop", .service = "the real core"};
  while (cpu_seconds() - start < 1) {
    SmallModel model;
    for (std::size_t i = 0; i < kStepsOfACase; ++i) {
      const Step step = walk.next();
      if (!model.admits(step)) continue;
      ++steps;
      if (!model.take(step).empty()) row.trouble = "the model broke a rule";
    }
  }
  row.cold = row.warm = static_cast<double>(steps) / (cpu_seconds() - start);
  return row;
}

std::string figure(double steps) {
  if (steps >= 1e6) return fmt::format("{:.2f} M", steps / 1e6);
  return steps >= 1e3 ? fmt::format("{:.1f} k", steps / 1e3) : fmt::format("{:.0f}", steps);
}

}  // namespace

std::vector<PeerRow> explore_peers() {
  std::vector<PeerRow> rows{bare_walk()};
  for (const Peer& peer : kPeers) rows.push_back(measured(peer));
  return rows;
}

bool print_explore_table(const std::vector<PeerRow>& peers, std::ostream& out) {
  const ExploreSpeed ours = explore_steps_per_second();
  out << fmt::format("Steps a second of processor time, each step judged.\n{}: {}\n\n", ours.who,
                     figure(ours.steps_per_second));
  out << fmt::format("{:<28}{:<22}{:>14}{:>14}{:>14}\n", "on the small model", "under test", "first pass", "warm",
                     "ours / warm");
  bool good = true;
  double fastest = 0;
  for (const PeerRow& row : peers) {
    out << fmt::format("{:<28}{:<22}", row.name, row.service);
    if (!row.missing.empty()) {
      out << "not installed: " << row.missing << '\n';
    } else if (!row.trouble.empty()) {
      good = false;
      out << row.trouble << '\n';
    } else {
      if (&row != &peers.front()) fastest = std::max(fastest, row.warm);
      out << fmt::format("{:>14}{:>14}{:>14.2f}\n", figure(row.cold), figure(row.warm),
                         ours.steps_per_second / row.warm);
    }
  }
  if (fastest > 0) out << fmt::format("\nours / the fastest peer, warm: {:.2f}\n", ours.steps_per_second / fastest);
  return good;
}

}  // namespace parcours
