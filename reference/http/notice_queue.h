// Which notification goes next. A host that does not answer must not take the places of those that do: half of the
// places are kept for hosts whose last attempt was answered, and no host has more than its share.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>

#include "reference/http/notifier.h"

namespace parcours::http {

class NoticeQueue {
 public:
  explicit NoticeQueue(const NotifierOptions& options) : options_{options} {}

  // False: the notice is here already, or too many wait.
  bool put(Notification notification);
  // Hosts in turn, each with its oldest; what is given is under way until over(). None: nothing may go now.
  std::optional<Notification> next();
  // `answered`: the host gave some answer in time.
  void over(const Notification& notification, bool answered);

  std::size_t in_flight() const { return in_flight_; }
  std::size_t waiting() const { return waiting_; }

 private:
  struct Host {
    std::list<Notification> waiting;
    std::size_t in_flight = 0;
    bool proven = false;
  };
  bool may_go(const Host& host) const;
  void forget_idle();

  const NotifierOptions options_;
  std::map<std::string, Host> hosts_;  // By scheme, host and port.
  std::string turn_;                   // The host that went last: the next one comes after it.
  std::map<std::uint64_t, bool> here_;  // True: under way, in a place of the unproven.
  std::size_t in_flight_ = 0, unproven_in_flight_ = 0, waiting_ = 0;
};

}  // namespace parcours::http
