// What becomes of the service's notices once they are written: mailboxes and phones behind a channel that can lose,
// delay or repeat them, and the integrator's URLs, which may answer 500. What was written and what arrived are kept
// apart: the service answers for the first only (NOT-03).
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sim/actors.h"
#include "sim/target.h"

namespace parcours {

enum class Channel : std::uint8_t { mail, push, api };
inline constexpr int kChannelCount = 3;
std::string_view to_string(Channel channel);   // "mail"
Channel channel_of(const NoticeView& notice);  // Anything unknown counts as mail.

enum class ChannelFault : std::uint8_t { none, lose, delay, repeat };
std::string_view to_string(ChannelFault fault);

struct ChannelFate {
  ChannelFault fault = ChannelFault::none;
  Duration delay{0};
};

// Faults ordered for the next notices of each channel.
class Channels {
 public:
  void order(Channel channel, ChannelFate fate, int next);
  ChannelFate next(Channel channel);
  std::size_t orders_left() const;

 private:
  std::array<std::deque<ChannelFate>, kChannelCount> orders_;
};

struct Arrival {
  NoticeView notice;
  Instant at;
  int copy = 1;  // 2: the channel repeated it.
};

// Mailboxes and phones: every address of the case.
class Mailbox {
 public:
  // `on_fate` hears what the channel does to a notice, and `on_arrival` each that arrives. Borrows the rest.
  Mailbox(Stage& stage, Channels& channels);
  std::function<void(const NoticeView&, const ChannelFate&)> on_fate;
  std::function<void(const Arrival&)> on_arrival;

  // Hands over what the service wrote, a mail or a push. It arrives now, later, twice or never.
  void hand_over(const NoticeView& notice);

  const std::vector<NoticeView>& written() const { return written_; }  // Mails, pushes and API states.
  const std::vector<Arrival>& arrived() const { return arrived_; }
  // Arrived mails with a recovery link for `address`, oldest first, each once.
  std::vector<NoticeView> recovery_mails(const std::string& address) const;

  void note_written(const NoticeView& notice) { written_.push_back(notice); }

 private:
  void arrive(const NoticeView& notice, int copy);

  Stage& stage_;
  Channels& channels_;
  std::vector<NoticeView> written_;
  std::vector<Arrival> arrived_;
};

// The integrator's URLs: takes what falls due, answers, and remembers (NOT-04).
class NotificationSink {
 public:
  NotificationSink(Stage& stage, Target& target, Channels& channels);
  // Hears each call of a URL and what it answered.
  std::function<void(const NoticeView&, std::string_view answer)> on_call;

  // Takes every delivery that is due now, until none is.
  void take_due();
  // Answers 500 to the next `times` calls.
  void fail_next(int times) { failures_ += times; }

  int attempts(const std::string& operation) const;                          // Calls of the URLs.
  std::vector<NoticeView> acknowledged(const std::string& operation) const;  // In the order of the first time, once.

 private:
  void deliver(const NoticeView& notice);
  void call_url(const NoticeView& notice);

  Stage& stage_;
  Target& target_;
  Channels& channels_;
  int failures_ = 0;
  std::set<std::uint64_t> on_the_way_;
  std::map<std::string, int> attempts_;
  std::vector<NoticeView> acknowledged_;
};

}  // namespace parcours
