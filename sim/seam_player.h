// One service behind the seam, played to act by act: what people there know (numbers, QR codes, passwords, the last
// recovery link), the calls they make of a story's acts, and all that the service has told them. The twin
// (sim/twin.h) plays two of them in lock-step; exports play one to find out what the reference says.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/act.h"
#include "sim/target.h"

namespace parcours {

// What a story does not say and people know, as this service told it.
struct Known {
  std::vector<std::string> numbers;   // Of the story's operations, in order of creation.
  std::vector<std::string> payloads;  // Of their QR codes; empty: it has none, or no answer brought it.
  std::vector<bool> urls_fail;        // The integrator's URLs answer 500 for that operation, always: basket number 3.
  std::string link, link_login;       // The last recovery mail's token, and whose account it opens.
  std::map<std::string, std::string, std::less<>> passwords;  // By login, as last set.
  int passwords_set = 0;

  // In order of creation from 0; -1: not one of the story's.
  int index_of(const std::string& number) const;
};

// A number no service gave, and a QR code none made.
inline constexpr const char* kNobodysNumber = "fzzzzzzzz9";
inline constexpr const char* kNobodysCode = "CVC1:fzzzzzzzz9:4000:AAAAAAAAAAAAAAAAAAAAAA";

// An amount as people type it: "40,00".
std::string as_typed(Money amount);

// What `act` is at the seam. Mishaps are the network's and no part of it. REQUIRES: neither wait, look, retry nor crash.
Call call_of(const Act& act, const Known& known, encaissement::Day today);

// `call` with another body under the same key (REP-01): a cent more, else another basket; a customer's call that has no
// amount gets one.
Call with_other_body(Call call);

// One handing over of an API notification, and what the integrator's side said. By default it acknowledges at once.
struct Delivery {
  NoticeView notice;
  bool acknowledged = true;
};

class SeamPlayer {
 public:
  // Resets `target`, which is borrowed, with the guide's people. `can`: what is made use of.
  SeamPlayer(Target& target, const Capabilities& can, const encaissement::Policies& policies, Instant start,
             std::uint64_t seed);

  // Everything due at `now` happens; deliveries are answered until none is due; new notices are read.
  void advance(Instant now);

  // The answers, in order: none where nothing was asked or arrived, two where the call arrived twice. Answers that are
  // lost on the way stand here, too: whoever tells the story must not look at them.
  std::vector<Answer> play(const Act& act, Instant now);

  Target& target() const { return target_; }
  const Known& known() const { return known_; }
  const std::vector<NoticeView>& notices() const { return notices_; }     // Written so far.
  const std::vector<Delivery>& deliveries() const { return deliveries_; }  // Handed over so far.
  const std::optional<Call>& last_call(Role role) const { return last_[static_cast<std::size_t>(role)]; }
  bool opened_under_other_policies() const { return opened_under_others_; }  // REP-03: at some restart.

 private:
  Answer submit(const Act& act, const Call& call, Instant now);
  void restart(Instant now);
  void learn(const Act& act, const Call& call, const Answer& answer, Instant now);
  void learn_number(const Call& call, const std::string& number);
  void find_lost(const Act& act, const Call& call, Instant now);
  void read_notices();
  void take_deliveries(Instant now);

  Target& target_;
  Capabilities can_;
  encaissement::Policies policies_;
  Known known_;
  std::vector<NoticeView> notices_;
  std::vector<Delivery> deliveries_;
  std::uint64_t read_up_to_ = 0;
  bool opened_under_others_ = false;
  std::array<std::optional<Call>, kRoleCount> last_;
  std::array<std::optional<Act>, kRoleCount> last_act_;
};

}  // namespace parcours
