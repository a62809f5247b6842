#include "reference/http/notice_queue.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "reference/http/url.h"

namespace parcours::http {
namespace {

constexpr std::size_t kHostsMax = 10'000;

// What is no URL fails by itself, and counts as a host of its own.
std::string host_of(const Notification& notification) {
  const auto url = read_url(notification.url);
  if (!url) return {};
  return (url->secure ? "s " : "p ") + url->host + ' ' + std::to_string(url->port);
}

}  // namespace

bool NoticeQueue::put(Notification notification) {
  if (waiting_ >= options_.waiting_max || here_.contains(notification.notice)) return false;
  if (hosts_.size() >= kHostsMax) forget_idle();
  here_.emplace(notification.notice, false);
  hosts_[host_of(notification)].waiting.push_back(std::move(notification));
  ++waiting_;
  return true;
}

bool NoticeQueue::may_go(const Host& host) const {
  const auto unproven_max = std::max<std::size_t>(1, options_.in_flight_max / 2);
  return !host.waiting.empty() && host.in_flight < options_.of_one_host_max &&
         (host.proven || unproven_in_flight_ < unproven_max);
}

std::optional<Notification> NoticeQueue::next() {
  if (waiting_ == 0 || in_flight_ >= options_.in_flight_max) return std::nullopt;
  const auto fits = [&](const auto& one) { return may_go(one.second); };
  const auto after = hosts_.upper_bound(turn_);
  auto found = std::find_if(after, hosts_.end(), fits);
  if (found == hosts_.end()) found = std::find_if(hosts_.begin(), after, fits);
  if (found == hosts_.end() || !may_go(found->second)) return std::nullopt;
  turn_ = found->first;
  Host& host = found->second;
  Notification notification = std::move(host.waiting.front());
  host.waiting.pop_front();
  here_[notification.notice] = !host.proven;
  unproven_in_flight_ += host.proven ? 0 : 1;
  ++host.in_flight, ++in_flight_, --waiting_;
  return notification;
}

void NoticeQueue::over(const Notification& notification, bool answered) {
  const auto here = here_.find(notification.notice);
  assert(here != here_.end());
  Host& host = hosts_[host_of(notification)];
  host.proven = answered;
  unproven_in_flight_ -= here->second ? 1 : 0;
  --host.in_flight, --in_flight_;
  here_.erase(here);
}

void NoticeQueue::forget_idle() {
  std::erase_if(hosts_, [](const auto& one) { return one.second.waiting.empty() && one.second.in_flight == 0; });
}

}  // namespace parcours::http
