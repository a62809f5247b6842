// One story, played step by step; the player's own class. TillStage::play makes one for each story.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/certify/clockwork.h"
#include "scenarios/certify/courier.h"
#include "scenarios/certify/phones.h"
#include "scenarios/certify/scene.h"

namespace parcours {

class Play {
 public:
  explicit Play(Scene& scene);
  // Everything, up to the end's own rest.
  void run();

 private:
  void step(const till_step::Cashier& step);
  void step(const till_step::Customer& step);
  void step(const till_step::Wait& step);
  void step(const till_step::WaitUntil& step);
  void step(const till_step::Rest& step);
  void step(const till_step::WireTrouble& step);
  void step(const till_step::NoticeTrouble& step);
  void step(const till_step::TillCrash& step);
  void step(const till_step::TillRestart& step);
  void step(const till_step::ServiceRestart& step);
  void step(const till_step::Skew& step);
  void step(const till_step::Reach& step);

  void keep(const TillOrder& order, const TillReply& reply);
  void keep_retry(SaleBook& book, const TillReply& reply);
  void judge_claim(const TillOrder& order);
  void keep_own_refusal(const TillOrder& order, const TillReply& reply, std::size_t wire_before);
  void wait(Duration length, const std::string& label);
  void watch();          // After each step: nothing is ahead, nothing is twice, no money is lost.
  void watch_money();
  void judge_rest();     // Every sale in whose way nothing is any more.
  bool is_quiet(const SaleBook& book, const Ledger& ledger) const;
  Instant quiet_at(const SaleBook& book, const Ledger& ledger) const;
  Instant all_quiet_at() const;
  Duration all_rest() const;
  bool observe(std::vector<SaleView>& views);  // False: there is nothing to be seen, or the till is gone.
  void tell_views(const std::vector<SaleView>& views);
  void unmet(const std::string& sale, std::string why);
  void judge_unmet();    // A story that came to something else than it must have, and nobody is to blame so far.
  void finish();

  Scene& scene_;
  StageCourier courier_;
  Clockwork clock_;
  Phones phones_;
  Money money_;                          // MON-01, a check of ourselves.
  std::map<std::string, std::string> shown_;  // What each sale was last shown as.
  std::string unmet_, unmet_sale_;       // Why the story shows nothing, and with which sale.
};

}  // namespace parcours
