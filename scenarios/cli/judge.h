// One run: cases in, a complete record out, with what the command line says of seed, settings, target and order. Used
// by run, rerun-failed, replay, demo and defects. The record depends on none of: the order, the reports asked for, the
// terminal.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fakes/broken_service.h"
#include "reference/core/policy.h"
#include "reports/record.h"
#include "scenarios/cli/options.h"
#include "scenarios/cli/remote.h"
#include "scenarios/runner/runner.h"

namespace parcours {

inline constexpr std::uint64_t kDefaultSeed = 1;

// Options that say what is judged, as typed.
struct TargetWords {
  std::string seed = std::to_string(kDefaultSeed);
  std::string profile;
  std::string defect;
  Words policies;  // "name=value"
  RemoteWords remote;
};
void add_target_options(Options& options, TargetWords& words);

struct JudgeOptions {
  std::uint64_t seed = kDefaultSeed;
  encaissement::Policies policies;       // Under each scenario's own settings.
  const Defect* defect = nullptr;        // None: the reference.
  std::optional<Remote> remote = {};     // None: in this process. Its defect is asked for at every beginning.
  std::string repro;                     // The options above as words, for whoever repeats a case.
  std::optional<std::uint64_t> shuffle;  // None: in the order given.
  bool fail_fast = false;
  PhoneReader* phone = nullptr;  // What several runs share to be faster; none: a fresh one.
};
// None: a word was wrong, and that was told.
std::optional<JudgeOptions> read_target_words(const TargetWords& words, Terminal& terminal);

// Fills in what a record was judged with, where `words` does not say otherwise. An empty seed is taken from the record.
void take_settings(const Record& record, TargetWords& words);

struct Judged {
  Record record;  // Complete.
  WallTimes times;
};

// `on_case` hears each result as it comes. Stops after the case during which the program was interrupted.
Judged judge(std::vector<Scenario> cases, const JudgeOptions& options,
             const std::function<void(const CaseResult&)>& on_case = {});

std::unique_ptr<Target> make_target(const Defect* defect);
std::unique_ptr<Target> make_target(const JudgeOptions& options);
// "the reference", "http://127.0.0.1:8080"
std::string name_of_target(const JudgeOptions& options);

}  // namespace parcours
