// A journal that acknowledges what it has not kept: at a crash its end is gone. For tests that a comparison notices it.
#pragma once

#include <algorithm>
#include <vector>

#include "reference/journal/journal.h"

namespace parcours::kill {

class ForgetfulJournal final : public encaissement::Journal {
 public:
  // So many facts of the end were never kept.
  void lose(std::size_t facts) { kept_.resize(kept_.size() - std::min(facts, kept_.size())); }
  std::size_t last_batch() const { return last_batch_; }

  std::optional<std::string> open(const encaissement::Policies&, std::uint64_t) override { return std::nullopt; }
  std::optional<std::string> read(const std::function<void(const encaissement::Fact&)>& reader) const override {
    for (const encaissement::Fact& fact : kept_) reader(fact);
    return std::nullopt;
  }
  void clear() override { kept_.clear(), forget_untold(); }

 protected:
  void keep(std::vector<encaissement::Fact>& batch) override {
    last_batch_ = batch.size();
    kept_.insert(kept_.end(), batch.begin(), batch.end());
  }

 private:
  std::vector<encaissement::Fact> kept_;
  std::size_t last_batch_ = 0;
};

}  // namespace parcours::kill
