// How things stand in the end: operations with their histories, money, accounts, what was written.
#include <algorithm>

#include "reference/core/text.h"
#include "scenarios/export/record_teller.h"
#include "scenarios/language/grammar.h"

namespace parcours {
namespace {

using encaissement::format_amount;

constexpr const char* kUnsaid = "What is shown here is nothing that a scenario could expect; it is left out.";

std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }

}  // namespace

void RecordTeller::tell_end(Target& target, Instant now) {
  pass_to(now);
  tell_operations(target);
  tell_money(target);
  tell_accounts(target);
  tell_notices(target);
}

void RecordTeller::tell_operations(Target& target) {
  for (const std::string& number : names_.numbers()) tell_operation(target, number, names_.operation(number));
}

// As the first who sees it sees it.
void RecordTeller::tell_operation(Target& target, const std::string& number, const std::string& name) {
  for (const SpeakerSpec& spec : speakers()) {
    const std::string speaker{spec.name};
    const auto view = target.look({spec.door, std::string{spec.account}, stands_[speaker]}, number, now_);
    if (!view) continue;
    return add(ToldStep{"expect operation"}
                   .with("of", name).with("by", speaker).with("status", view->status).with("cause", or_none(view->cause))
                   .with("received", format_amount(view->received)).with("remaining", format_amount(view->remaining))
                   .with("validated", format_amount(view->validated)).with_yaml("history", yaml_list(view->history)),
               kUnsaid);
  }
}

void RecordTeller::tell_money(Target& target) {
  for (const CustomerSpec& customer : names_.world().customers)
    if (const auto wallet = target.wallet(customer.name, now_))
      add(ToldStep{"expect wallet"}
              .with("customer", customer.name).with("available", format_amount(wallet->available))
              .with("held", format_amount(wallet->held)));
  for (const PointSpec& point : names_.world().points)
    add(ToldStep{"expect collected"}.with("point", point.code).with("amount", format_amount(target.collected(point.code, now_))));
}

// Those of which something would be noticed.
void RecordTeller::tell_accounts(Target& target) {
  for (const SpeakerSpec& spec : speakers()) {
    if (spec.door != Door::espace || !is_signatory(std::string{spec.account})) continue;
    for (const AccountView& a : target.accounts({spec.door, std::string{spec.account}, ""}, now_)) {
      const AccountSpec* began = names_.world().account(a.login);
      if (began == nullptr || (!a.blocked && a.failures == 0 && a.may_collect == began->may_collect)) continue;
      add(ToldStep{"expect account"}
              .with("account", a.login).with("by", spec.name).with("blocked", a.blocked ? "yes" : "no")
              .with("failures", std::to_string(a.failures)).with("may_collect", a.may_collect ? "yes" : "no"),
          kUnsaid);
    }
  }
}

void RecordTeller::tell_notices(Target& target) {
  std::vector<std::string> mails;
  std::size_t pushes = 0;
  std::map<std::string, std::vector<std::string>> states;
  for (const NoticeView& n : target.notices(0)) {
    if (n.channel == "mail") mails.push_back(n.kind);
    if (n.channel == "push") ++pushes;
    if (n.channel == "api") states[n.operation].push_back(n.body);
  }
  ToldStep mail = ToldStep{"expect mail"}.with("count", std::to_string(mails.size()));
  if (!mails.empty()) mail.with_yaml("kinds", yaml_list(mails));
  add(std::move(mail), kUnsaid);
  add(ToldStep{"expect push"}.with("count", std::to_string(pushes)), kUnsaid);
  for (const std::string& number : names_.numbers())
    if (!states[number].empty())
      add(ToldStep{"expect notifications"}.with("of", names_.operation(number)).with_yaml("states", yaml_list(states[number])),
          kUnsaid);
}

}  // namespace parcours
