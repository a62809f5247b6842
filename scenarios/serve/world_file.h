// The people and places of a sandbox in a YAML file (`parcours serve --world FILE`): conventions, points d'accueil with
// their shops, accounts, customers with balances and pins, keys. Nothing is guessed and nothing is taken over from the
// guide: a file is a whole world. All troubles of a file are told at once, each with its line.
#pragma once

#include <string>
#include <string_view>

#include "reference/desk/world.h"
#include "reports/result.h"

namespace parcours {

// The world of the file, or what is wrong in it: one line a trouble, "people.yaml:12:7: expected …, found …".
Reported<World> read_world_file(const std::string& path);
Reported<World> read_world_text(std::string_view file, std::string_view yaml);

// The guide's own people and places as such a file, with a word on each part. Reads back as guide_world().
std::string world_template();

}  // namespace parcours
