// How well each judge detects: every defect of the gallery against every judge, over many seeds. A try is one judge with
// one seed on one defect, until the first catch or the end of its budget; misses are kept, as tries that took for ever.
// What is measured is told in steps, which are the same on any machine, and in CPU seconds, which are not.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fakes/broken_service.h"

namespace parcours {

struct Try {
  bool caught = false;
  std::uint64_t steps = 0;  // Commands played, states searched, or cases run: by the judge.
  double cpu_s = 0;
  std::string by;           // The property, or the case, that caught.
  std::size_t length = 0;   // Acts, waits aside, of the story that caught and can be played again; 0: none.
};

struct Judge {
  std::string name;   // "swarm"
  std::string steps;  // What its steps are: "commands", "cases", "transitions"
  bool is_seeded = true;  // False: every seed gives the same, and one try is enough.
  // Null defect: the unbroken service, on which a catch is a false alarm.
  std::function<Try(const Defect* defect, std::uint64_t seed, double budget_s)> judge;
};

struct Cell {
  std::vector<Try> tries;  // In order of seed.
  std::size_t caught() const;
  // The q-th of all tries, misses last; none when it is a miss. REQUIRES: 0 < q <= 1.
  std::optional<Try> quantile(double q) const;
};

// What the first catch of the portfolio came to when it was made small.
struct SmallStory {
  std::size_t found = 0, shrunk = 0;  // Acts of the story, waits aside, as found and made small.
  bool is_shortest = false;           // No shorter story of the same acts fails: tried, all of them.
};

struct Row {
  const Defect* defect = nullptr;
  std::vector<Cell> cells;  // One a judge, in their order.
  std::optional<SmallStory> small{};
};

struct PowerPlan {
  std::vector<Judge> judges;
  std::vector<const Defect*> defects;
  std::uint64_t seeds = 101;
  double budget_s = 60;      // CPU seconds of one try.
  double cell_budget_s = 90; // …of all tries of a judge on a defect: after it no further seed is begun.
  double unbroken_factor = 10;  // Nothing may be reported on the unbroken service in so many budgets of a try.
  int jobs = 1;
  std::function<std::optional<SmallStory>(const Defect&)> small_story{};  // May be empty.
};

struct PowerTable {
  std::vector<Judge> judges;
  std::vector<Row> rows;               // In the order of the plan's defects.
  std::vector<Cell> unbroken;          // One a judge: the reference, at unbroken_factor budgets of a try.
  bool whole = true;                   // False: interrupted.
};

// `heard`: each row as it is done, in order of the plan. `go_on`: asked before each try.
PowerTable measure_power(const PowerPlan& plan, const std::function<void(const Row&)>& heard,
                         const std::function<bool()>& go_on);

// CPU seconds of this thread so far.
double thread_cpu_s();

}  // namespace parcours
