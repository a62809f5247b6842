// The guide's world written as a world file.
#include <set>

#include "scenarios/language/parse_values.h"
#include "scenarios/serve/world_file.h"

namespace parcours {
namespace {

// In double quotes: numbers stay texts, and whatever stands in it is no YAML.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string field(std::string_view name, const std::string& value) { return std::string{name} + ": " + value; }
std::string line(std::string_view name, const std::string& value) { return "    " + field(name, value) + "\n"; }
std::string first(std::string_view name, const std::string& value) { return "  - " + field(name, value) + "\n"; }

std::string conventions_of(const World& world) {
  std::set<std::string> numbers;
  for (const PointSpec& point : world.points) numbers.insert(point.convention);
  std::string out;
  for (const std::string& number : numbers) out += (out.empty() ? "" : ", ") + quoted(number);
  return "conventions: [" + out + "]\n";
}

std::string written(const PointSpec& p) {
  return first("code", p.code) + line("name", quoted(p.name)) + line("convention", quoted(p.convention)) +
         line("shop", quoted(p.shop)) + (p.enabled ? "" : line("enabled", "no"));
}

std::string written(const AccountSpec& a) {
  return first("login", quoted(a.login)) + line("convention", quoted(a.convention)) +
         (a.point.empty() ? "" : line("point", a.point)) + line("password", quoted(a.password)) +
         line("email", a.email) + (a.may_collect ? "" : line("may_collect", "no"));
}

std::string written(const CustomerSpec& c) {
  return first("name", c.name) + line("identifier", quoted(c.identifier)) + line("email", c.email) +
         line("balance", write_money(c.balance)) + line("pin", quoted(c.pin)) + (c.blocked ? line("blocked", "yes") : "");
}

std::string written(const KeySpec& k) {
  return first("version", quoted(k.version)) + line("shop", quoted(k.shop)) + line("key", quoted(k.key));
}

template <class Spec>
std::string part(std::string_view about, std::string_view name, const std::vector<Spec>& all) {
  std::string out = "\n# " + std::string{about} + "\n" + std::string{name} + ":\n";
  for (const Spec& spec : all) out += written(spec);
  return out;
}

}  // namespace

std::string world_template() {
  const World& world = guide_world();
  return "# Who and what a sandbox starts with: parcours serve --world FILE\n\n# Contracts, by number.\n" + conventions_of(world) +
         part("Points d'accueil, each with its shopId (8 digits). enabled: no refuses new requests (ACC-06).", "points", world.points) +
         part("Accounts of the Espace. Without a point: a signatory account, which chooses one (ACC-04).", "accounts", world.accounts) +
         part("Customers: identifier of 11 digits, e-mail, what they have, and the pin of their phone.", "customers", world.customers) +
         part("Keys that seal the calls of tills. A version names one key of one shop; the newest of a shop stands last.", "keys", world.keys);
}

}  // namespace parcours
