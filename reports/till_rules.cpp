#include "reports/till_rules.h"

#include <algorithm>
#include <array>

namespace parcours {
namespace {

using encaissement::Level;
using enum TillRuleId;

constexpr std::array<TillRule, kTillRuleCount> kRules = {{
    {pos_01, "POS-01", Level::must, "Every call carries the seal of the shop's key over its fields; a call with anything of ours carries Parcours-Seal too, dated now.", "acquisition-api: Seal"},
    {pos_02, "POS-02", Level::must, "Every call is one of the acquisition API, with every field of its body and each of its type.", "acquisition-api: Calls"},
    {pos_03, "POS-03", Level::must, "The amount asked for, or validated, is to the cent what the cashier typed; what is no amount is not asked for, and nothing comes of less than the minimum.", "FRM-01, FRM-02, MON-01"},
    {pos_04, "POS-04", Level::must, "One sale is one operation: after a lost answer a call is made again so that it cannot happen twice, and no sale has two operations that can be paid.", "REP-01, FRM-10"},
    {pos_05, "POS-05", Level::must, "A till asks as often as a person could use the answer: one operation at most once in pos_poll_min_ms, and never again when it was told a final state.", "STA-02"},
    {pos_06, "POS-06", Level::must, "A sale is never shown as paid, nor as paid for more, before the service said so.", "STA-01, MON-02"},
    {pos_07, "POS-07", Level::must, "At rest the till holds every sale for what it is: pending, to validate, paid, cancelled or expired.", "STA-01, STA-02, TIM-04"},
    {pos_08, "POS-08", Level::must, "At rest the till shows what was received and what remains, to the cent.", "PAY-07, VAL-02"},
    {pos_09, "POS-09", Level::must, "After a payment of a part, cashier and customer are told what remains.", "PAY-07"},
    {pos_10, "POS-10", Level::must, "A receipt says what was received and what remains and no other amount; it is final only when the sale is paid, and there is one then.", "PAY-07, VAL-01"},
    {pos_11, "POS-11", Level::must, "A sale by QR code shows the code of its operation so that a phone can read it, as long as it waits to be paid, and no longer.", "PAY-02, FRM-09"},
    {pos_12, "POS-12", Level::must, "After a change of mode the old code is shown no more, and the new request carries the same amount and basket.", "FRM-10"},
    {pos_13, "POS-13", Level::must, "The days a till shows are those of the service: civil days in Paris.", "TIM-02, TIM-05, TIM-09"},
    {pos_14, "POS-14", Level::must, "A till learns the truth without notifications, too.", "NOT-03, NOT-04"},
    {pos_15, "POS-15", Level::must, "A notification is acknowledged, however often and in whatever order it comes; an older state never replaces a newer one.", "NOT-03, NOT-04"},
    {pos_16, "POS-16", Level::must, "A till that claims to check seals believes no notification whose seal is bad.", "acquisition-api: Seal"},
    {pos_17, "POS-17", Level::must, "A till that went down knows all its sales again, and none twice.", "REP-03"},
    {pos_18, "POS-18", Level::must, "What the service has told rules out is not asked for: validating above what was received, acting on what is over or late.", "VAL-01, VAL-03, TIM-01, TIM-05"},
    {pos_19, "POS-19", Level::must, "A refusal reaches the cashier: what was refused is never held for done, nor what was done for refused.", "STA-01, FRM-06, FRM-11"},
    {pos_20, "POS-20", Level::must, "The request asks whom, how and until when the cashier said: customer, parcours, days, address for notifications.", "FRM-05, FRM-07, FRM-08"},
}};

constexpr bool in_order() {
  for (int i = 0; i < kTillRuleCount; ++i)
    if (kRules[static_cast<std::size_t>(i)].rule != static_cast<TillRuleId>(i)) return false;
  return true;
}
static_assert(in_order());

}  // namespace

std::span<const TillRule, kTillRuleCount> till_rules() { return kRules; }

const TillRule& till_rule(TillRuleId rule) { return kRules[static_cast<std::size_t>(rule)]; }

std::optional<TillRuleId> find_till_rule(std::string_view id) {
  const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const TillRule& one) { return one.id == id; });
  return found == kRules.end() ? std::nullopt : std::optional{found->rule};
}

std::string_view to_string(TillRuleId rule) { return till_rule(rule).id; }

}  // namespace parcours
