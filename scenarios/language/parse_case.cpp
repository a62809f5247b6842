#include "scenarios/language/parse_case.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/parse_check.h"
#include "scenarios/language/parse_fields.h"
#include "scenarios/language/parse_settings.h"
#include "scenarios/language/parse_values.h"

namespace parcours {
namespace {

constexpr std::size_t kVariantsMax = 500;
constexpr std::size_t kExpandedMax = 500'000;  // Keys and values of all variants together.
constexpr std::string_view kDefaultStart = "24/06/2020 09:00:00";

struct Variant {
  std::string id;  // Empty: the file has no matrix.
  Place place;
  std::map<std::string, std::string> variables;
};

struct File {
  std::string_view name;
  const Node& root;
  const Profiles& profiles;
};

bool is_id(std::string_view text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= 80 && std::all_of(text.begin(), text.end(), fits);
}

void check_keys(FieldReader& reader, const Node& root) {
  std::vector<std::string_view> names;
  for (const FieldSpec& spec : case_fields()) names.push_back(spec.name);
  for (const Entry& entry : root.entries)
    if (!find_field(case_fields(), entry.key.text))
      reader.problem(entry.key.place, one_of(names), entry.key.text, names);
  for (const FieldSpec& spec : case_fields())
    if (spec.required && !root.value(spec.name))
      reader.problem(root.place, fmt::format("the key \"{}\": {}", spec.name, spec.en));
}

Variant read_variant(FieldReader& reader, const Node& row) {
  Variant variant{.id = {}, .place = row.place, .variables = {}};
  if (row.kind != Node::Kind::map) reader.problem(row.place, "a variant: an id and its keys", row.text);
  for (const Entry& entry : row.entries) {
    const std::string text = reader.text(entry.value);
    (entry.key.text == "id" ? variant.id : variant.variables[entry.key.text]) = text;
  }
  if (!is_id(variant.id)) reader.problem(row.place, "an \"id\" of a-z, 0-9 and - for the variant", variant.id);
  return variant;
}

// Every variant has an id of its own and the keys of the first.
void check_variants(FieldReader& reader, const std::vector<Variant>& variants) {
  std::set<std::string> ids;
  for (const Variant& variant : variants) {
    if (!ids.insert(variant.id).second) reader.problem(variant.place, "an id no other variant has", variant.id);
    for (const auto& [key, text] : variants.front().variables)
      if (!variant.variables.contains(key))
        reader.problem(variant.place, fmt::format("the key \"{}\", as in the first variant", key));
    for (const auto& [key, text] : variant.variables)
      if (!variants.front().variables.contains(key))
        reader.problem(variant.place, "only keys that every variant gives", key);
  }
}

std::vector<Variant> read_matrix(FieldReader& reader, const Node& root) {
  const Node* matrix = root.value("matrix");
  if (!matrix) return {Variant{}};
  std::vector<Variant> variants;
  if (matrix->kind != Node::Kind::list || matrix->items.empty() || matrix->items.size() > kVariantsMax) {
    reader.problem(matrix->place, fmt::format("a list of 1 to {} variants", kVariantsMax), matrix->text);
    return {Variant{}};
  }
  for (const Node& row : matrix->items) variants.push_back(read_variant(reader, row));
  check_variants(reader, variants);
  return variants;
}

std::vector<encaissement::RuleId> read_rules(FieldReader& reader, const Node* list) {
  std::vector<encaissement::RuleId> rules;
  if (!list) return rules;
  if (list->kind != Node::Kind::list || list->items.empty())
    reader.problem(list->place, "a list of rules", list->text);
  std::vector<std::string_view> ids;
  for (const encaissement::Requirement& known : encaissement::catalogue()) ids.push_back(known.id);
  for (const Node& item : list->items) {
    const std::string id = reader.text(item);
    const auto rule = encaissement::find_rule(id);
    if (!rule) reader.problem(item.place, "a rule such as PAY-03", id, ids);
    else if (std::find(rules.begin(), rules.end(), *rule) != rules.end())
      reader.problem(item.place, "each rule once", id);
    else rules.push_back(*rule);
  }
  return rules;
}

encaissement::Level worst_level(const std::vector<encaissement::RuleId>& rules) {
  const auto only_should = [](encaissement::RuleId rule) {
    return encaissement::requirement(rule).level == encaissement::Level::should;
  };
  return !rules.empty() && std::all_of(rules.begin(), rules.end(), only_should) ? encaissement::Level::should
                                                                                : encaissement::Level::must;
}

std::string one_text(FieldReader& reader, const Node& root, std::string_view key) {
  const Node* node = root.value(key);
  return node ? reader.text(*node) : std::string{};
}

std::vector<std::string> list_of(FieldReader& reader, const Node& root, std::string_view key) {
  std::vector<std::string> all;
  const Node* node = root.value(key);
  if (!node) return all;
  if (node->kind != Node::Kind::list) reader.problem(node->place, "a list of words", node->text);
  for (const Node& item : node->items) all.push_back(reader.text(item));
  return all;
}

void read_needs(FieldReader& reader, const Node& root, Scenario& scenario) {
  std::vector<std::string_view> names;
  for (const CapabilityName& known : capability_names()) names.push_back(known.name);
  for (const std::string& need : list_of(reader, root, "needs")) {
    const auto known = std::find(names.begin(), names.end(), need);
    if (known == names.end())
      reader.problem(root.value("needs")->place, one_of(names), need, names);
    else
      scenario.needs.*capability_names()[static_cast<std::size_t>(known - names.begin())].member = true;
  }
}

void read_profile(FieldReader& reader, const File& file, Scenario& scenario) {
  const Node* node = file.root.value("profile");
  scenario.profile = node ? reader.text(*node) : "guide";
  if (const Profile* profile = find_profile(file.profiles, scenario.profile)) {
    scenario.settings = profile->settings;
  } else if (node) {
    std::vector<std::string_view> names;
    for (const Profile& known : file.profiles) names.push_back(known.name);
    reader.problem(node->place, one_of(names), scenario.profile, names);
  }
}

void read_start(FieldReader& reader, const Node& root, Scenario& scenario) {
  const Node* node = root.value("start");
  const std::string text = node ? reader.text(*node) : std::string{kDefaultStart};
  if (const auto moment = read_moment(text)) scenario.start = moment->at;
  else reader.problem(node->place, std::string{expectation_of(FieldType::moment)}, text);
  if (node) scenario.needs.moves_clock = true;
}

void read_circumstances(FieldReader& reader, const File& file, Scenario& scenario) {
  read_needs(reader, file.root, scenario);
  read_profile(reader, file, scenario);
  if (const Node* node = file.root.value("policies"))
    for (Setting& setting : read_settings(reader, *node)) scenario.settings.push_back(std::move(setting));
  scenario.apply_settings(scenario.policies);
  read_start(reader, file.root, scenario);
  const Node* world = file.root.value("world");
  scenario.changes_world = world != nullptr;
  scenario.world = world ? read_world(reader, *world) : guide_world();
}

void read_identity(FieldReader& reader, const File& file, Scenario& scenario) {
  if (const Node* id = file.root.value("id")) {
    scenario.id = id->text;
    scenario.place = id->place;
    if (!is_id(scenario.id)) reader.problem(id->place, "an id of a-z, 0-9 and -", scenario.id);
  }
  scenario.file = file.name;
  scenario.title = one_text(reader, file.root, "title");
  scenario.rules = read_rules(reader, file.root.value("rules"));
  scenario.level = worst_level(scenario.rules);
  if (const Node* level = file.root.value("level")) {
    const std::string text = reader.text(*level);
    if (text != "MUST" && text != "SHOULD") reader.problem(level->place, "MUST or SHOULD", text);
    scenario.level = text == "SHOULD" ? encaissement::Level::should : encaissement::Level::must;
  }
  scenario.tags = list_of(reader, file.root, "tags");
}

Scenario read_case(const File& file, const Variant& variant, Problems& problems, std::set<std::string>& used) {
  FieldReader reader{file.name, problems};
  reader.use_variant(variant.id, variant.variables);
  Scenario scenario;
  read_identity(reader, file, scenario);
  read_circumstances(reader, file, scenario);
  if (!variant.id.empty()) {
    scenario.id += "/" + variant.id;
    scenario.place = variant.place;
  }
  reader.use_world(scenario.world);
  if (const Node* steps = file.root.value("steps")) scenario.steps = reader.steps(*steps);
  used.insert(reader.used().begin(), reader.used().end());
  return scenario;
}

std::size_t nodes_in(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items) count += nodes_in(item);
  for (const Entry& entry : node.entries) count += 1 + nodes_in(entry.value);
  return count;
}

void check_used(FieldReader& reader, const std::vector<Variant>& variants, const std::set<std::string>& used) {
  for (const auto& [key, text] : variants.front().variables)
    if (!used.contains(key))
      reader.problem(variants.front().place, fmt::format("\"${{{}}}\" somewhere: the key is not used", key), key);
}

}  // namespace

std::vector<Scenario> read_cases(std::string_view name, const Node& root, const Profiles& profiles,
                                 Problems& problems) {
  FieldReader reader{name, problems};
  if (root.kind != Node::Kind::map) {
    reader.problem(root.place, "a scenario: id, title, rules, steps", root.text);
    return {};
  }
  check_keys(reader, root);
  const std::vector<Variant> variants = read_matrix(reader, root);
  if (nodes_in(root) * variants.size() > kExpandedMax) {
    reader.problem(root.place, fmt::format("at most {} keys and values in all variants", kExpandedMax));
    return {};
  }
  const File file{name, root, profiles};
  std::vector<Scenario> cases;
  std::set<std::string> used;
  for (const Variant& variant : variants) {
    const std::size_t before = problems.size();
    cases.push_back(read_case(file, variant, problems, used));
    if (problems.size() == before) check_case(cases.back(), problems);
    if (problems.size() > kProblemsMax) break;
  }
  if (problems.empty()) check_used(reader, variants, used);
  return cases;
}

}  // namespace parcours
