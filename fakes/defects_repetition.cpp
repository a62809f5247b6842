#include <map>
#include <memory>
#include <set>

#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

template <class Kept>
bool is(const Fact& fact) {
  return std::holds_alternative<Kept>(fact.body);
}

const Defect kDefects[] = {
    {"rep-01-key-ignored", RuleId::rep_01, "The idempotency key is not looked at.",
     [] { return Break{.receives = [](Command& command, Instant&) { command.key = {}; }}; }},
    {"rep-01-any-body", RuleId::rep_01, "The same key with another body gets the remembered answer.",
     without_rule<RuleId::rep_01>},
    {"rep-01-refusals-forgotten", RuleId::rep_01, "A refusal by a rule is not remembered.",
     [] {
       const auto refused = std::make_shared<std::set<std::string, std::less<>>>();
       return Break{.receives =
                        [refused](Command& command, Instant&) {
                          if (refused->contains(command.key.key)) command.key = {};
                        },
                    .answers =
                        [refused](const Command& command, Outcome& o) {
                          if (!o.done()) refused->emplace(command.key.key);
                        }};
     }},
    {"rep-01-key-lives-too-short", RuleId::rep_01, "A key is forgotten a second early.",
     with_policies<+[](Policies& p) { --p.key_ttl_s; }>},
    {"rep-01-key-lives-too-long", RuleId::rep_01, "A key is remembered a second too long.",
     with_policies<+[](Policies& p) { ++p.key_ttl_s; }>},
    {"rep-01-answers-lost-in-a-crash", RuleId::rep_01, "Remembered answers do not survive a restart.",
     [] { return Break{.keeps = [](const Fact& fact) { return !is<Answered>(fact); }}; }},
    {"rep-01-duplicate-create", RuleId::rep_01, "dedupe_create is not heeded.",
     with_policies<+[](Policies& p) { p.dedupe_create = DedupeCreate::off; }>},
    {"rep-01-espace-deduped", RuleId::rep_01, "dedupe_create looks at what the Espace asks for, too.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         auto* request = std::get_if<Request>(&command.body);
         if (request != nullptr && request->form.mode != Mode::unnamed) request->form.from_api = true;
       }};
     }},
    {"rep-01-log-ins-remembered", RuleId::rep_01, "A refused log-in is remembered under its key.",
     [] {
       return Break{.answer = [refusals = std::map<std::string, Answer>{}](const Call& call, Answer& answer,
                                                                           Instant) mutable {
         if (call.verb != Verb::log_in || call.idempotency_key.empty()) return;
         const auto [kept, first] = refusals.try_emplace(call.idempotency_key, answer);
         if (!first && kept->second.kind == Answer::Kind::refused) answer = kept->second;
       }};
     }},
    {"rep-02-second-wins-too", RuleId::rep_02, "Of two actions at the same instant both are answered as done.",
     [] {
       return Break{.answer = [number = std::string{}, at = Instant{}](const Call& call, Answer& answer, Instant now) mutable {
         const bool again = !call.operation.empty() && call.operation == number && now == at;
         if (again && answer.kind == Answer::Kind::refused) answer.kind = Answer::Kind::done;
         if (answer.kind == Answer::Kind::done) number = call.operation;
         at = now;
       }};
     }},
    {"rep-03-steps-lost", RuleId::rep_03, "What happened to operations is not on the record: a crash forgets it.",
     [] {
       return Break{.keeps = [](const Fact& fact) {
         const auto* step = std::get_if<OperationStepped>(&fact.body);
         return step == nullptr || step->event.kind != EventKind::pay;
       }};
     }},
    {"rep-03-wrong-passwords-lost", RuleId::rep_03, "Wrong passwords are forgotten in a crash.",
     [] { return Break{.keeps = [](const Fact& fact) { return !is<AccountChanged>(fact); }}; }},
    {"rep-03-policies-not-kept", RuleId::rep_03, "A journal made under other policies is opened.",
     [] { return Break{.forgets_policies = true}; }},
};

}  // namespace

std::span<const Defect> repetition_defects() { return kDefects; }

}  // namespace parcours
