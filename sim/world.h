// The people and places a service is started with: conventions, points d'accueil, accounts, shops, customers. Plain
// data that scenarios change and targets read. The default is the guide's own.
#pragma once

#include <string>
#include <vector>

#include "reference/core/money.h"

namespace parcours {

struct PointSpec {
  std::string code;        // "P001"; unique in a World.
  std::string name;        // "CANOE KAYAK CLUB ORLEANS - ST JEAN LE E"
  std::string convention;  // "708900"
  std::string shop;        // shopId, 8 digits
  bool enabled = true;     // For Chèque-Vacances Connect (ACC-06).
};

struct AccountSpec {
  std::string login;       // The convention's number (signatory) or its own (point account).
  std::string convention;
  std::string point;       // Code of its only point; empty: a signatory account.
  std::string password;
  std::string email;
  bool may_collect = true;
};

struct CustomerSpec {
  std::string name;        // How scenarios call him: "alice".
  std::string identifier;  // 11 digits
  std::string email;
  encaissement::Money balance;
  bool blocked = false;
};

struct World {
  std::vector<PointSpec> points;
  std::vector<AccountSpec> accounts;
  std::vector<CustomerSpec> customers;

  const PointSpec* point(const std::string& code) const;
  const AccountSpec* account(const std::string& login) const;
  const CustomerSpec* customer(const std::string& name) const;
};

// Convention 708900 with points P001 (canoe club), P002; its signatory account 708900 and point accounts; convention
// 708901 with P101; customers alice (the guide's ts-client2@yopmail.com), bob, chloe (blocked), each with 200,00 €.
const World& guide_world();

}  // namespace parcours
