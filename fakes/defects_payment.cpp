#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

const Defect kDefects[] = {
    {"pay-01-anybody-pays", RuleId::pay_01, "Whoever holds the QR code, or its photo, can pay or refuse.",
     without_rule<RuleId::pay_01>},
    {"pay-02-forged-code-accepted", RuleId::pay_02, "The check of a QR code is not looked at.",
     [] {
       return Break{.code = [](const std::string& payload, Code2D& code) {
         constexpr std::size_t kNumberAt = 5, kNumberSize = 10;
         if (payload.size() < kNumberAt + kNumberSize || code.kind != Code2D::Kind::forged) return;
         const auto number = TransactionNumber::parse(std::string_view{payload}.substr(kNumberAt, kNumberSize));
         if (!number) return;
         code.kind = Code2D::Kind::genuine;
         code.number = *number;
         code.amount = Money::from_cents(std::min<std::int64_t>(std::atoll(payload.c_str() + kNumberAt + kNumberSize + 1), 1000000));
       }};
     }},
    {"pay-02-dead-code-unexplained", RuleId::pay_02, "Scanning a dead code is refused for its status, not for the code.",
     [] {
       return Break{.answer = [](const Call& call, Answer& answer, Instant) {
         if (call.verb == Verb::scan && answer.rule == "PAY-02" && answer.code != "BAD_REQUEST") answer.rule = "STA-01";
       }};
     }},
    {"pay-03-any-amount", RuleId::pay_03, "More than the requested amount can be paid, and less on B.",
     without_rule<RuleId::pay_03>},
    {"pay-03-no-partial-payment", RuleId::pay_03, "A customer must pay all on A, C and D.",
     with_policies<+[](Policies& p) { p.min_partial = Money::max(); }>},
    {"pay-03-minimum-ignored", RuleId::pay_03, "The least partial payment that was set is not asked.",
     with_policies<+[](Policies& p) { p.min_partial = 1_cents; }>},
    {"pay-04-minimum-on-the-payment", RuleId::pay_04, "A payment below 20,00 € is refused.",
     with_policies<+[](Policies& p) { p.min_partial = p.min_requested; }>},
    {"pay-05-second-payment-answered", RuleId::pay_05, "A second payment is answered as done.",
     [] {
       return Break{.answers = [](const Command&, Outcome& o) {
         if (o.refusal != nullptr && o.refusal->rule == RuleId::pay_05) o.refusal = nullptr;
       }};
     }},
    {"pay-06-balance-ignored", RuleId::pay_06, "A customer pays more than he has.", without_rule<RuleId::pay_06>},
    {"pay-06-low-balance-ends-it", RuleId::pay_06, "A payment above the balance cancels the operation.",
     [] {
       return Break{.waives = [](const Refusal& g) { return g.rule == RuleId::pay_06; },
                    .steps =
                        [](const Operation& before, const Event& e, Operation& after) {
                          if (e.kind != EventKind::pay || e.amount <= e.available) return;
                          after = before;
                          after.status = Status::cancelled;
                          after.cause = Cause::issuer;
                        },
                    .answers =
                        [](const Command& command, Outcome& o) {
                          static constexpr Refusal kLow{RuleId::pay_06, Code::invalid_transaction_amount, "Too low."};
                          const bool paying = std::holds_alternative<Pay>(command.body);
                          if (paying && o.done() && o.cause == Cause::issuer) o.refusal = &kLow;
                        }};
     }},
    {"pay-07-nothing-remains", RuleId::pay_07, "After a partial payment the merchant is told that nothing remains.",
     [] {
       return Break{.view = [](const Encaissement&, const Operation&, OperationView& view) { view.remaining = Money{}; },
                    .answer = [](const Call&, Answer& answer, Instant) { answer.remaining = Money{}; }};
     }},
    {"pay-08-refusal-ignored", RuleId::pay_08, "A customer's refusal leaves the operation awaiting.",
     with_policies<+[](Policies& p) { p.on_refusal = OnRefusal::stay; }>},
    {"pay-08-refusal-ends-it", RuleId::pay_08, "With on_refusal = stay a refusal ends the operation all the same.",
     with_policies<+[](Policies& p) { p.on_refusal = OnRefusal::cancel; }>},
    {"pay-09-last-scan-binds", RuleId::pay_09, "A second customer's scan takes the QR code over.",
     without_rule<RuleId::pay_09>},
    {"pay-09-payment-binds", RuleId::pay_09, "A scan binds nobody; the payment does.",
     with_policies<+[](Policies& p) { p.qr_binds_on = QrBindsOn::pay; }>},
    {"pay-09-scan-binds", RuleId::pay_09, "With qr_binds_on = pay a scan binds all the same.",
     with_policies<+[](Policies& p) { p.qr_binds_on = QrBindsOn::scan; }>},
    {"pay-10-blocked-customer-pays", RuleId::pay_10, "A blocked customer scans, pays and refuses.",
     without_rule<RuleId::pay_10>},
};

}  // namespace

std::span<const Defect> payment_defects() { return kDefects; }

}  // namespace parcours
