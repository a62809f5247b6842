#include <algorithm>
#include <memory>

#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr Refusal kTellsTooMuch{RuleId::acc_07, Code::transaction_not_found, "There is no such account."};
constexpr Refusal kExists{RuleId::acc_05, Code::operation_transaction_not_allowed, "This operation is not yours."};

const Defect kDefects[] = {
    {"acc-01-empty-password-counts", RuleId::acc_01, "A log-in without a password counts as a wrong password.",
     without_rule<RuleId::acc_01>},
    {"acc-01-empty-new-password", RuleId::acc_01, "A recovery link sets an empty password.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         auto* set = std::get_if<SetPassword>(&command.body);
         if (set != nullptr && set->verifier.empty()) set->verifier = "none";
       }};
     }},
    {"acc-02-blocks-at-the-fourth", RuleId::acc_02, "The account is blocked at the fourth wrong password.",
     with_policies<+[](Policies& p) { ++p.max_password_failures; }>},
    {"acc-02-blocks-at-the-second", RuleId::acc_02, "The account is blocked at the second wrong password.",
     with_policies<+[](Policies& p) { --p.max_password_failures; }>},
    {"acc-02-success-forgets-nothing", RuleId::acc_02, "A right password does not reset the count of wrong ones.",
     [] {
       return Break{.changes = [failures = 0](Account& a) mutable {
         if (a.failures == 0 && a.recovery_token.empty()) a.failures = failures;
         failures = a.failures;
       }};
     }},
    {"acc-02-one-count-for-all", RuleId::acc_02, "Wrong passwords of one account count for all.",
     [] {
       return Break{.changes = [failures = 0](Account& a) mutable {
         failures = a.failures == 0 ? 0 : failures + 1;
         a.failures = failures;
         a.blocked = failures >= Policies{}.max_password_failures;
       }};
     }},
    {"acc-03-count-moves-while-blocked", RuleId::acc_03, "Wrong passwords still count once the account is blocked.",
     [] {
       const auto wrong = std::make_shared<bool>(false);
       return Break{.waives = [wrong](const Refusal& g) {
                      return *wrong && g.rule == RuleId::acc_03 && g.code == Code::invalid_seal;
                    },
                    .receives =
                        [wrong](Command& command, Instant&) {
                          const auto* log_in = std::get_if<LogIn>(&command.body);
                          *wrong = log_in != nullptr && !log_in->password_matched;
                        }};
     }},
    {"acc-03-right-password-unblocks", RuleId::acc_03, "A blocked account opens with the right password.",
     [] {
       return Break{.waives = [](const Refusal& g) { return g.rule == RuleId::acc_03 && g.code == Code::invalid_seal; }};
     }},
    {"acc-03-recovery-keeps-the-block", RuleId::acc_03, "A new password does not unblock the account.",
     [] {
       return Break{.changes = [blocked = false](Account& a) mutable {
         if (a.blocked) blocked = true;
         if (blocked) a.blocked = true;
       }};
     }},
    {"acc-03-link-lives-too-long", RuleId::acc_03, "A recovery link is still good at its expiry.",
     [] {
       return Break{.changes = [](Account& a) {
         if (!a.recovery_token.empty()) a.recovery_expiry += Duration{1};
       }};
     }},
    {"acc-03-link-works-twice", RuleId::acc_03, "A recovery link can be used again.",
     [] {
       return Break{.changes = [token = Text{}](Account& a) mutable {
         if (!a.recovery_token.empty()) token = a.recovery_token;
         a.recovery_token = token;
       }};
     }},
    {"acc-04-first-point-by-itself", RuleId::acc_04, "A signatory account collects without having chosen a point.",
     [] {
       return Break{.principal = [](const Encaissement& service, Principal& p) {
         if (p.kind != Principal::Kind::account || p.point != PointId::none || !p.authentic) return;
         const auto& points = service.points();
         const auto own = std::find_if(points.begin(), points.end(), [&](const Point& point) {
           return point.convention == service.account(p.account).convention;
         });
         if (own != points.end()) p.point = own->id;
       }};
     }},
    {"acc-05-scope-leaks", RuleId::acc_05, "Every account sees and cancels every operation.",
     without_rule<RuleId::acc_05>},
    {"acc-05-existence-leaks", RuleId::acc_05, "Another merchant's operation is refused as forbidden, not as unknown.",
     [] {
       return Break{.answers = [](const Command&, Outcome& o) {
         if (o.refusal != nullptr && o.refusal->rule == RuleId::acc_05) o.refusal = &kExists;
       }};
     }},
    {"acc-06-disabled-point-collects", RuleId::acc_06, "A point that is not enabled makes new requests.",
     without_rule<RuleId::acc_06>},
    {"acc-07-tells-who-exists", RuleId::acc_07, "An unknown login number is answered differently from a wrong password.",
     [] {
       return Break{.answer = [](const Call& call, Answer& answer, Instant) {
         const bool unknown = guide_world().account(call.who.name) == nullptr;
         if (call.verb != Verb::log_in || !unknown || answer.kind != Answer::Kind::refused) return;
         answer.code = to_string(kTellsTooMuch.code);
         answer.sentence = kTellsTooMuch.sentence;
       }};
     }},
    {"acc-08-no-right-needed", RuleId::acc_08, "An account without the right to collect makes new requests.",
     without_rule<RuleId::acc_08>},
};

}  // namespace

std::span<const Defect> access_defects() { return kDefects; }

}  // namespace parcours
