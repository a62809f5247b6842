// What a till does about its sales by itself: makes the calls that are wanted until something certain is heard, asks how
// a sale stands, and takes what it is told. Time is what it is given.
#pragma once

#include <optional>

#include "fakes/pos/pos_client.h"
#include "fakes/pos/pos_store.h"

namespace parcours {

class PosWork {
 public:
  // Borrows store and habits.
  PosWork(PosClient client, PosStore& store, const PosHabits& habits);

  // Writes down that `act` is wanted; it is sent by attempt(). REQUIRES: the cashier may (pos_ruling.h).
  void want(PosSale& sale, PosAct act, http::Json body, Money amount, Instant now);
  // Makes the first call that is wanted, and those after it while each is done. The last thing heard.
  // REQUIRES: a call is wanted.
  PosHeard attempt(PosSale& sale, Instant now);
  // Asks how the sale stands. False: nothing certain was heard. REQUIRES: may_ask().
  bool ask(PosSale& sale, Instant now);
  // Whether there is something to ask: an open transaction that was not asked about just now.
  bool may_ask(const PosSale& sale, Instant now) const;
  // Takes what was told of the sale, unless what is known is newer.
  void take(PosSale& sale, PosTold told, Instant now);

  // When something has to be done about it. None: nothing.
  std::optional<Instant> due(const PosSale& sale) const;
  void do_due(PosSale& sale, Instant now);

  // The service's clock: told with each answer, so that a till whose own is wrong knows what is late.
  Instant service_time(Instant now) const { return habits_.trusts_its_own_clock ? now : now + ahead_; }
  void clock_was_set(encaissement::Duration forward) { ahead_ -= forward; }
  bool is_late(const PosSale& sale, Instant now) const;
  const TillShop& shop() const { return client_.shop(); }

 private:
  PosHeard attempt_first(PosSale& sale, Instant now);
  void conclude(PosSale& sale, const PosIntent& intent, const PosHeard& heard, Instant now);
  void refused(PosSale& sale, const PosIntent& intent, const PosHeard& heard, Instant now);
  void schedule(PosSale& sale, Instant now) const;

  PosClient client_;
  PosStore& store_;
  const PosHabits& habits_;
  encaissement::Duration ahead_{0};  // The service's clock of ours.
};

}  // namespace parcours
