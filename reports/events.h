// The one history format: what happened in a case, in order, in virtual time. Every target writes these events (the
// same scenario in process and over HTTP gives the same list) and every view draws them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parcours {

// Ordered name and value pairs, as a person should read them.
using Details = std::vector<std::pair<std::string, std::string>>;

struct HistoryEvent {
  std::int64_t seq = 0;  // 0, 1, 2, … within the case.
  std::string at{};      // Virtual Paris time, "24/06/2020 11:59:35.000".
  std::string from{};    // Lifelines: "cashier", "service", "alice", "mail", "till", "network", "clock".
  std::string to{};      // Same as from, or empty: the event concerns one lifeline only.
  std::string kind{};    // "call", "answer", "notice", "fault", "time", "note", "expectation".
  std::string label{};   // Short: "pays 30,00 €".
  Details details{};
  std::string operation{};  // The operation's number ("foo2udp610"), or empty.

  friend bool operator==(const HistoryEvent&, const HistoryEvent&) = default;
};

}  // namespace parcours
