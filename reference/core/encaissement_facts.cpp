// How facts become the state: people, operations, wallets, deadlines, outbox. Nothing is decided here.
#include <cassert>
#include <iterator>

#include "reference/core/encaissement.h"

namespace encaissement {
namespace {

// FRM-11: an immediate request that names a customer and still awaits him. A QR names nobody.
bool occupies(const Operation& o) { return is_immediate(o) && o.named && o.status == Status::awaiting_customer; }

// So few answers are not worth looking through; then after every so many.
constexpr std::size_t kAnswersFew = 1024;
constexpr std::size_t kAnswersStride = 64;

}  // namespace

template <class Body>
void Encaissement::make_so(const Body& body) {
  ++facts_;
  if (sink_ != nullptr) {
    const Fact fact{now_, body};
    if (hook_ == nullptr || hook_->keeps(fact)) sink_->append(fact);
  }
  became(body);
}

// The facts that other files make.
template void Encaissement::make_so(const OperationCreated&);
template void Encaissement::make_so(const OperationStepped&);
template void Encaissement::make_so(const AccountChanged&);
template void Encaissement::make_so(const RecoveryIssued&);
template void Encaissement::make_so(const PointChanged&);
template void Encaissement::make_so(const CustomerChanged&);
template void Encaissement::make_so(const DeliveryTried&);
template void Encaissement::make_so(const DeliveryResumed&);
template void Encaissement::make_so(const Answered&);

void Encaissement::take(const Fact& fact) {
  assert(fact.at >= now_);
  now_ = fact.at;
  ++facts_;
  std::visit([&](const auto& body) { became(body); }, fact.body);
}

// -------- People and places ---------------------------------------------------------------------

PointId Encaissement::add_point(const NewPoint& added, Instant now) {
  assert(now >= now_);
  now_ = now;
  const PointId id = next_id<PointId>(points_);
  make_so(PointAdded{{.id = id, .convention = added.convention, .enabled = added.enabled, .code = keep(added.code),
                      .name = keep(added.name), .shop = keep(added.shop)}});
  return id;
}

AccountId Encaissement::add_account(const NewAccount& added, Instant now) {
  assert(now >= now_);
  now_ = now;
  const AccountId id = next_id<AccountId>(accounts_);
  make_so(AccountAdded{{.id = id, .convention = added.convention, .point = added.point,
                        .may_collect = added.may_collect, .login = keep(added.login), .email = keep(added.email),
                        .verifier = keep(added.verifier)}});
  return id;
}

CustomerId Encaissement::add_customer(const NewCustomer& added, Instant now) {
  assert(now >= now_);
  now_ = now;
  const CustomerId id = next_id<CustomerId>(customers_);
  make_so(CustomerAdded{{.id = id, .blocked = added.blocked, .identifier = keep(added.identifier),
                         .email = keep(added.email), .available = added.balance}});
  return id;
}

Text Encaissement::keep(std::string_view text) {
  const std::uint32_t before = texts_.size();
  const Text kept = texts_.keep(text);
  if (sink_ != nullptr && !kept.empty()) sink_->append({now_, TextsKept{std::string{texts_.since(before)}}});
  return kept;
}

void Encaissement::became(const TextsKept& fact) { texts_.keep(fact.bytes); }

void Encaissement::became(const PointAdded& fact) {
  points_.push_back(fact.point);
  last_of_point_.push_back(OperationId::none);
}

void Encaissement::became(const AccountAdded& fact) {
  accounts_.push_back(fact.account);
  const std::string_view login = text(fact.account.login);
  account_by_login_.add(login, fact.account.id, [&](AccountId id) { return is_called(account(id), login); });
}

void Encaissement::became(const CustomerAdded& fact) {
  customers_.push_back(fact.customer);
  for (const Text name : {fact.customer.identifier, fact.customer.email}) {
    const std::string_view called = text(name);
    customer_by_identifier_.add(called, fact.customer.id, [&](CustomerId id) { return is_called(customer(id), called); });
  }
}

void Encaissement::became(const AccountChanged& fact) {
  Account after = fact.account;
  if (hook_ != nullptr) hook_->changes(after);
  of_id(accounts_, after.id) = after;
}

void Encaissement::became(const RecoveryIssued& fact) {
  Account after = account(fact.account);
  after.recovery_token = fact.token;
  after.recovery_expiry = fact.expiry;
  if (hook_ != nullptr) hook_->changes(after);
  of_id(accounts_, after.id) = after;
  NoticeList mail;
  mail.add({.kind = NoticeKind::recovery_link, .at = now_, .account = after.id, .to = after.email,
            .token = fact.token});
  tell(mail);
}

void Encaissement::became(const PointChanged& fact) {
  Point& point = of_id(points_, fact.point);
  point.enabled = fact.enabled;
  point.remembered_email = fact.remembered_email;
}

void Encaissement::became(const CustomerChanged& fact) {
  Customer& customer = of_id(customers_, fact.customer);
  customer.blocked = fact.blocked;
  customer.available += fact.credited;
}

// -------- Operations ----------------------------------------------------------------------------

void Encaissement::became(const OperationCreated& fact) {
  Operation created = fact.operation;
  if (hook_ != nullptr) hook_->creates(created);
  OperationId& last = of_id(last_of_point_, created.point);
  created.previous_of_point = last;
  last = created.id;
  operations_.push_back(created);
  settle(nullptr, created);
  tell(notices_of_sending(created));
  schedule_next(created);
}

void Encaissement::became(const OperationStepped& fact) {
  const Operation before = operation(fact.operation);
  Operation after = moved(before, fact.event, policies_);
  if (hook_ != nullptr) hook_->steps(before, fact.event, after);
  after.last_step = static_cast<std::uint32_t>(steps_.size() + 1);
  steps_.push_back({after.id, fact.event.kind, fact.event.at, fact.event.customer, fact.event.amount, after.status,
                    before.last_step});
  of_id(operations_, after.id) = after;
  settle(&before, after);
  tell(notices_of_step(before, fact.event, after));
  if (before.status != after.status) schedule_next(after);
  drop_stale();
}

// Money follows from what an operation holds and has collected, before and after: nothing can be made or lost here
// (MON-01), and a hold is emptied exactly once (MON-03).
void Encaissement::settle(const Operation* before, const Operation& after) {
  Point& point = of_id(points_, after.point);
  const auto status_was = [&](Status s) { return before != nullptr && before->status == s ? 1 : 0; };
  const auto status_is = [&](Status s) { return after.status == s ? 1 : 0; };
  point.awaiting += status_is(Status::awaiting_customer) - status_was(Status::awaiting_customer);
  point.to_validate += status_is(Status::to_validate) - status_was(Status::to_validate);
  if (after.customer == CustomerId::nobody) return;

  Customer& customer = of_id(customers_, after.customer);
  const int occupied_before = before != nullptr && occupies(*before) ? 1 : 0;
  customer.immediate_awaiting += (occupies(after) ? 1 : 0) - occupied_before;
  if (before == nullptr) return;
  Money to_hold = held(after) - held(*before);
  Money to_point = collected(after) - collected(*before);
  Money to_available = Money{} - to_hold - to_point;
  if (hook_ != nullptr) hook_->transfers(after, to_available, to_hold, to_point);
  customer.held += to_hold;
  customer.available += to_available;
  point.collected += to_point;
}

void Encaissement::tell(NoticeList list) {
  if (hook_ != nullptr) hook_->tells(list);
  for (int i = 0; i < list.count; ++i) {
    Notice& notice = list.notices[i];
    notice.id = next_id<NoticeId>(notices_);
    notices_.push_back(notice);
    if (notice.kind == NoticeKind::api_state) deliveries_.add(notice.operation, notice.id, notice.at);
  }
}

void Encaissement::became(const DeliveryTried& fact) {
  const Notice& notice = of_id(notices_, fact.notice);
  deliveries_.answered(notice.operation, notice.id, fact.acknowledged, now_, policies_.notify_attempts);
}

void Encaissement::became(const DeliveryResumed& fact) { deliveries_.resume(fact.operation, now_); }

void Encaissement::became(const Answered& fact) {
  answers_[{fact.principal, fact.key}] = {fact.digest, now_, fact.outcome};
  if (!first_answer_) first_answer_ = now_;
  const bool some_may_be_old = now_ >= *first_answer_ + std::chrono::seconds{policies_.key_ttl_s};
  if (some_may_be_old && answers_.size() >= kAnswersFew && answers_.size() % kAnswersStride == 0) forget_old_answers();
}

bool Encaissement::is_too_old(const Remembered& answer) const {
  return now_ >= answer.at + std::chrono::seconds{policies_.key_ttl_s};
}

// REP-01: what is too old is never given again. A service that runs for years looks through a few of its answers at a
// time, going round in the order of their keys; twice as many as came since, so that the old ones cannot pile up.
void Encaissement::forget_old_answers() {
  auto next = answers_.upper_bound(AnswerKeyView{looked_through_.first, looked_through_.second});
  for (std::size_t i = 0; i < 2 * kAnswersStride && !answers_.empty(); ++i) {
    if (next == answers_.end()) next = answers_.begin();
    next = is_too_old(next->second) ? answers_.erase(next) : std::next(next);
  }
  looked_through_ = next == answers_.begin() ? AnswerKey{} : std::prev(next)->first;
}

}  // namespace encaissement
