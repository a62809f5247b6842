// The seam twin: plays a story through the seam on two services in lock-step, a fresh reference and the one under
// judgement, and compares all that anybody can see. It needs no look inside, so it judges a service over HTTP as well as
// a broken one in this process, and it sees what the core does not: views, lists, letters, codes, keys.
//   SeamTwin twin(*target, {.policies = p, .start = t}); twin.play(story); twin.finish();
//   if (const auto& broken = twin.broken()) …
// Compared after every act: the answers, new notices, deliveries handed over. At `look` acts and at the end: every
// operation as each person sees it, phones, lists under several filters with their exports and counters, wallets, what
// was collected, accounts and remembered e-mails. The first difference is kept; after it nothing more is played.
// Not compared: sentences, numbers and codes themselves, and answers that were lost on their way.
#pragma once

#include <memory>
#include <optional>

#include "sim/property.h"
#include "sim/seam_player.h"

namespace parcours {

class ReferenceService;  // The reference with a look inside: when its deadlines are.

class SeamTwin {
 public:
  struct Setup {
    encaissement::Policies policies{};
    Instant start{std::chrono::hours{24 * 18437 + 7}};  // 24/06/2020 09:00 in Paris
    std::uint64_t seed = 1;
  };

  // Borrows and resets `judged`. REQUIRES: it can move its clock.
  SeamTwin(Target& judged, const Setup& setup);
  ~SeamTwin();

  void play(const Act& act);
  void play(const Story& story);
  // Looks, lets so much time pass that every operation is final, and looks again.
  void finish();

  const std::optional<Broken>& broken() const { return broken_; }
  std::size_t acts() const { return acts_; }  // Played so far; the last one is the one that broke, unless it was finish().
  Instant now() const { return now_; }
  // When `when` is, by the reference: not before now.
  Instant instant_of(const When& when) const;

 private:
  void pass_time(Instant until);
  void compare_told();
  void look();

  std::unique_ptr<ReferenceService> reference_;
  encaissement::Policies policies_;
  Capabilities can_;
  Instant now_;
  SeamPlayer expected_, actual_;
  std::optional<Broken> broken_;
  std::size_t acts_ = 0, notices_compared_ = 0, deliveries_compared_ = 0;
};

}  // namespace parcours
