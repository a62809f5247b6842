// Keys to check seals with, as a command line names them.
#pragma once

#include <string>
#include <vector>

#include "reference/desk/world.h"
#include "reports/result.h"

namespace parcours {

// "VERSION:SHOP:KEY" (the key may hold colons), or the name of a JSON file with a list "keys" of {version, shop, key}.
Reported<std::vector<KeySpec>> read_keys(const std::string& word);

}  // namespace parcours
