#include "sim/digest.h"

#include <type_traits>

namespace parcours {
namespace {

using namespace encaissement;

template <class Value>
std::uint64_t word(const Value& value) {
  if constexpr (std::is_same_v<Value, Money>) return static_cast<std::uint64_t>(value.cents());
  else if constexpr (requires { value.time_since_epoch(); }) return static_cast<std::uint64_t>(value.time_since_epoch().count());
  else return static_cast<std::uint64_t>(value);
}

}  // namespace

void Digest::mix(std::uint64_t word) {
  value_ = (value_ ^ word) * 0x9e3779b97f4a7c15;
  value_ ^= value_ >> 29;
}

void Digest::add(std::string_view text) {
  mix(text.size());
  for (const char c : text) mix(static_cast<unsigned char>(c));
}

void Digest::add(const Outcome& o) {
  mix(o.refusal == nullptr ? 0 : 1 + word(o.refusal->rule) * 256 + word(o.refusal->code));
  for (const std::uint64_t part : {word(o.operation), word(o.status), word(o.cause), word(o.api), word(o.requested),
                                   word(o.received), word(o.validated), word(o.account), word(o.point),
                                   word(o.shown_limit), word(o.remembered)})
    mix(part);
}

void Digest::add(const Operation& o, const Encaissement& service) {
  for (const std::uint64_t part :
       {word(o.id), word(o.point), word(o.customer), word(o.parcours), word(o.mode), word(o.status), word(o.cause),
        word(o.from_api), word(o.named), word(o.reached), word(o.refunded), word(o.reminded), word(o.requested),
        word(o.received), word(o.validated), word(o.paid), word(o.created), word(o.last_action),
        word(o.payment_deadline), word(o.paid_at), word(o.validation_deadline), word(o.payment_limit),
        word(o.validation_limit)})
    mix(part);
  add(service.number(o.id).view());
  for (const Text text : {o.basket, o.label, o.client_reference, o.seller, o.contact, o.notify_email, o.payment_id,
                          o.return_url, o.cancel_url})
    add(service.text(text));
}

void Digest::add(const Encaissement& service) {
  for (const Operation& o : service.operations()) add(o, service);
  for (const Step& s : service.steps())
    for (const std::uint64_t part :
         {word(s.operation), word(s.kind), word(s.at), word(s.customer), word(s.amount), word(s.status)})
      mix(part);
  for (const Notice& n : service.notices()) {
    for (const std::uint64_t part : {word(n.id), word(n.kind), word(n.at), word(n.operation), word(n.customer),
                                     word(n.account), word(n.amount), word(n.state)})
      mix(part);
    add(service.text(n.to));
    add(service.text(n.token));
  }
  for (const Customer& c : service.customers())
    for (const std::uint64_t part : {word(c.available), word(c.held), word(c.blocked)}) mix(part);
  for (const Point& p : service.points())
    for (const std::uint64_t part : {word(p.collected), word(p.to_validate), word(p.awaiting), word(p.enabled)}) mix(part);
  for (const Account& a : service.accounts())
    for (const std::uint64_t part : {word(a.failures), word(a.blocked), word(a.may_collect)}) mix(part);
}

}  // namespace parcours
