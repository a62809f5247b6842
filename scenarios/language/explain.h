// A scenario as prose, in English or French: what a merchant or a tester reads to know what is shown without knowing
// the language. Made from one table of sentences (scenarios/language/explain_sentences.cpp).
#pragma once

#include <string>

#include "scenarios/language/model.h"

namespace parcours {

enum class Tongue : std::uint8_t { english, french };

// Title, circumstances, and one sentence a step, as plain text with lines of at most 100 characters.
std::string explain(const Scenario& scenario, Tongue tongue);

// One step alone, a whole sentence: "Alice pays 30,00 €."
std::string explain_step(const Step& step, Tongue tongue);

}  // namespace parcours
