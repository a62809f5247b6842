// A till behind the adapter protocol, whatever carries its messages: a program (till_process.h), an address (till_http.h),
// a till that asks for its messages (till_pull.h).
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "sim/till_words.h"

namespace parcours {

// How long it may take over one message, by the wall.
struct TillBudgets {
  std::chrono::milliseconds hello{10'000}, answer{5'000};
};

class RemoteTill : public Till {
 public:
  TillTold<TillHello> hello() override;
  TillReply reset(const TillReset& reset) override;
  TillReply order(const TillOrder& order) override;
  TillTold<std::optional<Instant>> tick(Instant now) override;
  TillTold<int> notify(const http::Request& notification) override;
  TillReply crash() override;
  TillReply restart(const TillReset& as_before) override;
  TillTold<std::vector<SaleView>> observe(const std::string& screen_of) override;
  void bye() override;
  std::vector<std::string> take_noise() override;

  // A message that this protocol does not know; what the till makes of it. For `parcours adapter check`.
  TillReply ask_unknown(const std::string& name);

 protected:
  struct Carried {
    TillReply trouble;  // ok: `line` is the answer to this id.
    std::string line;
  };
  virtual Carried carry(std::int64_t id, const std::string& name, const std::string& line,
                        std::chrono::milliseconds budget) = 0;

  TillAnswer ask(const TillMessage& message);
  void add_noise(std::string words);  // The first few are kept, the rest counted.
  std::chrono::milliseconds budget_of(const TillMessage& message) const;

  TillBudgets budgets_;

 private:
  std::int64_t last_id_ = 0;
  std::vector<std::string> noise_;
  std::size_t noise_count_ = 0;
};

TillReply lost_till(std::string message, bool timed_out = false);
std::string words_of(std::chrono::milliseconds time);  // "2.5 s"

}  // namespace parcours
