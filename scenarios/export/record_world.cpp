// People and places as a scenario says them: what is not the guide's.
#include <algorithm>

#include "reference/core/text.h"
#include "scenarios/export/recording.h"
#include "scenarios/export/told.h"

namespace parcours {
namespace {

using Field = ToldStep::Field;

void add_changed(std::vector<Field>& fields, const char* name, const std::string& text, const std::string* guides) {
  if (guides == nullptr || *guides != text) fields.push_back({name, yaml_text(text)});
}

void add_changed(std::vector<Field>& fields, const char* name, bool value, bool guides) {
  if (value != guides) fields.push_back({name, value ? "\"yes\"" : "\"no\""});
}

std::string point_yaml(const PointSpec& p) {
  const PointSpec* of_guide = guide_world().point(p.code);
  std::vector<Field> fields;
  add_changed(fields, "enabled", p.enabled, of_guide == nullptr || of_guide->enabled);
  add_changed(fields, "name", p.name, of_guide ? &of_guide->name : nullptr);
  add_changed(fields, "convention", p.convention, of_guide ? &of_guide->convention : nullptr);
  add_changed(fields, "shop", p.shop, of_guide ? &of_guide->shop : nullptr);
  return fields.empty() ? "" : yaml_map(fields);
}

// The password is nobody's business: log-ins say whether theirs was the right one.
std::string account_yaml(const AccountSpec& a) {
  const AccountSpec* of_guide = guide_world().account(a.login);
  std::vector<Field> fields;
  add_changed(fields, "may_collect", a.may_collect, of_guide == nullptr || of_guide->may_collect);
  if (of_guide == nullptr) fields.push_back({"password", yaml_text("Accueil-" + a.login)});
  add_changed(fields, "email", a.email, of_guide ? &of_guide->email : nullptr);
  add_changed(fields, "convention", a.convention, of_guide ? &of_guide->convention : nullptr);
  const std::string point = a.point.empty() ? "none" : a.point;
  const std::string guides_point = of_guide == nullptr || of_guide->point.empty() ? "none" : of_guide->point;
  if (point != guides_point) fields.push_back({"point", yaml_text(point)});
  return fields.empty() ? "" : yaml_map(fields);
}

std::string customer_yaml(const CustomerSpec& c) {
  const CustomerSpec* of_guide = guide_world().customer(c.name);
  std::vector<Field> fields;
  add_changed(fields, "identifier", c.identifier, of_guide ? &of_guide->identifier : nullptr);
  add_changed(fields, "email", c.email, of_guide ? &of_guide->email : nullptr);
  if (c.balance != (of_guide ? of_guide->balance : Money{}))
    fields.push_back({"balance", yaml_text(encaissement::format_amount(c.balance))});
  add_changed(fields, "blocked", c.blocked, of_guide != nullptr && of_guide->blocked);
  return fields.empty() ? "" : yaml_map(fields);
}

// The guide's people are always there: whoever takes what is theirs must have their names.
std::string clash(const World& world) {
  for (const CustomerSpec& c : guide_world().customers)
    for (const CustomerSpec* other : {world.customer_called(c.identifier), world.customer_called(c.email)})
      if (other != nullptr && other->name != c.name && world.customer(c.name) == nullptr)
        return "customer " + other->name + " has an identifier or address that is " + c.name + "'s in the guide";
  for (const PointSpec& p : guide_world().points)
    for (const PointSpec& other : world.points)
      if (other.shop == p.shop && other.code != p.code && world.point(p.code) == nullptr)
        return "point " + other.code + " has the shopId that is " + p.code + "'s in the guide";
  return {};
}

template <class Spec>
std::string part_yaml(const std::vector<Spec>& all, std::string Spec::*key, std::string (*yaml)(const Spec&)) {
  std::vector<Field> fields;
  for (const Spec& spec : all)
    if (std::string changes = yaml(spec); !changes.empty()) fields.push_back({yaml_text(spec.*key), std::move(changes)});
  return fields.empty() ? "" : yaml_map(fields);
}

}  // namespace

std::string world_yaml(const World& world, std::string& why_not) {
  if (const std::string who = clash(world); !who.empty()) {
    why_not = "A scenario always has the guide's people, and " + who + ".";
    return {};
  }
  std::vector<Field> parts;
  const auto add = [&](const char* name, std::string yaml) {
    if (!yaml.empty()) parts.push_back({name, std::move(yaml)});
  };
  add("customers", part_yaml(world.customers, &CustomerSpec::name, customer_yaml));
  add("points", part_yaml(world.points, &PointSpec::code, point_yaml));
  add("accounts", part_yaml(world.accounts, &AccountSpec::login, account_yaml));
  return parts.empty() ? "" : yaml_map(parts);
}

}  // namespace parcours
