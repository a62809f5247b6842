#include "scenarios/power/power.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctime>
#include <map>
#include <mutex>
#include <thread>

namespace parcours {
namespace {

Cell fill(const Judge& judge, const Defect* defect, const PowerPlan& plan, const std::function<bool()>& go_on) {
  Cell cell;
  double spent = 0;
  const std::uint64_t seeds = judge.is_seeded ? plan.seeds : 1;
  for (std::uint64_t seed = 1; seed <= seeds && go_on(); ++seed) {
    if (spent > plan.cell_budget_s) break;
    cell.tries.push_back(judge.judge(defect, seed, plan.budget_s));
    spent += cell.tries.back().cpu_s;
  }
  return cell;
}

Row row_of(const Defect* defect, const PowerPlan& plan, const std::function<bool()>& go_on) {
  Row row{.defect = defect, .cells = {}, .small = std::nullopt};
  for (const Judge& judge : plan.judges) row.cells.push_back(fill(judge, defect, plan, go_on));
  if (plan.small_story && go_on()) row.small = plan.small_story(*defect);
  return row;
}

// Tells rows in the order of the plan, whoever is done first.
class InOrder {
 public:
  explicit InOrder(const std::function<void(const Row&)>& heard) : heard_{heard} {}
  void done(std::size_t place, Row row, std::vector<Row>& into) {
    const std::scoped_lock lock{mutex_};
    waiting_.emplace(place, std::move(row));
    while (!waiting_.empty() && waiting_.begin()->first == into.size()) {
      into.push_back(std::move(waiting_.begin()->second));
      waiting_.erase(waiting_.begin());
      if (heard_) heard_(into.back());
    }
  }

 private:
  const std::function<void(const Row&)>& heard_;
  std::mutex mutex_;
  std::map<std::size_t, Row> waiting_;
};

}  // namespace

double thread_cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::size_t Cell::caught() const {
  return static_cast<std::size_t>(std::count_if(tries.begin(), tries.end(), [](const Try& t) { return t.caught; }));
}

std::optional<Try> Cell::quantile(double q) const {
  if (tries.empty()) return std::nullopt;
  std::vector<Try> sorted = tries;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Try& a, const Try& b) {
    return a.caught != b.caught ? a.caught : a.steps < b.steps;
  });
  const auto at = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size()))) - 1;
  return sorted[at].caught ? std::optional{sorted[at]} : std::nullopt;
}

PowerTable measure_power(const PowerPlan& plan, const std::function<void(const Row&)>& heard,
                         const std::function<bool()>& go_on) {
  PowerTable table{.judges = plan.judges, .rows = {}, .unbroken = {}, .whole = true};
  InOrder told{heard};
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t place; (place = next++) < plan.defects.size() && go_on();)
      told.done(place, row_of(plan.defects[place], plan, go_on), table.rows);
  };
  std::vector<std::thread> others;
  for (int i = 1; i < plan.jobs; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  PowerPlan patient = plan;
  patient.seeds = 1;
  patient.budget_s *= plan.unbroken_factor;
  for (const Judge& judge : plan.judges) table.unbroken.push_back(fill(judge, nullptr, patient, go_on));
  table.whole = go_on() && table.rows.size() == plan.defects.size();
  return table;
}

}  // namespace parcours
