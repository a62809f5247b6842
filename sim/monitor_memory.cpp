// What the Monitor remembers from one command to the next: answers by key (REP-01), accounts (ACC-02, ACC-03, ACC-08),
// and what was reached.
#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"
#include "sim/monitor.h"

namespace parcours {

using namespace encaissement;

namespace {

std::string told(const Outcome& o) {
  if (!o.done()) return std::string{to_string(o.refusal->rule)};
  return fmt::format("done, operation {}, {}, received {}", static_cast<unsigned>(o.operation), to_string(o.status),
                     format_amount(o.received));
}

bool same_answer(const Outcome& a, const Outcome& b) {
  if (!a.done() || !b.done()) return a.refusal == b.refusal;
  return a.operation == b.operation && a.status == b.status && a.cause == b.cause && a.api == b.api &&
         a.requested == b.requested && a.received == b.received && a.validated == b.validated &&
         a.account == b.account && a.point == b.point && a.shown_limit == b.shown_limit;
}

std::string told(const Account& a) {
  return fmt::format("account {}: {} wrong, {}{}", static_cast<unsigned>(a.id), a.failures,
                     a.blocked ? "blocked" : "open", a.may_collect ? "" : ", may not collect");
}

}  // namespace

// -------- Answers by key ------------------------------------------------------------------------

// True: the command was given before, and its answer is judged here.
bool Monitor::check_memory(const Command& command, const Outcome& outcome, bool changed) {
  if (before_ == nullptr) {
    if (outcome.remembered)
      fail("remembered", std::nullopt, outcome.operation, "an answer of its own", told(outcome) + ", remembered");
    return false;
  }
  if (changed) fail("remembered", std::nullopt, outcome.operation, "no second effect", "something happened");
  if (before_->digest != command.key.digest) {
    if (!expected_.allows(outcome)) fail("remembered", std::nullopt, outcome.operation, "REP-01", told(outcome));
    return true;
  }
  if (!outcome.remembered || !same_answer(before_->outcome, outcome))
    fail("remembered", std::nullopt, outcome.operation, told(before_->outcome) + ", remembered",
         told(outcome) + (outcome.remembered ? ", remembered" : ""));
  return true;
}

// Refusals by a rule are remembered, failed authentication is not.
void Monitor::remember(const Command& command, const Outcome& outcome) {
  if (command.key.key.empty() || !command.who.authentic) return;
  if (!outcome.done() && outcome.refusal->code == Code::invalid_seal) return;
  memory_[Key{key_of(command.who), std::string{command.key.key}}] = {command.key.digest, now_, outcome};
}

// -------- Accounts ------------------------------------------------------------------------------

// What a command makes of accounts, wallets, points and queues, as the rules say.
struct Monitor::Effects {
  Monitor& m;
  const Service& service;
  const Principal& who;
  bool done;

  Account* mine(std::string_view login) const {
    const Account* found = service.find_account(login);
    return found == nullptr ? nullptr : &of_id(m.accounts_, found->id);
  }

  void operator()(const LogIn& c) const {
    Account* account = mine(c.login);
    if (account == nullptr || account->blocked || !c.password_given) return;
    account->failures = c.password_matched ? 0 : account->failures + 1;
    account->blocked = account->failures >= m.policies_.max_password_failures;
    if (account->blocked) m.reached_.note(Sometimes::locked_out);
  }
  void operator()(const SetRight& c) const {
    if (Account* account = mine(c.login); account != nullptr && done) account->may_collect = c.may_collect;
  }
  void operator()(const AskRecovery& c) const {
    Account* account = mine(c.login);
    if (account == nullptr) return;
    account->recovery_token = service.account(account->id).recovery_token;  // Its text is what the mail carries.
    account->recovery_expiry = m.now_ + std::chrono::seconds{m.policies_.recovery_ttl_s};
    m.due_notices_.push_back({.kind = NoticeKind::recovery_link, .at = m.now_, .to = account->email});
  }
  void operator()(const SetPassword& c) const {
    const auto his = std::find_if(m.accounts_.begin(), m.accounts_.end(), [&](const Account& a) {
      return !a.recovery_token.empty() && service.text(a.recovery_token) == c.token;
    });
    if (!done || his == m.accounts_.end()) return;
    his->failures = 0;
    his->blocked = false;
    his->recovery_token = {};
    m.reached_.note(Sometimes::recovered_password);
  }
  void operator()(const Credit& c) const {
    if (!done) return;
    of_id(m.wallets_, c.customer).available += c.amount;
    m.touched_customers_.push_back(c.customer);
  }
  void operator()(const SetBlocked& c) const {
    if (!done) return;
    of_id(m.wallets_, c.customer).blocked = c.blocked;
    m.touched_customers_.push_back(c.customer);
  }
  void operator()(const SetEnabled& c) const {
    if (!done) return;
    of_id(m.points_, c.point).enabled = c.enabled;
    m.touched_points_.push_back(c.point);
  }
  void remember(const encaissement::RequestForm& form) const {  // FRM-08
    const bool made = done && service.operations().size() > m.seen_.size();
    const bool delayed = form.parcours == Parcours::c || form.parcours == Parcours::d;
    if (made && form.remember_email && delayed)
      of_id(m.points_, who.point).remembered_email = trimmed(form.notify_email);
  }
  void operator()(const Request& c) const { remember(c.form); }
  void operator()(const Prepare& c) const { remember(c.form); }
  void operator()(const DeliveryAnswered& c) const {
    if (!done) return;
    const Notice& notice = service.notices()[c.notice - 1];
    m.handover_.answered(notice.operation, c.notice, c.acknowledged, m.now_);
  }
  void operator()(const ResumeNotifications& c) const {
    const Operation* o = service.find(who, c.number);
    if (done && o != nullptr) m.handover_.resumed(o->id, m.now_);
  }
  template <class Body>
  void operator()(const Body&) const {}
};

void Monitor::expect_effects(const Service& service, const Command& command, bool done) {
  now_ = service.now();
  if (before_ == nullptr && command.who.authentic) std::visit(Effects{*this, service, command.who, done}, command.body);
}

void Monitor::check_accounts(const Service& service) {
  for (const Account& must : accounts_) {
    const Account& is = service.account(must.id);
    const bool same = must.failures == is.failures && must.blocked == is.blocked && must.may_collect == is.may_collect;
    if (!same) fail("lock-out", std::nullopt, OperationId::none, told(must), told(is));
    const bool lasts = must.recovery_token.empty() || must.recovery_expiry == is.recovery_expiry;
    if (!lasts)
      fail("lock-out", RuleId::acc_03, OperationId::none, "a link until " + format_instant(must.recovery_expiry),
           "until " + format_instant(is.recovery_expiry));
  }
}

// -------- What was reached ----------------------------------------------------------------------

void Monitor::note(const Command& command, const Outcome& outcome) {
  Triple triple{.event = static_cast<int>(command.body.index())};
  if (has_subject_) triple.status = static_cast<int>(subject_.status);
  if (!outcome.done()) triple.outcome = static_cast<int>(outcome.refusal->rule);
  reached_.note(triple);
  if (outcome.remembered) reached_.note(Sometimes::answered_from_memory);
  if (outcome.done()) return;
  const RuleId rule = outcome.refusal->rule;
  if (rule == RuleId::pay_06) reached_.note(Sometimes::balance_too_low);
  if (rule == RuleId::pay_09 && std::holds_alternative<Scan>(command.body)) reached_.note(Sometimes::qr_scanned_by_another);
  if (rule == RuleId::rep_01) reached_.note(Sometimes::key_with_other_body);
  if (rule == RuleId::acc_05 && has_subject_) reached_.note(Sometimes::scope_refused);
  if (!has_subject_) return;
  if (rule == RuleId::tim_01 || rule == RuleId::tim_05) reached_.note(Sometimes::late_before_the_sweep);
  const Instant deadline = subject_.status == Status::to_validate ? subject_.validation_deadline : subject_.payment_deadline;
  const bool just_late = now_ == deadline || now_ == deadline + Duration{1};
  if (just_late) reached_.note(Sometimes::late_by_a_millisecond);
}

}  // namespace parcours
