// What RapidCheck draws for a story: small numbers, each the simpler the nearer to zero, that are read as an act where the
// story has come to. An operation is the last but so many, an amount all of it or a cent more, whoever acts mostly he who
// may: so a story keeps its sense when RapidCheck takes acts out of it.
#pragma once

#include <vector>

#include "scenarios/power/rapid_stories.h"

namespace parcours {

struct Choice {
  int kind = 0, who = 0, back = 0, amount = 0;
  int parcours = 0, mode = 0, addressee = 0, days = 0, validation_days = 0, basket = 0, till = 0;
  int code = 0, twist = 0, key = 0, mishap = 0, when = 0, offset = 0;
};
inline constexpr int kChoiceMax = 120;   // Each of them is 0 or more, and less than this.
inline constexpr int kSettingMax = 8;    // So is each setting: from 5 on it is another than the guide's.
inline constexpr int kSettingCount = 17;

struct Choices {
  int start = 0;              // Less than kChoiceMax.
  std::vector<int> settings;  // Empty, or kSettingCount of them.
  std::vector<Choice> acts;
};

// The story that was chosen, read while it is played against the reference.
RapidCase case_of(const Choices& choices, const RapidMix& mix);

}  // namespace parcours
