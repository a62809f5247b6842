// The people and places around the operations: points d'accueil, accounts, customers and their wallets. Plain values
// that only Encaissement changes; everybody else reads them.
#pragma once

#include <cstdint>
#include <string_view>

#include "reference/core/money.h"
#include "reference/core/operation.h"
#include "reference/core/text_pool.h"
#include "reference/core/time.h"

namespace encaissement {

enum class AccountId : std::uint32_t { none = 0 };
enum class ConventionId : std::uint32_t { none = 0 };

struct Point {
  PointId id{};
  ConventionId convention{};
  bool enabled = true;      // ACC-06
  Text code, name, shop;    // "P001", its name, its shopId
  Text remembered_email;    // FRM-08
  Money collected;          // Owed to the merchant.
  std::int32_t to_validate = 0;  // LST-04, kept up to date with every step
  std::int32_t awaiting = 0;
};

struct Account {
  AccountId id{};
  ConventionId convention{};
  PointId point{};           // none: a signatory account, which sees all points of its convention.
  bool may_collect = true;   // ACC-08
  bool blocked = false;      // ACC-02
  std::int32_t failures = 0;  // Consecutive wrong passwords.
  Text login, email, verifier;  // verifier: what the seal keeps of the password
  Text recovery_token;          // ACC-03; empty: none open
  Instant recovery_expiry;
};

// MON-01, MON-03: what is held is in the wallet but not the customer's to spend.
struct Customer {
  CustomerId id{};
  bool blocked = false;             // PAY-10, FRM-06
  std::int32_t immediate_awaiting = 0;  // FRM-11: A by identifier and C requests that await him
  Text identifier, email;
  Money available, held;
};

// ACC-05: a signatory account sees all points of its convention, a point account its own only.
inline bool covers(const Account& account, const Point& point) {
  return account.point == PointId::none ? point.convention == account.convention : point.id == account.point;
}

// What they are made from when a service is set up. Texts are views: good for the call.
struct NewPoint {
  std::string_view code, name, shop;
  ConventionId convention{};
  bool enabled = true;
};
struct NewAccount {
  std::string_view login, email, verifier;
  ConventionId convention{};
  PointId point{};  // none: a signatory account.
  bool may_collect = true;
};
struct NewCustomer {
  std::string_view identifier, email;
  Money balance;
  bool blocked = false;
};

}  // namespace encaissement
