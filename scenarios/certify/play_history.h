// The history of a story as it is played: what the cashier, the customers, the clock and the network do, what went over
// the wire, what the till showed, what an oracle found. Nothing of the wall, no port, seal or key stands in it. Polls that
// learn nothing new are one line.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "reports/events.h"
#include "scenarios/certify/finding.h"
#include "sim/till.h"
#include "sim/trace.h"

namespace parcours {

class PlayHistory {
 public:
  struct Entry {
    std::string from, to, kind, label;
    Details details = {};
    std::string operation = {};
  };

  // Its number.
  std::int64_t add(Instant at, Entry entry);
  // What went over the wire since.
  void narrate(const TraceEntry& entry);
  void finding(Instant at, const Finding& finding);
  std::int64_t first_finding() const { return first_finding_; }  // -1: none.
  // With everything that still waits to be told.
  std::vector<HistoryEvent> take();

 private:
  // Polls of one operation, one after the other, all answered alike.
  struct Polls {
    Instant first;
    int count = 0;
    std::string answer;
  };
  void tell(const TracedCall& call);
  void tell(const TracedNotice& notice);
  void tell_polls();
  std::int64_t push(Instant at, Entry entry);

  std::vector<HistoryEvent> events_;
  std::map<std::string, Polls> polls_;
  std::vector<std::string> polled_;  // In order of the first poll.
  std::int64_t first_finding_ = -1;
};

// "asks for 40,07 € by QR code (A)": what the cashier does, for people.
std::string label_of(const TillOrder& order);
std::string label_of(const TillReply& reply);
std::string label_of(const SaleView& view);  // "shows paid, received 30,00 €, remaining 10,00 €"

}  // namespace parcours
