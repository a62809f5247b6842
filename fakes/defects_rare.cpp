// Defects that need several operations, several people, or a rare moment: what single-step thinking does not find.
#include <map>
#include <memory>
#include <set>
#include <string>

#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

// Three payments each a cent short of what was asked: at the third, the wallet keeps a cent too much. What is read from
// the journal counts once.
Break third_cent_short() {
  const auto short_payments = std::make_shared<std::set<OperationId>>();
  const auto thirds = std::make_shared<std::set<OperationId>>();
  const auto is_third = std::make_shared<bool>(false);
  return {.steps =
              [=](const Operation& before, const Event& e, Operation& after) {
                const bool is_short = e.kind == EventKind::pay && after.received == before.requested - 1_cents;
                if (is_short && short_payments->insert(after.id).second && short_payments->size() % 3 == 0)
                  thirds->insert(after.id);
                *is_third = is_short && thirds->contains(after.id);
              },
          .transfers =
              [=](const Operation&, Money& available, Money&, Money&) {
                if (*is_third) available += 1_cents;
              }};
}

// The answer to a create is forgotten when what it made expires: the retry of a lost answer makes a second one.
Break answers_expire_with_the_operation() {
  const auto expired = std::make_shared<std::set<OperationId>>();
  const auto made_by = std::make_shared<std::map<std::string, OperationId, std::less<>>>();
  return {.receives =
              [=](Command& command, Instant&) {
                const auto made = made_by->find(command.key.key);
                if (made != made_by->end() && expired->contains(made->second)) command.key = {};
              },
          .steps =
              [=](const Operation&, const Event& e, Operation& after) {
                if (e.kind == EventKind::payment_deadline) expired->insert(after.id);
              },
          .answers =
              [=](const Command& command, Outcome& outcome) {
                if (!command.key.key.empty() && outcome.done() && std::holds_alternative<Request>(command.body))
                  made_by->emplace(command.key.key, outcome.operation);
              }};
}

// What was held when the service died is released twice afterwards. A payment that is read from the journal is one
// that was seen before.
Break hold_released_twice_after_a_crash() {
  const auto held = std::make_shared<std::set<OperationId>>();
  const auto held_over_a_crash = std::make_shared<std::set<OperationId>>();
  const auto released = std::make_shared<std::set<OperationId>>();
  return {.transfers = [=](const Operation& after, Money& available, Money& hold, Money&) {
    if (hold > Money{} && !held->insert(after.id).second) held_over_a_crash->insert(after.id);
    if (hold >= Money{} || !released->insert(after.id).second) return;
    if (held_over_a_crash->contains(after.id)) available -= hold;
  }};
}

// A customer whom a QR refused because another scanned it first gets it at his second try.
Break second_try_binds() {
  const auto tries = std::make_shared<int>(0);
  return {.waives = [=](const Refusal& guard) {
    return guard.rule == RuleId::pay_09 && guard.sentence == "Another customer scanned this code first." &&
           ++*tries % 2 == 0;
  }};
}

const Defect kDefects[] = {
    {"pay-09-second-try-binds", RuleId::pay_09, "A code that another scanned first is his who tries a second time.",
     second_try_binds},
    {"mon-01-third-cent-short", RuleId::mon_01, "The third payment that is a cent short makes a cent.", third_cent_short},
    {"mon-03-released-twice-after-a-crash", RuleId::mon_03, "What was held during a crash is released twice.",
     hold_released_twice_after_a_crash},
    {"rep-01-forgotten-at-expiry", RuleId::rep_01, "A remembered create is forgotten once its operation has expired.",
     answers_expire_with_the_operation},
};

}  // namespace

std::span<const Defect> rare_defects() { return kDefects; }

}  // namespace parcours
