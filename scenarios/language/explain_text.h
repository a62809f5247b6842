// The sentences of explain as data, and how a sentence is filled in. Used by explain.cpp only.
//   {field}         the field's value as prose        {field:day}   with its unit, "1 day", "10 days"
//   [ … {field} ]   only when the field is there      [field=word: …]   only when it is that word
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scenarios/language/explain.h"

namespace parcours {

struct Bilingual {
  std::string_view en, fr;
  std::string_view in(Tongue tongue) const { return tongue == Tongue::english ? en : fr; }
};

// The sentence of a verb, without what all verbs have in common. {facts} stands for what an expectation expects.
std::string sentence_in(StepVerb verb, Tongue tongue);

// What a field says when it is a fact expected or told: "{remaining} remains". Empty: the field is no fact.
Bilingual fact_of(std::string_view field);

// A word of the language as prose: "awaiting_customer" -> "awaiting the customer".
std::string word_in(std::string_view field, std::string_view word, Tongue tongue);

// `text` with its fields filled in.
std::string filled(std::string_view text, const Fields& fields, std::span<const FieldSpec> specs, Tongue tongue);

// "a, b and c".
std::string enumerated(const std::vector<std::string>& parts, Tongue tongue);

// One field as prose; empty when absent.
std::string prose_of(const Fields& fields, const FieldSpec& spec, Tongue tongue);

}  // namespace parcours
