// What is asked of a till, as data: one rule, one id for ever (POS-01 …). Ours; each says which rules of the service's
// catalogue (reference/core/requirement.h) it follows from. Judges name a rule by its TillRuleId, reports print it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "reference/core/requirement.h"

namespace parcours {

enum class TillRuleId : std::uint8_t {
  pos_01, pos_02, pos_03, pos_04, pos_05, pos_06, pos_07, pos_08, pos_09, pos_10,
  pos_11, pos_12, pos_13, pos_14, pos_15, pos_16, pos_17, pos_18, pos_19, pos_20,
};
inline constexpr int kTillRuleCount = static_cast<int>(TillRuleId::pos_20) + 1;

struct TillRule {
  TillRuleId rule{};
  std::string_view id;        // "POS-01"
  encaissement::Level level{};
  std::string_view sentence;
  std::string_view follows;   // "REP-01, acquisition-api: Seal"
};

std::span<const TillRule, kTillRuleCount> till_rules();
const TillRule& till_rule(TillRuleId rule);
std::optional<TillRuleId> find_till_rule(std::string_view id);
std::string_view to_string(TillRuleId rule);  // "POS-01"

}  // namespace parcours
