// The part of a scenario file that is not steps: settings by name, and changes to the guide's world.
#pragma once

#include <vector>

#include "scenarios/language/parse_fields.h"

namespace parcours {

// A map of settings, each checked against what the settings take.
std::vector<Setting> read_settings(FieldReader& reader, const Node& map);

// guide_world() with the changes of `map`; people and places it does not know are added.
World read_world(FieldReader& reader, const Node& map);

}  // namespace parcours
