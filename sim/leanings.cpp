#include "sim/leanings.h"

#include <algorithm>

namespace parcours {
namespace {

constexpr std::size_t of(ActKind kind) { return static_cast<std::size_t>(kind); }

// By ActKind: what a day is made of, and rarely what an operator does.
constexpr std::array<std::uint16_t, kActKindCount> kUsualKinds{
    6,                      // wait
    44, 10, 10, 8, 12, 20,  // request, prepare, name, change mode, cancel, validate
    22, 40, 8,              // scan, pay, refuse
    3, 3, 2, 6, 5, 1, 2,    // issuer rejects, credit, block, unblock, enable, disable, resume
    8, 3, 3, 4, 1,          // log in, ask recovery, set password, give right, take right
    4, 8, 2};               // look, retry, crash
constexpr std::array<std::uint16_t, kRoleCount> kUsualRoles{12, 4, 6, 4, 3, 8, 4, 3, 14, 10, 3, 4};
constexpr std::array<std::uint16_t, kMomentCount> kUsualMoments{112, 64, 16, 8, 8, 1, 32, 16};

template <std::size_t count>
std::array<std::uint16_t, count> all_alike(std::uint16_t weight) {
  std::array<std::uint16_t, count> weights;
  weights.fill(weight);
  return weights;
}

// Each of them is there or not; `keep` always is, so that something remains.
template <std::size_t count>
Weights<count> some_of(const std::array<std::uint16_t, count>& usual, std::size_t keep, Random& random) {
  std::array<std::uint16_t, count> weights = usual;
  for (std::size_t i = 0; i < count; ++i)
    if (i != keep && happens(random, 128)) weights[i] = 0;
  weights[keep] = std::max<std::uint16_t>(weights[keep], 1);
  return Weights<count>{weights};
}

// Each as likely as a power of two says, from 1 to 512.
template <std::size_t count>
Weights<count> any_of(Random& random) {
  std::array<std::uint16_t, count> weights;
  for (std::uint16_t& weight : weights) weight = static_cast<std::uint16_t>(1u << pick_below(random, 10));
  return Weights<count>{weights};
}

template <std::size_t count>
Weights<count> but_none() {  // The first means "none", which is decided before.
  Weights<count> weights{all_alike<count>(1)};
  weights.set(0, 0);
  return weights;
}

Leanings usual() {
  Leanings l;
  l.kinds = Weights<kActKindCount>{kUsualKinds};
  l.roles = Weights<kRoleCount>{kUsualRoles};
  l.twists = but_none<kTwistCount>();
  l.mishaps = but_none<kMishapCount>();
  l.moments = Weights<kMomentCount>{kUsualMoments};
  l.fitting = 208;
  return l;
}

void make_uniform(Leanings& l) {
  l.kinds = Weights<kActKindCount>{all_alike<kActKindCount>(1)};
  l.roles = Weights<kRoleCount>{all_alike<kRoleCount>(1)};
  l.fitting = 128;
}

void make_swarm(Leanings& l, Random& random) {
  l.kinds = some_of(kUsualKinds, of(ActKind::request), random);
  l.roles = some_of(kUsualRoles, static_cast<std::size_t>(pick_below(random, kRoleCount)), random);
  l.moments = some_of(kUsualMoments, static_cast<std::size_t>(Moment::at_once), random);
  std::array<std::uint16_t, kTwistCount> twists = all_alike<kTwistCount>(1);
  l.twists = some_of(twists, 1 + pick_below(random, kTwistCount - 1), random);
  l.twists.set(0, 0);
  std::array<std::uint16_t, kMishapCount> mishaps = all_alike<kMishapCount>(1);
  l.mishaps = some_of(mishaps, 1 + pick_below(random, kMishapCount - 1), random);
  l.mishaps.set(0, 0);
  l.twisted = happens(random, 128) ? 0 : 24;
  l.troubled = happens(random, 128) ? 0 : 32;
  l.keyed = happens(random, 128) ? 0 : 128;
  l.fitting = 128 + pick_below(random, 128);
}

void make_weights(Leanings& l, Random& random) {
  l.kinds = any_of<kActKindCount>(random);
  l.kinds.set(of(ActKind::request), std::max<std::uint16_t>(l.kinds.of(of(ActKind::request)), 64));
  l.roles = any_of<kRoleCount>(random);
  l.moments = any_of<kMomentCount>(random);
  l.moments.set(static_cast<std::size_t>(Moment::months), 1);
  l.twisted = pick_below(random, 48);
  l.troubled = pick_below(random, 48);
  l.keyed = pick_below(random, 160);
  l.fitting = 64 + pick_below(random, 192);
}

void make_deadlines(Leanings& l, Random& random) {
  l.moments = Weights<kMomentCount>{{112, 24, 4, 4, 6, 1, 80, 32}};
  l.kinds.set(of(ActKind::wait), 16);
  l.kinds.set(of(ActKind::retry), 16);
  l.twisted = 4;
  l.troubled = pick_below(random, 24);
  l.fitting = 240;
}

}  // namespace

Leanings draw_leanings(Strategy strategy, Random& random) {
  Leanings l = usual();
  switch (strategy) {
    case Strategy::uniform: make_uniform(l); break;
    case Strategy::swarm: make_swarm(l, random); break;
    case Strategy::weights: make_weights(l, random); break;
    case Strategy::deadlines: make_deadlines(l, random); break;
    case Strategy::people: break;
  }
  return l;
}

}  // namespace parcours
