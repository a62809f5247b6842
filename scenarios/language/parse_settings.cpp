#include "scenarios/language/parse_settings.h"

#include <algorithm>
#include <array>
#include <functional>

namespace parcours {
namespace {

void read_setting(FieldReader& reader, const Entry& entry, std::vector<Setting>& settings) {
  const encaissement::PolicyField* field = encaissement::find_policy(entry.key.text);
  if (!field) {
    std::vector<std::string_view> names;
    for (const encaissement::PolicyField& known : encaissement::policy_fields()) names.push_back(known.name);
    return reader.problem(entry.key.place, "a setting", entry.key.text, names);
  }
  const std::string value = reader.text(entry.value, field->expected);
  encaissement::Policies scratch;
  if (!field->set(scratch, value)) return reader.problem(entry.value.place, std::string{field->expected}, value);
  settings.push_back({entry.key.text, value});
}

// The one of this name, made when there is none.
template <class Spec>
Spec& one_named(std::vector<Spec>& all, std::string Spec::*key, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Spec& spec) { return spec.*key == name; });
  if (found != all.end()) return *found;
  all.emplace_back();
  all.back().*key = name;
  return all.back();
}

void take(std::string& into, const Fields& fields, std::string_view name) {
  if (fields.has(name)) into = fields.is(name, "none") ? "" : fields.text(name);
}
void take(bool& into, const Fields& fields, std::string_view name) {
  if (fields.has(name)) into = fields.yes(name);
}

void require(FieldReader& reader, const Entry& entry, const std::string& value, std::string_view what) {
  if (value.empty()) reader.problem(entry.key.place, "\"" + std::string{what} + "\", as the guide does not know",
                                    entry.key.text);
}

void read_customer(FieldReader& reader, const Entry& entry, World& world) {
  const std::size_t before = reader.problem_count();
  const Fields fields = reader.read(entry.value, customer_fields(), "", entry.key.place);
  CustomerSpec& customer = one_named(world.customers, &CustomerSpec::name, entry.key.text);
  if (find_speaker(entry.key.text)) reader.problem(entry.key.place, "a name no merchant has", entry.key.text);
  if (reader.problem_count() != before) return;
  take(customer.identifier, fields, "identifier");
  take(customer.email, fields, "email");
  take(customer.blocked, fields, "blocked");
  if (fields.has("balance")) customer.balance = fields.money("balance");
  require(reader, entry, customer.identifier, "identifier");
  require(reader, entry, customer.email, "email");
}

void read_point(FieldReader& reader, const Entry& entry, World& world) {
  const std::size_t before = reader.problem_count();
  const Fields fields = reader.read(entry.value, point_fields(), "", entry.key.place);
  PointSpec& point = one_named(world.points, &PointSpec::code, entry.key.text);
  if (reader.problem_count() != before) return;
  take(point.name, fields, "name");
  take(point.convention, fields, "convention");
  take(point.shop, fields, "shop");
  take(point.enabled, fields, "enabled");
  require(reader, entry, point.name, "name");
  require(reader, entry, point.convention, "convention");
  require(reader, entry, point.shop, "shop");
}

void read_account(FieldReader& reader, const Entry& entry, World& world) {
  const std::size_t before = reader.problem_count();
  const Fields fields = reader.read(entry.value, account_fields(), "", entry.key.place);
  AccountSpec& account = one_named(world.accounts, &AccountSpec::login, entry.key.text);
  if (reader.problem_count() != before) return;
  take(account.convention, fields, "convention");
  take(account.point, fields, "point");
  take(account.password, fields, "password");
  take(account.email, fields, "email");
  take(account.may_collect, fields, "may_collect");
  require(reader, entry, account.convention, "convention");
  require(reader, entry, account.password, "password");
  require(reader, entry, account.email, "email");
}

using ReadOne = std::function<void(FieldReader&, const Entry&, World&)>;

ReadOne reader_of(std::string_view part) {
  if (part == "customers") return read_customer;
  if (part == "points") return read_point;
  if (part == "accounts") return read_account;
  return {};
}

}  // namespace

std::vector<Setting> read_settings(FieldReader& reader, const Node& map) {
  std::vector<Setting> settings;
  if (map.kind != Node::Kind::map && map.kind != Node::Kind::nothing)
    reader.problem(map.place, "settings by name", map.text);
  for (const Entry& entry : map.entries) read_setting(reader, entry, settings);
  return settings;
}

World read_world(FieldReader& reader, const Node& map) {
  World world = guide_world();
  constexpr std::array<std::string_view, 3> kParts{"customers", "points", "accounts"};
  if (map.kind != Node::Kind::map) reader.problem(map.place, "customers, points or accounts", map.text);
  for (const Entry& part : map.entries) {
    const ReadOne read_one = reader_of(part.key.text);
    if (!read_one) reader.problem(part.key.place, "customers, points or accounts", part.key.text, kParts);
    if (part.value.kind != Node::Kind::map) reader.problem(part.value.place, "changes by name", part.value.text);
    if (!read_one) continue;
    for (const Entry& entry : part.value.entries) read_one(reader, entry, world);
  }
  return world;
}

}  // namespace parcours
