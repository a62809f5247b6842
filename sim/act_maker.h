// Makes single acts that look at the arena: an operation they can be about, the person it belongs to, amounts at their
// limits (1, limit - 1, limit, limit + 1, round ones), moments beside a deadline. As often as its leanings say, an
// argument is any other instead, so that illegal calls are as ordinary as legal ones.
#pragma once

#include "sim/leanings.h"

namespace parcours {

class ActMaker {
 public:
  // Streams of `run`: one a concern.
  ActMaker(const Leanings& leanings, const Random& run);

  // Any act by the leanings; then this kind.
  Act any(const Arena& arena);
  Act of_kind(ActKind kind, const Arena& arena);

  // Parts that populations use too.
  FormChoice form(Role who);
  FormChoice form(Role who, encaissement::Parcours parcours, encaissement::Mode mode);
  Money requested(const Arena& arena);
  Money to_pay(const encaissement::Operation& operation, const Arena& arena);
  Money to_validate(const encaissement::Operation& operation, const Arena& arena);
  Mishap mishap();
  std::uint8_t key();

 private:
  bool fits() { return happens(who_, leanings_.fitting); }
  Role role();
  Role merchant();
  Role customer();
  Role account();
  Role merchant_of(const encaissement::Operation* operation);
  Role customer_of(const encaissement::Operation* operation);
  const encaissement::Operation* operation(const Arena& arena, ActKind kind);
  When moment(const Act& act, const Arena& arena);
  When any_moment(const Arena& arena);
  When beside_a_deadline(const Arena& arena);
  void fill(Act& act, const Arena& arena);
  void fill_request(Act& act, const Arena& arena);
  void fill_merchant(Act& act, const Arena& arena);
  void fill_customer(Act& act, const Arena& arena);
  void about_customer(Act& act, const encaissement::Operation* operation, const Arena& arena);
  bool prepares(Act& act, const encaissement::Operation* operation, const Arena& arena);
  void fill_operator(Act& act, const Arena& arena);
  void fill_access(Act& act);
  void disturb(Act& act, const Arena& arena);
  void when_forgotten(Act& act, const Arena& arena);
  encaissement::Mode mode_of(encaissement::Parcours parcours, Role who);
  std::int16_t days(bool wanted);
  void spoil(FormChoice& form);

  Leanings leanings_;
  std::uint32_t keys_ = 0;  // Given out so far.
  std::array<std::optional<Instant>, kRoleCount> keyed_{};  // When each role last gave a command with a key.
  Random what_, who_, which_, amounts_, moments_, forms_, troubles_;
};

// The operation's place in a story; none where it does not fit into an Act any more.
std::uint8_t place_of(const encaissement::Operation& operation);
inline constexpr std::size_t kMostOperations = 250;

}  // namespace parcours
