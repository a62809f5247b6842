// What changed between two records: the verdicts of cases and rules. For "report diff OLD NEW".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/record.h"

namespace parcours {

// A case or rule whose verdict is not the same in both records; none: it is not in that record (or not covered).
struct Change {
  std::string id{};
  std::optional<Verdict> before{};
  std::optional<Verdict> after{};
  std::string reason{};  // From the newer record.

  // A higher severity, or gone: what is no longer judged is no longer known to be good.
  bool is_worse() const;
  friend bool operator==(const Change&, const Change&) = default;
};

struct RecordDiff {
  std::vector<std::string> settings{};  // Sentences: "seed: 1 -> 2". They explain changes; they are no verdict.
  std::vector<Change> cases{};          // Sorted by id.
  std::vector<Change> rules{};

  bool is_worse() const;
};

RecordDiff diff(const Record& before, const Record& after);

// Lines for a person: what got worse, what got better, what is new or gone, and one sentence.
std::string to_text(const RecordDiff& difference);

// nonconforming when something got worse, else conforming.
ExitCode exit_code(const RecordDiff& difference);

}  // namespace parcours
