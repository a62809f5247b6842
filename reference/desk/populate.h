// The people of a World put into a fresh service. Ids follow the order of the World; conventions are numbered as they
// come.
#pragma once

#include <functional>
#include <string>

#include "reference/core/encaissement.h"
#include "reference/desk/world.h"

namespace parcours {

// `verifier` makes of a password what the service keeps of it.
void populate(encaissement::Encaissement& service, const World& world, encaissement::Instant start,
              const std::function<std::string(const std::string& password)>& verifier);

// The same for `added` in a service that has the people of `world`.
void populate_more(encaissement::Encaissement& service, const World& world, const World& added,
                   encaissement::Instant now, const std::function<std::string(const std::string& password)>& verifier);

}  // namespace parcours
