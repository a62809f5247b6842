#include <algorithm>
#include <memory>

#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

template <class Drops>
void drop_if(NoticeList& list, Drops drops) {
  Notice* end = std::remove_if(list.notices, list.notices + list.count, drops);
  list.count = static_cast<int>(end - list.notices);
}

// A service that never writes notices of this kind.
template <NoticeKind kind>
Break without_notice() {
  return {.tells = [](NoticeList& list) { drop_if(list, [](const Notice& n) { return n.kind == kind; }); }};
}

void say_twice(NoticeList& list, NoticeKind kind) {
  for (int i = 0, count = list.count; i < count; ++i)
    if (list.notices[i].kind == kind && list.count < 4) list.add(list.notices[i]);
}

const Defect kDefects[] = {
    {"not-01-no-push", RuleId::not_01, "The customer gets no push.", without_notice<NoticeKind::payment_request_push>},
    {"not-01-no-mail", RuleId::not_01, "The customer of B and D gets no e-mail.",
     without_notice<NoticeKind::payment_request_mail>},
    {"not-01-mail-without-limit", RuleId::not_01, "The e-mail to the customer does not say until when he can pay.",
     [] {
       return Break{.notice = [](NoticeView& view) {
         const std::size_t limit = view.body.find(" Date limite");
         if (view.channel == "mail" && limit != std::string::npos) view.body.resize(limit);
       }};
     }},
    {"not-02-payment-untold", RuleId::not_02, "The merchant is not told of a payment on C and D.",
     without_notice<NoticeKind::payment_received>},
    {"not-02-refusal-untold", RuleId::not_02, "The merchant is not told of a refusal on C and D.",
     without_notice<NoticeKind::payment_refused>},
    {"not-02-expiry-untold", RuleId::not_02, "The merchant is not told that the payment limit has passed.",
     without_notice<NoticeKind::payment_limit_passed>},
    {"not-02-reminder-untold", RuleId::not_02, "The merchant is not reminded.",
     without_notice<NoticeKind::validation_reminder>},
    {"not-02-told-on-a-and-b-too", RuleId::not_02, "The merchant is told of payments on A and B, too.",
     [] {
       const auto paid = std::make_shared<Operation>();
       return Break{.steps =
                        [paid](const Operation&, const Event& e, Operation& after) {
                          *paid = e.kind == EventKind::pay && !has_validation_delay(after) ? after : Operation{};
                        },
                    .tells =
                        [paid](NoticeList& list) {
                          if (!paid->notify_email.empty() && list.count < 4)
                            list.add({.kind = NoticeKind::payment_received, .at = paid->paid_at, .operation = paid->id,
                                      .to = paid->notify_email, .amount = paid->paid});
                          *paid = Operation{};
                        }};
     }},
    {"not-02-identifier-missing", RuleId::not_02, "The mail of the payment does not say who paid.",
     [] {
       return Break{.notice = [](NoticeView& view) {
         const std::size_t who = view.body.find("\nIdentifiant : ");
         if (who != std::string::npos) view.body.erase(who, view.body.find('\n', who + 1) - who);
       }};
     }},
    {"not-02-account-for-identifier", RuleId::not_02,
     "The mail of the payment gives the e-mail of the customer's account, whatever he was asked by.",
     [] {
       return Break{.creates = [](Operation& o) { if (is_immediate(o)) o.contact = {}; },
                    .steps = [](const Operation&, const Event&, Operation& after) {
                      if (is_immediate(after)) after.contact = {};
                    }};
     }},
    {"not-02-reminded-twice", RuleId::not_02, "The reminder is written twice.",
     [] { return Break{.tells = [](NoticeList& list) { say_twice(list, NoticeKind::validation_reminder); }}; }},
    {"not-03-written-twice", RuleId::not_03, "The mail of a payment is written twice, with two ids.",
     [] { return Break{.tells = [](NoticeList& list) { say_twice(list, NoticeKind::payment_received); }}; }},
    {"not-03-push-written-twice", RuleId::not_03, "The push to the customer is written twice, with two ids.",
     [] { return Break{.tells = [](NoticeList& list) { say_twice(list, NoticeKind::payment_request_push); }}; }},
    {"not-04-states-untold", RuleId::not_04, "The integrator is not told of payments.",
     [] {
       return Break{.tells = [](NoticeList& list) {
         drop_if(list, [](const Notice& n) { return n.kind == NoticeKind::api_state && n.state == ApiState::validated; });
       }};
     }},
    {"not-04-sending-untold", RuleId::not_04, "PROCESSING is not told where the request itself names the customer.",
     [] {
       const auto sent = std::make_shared<bool>(false);
       return Break{.creates = [sent](Operation& o) { *sent = o.named; },
                    .tells = [sent](NoticeList& list) {
                      if (*sent) drop_if(list, [](const Notice& n) { return n.kind == NoticeKind::api_state; });
                      *sent = false;
                    }};
     }},
    {"not-04-everything-to-return-url", RuleId::not_04, "Expiry and cancellation go to returnUrl.",
     [] {
       return Break{.creates = [](Operation& o) { o.cancel_url = o.return_url; }};
     }},
    {"not-04-gives-up-early", RuleId::not_04, "A notification is parked an attempt too early.",
     with_policies<+[](Policies& p) { --p.notify_attempts; }>},
    {"not-04-creation-told", RuleId::not_04, "The creation, too, is notified.",
     [] {
       return Break{.tells = [](NoticeList& list) {
         for (int i = 0; i < list.count; ++i) {
           Notice first = list.notices[i];
           if (first.kind != NoticeKind::api_state || first.state != ApiState::processing || list.count >= 4) continue;
           first.state = ApiState::initialized;
           std::copy_backward(list.notices + i, list.notices + list.count, list.notices + list.count + 1);
           list.notices[i] = first;
           ++list.count;
           return;
         }
       }};
     }},
};

}  // namespace

std::span<const Defect> notice_defects() { return kDefects; }

}  // namespace parcours
