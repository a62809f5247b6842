// A log as it was read for judging: every entry with what it asks and tells and when the service dealt with it, and the
// entries of each transaction together. Used inside scenarios/trace only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/trace/asked.h"
#include "scenarios/trace/judge.h"

namespace parcours {

struct SeenEntry {
  std::size_t entry = 0;               // In the log.
  const TracedCall* call = nullptr;    // One of the two.
  const TracedNotice* notice = nullptr;
  AskedOf asked = {};
  ToldAnswer told = {};
  bool answered = false;               // An answer that could be read.
  bool repeated = false;               // A key used before: REP-01 judges it, it says nothing of now.
  bool perhaps_repeated = false;       // A key used before, in a call of whose answer nothing is known.
  Instant at{};                        // When the service dealt with it, as near as is known,
  Instant earliest{}, latest{};        // and certainly between these.
};

struct Dossier {
  std::string number;
  std::optional<std::size_t> create;                          // Of Scene::seen.
  std::vector<std::pair<std::size_t, std::size_t>> pieces;    // Which entry, which of the transactions told there.
};

struct Scene {
  const Log& log;
  const TraceOptions& options;
  Duration slack{0};
  std::vector<SeenEntry> seen;         // In the order of the service, as far as it is known.
  std::vector<Dossier> dossiers;       // In the order in which they are first seen.
  std::map<std::string, std::size_t> by_number;
};

Scene read_scene(const Log& log, const TraceOptions& options);

// Each judges the whole scene for what is its own.
void judge_repetition(Scene& scene, Books& books);            // REP-01; marks what was repeated.
void judge_callers(const Scene& scene, Books& books);         // ACC-01, ACC-05
void judge_notices(const Scene& scene, Books& books);         // NOT-04
void judge_busy(const Scene& scene, Books& books);            // FRM-11

// What the core says to a create: the operation that it makes, or its refusal.
struct Founding {
  std::optional<encaissement::Operation> operation;
  std::string rule, code, sentence;    // Refused.
};
std::map<std::size_t, Founding> found_all(const Scene& scene);  // By place in Scene::seen.

// One transaction through the histories of the core.
void judge_dossier(const Scene& scene, const Dossier& dossier, const std::map<std::size_t, Founding>& foundings,
                   Books& books);

// Its story, for findings that were made elsewhere.
std::optional<TraceStory> story_of(const Scene& scene, const Dossier& dossier, const std::map<std::size_t, Founding>& foundings);

}  // namespace parcours
