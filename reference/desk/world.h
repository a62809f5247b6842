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
  std::string pin = "1234";  // What the phone asks for at the socket's door.
};

// A key with which a shop's calls are sealed (acquisition-api). A version names one key of one shop, service-wide.
struct KeySpec {
  std::string version;  // "1"
  std::string shop;     // shopId
  std::string key;      // Its text; the key is the UTF-8 bytes of it.
};

struct World {
  std::vector<PointSpec> points;
  std::vector<AccountSpec> accounts;
  std::vector<CustomerSpec> customers;
  std::vector<KeySpec> keys;

  void add(const World& more);
  const PointSpec* point(const std::string& code) const;
  const AccountSpec* account(const std::string& login) const;
  const CustomerSpec* customer(const std::string& name) const;
  const CustomerSpec* customer_called(const std::string& identifier_or_email) const;  // As typed; ASCII case aside.
  const KeySpec* key(const std::string& version) const;
  const KeySpec* newest_key_of(const std::string& shop) const;  // The last one listed.
};

// Convention 708900 with points P001 (canoe club), P002; its signatory account 708900 and point accounts; convention
// 708901 with P101; customers alice (the guide's ts-client2@yopmail.com), bob, chloe (blocked), each with 200,00 €.
const World& guide_world();

}  // namespace parcours
