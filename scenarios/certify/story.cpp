#include "scenarios/certify/story.h"

#include <fmt/format.h>

#include <algorithm>

#include "reference/desk/world.h"

namespace parcours {
namespace {

using till_step::Customer;

// Truncated, as a cast does: 20,15 becomes 2014.
bool floats_misread(std::int64_t cents) {
  const double euros = static_cast<double>(cents) / 100.0;
  return static_cast<std::int64_t>(euros * 100.0) != cents;
}

std::string mode_for(const Ask& ask, Story& story) {
  if (!ask.mode.empty()) return ask.mode;
  if (ask.parcours == "A") return story.immediate_mode();
  return ask.parcours == "C" ? "identifier" : "email";
}

TillOrder order_of(TillVerb verb, const std::string& sale) {
  TillOrder order;
  order.verb = verb;
  order.sale = sale;
  return order;
}

bool is_deferred(const Ask& ask) { return ask.parcours == "B" || ask.parcours == "D"; }
bool is_to_validate(const Ask& ask) { return ask.parcours == "C" || ask.parcours == "D"; }

}  // namespace

std::string Fresh::sale() {
  constexpr std::string_view kLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  if (sales_ == 0) {
    run_ = "T";
    while (run_.size() < 6) run_ += kLetters[static_cast<std::size_t>(random_.below(kLetters.size()))];
  }
  return fmt::format("{}-{}", run_, ++sales_);
}

Money Fresh::amount(Money least, Money most) {
  std::int64_t cents = random_.between(least.cents(), most.cents());
  if (cents % 100 == 0) cents = random_.between(least.cents(), most.cents());
  return Money::from_cents(cents);
}

void Story::starts() {
  using namespace std::chrono;
  const Day first{year{2020} / 1 / 1};
  starts(first + days{random().between(0, 12 * 365)}, hours{9} + Duration{random().between(0, 9 * 3'600'000)});
}

void Story::starts(Day day, Duration time_of_day) { story_.start = encaissement::at_paris(day, time_of_day); }

std::string Story::immediate_mode() {
  const bool by_code = till_.can("qr") && till_.can("screen");
  if (by_code && till_.can("identifier")) return random().chance(1, 2) ? "qr" : "identifier";
  return by_code ? "qr" : "identifier";
}

Money Story::misread_by_floats(Money least, Money most) {
  std::int64_t cents = random().between(least.cents(), most.cents());
  for (std::int64_t tried = least.cents(); tried <= most.cents() && !floats_misread(cents); ++tried)
    cents = cents == most.cents() ? least.cents() : cents + 1;
  return Money::from_cents(cents);
}

Sale Story::sells(const Ask& ask) {
  Sale sale;
  sale.name = ask.name.empty() ? fresh_.sale() : ask.name;
  sale.parcours = ask.parcours;
  sale.mode = mode_for(ask, *this);
  sale.who = ask.who.empty() ? somebody() : ask.who;
  sale.amount = ask.amount.is_zero() ? fresh_.amount(Money::from_cents(2000), Money::from_cents(6000)) : ask.amount;
  TillOrder order = order_of(TillVerb::create, sale.name);
  order.parcours = sale.parcours;
  order.amount = ask.typed.empty() ? typed_amount(sale.amount) : ask.typed;
  order.mode = sale.mode;
  order.customer = ask.customer.empty() ? called(sale.who, sale.mode) : ask.customer;
  if (is_deferred(ask)) order.payment_days = ask.payment_days.value_or(static_cast<int>(random().between(2, 20)));
  if (is_to_validate(ask)) {
    order.validation_days = ask.validation_days.value_or(static_cast<int>(random().between(3, 20)));
    order.notify_email = ask.notify_email.empty() ? "accueil@canoe.example" : ask.notify_email;
  }
  add(till_step::Cashier{order});
  return sale;
}

void Story::types_in(const std::string& amount) {
  TillOrder order = order_of(TillVerb::create, fresh_.sale());
  order.parcours = "A";
  order.amount = amount;
  order.mode = immediate_mode();
  order.customer = called("alice", order.mode);
  add(till_step::Cashier{order});
  add(till_step::Wait{seconds{3}});
  add(till_step::Reach{order.sale, "none"});
}

void Story::validates(const Sale& sale, const std::string& typed) {
  TillOrder order = order_of(TillVerb::validate, sale.name);
  order.amount = typed;
  add(till_step::Cashier{order});
}

void Story::validates(const Sale& sale, Money amount) { validates(sale, typed_amount(amount)); }

void Story::orders(TillVerb verb, const Sale& sale) { add(till_step::Cashier{order_of(verb, sale.name)}); }

Sale Story::changes_mode(const Sale& sale, const std::string& who) {
  Sale changed = sale;
  changed.mode = "identifier";
  if (!who.empty()) changed.who = who;
  TillOrder order = order_of(TillVerb::change_mode, sale.name);
  order.mode = changed.mode;
  order.customer = called(changed.who, changed.mode);
  add(till_step::Cashier{order});
  return changed;
}

void Story::scans(const Sale& sale, const std::string& who, const CameraShot& shot) {
  add(Customer{Customer::Act::scan, who.empty() ? sale.who : who, sale.name, "", shot});
}

void Story::scans_if_new(const Sale& sale, const std::string& who) {
  if (!sale.is_qr()) return;
  const bool done = std::any_of(story_.steps.begin(), story_.steps.end(), [&](const TillStep& step) {
    const auto* act = std::get_if<Customer>(&step);
    return act && act->act == Customer::Act::scan && act->who == who && act->sale == sale.name;
  });
  if (!done) scans(sale, who);
}

void Story::pays(const Sale& sale, Money part, const std::string& who) {
  const std::string payer = who.empty() ? sale.who : who;
  scans_if_new(sale, payer);
  add(Customer{Customer::Act::pay, payer, sale.name, part.is_zero() ? "" : typed_amount(part)});
}

void Story::refuses(const Sale& sale, const std::string& who) {
  const std::string refuser = who.empty() ? sale.who : who;
  scans_if_new(sale, refuser);
  add(Customer{Customer::Act::refuse, refuser, sale.name, ""});
}

void Story::is_declined(const Sale& sale) {
  scans_if_new(sale, sale.who);
  add(Customer{Customer::Act::declined, sale.who, sale.name, ""});
}

void Story::breathes() { waits(Duration{random().between(6'000, 25'000)}); }

void Story::until_payment_limit(const Sale& sale, Duration offset) {
  add(till_step::WaitUntil{till_step::WaitUntil::Limit::payment, sale.name, offset});
}

void Story::until_validation_limit(const Sale& sale, Duration offset) {
  add(till_step::WaitUntil{till_step::WaitUntil::Limit::validation, sale.name, offset});
}

std::string typed_amount(Money amount) { return fmt::format("{},{:02}", amount.cents() / 100, amount.cents() % 100); }

std::string called(const std::string& who, const std::string& mode) {
  const CustomerSpec* customer = mode == "qr" ? nullptr : guide_world().customer(who);
  if (!customer) return {};
  return mode == "email" ? customer->email : customer->identifier;
}

}  // namespace parcours
