// What a campaign of random runs adds to a record: its manifest, how much was played, what was reached, what had to occur
// and did or did not, and which run found what first. Absent from the record of anything else.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parcours {

// A name and how many.
using Counts = std::vector<std::pair<std::string, std::int64_t>>;

// The same in every shard of a campaign. Its seed is the record's.
struct CampaignManifest {
  std::int64_t runs_from = 0, runs_to = 0;  // Indices; runs_to is the first that is not played.
  Counts mix{};                             // Strategies and their weights.
  std::string settings{};                   // "drawn": half of the runs under settings drawn for them; "asked".
  std::vector<std::string> properties{};    // Ids.
  friend bool operator==(const CampaignManifest&, const CampaignManifest&) = default;
};

struct CampaignTotals {
  std::int64_t runs = 0, acts = 0, commands = 0, simulated_ms = 0, played_twice = 0;
  friend bool operator==(const CampaignTotals&, const CampaignTotals&) = default;
};

// What must occur at least once, and in how many runs it did.
struct Occurrence {
  std::string id{}, sentence{};
  std::int64_t runs = 0;
  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

// What runs found, by the case of the record that tells it.
struct CampaignFinding {
  std::string id{};       // Of the case: "property/money-conserved".
  std::int64_t runs = 0;  // How many found it,
  std::int64_t first = 0;  // and the lowest of them, which the case is about.
  friend bool operator==(const CampaignFinding&, const CampaignFinding&) = default;
};

struct CampaignResult {
  CampaignManifest manifest{};
  CampaignTotals totals{};
  Counts strategies{};                   // Runs of each.
  std::vector<Occurrence> sometimes{};
  std::vector<std::string> reached{};    // "awaiting_customer pay PAY-03", sorted
  std::int64_t reachable = 0;            // How many exhaustive search reaches; 0: nobody says, and `unreached` is empty.
  std::vector<std::string> unreached{};  // Of those, sorted.
  std::vector<CampaignFinding> findings{};  // By id.
  friend bool operator==(const CampaignResult&, const CampaignResult&) = default;
};

// With fewer runs a campaign cannot say that something never occurs: what was not met is told, and no more.
inline constexpr std::int64_t kRunsToTell = 2000;

std::vector<const Occurrence*> unmet(const CampaignResult& campaign);

// True: something that must occur never did in runs enough to say so, so that nothing was verified.
bool is_vacuous(const CampaignResult& campaign);

// How many of the triples that can be reached were; all that were reached when that is not known.
std::int64_t covered(const CampaignResult& campaign);

// "2 days 03:04" of a span of virtual time; years and days where it is long.
std::string span_text(std::int64_t milliseconds);

// The campaign in a few lines, as the terminal shows it.
std::vector<std::string> campaign_lines(const CampaignResult& campaign);

// `part`, another shard of the same campaign, added. Commutative and associative.
// REQUIRES: left.manifest == right.manifest.
CampaignResult merged(const CampaignResult& left, const CampaignResult& right);

}  // namespace parcours
