#include "reference/desk/world.h"

#include <algorithm>

#include "reference/core/text.h"

namespace parcours {
namespace {

using encaissement::operator""_cents;

template <class Spec>
const Spec* find(const std::vector<Spec>& all, std::string Spec::*key, const std::string& wanted) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Spec& s) { return s.*key == wanted; });
  return found == all.end() ? nullptr : &*found;
}

World make_guide_world() {
  return {
      .points = {{"P001", "CANOE KAYAK CLUB ORLEANS - ST JEAN LE E", "708900", "10000001"},
                 {"P002", "CANOE KAYAK CLUB ORLEANS - OLIVET", "708900", "10000002"},
                 {"P101", "PARC DU VAL - BLOIS", "708901", "10000101"}},
      .accounts = {{"708900", "708900", "", "Signataire-1", "signataire@canoe.example"},
                   {"70890001", "708900", "P001", "Accueil-1", "accueil@canoe.example"},
                   {"70890002", "708900", "P002", "Accueil-2", "olivet@canoe.example"},
                   {"708901", "708901", "", "Signataire-2", "direction@parc.example"},
                   {"70890101", "708901", "P101", "Accueil-3", "accueil@parc.example"}},
      .customers = {{"alice", "10000003051", "ts-client2@yopmail.com", 20000_cents},
                    {"bob", "10000004162", "bob@mail.example", 20000_cents},
                    {"chloe", "10000005273", "chloe@mail.example", 20000_cents, true}},
      .keys = {{"1", "10000001", "cle-de-demonstration-P001"},
               {"2", "10000002", "cle-de-demonstration-P002"},
               {"3", "10000101", "cle-de-demonstration-P101"}},
  };
}

}  // namespace

void World::add(const World& more) {
  points.insert(points.end(), more.points.begin(), more.points.end());
  accounts.insert(accounts.end(), more.accounts.begin(), more.accounts.end());
  customers.insert(customers.end(), more.customers.begin(), more.customers.end());
  keys.insert(keys.end(), more.keys.begin(), more.keys.end());
}

const PointSpec* World::point(const std::string& code) const { return find(points, &PointSpec::code, code); }
const AccountSpec* World::account(const std::string& login) const { return find(accounts, &AccountSpec::login, login); }
const CustomerSpec* World::customer(const std::string& name) const {
  return find(customers, &CustomerSpec::name, name);
}
const CustomerSpec* World::customer_called(const std::string& typed) const {
  const auto found = std::find_if(customers.begin(), customers.end(), [&](const CustomerSpec& c) {
    return encaissement::same_identifier(c.identifier, typed) || encaissement::same_identifier(c.email, typed);
  });
  return found == customers.end() ? nullptr : &*found;
}

const KeySpec* World::key(const std::string& version) const { return find(keys, &KeySpec::version, version); }

const KeySpec* World::newest_key_of(const std::string& shop) const {
  const auto found = std::find_if(keys.rbegin(), keys.rend(), [&](const KeySpec& k) { return k.shop == shop; });
  return found == keys.rend() ? nullptr : &*found;
}

const World& guide_world() {
  static const World world = make_guide_world();
  return world;
}

}  // namespace parcours
