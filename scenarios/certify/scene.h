// A story under way: who takes part, what they know, and what was found. The player's parts (clockwork.h, courier.h,
// phones.h) share it; it lives as long as one story.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "scenarios/certify/haste.h"
#include "scenarios/certify/play_history.h"
#include "scenarios/certify/player.h"
#include "scenarios/certify/sale_book.h"
#include "scenarios/certify/stage_service.h"

namespace parcours {

// Who takes part.
struct Cast {
  const TillStory& story;
  Till& till;
  const TillHello& hello;
  const PlayOptions& options;
  StageService& service;
  Wire& wire;
  TillReset reset;                 // As the till was told.
  encaissement::Policies policies;
  PhoneReader& phone;
};

struct Scene : Cast {
  explicit Scene(Cast cast) : Cast{std::move(cast)} {}

  PlayHistory history = {};
  Findings findings = {};
  std::vector<SaleBook> sales = {};      // In the order in which they were asked for.
  std::vector<TillOrder> orders = {};    // Everything the cashier did.
  std::set<std::string> unreadable = {}; // Sales whose code no phone could read: what their customers do is left out.
  bool till_is_up = true;
  Duration skew{0};                      // The till's clock is so much ahead.
  Instant disturbed{};                   // From here on nothing is in the till's way to the truth.
  Verdict trouble_verdict = Verdict::pass;
  std::string trouble = {};

  bool is_over() const { return !trouble.empty(); }
  Instant now() const { return service.now(); }
  bool by_the_wall() const { return hello.clock == TillClock::wall; }

  SaleBook* book(const std::string& sale);  // Null: the cashier never asked for it.
  SaleBook* book_of(const OperationView& operation) { return book(operation.basket); }
  void disturb(Instant until);
  // What went over the wire since is told; a call that was meddled with was a disturbance.
  void narrate();
  // How much of the wire was narrated: since() of it is what comes next.
  std::size_t narrated() const { return narrated_; }
  // Told once for each rule, sale and oracle.
  void add(Finding finding);
  void add(const Findings& all);
  // The story cannot go on. The first trouble stays.
  void stop(Verdict verdict, std::string why, std::string label = {});  // label: in the history; empty: why.
  // True: the till is gone, the story over.
  bool lost(const TillReply& reply);

 private:
  void watch_haste(const TracedCall& call);

  std::size_t narrated_ = 0;
  Haste haste_{options.manners};
  std::set<std::tuple<Oracle, TillRuleId, std::string>> told_ = {};
};

}  // namespace parcours
