// Facts for tests of journals: every kind, every field drawn at random; and a picture of a fact with every field in it.
#pragma once

#include <string>

#include "reference/core/fact.h"
#include "tests/reference/core/random_walk.h"

namespace encaissement {

// A fact of the kind with this place in FactBody. Every value is one its type allows, and no more than that.
Fact random_fact(std::size_t kind, RandomWalk& random);

std::string picture_of(const Fact& fact);

}  // namespace encaissement
