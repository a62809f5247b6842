// Letting go of what is over, so that a service that runs for years holds only what is pending.
#include <algorithm>

#include "reference/core/encaissement.h"

namespace encaissement {
namespace {

// Where the texts begin that an operation was created with; none when it has none. A contact that a till named later
// is not one of them.
std::optional<std::uint32_t> first_text(const Operation& o) {
  std::optional<std::uint32_t> first;
  const Text contact = o.mode == Mode::unnamed ? Text{} : o.contact;
  for (const Text text : {contact, o.basket, o.label, o.client_reference, o.seller, o.notify_email, o.payment_id,
                          o.return_url, o.cancel_url})
    if (!text.empty() && (!first || text.begin < *first)) first = text.begin;
  return first;
}

}  // namespace

std::size_t Encaissement::release_final(Instant before, NoticeId read) {
  const auto first_unread = std::max(static_cast<std::size_t>(read), notices_.released());
  OperationId told = next_id<OperationId>(operations_);  // The oldest that an unread notice speaks of.
  for (std::size_t i = first_unread; i < notices_.size(); ++i)
    if (notices_[i].operation != OperationId::none) told = std::min(told, notices_[i].operation);
  const auto is_over = [&](const Operation& o) {
    return is_final(o.status) && o.last_action < before && o.id < told && !deliveries_.waits(o.id);
  };
  if (!texts_floored_ && !operations_.empty()) {
    texts_.set_floor(first_text(operations_[0]).value_or(texts_.size()));
    texts_floored_ = true;
  }
  const std::size_t already = operations_.released();
  std::size_t kept = already;
  while (operations_.has(kept) && is_over(operations_[kept])) ++kept;
  operations_.release_front(kept);
  release_steps();
  release_notices(first_unread);
  if (kept > already) release_texts();
  std::erase_if(answers_, [&](const auto& one) { return is_too_old(one.second); });
  return kept - already;
}

void Encaissement::release_steps() {
  std::size_t kept = steps_.released();
  while (steps_.has(kept) && !keeps(steps_[kept].operation)) ++kept;
  steps_.release_front(kept);
}

// A notification that still waits to be delivered is asked for by its id (NOT-04).
void Encaissement::release_notices(std::size_t first_unread) {
  std::size_t kept = notices_.released();
  while (kept < first_unread && notices_.has(kept) && !deliveries_.waits(notices_[kept].operation)) ++kept;
  notices_.release_front(kept);
}

// Operations are created in the order of their texts, so that those before the oldest kept one's are nobody's any
// more, but for what people and unread notices took over: a remembered e-mail (FRM-08), a link, somebody added late.
void Encaissement::release_texts() {
  std::optional<std::uint32_t> place;
  std::size_t first = operations_.released();  // The oldest kept that was created with texts: all, in the reference.
  for (; first < operations_.size(); ++first)
    if ((place = first_text(operations_[first]))) break;
  texts_.release(place.value_or(texts_.size()), [&](const auto& save) {
    for (std::size_t i = operations_.released(); i < first; ++i) save(operations_[i].contact);
    for (const Point& p : points_)
      for (const Text text : {p.code, p.name, p.shop, p.remembered_email}) save(text);
    for (const Account& a : accounts_)
      for (const Text text : {a.login, a.email, a.verifier, a.recovery_token}) save(text);
    for (const Notice& n : notices_)
      for (const Text text : {n.to, n.token}) save(text);
    const auto is_late = [&](const Customer& c) { return std::max(c.identifier.begin, c.email.begin) >= texts_.floor(); };
    for (std::size_t i = customers_.size(); i > 0 && is_late(customers_[i - 1]); --i)
      for (const Text text : {customers_[i - 1].identifier, customers_[i - 1].email}) save(text);
  });
}

}  // namespace encaissement
