// Stories drawn and shrunk by RapidCheck, one of the judges whose power is measured: a generator as somebody would write
// it who tests this service with that library, across the four parcours, with everything illegal among the legal. Two
// calls with the same arguments give the same.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "reference/core/policy.h"
#include "sim/act.h"

namespace parcours {

struct RapidCase {
  Story story;
  encaissement::Policies policies{};
  Instant start{};
};

struct RapidMix {
  std::optional<encaissement::Parcours> only{};  // Requests of this parcours alone; none: of all.
  bool draws_settings = true;                    // False: the guide's policies, from 24/06/2020 09:00 on.
  bool has_crashes = true;                       // The service dies now and then.
};

// At most `size` acts, as many as RapidCheck draws at that size. REQUIRES: 0 <= size <= 1000.
RapidCase rapid_case(std::uint64_t seed, int size, const RapidMix& mix = {});

// Down RapidCheck's own tree of shrinks from rapid_case(seed, size, mix): to the first simpler case that still fails,
// and on from there, until none does or `plays_max` were tried. `still_fails` is not asked about the first.
RapidCase rapid_case_shrunk(std::uint64_t seed, int size, const std::function<bool(const RapidCase&)>& still_fails,
                            int plays_max, const RapidMix& mix = {});

// The same under the guide's settings.
Story rapid_story(std::uint64_t seed, int size);
Story rapid_shrunk(std::uint64_t seed, int size, const std::function<bool(const Story&)>& still_fails, int plays_max);

}  // namespace parcours
