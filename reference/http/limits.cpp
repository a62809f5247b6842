#include "reference/http/limits.h"

#include <sys/resource.h>

#include <algorithm>

namespace parcours::http {

bool RateLimiter::allow(const std::string& address, Instant now) {
  if (per_second_ <= 0) return true;
  const auto known = buckets_.find(address);
  if (known != buckets_.end()) return take(known->second, now);
  if (buckets_.size() >= addresses_max_) forget_silent(now);
  const std::string& name = buckets_.size() < addresses_max_ ? address : std::string{};
  return take(buckets_.try_emplace(name, Bucket{static_cast<double>(per_second_), now}).first->second, now);
}

// After a second without a request a bucket is full again, as one that is new. Looked for once a second at most.
void RateLimiter::forget_silent(Instant now) {
  if (now - swept_ < std::chrono::seconds{1}) return;
  swept_ = now;
  std::erase_if(buckets_, [&](const auto& one) { return now - one.second.at >= std::chrono::seconds{1}; });
}

bool RateLimiter::take(Bucket& bucket, Instant now) const {
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(bucket.tokens + passed * per_second_, static_cast<double>(per_second_));
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

std::size_t raise_open_files(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  if (limit.rlim_cur < wanted) {
    rlimit higher{std::min<rlim_t>(wanted, limit.rlim_max), limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &higher) == 0) limit = higher;
  }
  return limit.rlim_cur;
}

}  // namespace parcours::http
