// The append-only record of facts with the policies and the seed they were made under (REP-03). A journal outlives the
// service that writes it; a new service starts by reading it. MemoryJournal keeps it here, SqliteJournal on the disk
// (sqlite_journal.h). Facts appended since the last commit() are kept together or not at all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/core/fact.h"
#include "reference/core/policy.h"

namespace encaissement {

class Journal : public FactSink {
 public:
  // Opens for a service with these settings. A new journal takes them as its own. None: good; else why it is refused:
  // a journal made under other policies, or another seed, is not continued (REP-03).
  virtual std::optional<std::string> open(const Policies& policies, std::uint64_t seed) = 0;

  // Every committed fact, oldest first. None: those were all; else what went wrong after those that were given.
  virtual std::optional<std::string> read(const std::function<void(const Fact&)>& reader) const = 0;

  // Forgets everything, policies and seed too.
  virtual void clear() = 0;

  // Puts what was committed on the disk: only then may it be acknowledged. None: it is there; else what went wrong, and
  // nothing since the last flush is acknowledged. A journal in memory has nothing to do. The follower is told here.
  virtual std::optional<std::string> flush();

  // A reader's copy: whoever follows is given the facts that each flush put on the disk, in order; once more than one
  // flush's when nobody flushed meanwhile. Costs nothing while nobody follows. Facts kept before are not told: read().
  using Follower = std::function<void(std::vector<Fact> facts)>;
  void set_follower(Follower follower);

  void append(const Fact& fact) override { pending_.push_back(fact); }
  void commit() override;

  // -------- Crashes, as a judge makes them --------
  // Facts appended since the last commit are gone.
  void lose_uncommitted() { pending_.clear(); }
  // The next commit does not happen, nor any after it until revive(): the service dies before it.
  void die_before_commit() { dies_ = true; }
  bool died() const { return died_; }
  void revive() { died_ = dies_ = false; }

 protected:
  // Keeps these facts, all or none. They may be moved from.
  virtual void keep(std::vector<Fact>& batch) = 0;
  // What a flush does last, and what a new beginning does.
  void tell_follower();
  void forget_untold() { untold_.clear(); }

 private:
  std::vector<Fact> pending_;
  std::vector<Fact> untold_;  // Committed, while somebody follows.
  Follower follower_;
  bool dies_ = false, died_ = false;
};

class MemoryJournal final : public Journal {
 public:
  std::optional<std::string> open(const Policies& policies, std::uint64_t seed) override;
  std::optional<std::string> read(const std::function<void(const Fact&)>& reader) const override;
  void clear() override;

  std::size_t size() const { return facts_.size(); }

 protected:
  void keep(std::vector<Fact>& batch) override;

 private:
  std::vector<Fact> facts_;
  std::optional<Policies> policies_;
  std::uint64_t seed_ = 0;
};

// Why a journal made under `kept` is not continued under `asked`; none: it is.
std::optional<std::string> refusal_to_continue(const Policies& kept, std::uint64_t kept_seed, const Policies& asked,
                                               std::uint64_t asked_seed);

// The names and values of the settings in which `kept` and `asked` differ, in words: "immediate_ttl_s is 300, not 250".
std::string difference(const Policies& kept, const Policies& asked);

}  // namespace encaissement
