// The catalogue of rules as data: one entry a rule, one id for ever. Guards, verdicts, reports and suites name a
// rule by its RuleId; what a person reads about it (sentence, level, guide step) stands here and nowhere else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace encaissement {

enum class RuleId : std::uint8_t {
  acc_01, acc_02, acc_03, acc_04, acc_05, acc_06, acc_07, acc_08,
  frm_01, frm_02, frm_03, frm_04, frm_05, frm_06, frm_07, frm_08, frm_09, frm_10, frm_11,
  pay_01, pay_02, pay_03, pay_04, pay_05, pay_06, pay_07, pay_08, pay_09, pay_10,
  tim_01, tim_02, tim_03, tim_04, tim_05, tim_06, tim_07, tim_08, tim_09, tim_10, tim_11,
  val_01, val_02, val_03, val_04, val_05, val_06,
  sta_01, sta_02, sta_03,
  mon_01, mon_02, mon_03,
  rep_01, rep_02, rep_03,
  not_01, not_02, not_03, not_04,
  lst_01, lst_02, lst_03, lst_04, lst_05, lst_06,
};
inline constexpr int kRuleCount = static_cast<int>(RuleId::lst_06) + 1;

// must: the guide says it, or money would be wrong otherwise. should: a deviation is a warning.
// policy: the whole rule is a setting.
enum class Level : std::uint8_t { must, should, policy };

// What the wire answers when a rule refuses (the public API's codes).
enum class Code : std::uint8_t {
  bad_request, invalid_seal, merchant_not_allowed, operation_transaction_not_allowed, transaction_not_found,
  beneficiary_not_found, other_transaction_pending, invalid_transaction_amount, invalid_transaction_currency,
  internal_server_error,
};

struct Requirement {
  RuleId rule{};
  std::string_view id;        // "TIM-02"
  Level level{};
  std::string_view sentence;  // The requirement in one or two sentences a merchant would sign.
  std::string_view guide;     // Where it comes from: "guide A-13", "login page", "ours", "wire".
  std::string_view policies;  // Names of the settings that change it, comma separated; empty: none.
  std::string_view later;     // The clause that needs a socket, a disk or a page and is not judged yet; empty: none.
};

// Every rule, in the order of RuleId.
std::span<const Requirement, kRuleCount> catalogue();

const Requirement& requirement(RuleId rule);

// The rule with this id ("TIM-02", exact case), or none.
std::optional<RuleId> find_rule(std::string_view id);

std::string_view to_string(RuleId rule);  // "TIM-02"
std::string_view to_string(Level level);  // "MUST", "SHOULD", "POLICY"
std::string_view to_string(Code code);    // "TRANSACTION_NOT_FOUND"

}  // namespace encaissement
