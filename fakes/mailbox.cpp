#include "fakes/mailbox.h"

#include <algorithm>

namespace parcours {
namespace {

bool holds(const std::vector<NoticeView>& notices, std::uint64_t id) {
  return std::any_of(notices.begin(), notices.end(), [&](const NoticeView& n) { return n.id == id; });
}

}  // namespace

std::string_view to_string(Channel channel) {
  switch (channel) {
    case Channel::mail:
      return "mail";
    case Channel::push:
      return "push";
    case Channel::api:
      return "api";
  }
  return "";
}

Channel channel_of(const NoticeView& notice) {
  if (notice.channel == "push") return Channel::push;
  return notice.channel == "api" ? Channel::api : Channel::mail;
}

std::string_view to_string(ChannelFault fault) {
  switch (fault) {
    case ChannelFault::none:
      return "";
    case ChannelFault::lose:
      return "lost";
    case ChannelFault::delay:
      return "delayed";
    case ChannelFault::repeat:
      return "repeated";
  }
  return "";
}

// -------- Channels ------------------------------------------------------------------------------

void Channels::order(Channel channel, ChannelFate fate, int next) {
  auto& orders = orders_[static_cast<std::size_t>(channel)];
  orders.insert(orders.end(), static_cast<std::size_t>(next), fate);
}

ChannelFate Channels::next(Channel channel) {
  auto& orders = orders_[static_cast<std::size_t>(channel)];
  if (orders.empty()) return {};
  const ChannelFate fate = orders.front();
  orders.pop_front();
  return fate;
}

std::size_t Channels::orders_left() const {
  std::size_t left = 0;
  for (const auto& orders : orders_) left += orders.size();
  return left;
}

// -------- Mailbox -------------------------------------------------------------------------------

Mailbox::Mailbox(Stage& stage, Channels& channels) : stage_{stage}, channels_{channels} {}

void Mailbox::hand_over(const NoticeView& notice) {
  const ChannelFate fate = channels_.next(channel_of(notice));
  if (on_fate && fate.fault != ChannelFault::none) on_fate(notice, fate);
  switch (fate.fault) {
    case ChannelFault::lose:
      return;
    case ChannelFault::delay:
      stage_.scheduler().schedule(stage_.now() + fate.delay, [this, notice] { arrive(notice, 1); });
      return;
    case ChannelFault::none:
    case ChannelFault::repeat:
      break;
  }
  arrive(notice, 1);
  if (fate.fault == ChannelFault::repeat) arrive(notice, 2);
}

void Mailbox::arrive(const NoticeView& notice, int copy) {
  arrived_.push_back({notice, stage_.now(), copy});
  if (on_arrival) on_arrival(arrived_.back());
}

std::vector<NoticeView> Mailbox::recovery_mails(const std::string& address) const {
  std::vector<NoticeView> mails;
  for (const Arrival& a : arrived_)
    if (a.notice.kind == "recovery" && a.notice.to == address && !holds(mails, a.notice.id)) mails.push_back(a.notice);
  return mails;
}

// -------- The integrator ------------------------------------------------------------------------

NotificationSink::NotificationSink(Stage& stage, Target& target, Channels& channels)
    : stage_{stage}, target_{target}, channels_{channels} {}

void NotificationSink::take_due() {
  constexpr int kRoundsMax = 1000;  // A service that never lets go of an acknowledged one is not ours to wait for.
  for (int round = 0; round < kRoundsMax; ++round) {
    bool took = false;
    for (const NoticeView& notice : target_.deliveries_due(stage_.now())) {
      if (on_the_way_.count(notice.id) != 0) continue;
      deliver(notice);
      took = true;
    }
    if (!took) return;
  }
}

// A lost call is one that got no answer: the service hears of it as of a failure.
void NotificationSink::deliver(const NoticeView& notice) {
  const ChannelFate fate = channels_.next(Channel::api);
  switch (fate.fault) {
    case ChannelFault::lose:
      ++attempts_[notice.operation];
      if (on_call) on_call(notice, "lost on the way");
      target_.delivery_answered(notice.id, false, stage_.now());
      return;
    case ChannelFault::delay:
      on_the_way_.insert(notice.id);
      stage_.scheduler().schedule(stage_.now() + fate.delay, [this, notice] {
        on_the_way_.erase(notice.id);
        call_url(notice);
      });
      return;
    case ChannelFault::repeat:
      call_url(notice);
      break;
    case ChannelFault::none:
      break;
  }
  call_url(notice);
}

void NotificationSink::call_url(const NoticeView& notice) {
  ++attempts_[notice.operation];
  const bool ok = failures_ == 0;
  if (!ok) --failures_;
  if (ok && !holds(acknowledged_, notice.id)) acknowledged_.push_back(notice);
  if (on_call) on_call(notice, ok ? "200" : "500");
  target_.delivery_answered(notice.id, ok, stage_.now());
}

int NotificationSink::attempts(const std::string& operation) const {
  const auto found = attempts_.find(operation);
  return found == attempts_.end() ? 0 : found->second;
}

std::vector<NoticeView> NotificationSink::acknowledged(const std::string& operation) const {
  std::vector<NoticeView> notices;
  std::copy_if(acknowledged_.begin(), acknowledged_.end(), std::back_inserter(notices),
               [&](const NoticeView& n) { return n.operation == operation; });
  return notices;
}

}  // namespace parcours
