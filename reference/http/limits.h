// How many requests an address may send: a bucket of tokens for each, in a table that never grows past its size.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

namespace parcours::http {

class RateLimiter {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  // As many at once as in a second. 0 a second: no limit.
  explicit RateLimiter(int per_second, std::size_t addresses_max = 10'000)
      : per_second_{per_second}, addresses_max_{addresses_max} {}

  // One request of `address`. False: too many. When the table is full and nobody has fallen silent, newcomers share one
  // bucket: an army of addresses slows itself down and not those who were there.
  bool allow(const std::string& address, Instant now);

  std::size_t size() const { return buckets_.size(); }

 private:
  struct Bucket {
    double tokens = 0;
    Instant at;
  };
  void forget_silent(Instant now);
  bool take(Bucket& bucket, Instant now) const;

  const int per_second_;
  const std::size_t addresses_max_;
  Instant swept_{};
  std::unordered_map<std::string, Bucket> buckets_;
};

// Asks the system for `wanted` open files, as far as it lets us without privileges. Gives what we have.
std::size_t raise_open_files(std::size_t wanted);

}  // namespace parcours::http
