#include "scenarios/population/agenda.h"

#include <algorithm>
#include <cassert>

namespace parcours {
namespace {

bool earlier(const Act& a, const Act& b) { return a.at < b.at; }

}  // namespace

void Agenda::add(const Act& act) {
  const std::size_t minute = minute_of(act.at);
  ++waiting_;
  if (minute + 1 == minute_) {
    meanwhile_.insert(std::upper_bound(meanwhile_.begin() + static_cast<std::ptrdiff_t>(done_), meanwhile_.end(), act,
                                       earlier),
                      act);
    return;
  }
  assert(minute >= minute_);
  const std::size_t day = minute / kMinutes;
  if (minute_ > 0 && day == (minute_ - 1) / kMinutes) return minutes_[minute % kMinutes].push_back(act);
  if (days_.size() <= day) days_.resize(day + 1);
  days_[day].push_back(act);
}

void Agenda::begin_minute() {
  assert(next() == nullptr);
  const std::size_t day = minute_ / kMinutes;
  if (minute_ % kMinutes == 0 && day < days_.size()) {
    for (const Act& act : days_[day]) minutes_[minute_of(act.at) % kMinutes].push_back(act);
    std::vector<Act>{}.swap(days_[day]);
  }
  now_.clear();
  now_.swap(minutes_[minute_ % kMinutes]);
  std::stable_sort(now_.begin(), now_.end(), earlier);
  at_ = 0;
  meanwhile_.clear();
  done_ = 0;
  ++minute_;
}

const Act* Agenda::next() {
  const bool planned = at_ < now_.size(), added = done_ < meanwhile_.size();
  if (!planned && !added) return nullptr;
  --waiting_;
  const bool take_added = added && (!planned || meanwhile_[done_].at < now_[at_].at);
  return take_added ? &meanwhile_[done_++] : &now_[at_++];
}

}  // namespace parcours
