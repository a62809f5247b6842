// Plays a story at a till: the reference service in this process on a virtual clock, the till's wire in front of it,
// customers with phones, notifications, faults; after each step the oracles look. Same story, till and seed: the same
// result, byte for byte.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fakes/phone_reader.h"
#include "reports/record.h"
#include "scenarios/certify/case.h"
#include "scenarios/certify/finding.h"
#include "sim/till.h"
#include "sim/trace.h"
#include "sim/wire.h"

namespace parcours {

// How long a till may take to know, in virtual time, when nothing is in its way. Named settings of the certification.
struct TillManners {
  std::chrono::milliseconds poll_min{1'000};         // pos_poll_min_ms: POS-05
  std::chrono::seconds immediate_rest{60};           // pos_immediate_rest_s: A and C while they wait for the customer
  std::chrono::hours deferred_rest{24};              // pos_deferred_rest_h: B, D, and validation
  std::chrono::minutes clock_skew{4};                // pos_clock_skew_min: what a till's clock may be wrong by
};

struct PlayOptions {
  std::uint64_t seed = 1;
  encaissement::Policies policies = {};  // Under the story's own.
  TillManners manners = {};
  PhoneReader* phone = nullptr;          // Borrowed, may be null.
};

// What was played and what was found. `trouble`: why it could not be judged (the till is gone, the story vacuous).
struct Played {
  Findings findings;                     // In the order in which they were seen.
  std::vector<HistoryEvent> history;     // Cashier, till, service, customers, clock, network.
  Trace trace;
  Verdict verdict = Verdict::pass;       // The worst of all.
  std::string trouble;
  std::int64_t diverges_at = -1;         // seq of the event where the first finding was seen.
  std::vector<std::string> noise;        // What the till wrote besides.
  Duration virtual_time{0};
};

// What the till does not claim of what is needed: "seal_check, notices" (of any kind); empty: nothing.
std::string lacking(const TillHello& hello, std::span<const std::string_view> needs);

// The service side: one world, used for story after story.
class TillStage {
 public:
  // Tills in this process use stage.wire().transport(); others are served by a WireServer, whose url is set here.
  TillStage();
  ~TillStage();
  Wire& wire();
  void serve_at(std::string url, std::string authority = {});

  // REQUIRES: hello() was said and answered with `hello`.
  Played play(const TillStory& story, Till& till, const TillHello& hello, const PlayOptions& options);

 private:
  struct Parts;
  const std::unique_ptr<Parts> parts_;
};

// The story of a case as this till is asked it, from a stream of the seed that is the case's own.
TillStory story_of(const TillCase& one, std::uint64_t seed, const TillHello& hello);

// A case at a till: the result as the record has it, and what it was made from.
struct TillRun {
  CaseResult result;
  TillStory story;
  Played played;  // Nothing, where the question was not put.
};

// unsupported where the case needs what the till does not claim, not_testable where its clock cannot be moved, else as
// played. `repro`: words after "./parcours certify".
TillRun run_till_case(const TillCase& one, TillStage& stage, Till& till, const TillHello& hello, const PlayOptions& options,
                      const std::string& repro);

}  // namespace parcours
