// Every property of the catalogue bites: what is sound it accepts, what is broken this very property refuses. The cases
// stand in tests/sim/properties, a chapter a file.
#include "sim/property.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/sim/properties/bites.h"

namespace parcours {

void PrintTo(const Bite& bite, std::ostream* out) { *out << bite.property << ": " << bite.broken; }

namespace {

const std::vector<Bite>& bites() {
  static const std::vector<Bite> kBites = [] {
    std::vector<Bite> all;
    for (const auto& chapter : {creation_bites(), step_bites(), operation_bites(), answer_bites(), service_bites(), monitor_bites()})
      all.insert(all.end(), chapter.begin(), chapter.end());
    return all;
  }();
  return kBites;
}

class PropertyBitesTest : public ::testing::TestWithParam<Bite> {};

TEST_P(PropertyBitesTest, AcceptsTheSoundAndRefusesTheBroken) { EXPECT_EQ(GetParam().trouble(), ""); }

// "PaidOnce" of "paid-once".
std::string pascal(std::string_view words) {
  std::string name;
  bool starts = true;
  for (const char c : words) {
    if (c != '-') name += starts && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    starts = c == '-';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, PropertyBitesTest, ::testing::ValuesIn(bites()), [](const auto& bite) {
  return pascal(bite.param.property) + "_" + pascal(bite.param.broken);
});

TEST(PropertyCatalogueTest, EveryPropertyHasSomethingBrokenThatItRefuses) {
  for (const Property& p : properties()) {
    const bool is_proved = std::any_of(bites().begin(), bites().end(), [&](const Bite& b) { return b.property == p.id; });
    EXPECT_TRUE(is_proved) << p.id;
  }
}

TEST(PropertyCatalogueTest, EveryCaseIsOfAPropertyInTheCatalogue) {
  for (const Bite& bite : bites()) {
    const auto is_it = [&](const Property& p) { return p.id == bite.property; };
    EXPECT_TRUE(std::any_of(properties().begin(), properties().end(), is_it)) << bite.property;
  }
}

TEST(PropertyCatalogueTest, EveryPropertyHasAnIdASentenceAndRulesOfItsOwn) {
  std::set<std::string_view> ids;
  for (const Property& p : properties()) {
    EXPECT_TRUE(ids.insert(p.id).second) << p.id;
    EXPECT_TRUE(p.sentence.ends_with(".")) << p.id;
    EXPECT_GE(p.rule_count, 1) << p.id;
    EXPECT_EQ(&property(p.id), &p);
  }
}

}  // namespace
}  // namespace parcours
