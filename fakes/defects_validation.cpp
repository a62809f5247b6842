#include <map>

#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

// Answers `done` where the rule refuses.
template <RuleId rule>
Break answers_done() {
  return {.answers = [](const Command&, Outcome& o) {
    if (o.refusal != nullptr && o.refusal->rule == rule) o.refusal = nullptr;
  }};
}

const Defect kDefects[] = {
    {"val-01-raised-at-validation", RuleId::val_01, "At validation any amount is taken, up to more than was paid.",
     without_rule<RuleId::val_01>},
    {"val-01-no-lowering", RuleId::val_01, "The amount cannot be lowered at validation.",
     with_policies<+[](Policies& p) { p.min_validated = Money::max(); }>},
    {"val-01-minimum-ignored", RuleId::val_01, "The least validated amount that was set is not asked.",
     with_policies<+[](Policies& p) { p.min_validated = 1_cents; }>},
    {"val-02-difference-kept", RuleId::val_02, "What was lowered at validation goes to the merchant all the same.",
     [] {
       return Break{.transfers = [](const Operation& after, Money& available, Money&, Money& collected) {
         if (after.status != Status::validated || !has_validation_delay(after)) return;
         collected += available;
         available = Money{};
       }};
     }},
    {"val-02-received-not-lowered", RuleId::val_02, "After a lower validation received still shows what was paid.",
     [] {
       return Break{.steps = [](const Operation& before, const Event& e, Operation& after) {
         if (e.kind == EventKind::validate) after.received = before.received;
       }};
     }},
    {"val-02-requested-lowered-too", RuleId::val_02, "A lower validation lowers the requested amount as well.",
     [] {
       return Break{.steps = [](const Operation&, const Event& e, Operation& after) {
         if (e.kind == EventKind::validate) after.requested = e.amount;
       }};
     }},
    {"val-03-second-decision-answered", RuleId::val_03, "A second validation or cancellation is answered as done.",
     answers_done<RuleId::val_03>},
    {"val-04-received-still-shown", RuleId::val_04, "A cancelled operation still shows what was received.",
     [] {
       return Break{.steps = [](const Operation& before, const Event&, Operation& after) {
         if (after.status == Status::cancelled) after.received = before.received;
       }};
     }},
    {"val-04-history-forgets", RuleId::val_04, "The history of a cancelled operation forgets the amount.",
     [] {
       return Break{.view = [](const Encaissement&, const Operation& o, OperationView& view) {
         if (o.status != Status::cancelled) return;
         for (std::string& line : view.history)
           if (line.find(" pay ") != std::string::npos) line = line.substr(0, line.find(" pay ")) + " pay -> to_validate";
       }};
     }},
    {"val-05-validated-is-cancelled", RuleId::val_05, "A validated operation can be cancelled.",
     with_policies<+[](Policies& p) { p.refund = Refund::full; }>},
    {"val-05-no-refund", RuleId::val_05, "With refund = full a validated operation cannot be cancelled.",
     with_policies<+[](Policies& p) { p.refund = Refund::none; }>},
    {"val-05-refunded-twice", RuleId::val_05, "With refund = full a second refund is answered as done.",
     [] {
       return Break{.steps = [](const Operation& before, const Event& e, Operation& after) {
         if (e.kind == EventKind::cancel && before.status == Status::validated) after.refunded = false;
       }};
     }},
    {"val-06-looking-counts", RuleId::val_06, "Looking at the detail of an operation changes its Dernière action.",
     [] {
       return Break{.view = [looked = std::map<std::string, Instant>{}](const Encaissement& service, const Operation&,
                                                                          OperationView& view) mutable {
         const auto found = looked.find(view.number);
         if (found != looked.end() && found->second > view.last_action) view.last_action = found->second;
         looked[view.number] = service.now();
       }};
     }},
};

}  // namespace

std::span<const Defect> validation_defects() { return kDefects; }

}  // namespace parcours
