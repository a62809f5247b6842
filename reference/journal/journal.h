// The append-only record of facts with the policies and the seed they were made under (REP-03). A journal outlives the
// service that writes it; a new service starts by reading it. Kept in memory here; a durable one implements the same.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reference/core/fact.h"
#include "reference/core/policy.h"

namespace encaissement {

class Journal : public FactSink {
 public:
  // Opens for a service with these settings. A new journal takes them as its own. None: good; else why it is refused:
  // a journal made under other policies, or another seed, is not continued (REP-03).
  virtual std::optional<std::string> open(const Policies& policies, std::uint64_t seed) = 0;

  // Every committed fact, oldest first.
  virtual void read(const std::function<void(const Fact&)>& reader) const = 0;
};

class MemoryJournal final : public Journal {
 public:
  std::optional<std::string> open(const Policies& policies, std::uint64_t seed) override;
  void read(const std::function<void(const Fact&)>& reader) const override;
  void append(const Fact& fact) override { pending_.push_back(fact); }
  void commit() override;

  // What a crash does: facts appended since the last commit are gone.
  void lose_uncommitted() { pending_.clear(); }
  // The next commit does not happen: the service dies before it.
  void die_before_commit() { dies_ = true; }
  bool died() const { return died_; }
  void revive() { died_ = dies_ = false; }

  std::size_t size() const { return facts_.size(); }

 private:
  std::vector<Fact> facts_, pending_;
  std::optional<Policies> policies_;
  std::uint64_t seed_ = 0;
  bool dies_ = false, died_ = false;
};

// The names and values of the settings in which `kept` and `asked` differ, in words: "immediate_ttl_s is 300, not 250".
std::string difference(const Policies& kept, const Policies& asked);

}  // namespace encaissement
