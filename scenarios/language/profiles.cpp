#include "scenarios/language/profiles.h"

#include <algorithm>
#include <cassert>

#include "scenarios/language/embedded.h"
#include "scenarios/language/parse_fields.h"
#include "scenarios/language/parse_settings.h"

namespace parcours {
namespace {

Profile read_profile(FieldReader& reader, const Entry& entry) {
  Profile profile{.name = entry.key.text, .sentence = {}, .settings = {}};
  Node settings = entry.value;
  const auto about = std::find_if(settings.entries.begin(), settings.entries.end(),
                                  [](const Entry& setting) { return setting.key.text == "about"; });
  if (about == settings.entries.end()) {
    reader.problem(entry.key.place, "\"about\": who does so, in one sentence");
    return profile;
  }
  profile.sentence = reader.text(about->value);
  settings.entries.erase(about);
  profile.settings = read_settings(reader, settings);
  return profile;
}

}  // namespace

LoadedProfiles read_profiles(std::string_view file, std::string_view bytes) {
  Tree tree = read_tree(file, bytes);
  LoadedProfiles loaded{.profiles = {}, .problems = std::move(tree.problems)};
  if (!loaded.problems.empty()) return loaded;
  FieldReader reader{file, loaded.problems};
  if (tree.root.kind != Node::Kind::map) reader.problem(tree.root.place, "profiles by name");
  for (const Entry& entry : tree.root.entries) loaded.profiles.push_back(read_profile(reader, entry));
  return loaded;
}

const Profiles& builtin_profiles() {
  static const LoadedProfiles loaded = read_profiles("scenarios/profiles.yaml", embedded::kProfilesText);
  assert(loaded.problems.empty() && "scenarios/profiles.yaml is read by its test");
  return loaded.profiles;
}

const Profile* find_profile(const Profiles& profiles, std::string_view name) {
  const auto found = std::find_if(profiles.begin(), profiles.end(), [&](const Profile& p) { return p.name == name; });
  return found == profiles.end() ? nullptr : &*found;
}

}  // namespace parcours
