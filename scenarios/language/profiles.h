// Named settings: `guide` (the rules' own defaults) and what the gateways seen do otherwise. They stand in
// scenarios/profiles.yaml, which travels inside the program; a file of one's own can be read in its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/model.h"
#include "scenarios/language/problem.h"

namespace parcours {

struct Profile {
  std::string name;      // "window-250s"
  std::string sentence;  // Who does so.
  std::vector<Setting> settings;
};
using Profiles = std::vector<Profile>;

// The profiles that travel inside the program.
const Profiles& builtin_profiles();

// Profiles of a file of one's own. Problems not empty: the profiles are not to be used.
struct LoadedProfiles {
  Profiles profiles;
  Problems problems;
};
LoadedProfiles read_profiles(std::string_view file, std::string_view bytes);

const Profile* find_profile(const Profiles& profiles, std::string_view name);

}  // namespace parcours
