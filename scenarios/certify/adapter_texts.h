// Texts of the adapter protocol that travel inside the program; the build puts them here.
#pragma once

#include <string_view>

namespace parcours::embedded {

extern const std::string_view kAdapterSchema;  // certify/adapter.schema.json
extern const std::string_view kAdapterGuide;   // certify/adapter.md

}  // namespace parcours::embedded
