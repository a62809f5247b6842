// What two services show, compared: the reference first, the one under judgement second. Numbers are each service's
// own, so operations are compared by their place in the story. Every difference names the rule it is about, from one
// table (seam_compare.cpp). Used by the twin only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/core/requirement.h"
#include "sim/seam_player.h"

namespace parcours {

struct Difference {
  encaissement::RuleId rule{};
  int operation = -1;  // Of the story, from 0; -1: of none.
  std::string expected, actual;
};

// `names_rules`: the judged service does; else codes alone are compared.
std::optional<Difference> compare_answers(const std::vector<Answer>& expected, const std::vector<Answer>& actual,
                                          const Known& of_expected, const Known& of_actual, bool names_rules);

// Notices from `from` on, and deliveries from `from` on.
std::optional<Difference> compare_notices(const SeamPlayer& expected, const SeamPlayer& actual, std::size_t from);
std::optional<Difference> compare_deliveries(const SeamPlayer& expected, const SeamPlayer& actual, std::size_t from);

// All that can be looked at, now.
std::optional<Difference> compare_looks(const SeamPlayer& expected, const SeamPlayer& actual, const Capabilities& can,
                                        Instant now);

// The filters under which lists are compared, the empty one first. `today`: "24/06/2020".
std::vector<ListFilter> filters_looked_at(const std::string& today, const std::string& yesterday);

// The roles that look.
inline constexpr std::array kOnlookers{Role::cashier, Role::olivet, Role::parc, Role::till,
                                       Role::alice,   Role::bob,    Role::chloe};
inline constexpr std::array kAtPoints{Role::cashier, Role::olivet, Role::parc};
inline constexpr std::array kCustomers{Role::alice, Role::bob, Role::chloe};

}  // namespace parcours
