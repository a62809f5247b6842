#include "scenarios/serve/world_file.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "reference/core/text.h"
#include "reports/files.h"
#include "scenarios/language/parse_fields.h"

namespace parcours {
namespace {

using encaissement::IdentifierKind;
using enum FieldType;

FieldSpec must(std::string_view name, FieldType type, std::string_view en) {
  return {.name = name, .type = type, .en = en, .required = true};
}
FieldSpec may(std::string_view name, FieldType type, std::string_view en, std::string_view fallback = "") {
  return {.name = name, .type = type, .en = en, .fallback = fallback};
}

using Specs = std::vector<FieldSpec>;

const Specs& point_specs() {
  static const Specs specs{must("code", text, "its code, such as P001"), must("name", text, "as shown to people"),
                           must("convention", text, "the contract it is under"), must("shop", text, "its shopId, 8 digits"),
                           may("enabled", yes_no, "enabled for Chèque-Vacances Connect", "yes")};
  return specs;
}
const Specs& account_specs() {
  static const Specs specs{must("login", text, "its login number"), must("convention", text, "the contract it is under"),
                           may("point", text, "its only point; none: a signatory account"),
                           must("password", text, "what it logs in with"), must("email", text, "where recovery links go"),
                           may("may_collect", yes_no, "has the right to collect", "yes")};
  return specs;
}
const Specs& customer_specs() {
  static const Specs specs{must("name", text, "how control calls him"), must("identifier", text, "11 digits"),
                           must("email", text, "where requests go"), must("balance", money, "what he has"),
                           may("blocked", yes_no, "is blocked", "no"), may("pin", text, "what the phone asks for", "1234")};
  return specs;
}
const Specs& key_specs() {
  static const Specs specs{must("version", text, "its version: letters and digits"), must("shop", text, "whose calls it seals"),
                           must("key", text, "its text")};
  return specs;
}

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_word(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), fits);
}

bool is_email(std::string_view text) { return encaissement::identifier_kind(text) == IdentifierKind::email; }

// Reads the parts in their order, each looking up what came before: keys need shops, accounts need points.
class WorldReader {
 public:
  WorldReader(std::string_view file, Problems& problems) : read_{file, problems} {}

  World read(const Node& root) {
    constexpr std::array<std::string_view, 5> kParts{"conventions", "points", "accounts", "customers", "keys"};
    if (root.kind != Node::Kind::map) read_.problem(root.place, "conventions, points, accounts, customers and keys");
    for (const Entry& part : root.entries)
      if (std::find(kParts.begin(), kParts.end(), part.key.text) == kParts.end())
        read_.problem(part.key.place, one_of(kParts), part.key.text, kParts);
    read_conventions(root.value("conventions"));
    each(root.value("points"), point_specs(), [&](const Fields& f) { add_point(f); });
    each(root.value("accounts"), account_specs(), [&](const Fields& f) { add_account(f); });
    each(root.value("customers"), customer_specs(), [&](const Fields& f) { add_customer(f); });
    each(root.value("keys"), key_specs(), [&](const Fields& f) { add_key(f); });
    if (world_.points.empty() && read_.problem_count() == 0)
      read_.problem(root.place, "at least one point under \"points\": nobody could collect anything");
    return std::move(world_);
  }

 private:
  // Each item of a list; those that cannot be read are told and left out.
  void each(const Node* list, const Specs& specs, const std::function<void(const Fields&)>& add) {
    if (list == nullptr || list->kind == Node::Kind::nothing) return;
    if (list->kind != Node::Kind::list) return read_.problem(list->place, "a list, one \"- \" for each");
    for (const Node& item : list->items) {
      const std::size_t before = read_.problem_count();
      const Fields fields = read_.read(item, specs, "", item.place);
      if (read_.problem_count() == before) add(fields);
    }
  }

  void read_conventions(const Node* list) {
    if (list == nullptr) return;
    if (list->kind != Node::Kind::list) return read_.problem(list->place, "a list of convention numbers");
    for (const Node& item : list->items) {
      const std::string number = read_.text(item, "a convention number");
      if (number.empty()) continue;
      if (!is_word(number)) read_.problem(item.place, "a convention number such as 708900", number);
      if (!conventions_.insert(number).second) read_.problem(item.place, "each convention once", number);
    }
  }

  // `what` is no reference to somebody unknown: it is one of `known`.
  void refer(const Fields& f, std::string_view name, std::string_view what, const std::set<std::string>& known) {
    if (known.contains(f.text(name))) return;
    const std::vector<std::string_view> candidates{known.begin(), known.end()};
    read_.problem(f.place(name), std::string{what}, f.text(name), candidates);
  }
  void unique(const Fields& f, std::string_view name, std::string_view kind, const std::string& as) {
    const auto [earlier, is_new] = taken_.try_emplace({std::string{kind}, as}, f.place(name).line);
    if (is_new) return;
    read_.problem(f.place(name), "each " + std::string{kind} + " once, and line " + std::to_string(earlier->second) + " has this one", f.text(name));
  }
  void demand(bool holds, const Fields& f, std::string_view name, std::string_view expected) {
    if (!holds) read_.problem(f.place(name), std::string{expected}, f.text(name));
  }

  void add_point(const Fields& f) {
    demand(is_word(f.text("code")), f, "code", "a code of letters and digits, such as P001");
    demand(!f.text("name").empty(), f, "name", "the name people see");
    demand(is_digits(f.text("shop"), 8), f, "shop", "a shopId of 8 digits");
    refer(f, "convention", "a number listed under \"conventions\"", conventions_);
    unique(f, "code", "point", f.text("code"));
    unique(f, "shop", "shop", f.text("shop"));
    points_.insert(f.text("code"));
    shops_.insert(f.text("shop"));
    world_.points.push_back({f.text("code"), f.text("name"), f.text("convention"), f.text("shop"), f.yes("enabled")});
  }

  void add_account(const Fields& f) {
    demand(is_word(f.text("login")), f, "login", "a login number such as 70890001");
    demand(!f.text("password").empty(), f, "password", "a password that is not empty");
    demand(is_email(f.text("email")), f, "email", "an e-mail");
    refer(f, "convention", "a number listed under \"conventions\"", conventions_);
    unique(f, "login", "login", f.text("login"));
    const std::string point = f.has("point") ? f.text("point") : "";
    if (f.has("point")) refer(f, "point", "the code of a point", points_);
    const PointSpec* found = world_.point(point);
    if (found != nullptr) demand(found->convention == f.text("convention"), f, "point", "a point of the account's own convention");
    world_.accounts.push_back({f.text("login"), f.text("convention"), point, f.text("password"), f.text("email"), f.yes("may_collect")});
  }

  // FRM-05: identifiers and e-mails name one customer each, ASCII case aside.
  void add_customer(const Fields& f) {
    demand(is_word(f.text("name")), f, "name", "a name of letters and digits, such as alice");
    demand(is_digits(f.text("identifier"), 11), f, "identifier", "an identifier of 11 digits");
    demand(is_email(f.text("email")), f, "email", "an e-mail of 6 to 320 characters");
    demand(!f.text("pin").empty(), f, "pin", "a pin that is not empty");
    unique(f, "name", "name", f.text("name"));
    unique(f, "identifier", "identifier", f.text("identifier"));
    std::string email = f.text("email");
    std::transform(email.begin(), email.end(), email.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    unique(f, "email", "e-mail", email);
    world_.customers.push_back({f.text("name"), f.text("identifier"), f.text("email"), f.money("balance"), f.yes("blocked"), f.text("pin")});
  }

  void add_key(const Fields& f) {
    demand(is_word(f.text("version")), f, "version", "a version of letters and digits");
    demand(!f.text("key").empty(), f, "key", "a key that is not empty");
    refer(f, "shop", "the shop of a point", shops_);
    unique(f, "version", "key version", f.text("version"));
    unique(f, "key", "key", f.text("key"));
    world_.keys.push_back({f.text("version"), f.text("shop"), f.text("key")});
  }

  FieldReader read_;
  World world_;
  std::set<std::string> conventions_, points_, shops_;
  std::map<std::pair<std::string, std::string>, int> taken_;  // What is there once, and the line of it.
};

}  // namespace

Reported<World> read_world_text(std::string_view file, std::string_view yaml) {
  Tree tree = read_tree(file, yaml);
  World world;
  if (tree.problems.empty()) world = WorldReader{file, tree.problems}.read(tree.root);
  if (tree.problems.empty()) return world;
  sort_problems(tree.problems);
  std::string all;
  for (const Problem& problem : tree.problems) all += (all.empty() ? "" : "\n") + problem.text();
  return ReportError{.message = std::move(all)};
}

Reported<World> read_world_file(const std::string& path) {
  const Reported<std::string> text = read_text_file(path);
  if (!text) return text.error();
  return read_world_text(path, text.value());
}

}  // namespace parcours
