// Named settings: `guide` (the rules' own defaults) and what the gateways seen do otherwise. They stand in
// scenarios/profiles.yaml, which travels inside the program; a file of one's own can be read in its place.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/model.h"

namespace parcours {

struct Profile {
  std::string name;      // "window-250s"
  std::string sentence;  // Who does so.
  std::vector<Setting> settings;
};
using Profiles = std::vector<Profile>;

// The profiles that travel inside the program.
const Profiles& builtin_profiles();

const Profile* find_profile(const Profiles& profiles, std::string_view name);

}  // namespace parcours
