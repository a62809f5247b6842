// Files of this folder that travel inside the program; their text is put here by the build.
#pragma once

#include <string_view>

namespace parcours::embedded {

extern const std::string_view kProfilesText;
extern const std::string_view kNetworkText;  // population/network.yaml

}  // namespace parcours::embedded
