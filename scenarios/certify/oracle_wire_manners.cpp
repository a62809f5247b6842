// POS-05 and POS-18: how often a till asks, and whether what it asks for can still be had by what it was told.
#include <algorithm>
#include <map>

#include "reports/text.h"
#include "scenarios/certify/wire_checks.h"

namespace parcours {
namespace {

using enum TillRuleId;

std::string milliseconds(Duration time) { return std::to_string(time.count()) + " ms"; }

// Where nobody's clock is exact a till is judged with a margin, and on what it was told a moment before.
constexpr std::chrono::seconds kHearing{2};

class PollingCheck final : public WireCheck {
 public:
  explicit PollingCheck(const WireOptions& options) : options_{options} {
    for (const TillOrder& one : options.orders)
      if (one.verb == TillVerb::look || one.verb == TillVerb::retry) ++looks_[one.sale];
  }

  void see(const SaidCall& one, const Knowledge& knowledge, Findings& findings) override {
    if (one.kind != ApiCall::status && one.kind != ApiCall::qr) return;
    const Instant heard = options_.virtual_time ? one.at() : one.at() - kHearing;
    const auto told = knowledge.told(one.number, heard);
    const bool over = told && is_final(told->state);
    const auto before = last_.find(one.number);
    const bool polls = one.kind == ApiCall::status;
    const Duration least = options_.virtual_time ? options_.manners.poll_min : options_.manners.poll_min * 3 / 4;
    const bool soon = polls && before != last_.end() && one.at() - before->second < least;
    if ((over || soon) && !may_look(one)) {
      findings.push_back(
          over ? finding_at(pos_05, one, "The till asks for a transaction of which it was told a final state.",
                            {"no call: nobody asked for a look"}, std::string{to_string(one.kind)} + " of " + one.number + " after " + told->state)
               : finding_at(pos_05, one, "The till asks again too soon.", {"at least " + milliseconds(options_.manners.poll_min) + " later"},
                            milliseconds(one.at() - before->second) + " after the last look at " + one.number));
    }
    if (polls) last_[one.number] = one.at();
  }

  // A till that was started again asks for everything at once.
  void see(const TracedNote&) override { last_.clear(); }

 private:
  // One call for each time that the cashier looked; one where nobody knows what the cashier did.
  bool may_look(const SaidCall& one) {
    if (options_.orders.empty()) return used_[one.number]++ == 0;
    int& left = looks_[one.sale];
    return left > 0 && left-- > 0;
  }

  const WireOptions& options_;
  std::map<std::string, Instant> last_;
  std::map<std::string, int> looks_, used_;
};

bool acts(ApiCall kind) {
  return kind == ApiCall::payer || kind == ApiCall::validation || kind == ApiCall::cancellation || kind == ApiCall::change_mode;
}

class SenseCheck final : public WireCheck {
 public:
  explicit SenseCheck(const WireOptions& options) : options_{options} {}

  void see(const SaidCall& one, const Knowledge& knowledge, Findings& findings) override {
    if (!acts(one.kind)) return;
    const auto told = knowledge.told(one.number, options_.virtual_time ? one.at() : one.at() - kHearing);
    if (told && is_final(told->state)) {
      findings.push_back(finding_at(pos_18, one, "The till acts on a transaction of which it was told that it is over.",
                                    {"no call"}, std::string{to_string(one.kind)} + " of " + one.number + " after " + told->state));
    } else if (told) {
      check_limit(one, *told, findings);
      if (one.kind == ApiCall::validation) check_amount(one, *told, findings);
    }
    if (one.kind == ApiCall::payer) check_payer(one, findings);
  }

 private:
  // At the limit itself it is late: the deadline wins (TIM-08).
  void check_limit(const SaidCall& one, const Told& told, Findings& findings) const {
    const bool paid = told.state == "AUTHORIZED";
    const auto limit = paid ? told.validation_limit : told.payment_limit;
    const Duration margin = options_.virtual_time ? Duration{0} : Duration{options_.manners.clock_skew};
    if (!limit || one.at() < *limit + margin) return;
    findings.push_back(finding_at(pos_18, one, "The till acts after the limit that it was told.",
                                  {"no call from " + http::to_wire(*limit) + " on"},
                                  std::string{to_string(one.kind)} + " at " + http::to_wire(one.at())));
  }

  static void check_amount(const SaidCall& one, const Told& told, Findings& findings) {
    const std::string total = one.text("amount.total");
    const bool digits = !total.empty() && total.size() <= 15 && total.find_first_not_of("0123456789") == total.npos;
    if (!digits || !told.received || std::stoll(total) <= *told.received) return;
    findings.push_back(finding_at(pos_18, one, "The till validates more than it was told that it received.",
                                  {"at most " + std::to_string(*told.received) + " cents"}, total + " cents"));
  }

  void check_payer(const SaidCall& one, Findings& findings) {
    const std::string customer = one.text("payer.beneficiaryId");
    const auto before = payers_.find(one.number);
    if (before != payers_.end() && before->second != customer)
      findings.push_back(finding_at(pos_18, one, "The till names another customer for a transaction that has one.",
                                    {"no call, or again " + one_line(before->second, 60)}, one_line(customer, 60)));
    if (outcome_of(*one.call) != Outcome::refused) payers_[one.number] = customer;
  }

  const WireOptions& options_;
  std::map<std::string, std::string> payers_;
};

}  // namespace

std::unique_ptr<WireCheck> make_polling_check(const WireOptions& options) { return std::make_unique<PollingCheck>(options); }
std::unique_ptr<WireCheck> make_sense_check(const WireOptions& options) { return std::make_unique<SenseCheck>(options); }

}  // namespace parcours
