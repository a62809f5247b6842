#include "reference/http/session.h"

#include <algorithm>
#include <utility>

#include "reference/seal/digest.h"
#include "reference/seal/random.h"

namespace parcours::http {
namespace {

using encaissement::digest_of;

bool is_of(const Session& session, const Speaker& speaker) {
  return session.speaker.door == speaker.door && session.speaker.name == speaker.name;
}

}  // namespace

std::string random_id() { return encaissement::random_text(); }

Sessions::Sessions(std::chrono::seconds idle, std::chrono::seconds age, Limits limits, Clock clock)
    : idle_{idle}, age_{age}, limits_{limits}, clock_{std::move(clock)} {}

Session Sessions::open(const Speaker& speaker) {
  const std::lock_guard lock{mutex_};
  return keep(speaker, clock_());
}

std::optional<Session> Sessions::find(const std::string& id) {
  const std::lock_guard lock{mutex_};
  const auto found = find_open(id);
  if (found == sessions_.end()) return std::nullopt;
  found->second.used = clock_();
  return found->second;
}

std::optional<Session> Sessions::rotate(const std::string& id, const Speaker& speaker) {
  const std::lock_guard lock{mutex_};
  const auto found = find_open(id);
  if (found == sessions_.end()) return std::nullopt;
  const auto begun = found->second.begun;
  sessions_.erase(found);
  return keep(speaker, begun);
}

void Sessions::close(const std::string& id) {
  const std::lock_guard lock{mutex_};
  if (const auto found = find_open(id); found != sessions_.end()) sessions_.erase(found);
}

void Sessions::close_of(const std::string& name) {
  const std::lock_guard lock{mutex_};
  std::erase_if(sessions_, [&](const auto& kept) { return kept.second.speaker.name == name; });
}

void Sessions::close_all() {
  const std::lock_guard lock{mutex_};
  sessions_.clear();
}

std::size_t Sessions::size() const {
  const std::lock_guard lock{mutex_};
  return sessions_.size();
}

Sessions::Kept::iterator Sessions::find_open(const std::string& id) {
  const auto found = sessions_.find(digest_of(id));
  if (found == sessions_.end() || !encaissement::same_secret(found->second.id, id)) return sessions_.end();
  if (!has_ended(found->second)) return found;
  sessions_.erase(found);
  return sessions_.end();
}

Session Sessions::keep(const Speaker& speaker, std::chrono::steady_clock::time_point begun) {
  make_room(speaker);
  Session session{.id = random_id(), .csrf = random_id(), .speaker = speaker, .begun = begun, .used = clock_()};
  return sessions_[digest_of(session.id)] = std::move(session);
}

bool Sessions::has_ended(const Session& session) const {
  const auto now = clock_();
  return now - session.used >= idle_ || now - session.begun >= age_;
}

// Whoever opens too many loses his own, so that nobody can end everybody else's by logging in.
void Sessions::make_room(const Speaker& speaker) {
  const auto his = [&](const auto& kept) { return is_of(kept.second, speaker); };
  if (sessions_.size() >= limits_.all) std::erase_if(sessions_, [&](const auto& kept) { return has_ended(kept.second); });
  if (static_cast<std::size_t>(std::count_if(sessions_.begin(), sessions_.end(), his)) >= limits_.of_one)
    end_longest_unused(&speaker);
  if (sessions_.size() >= limits_.all) end_longest_unused(nullptr);
}

void Sessions::end_longest_unused(const Speaker* only_of) {
  auto longest = sessions_.end();
  for (auto one = sessions_.begin(); one != sessions_.end(); ++one) {
    const bool counts = only_of == nullptr || is_of(one->second, *only_of);
    if (counts && (longest == sessions_.end() || one->second.used < longest->second.used)) longest = one;
  }
  if (longest != sessions_.end()) sessions_.erase(longest);
}

}  // namespace parcours::http
