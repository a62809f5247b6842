// Who sees what (ACC-05), and the reads that everybody shares.
#include <algorithm>

#include "reference/core/encaissement.h"
#include "reference/core/text.h"

namespace encaissement {

TransactionNumber Encaissement::number(OperationId operation) const {
  return number_of(seed_, static_cast<std::uint64_t>(operation) - 1);
}

const Operation* Encaissement::by_number(const TransactionNumber& number) const {
  if (number.empty()) return nullptr;
  const std::uint64_t counter = counter_of(seed_, number);
  return operations_.has(counter) ? &operations_[counter] : nullptr;
}

const Operation* Encaissement::find(const Principal& who, const TransactionNumber& number) const {
  const Operation* operation = by_number(number);
  return operation != nullptr && sees(who, *operation) ? operation : nullptr;
}

bool Encaissement::sees(const Principal& who, const Operation& o) const {
  static constexpr Refusal kScope{RuleId::acc_05, Code::transaction_not_found, "There is no such operation."};
  const auto in_scope = [&] {
    switch (who.kind) {
      case Principal::Kind::nobody: return false;
      case Principal::Kind::control: return true;
      case Principal::Kind::shop: return o.point == who.point;
      case Principal::Kind::customer: return is_addressed_to(o, customer(who.customer));
      case Principal::Kind::account: break;
    }
    return covers(account(who.account), point(o.point));
  };
  return refused_unless(in_scope(), kScope) == nullptr;
}

bool Encaissement::is_addressed_to(const Operation& o, const Customer& c) const {
  if (o.customer != CustomerId::nobody) return o.customer == c.id;
  return o.named && same_identifier(text(o.contact), text(c.email));  // FRM-06: an e-mail nobody had at sending
}

bool Encaissement::is_called(const Account& a, std::string_view login) const { return FoldedEqual{}(text(a.login), login); }

bool Encaissement::is_called(const Customer& c, std::string_view asked) const {
  return FoldedEqual{}(text(c.identifier), asked) || FoldedEqual{}(text(c.email), asked);
}

const Account* Encaissement::find_account(std::string_view login) const {
  const AccountId found =
      account_by_login_.find(login, [&](AccountId id) { return is_called(account(id), login); });
  return found == AccountId::none ? nullptr : &account(found);
}

const Customer* Encaissement::find_customer(std::string_view identifier_or_email) const {
  const std::string_view asked = trimmed(identifier_or_email);
  const CustomerId found =
      customer_by_identifier_.find(asked, [&](CustomerId id) { return is_called(customer(id), asked); });
  return found == CustomerId::nobody ? nullptr : &customer(found);
}

const Point* Encaissement::find_point(std::string_view code) const {
  const auto found = std::find_if(points_.begin(), points_.end(), [&](const Point& p) { return text(p.code) == code; });
  return found == points_.end() ? nullptr : &*found;
}

const Point* Encaissement::find_shop(std::string_view shop) const {
  const auto found = std::find_if(points_.begin(), points_.end(), [&](const Point& p) { return text(p.shop) == shop; });
  return found == points_.end() ? nullptr : &*found;
}

const Operation* Encaissement::last_of(PointId point) const {
  const OperationId last = of_id(last_of_point_, point);
  return keeps(last) ? &operation(last) : nullptr;
}

const Operation* Encaissement::previous_of(const Operation& o) const {
  return keeps(o.previous_of_point) ? &operation(o.previous_of_point) : nullptr;
}

std::vector<Step> Encaissement::history(const Operation& operation) const {
  std::vector<Step> steps;
  for (std::uint32_t i = operation.last_step; i != 0 && steps_.has(i - 1); i = steps_[i - 1].previous)
    steps.push_back(steps_[i - 1]);
  std::reverse(steps.begin(), steps.end());
  return steps;
}

Money Encaissement::total() const {
  Money total;
  for (const Customer& c : customers_) total += c.available + c.held;
  for (const Point& p : points_) total += p.collected;
  return total;
}

void Encaissement::reserve(std::size_t operations, std::size_t text_bytes) {
  constexpr std::size_t kUsualSteps = 4;    // Scanned, paid, reminded, validated.
  constexpr std::size_t kUsualNotices = 4;  // Asked for, paid, reminded, and a state told.
  constexpr std::size_t kDueMost = 3;       // Payment deadline, validation deadline, reminder.
  operations_.reserve(operations);
  steps_.reserve(operations * kUsualSteps);
  notices_.reserve(operations * kUsualNotices);
  due_.reserve(operations * kDueMost);
  texts_.reserve(text_bytes);
}

void Encaissement::reserve_people(std::size_t customers, std::size_t points, std::size_t accounts) {
  customers_.reserve(customers);
  points_.reserve(points);
  last_of_point_.reserve(points);
  accounts_.reserve(accounts);
  account_by_login_.reserve(accounts);
  customer_by_identifier_.reserve(2 * customers);
}

}  // namespace encaissement
