#include "reference/http/guesses.h"

#include <algorithm>

namespace parcours::http {

bool Guesses::is_heard(const std::string& name, Clock::time_point now) {
  const std::lock_guard lock{mutex_};
  const auto found = wrong_.find(name);
  if (found == wrong_.end() || found->second.count < kInARow) return true;
  if (now < found->second.last + kPause) return false;
  wrong_.erase(found);
  return true;
}

void Guesses::was_wrong(const std::string& name, Clock::time_point now) {
  const std::lock_guard lock{mutex_};
  if (wrong_.size() >= kNamesMax && !wrong_.contains(name))
    wrong_.erase(std::min_element(wrong_.begin(), wrong_.end(),
                                  [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
  Wrong& wrong = wrong_[name];
  ++wrong.count;
  wrong.last = now;
}

void Guesses::was_right(const std::string& name) {
  const std::lock_guard lock{mutex_};
  wrong_.erase(name);
}

}  // namespace parcours::http
