// What no scenario has to ask for: rules that hold at every moment of every case. After each instant and each step it
// looks at all the money, every operation the case knows, and the counters; what it sees change goes into the history.
// What the target cannot show is not watched.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/runner/case.h"

namespace parcours {

class Watch {
 public:
  explicit Watch(Case& played);

  // The first rule found broken, or nothing. Looks at nothing while the service is down.
  std::optional<Departure> look();

  // Every status the operation was seen in, or told by its history.
  std::vector<std::string> statuses_of(const std::string& number) const;

 private:
  std::optional<Departure> look_at_operations();
  std::optional<Departure> look_at(const Made& made, const OperationView& view);
  std::optional<Departure> look_at_money();                                                         // MON-01
  std::optional<Departure> look_at_wallet(const CustomerSpec& customer, const WalletView& wallet);  // MON-03
  std::optional<Departure> look_at_counters();                                                      // LST-04
  std::optional<Departure> look_at_counters_of(const Speaker& speaker);
  bool was_told(const OperationView& view) const;
  void note_change(const OperationView& before, const OperationView& view);

  Case& case_;
  Money start_;                                // All the money there was.
  std::map<std::string, OperationView> seen_;  // As last seen.
  std::map<std::string, std::vector<std::string>> statuses_;
};

}  // namespace parcours
