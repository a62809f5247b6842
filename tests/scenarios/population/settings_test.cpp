// The world file: what it takes, and how wrong ones are answered.
#include "scenarios/population/settings.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

// The whole network's text with `from` written as `to`.
std::string bent(std::string_view from, std::string_view to) {
  std::string text{whole_network_text()};
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string trouble(std::string_view from, std::string_view to) {
  const LoadedPopulation loaded = read_population("mine.yaml", bent(from, to));
  std::string all;
  for (const Problem& one : loaded.problems) all += one.text() + '\n';
  return all;
}

TEST(PopulationSettings, TheWholeNetworkIsTheOperatorsOf2018) {
  const LoadedPopulation loaded = read_population("network.yaml", whole_network_text());
  ASSERT_TRUE(loaded.problems.empty()) << loaded.problems.front().text();
  const PopulationSettings& network = whole_network();
  EXPECT_EQ(network.customers, 4'473'000u);
  EXPECT_EQ(network.points, 211'000u);
  EXPECT_EQ(network.operations, 22'000'000u);
  EXPECT_EQ(network.turnover.cents(), 167'000'000'000);
  EXPECT_EQ(network.hours.size(), 24u);
}

TEST(PopulationSettings, AnUnknownKeyIsAnsweredWithItsPlaceAndTheNearestWord) {
  const std::string said = trouble("\nseason:", "\nsaeson:");
  EXPECT_NE(said.find("mine.yaml:"), std::string::npos);
  EXPECT_NE(said.find("did you mean \"season\"?"), std::string::npos) << said;
}

TEST(PopulationSettings, WhatTypesCannotSayIsToldToo) {
  EXPECT_NE(trouble("week: [72, ", "week: [").find("7 weights, not 6"), std::string::npos);
  EXPECT_NE(trouble("week: [72, 78, 88, 92, 120, 150, 100]", "week: [0, 0, 0, 0, 0, 0, 0]").find("a weight above 0"),
            std::string::npos);
  EXPECT_NE(trouble("week: [72", "week: [-1").find("weights, 0 to 1000, not -1"), std::string::npos);
  EXPECT_NE(trouble("part: { least: 20, most: 90 }", "part: { least: 20, most: 10 }").find("not below"), std::string::npos);
  EXPECT_NE(trouble("{ from: \"40,00 €\", to: \"70,00 €\"", "{ from: \"40,00 €\", to: \"30,00 €\"").find("not below `from`"),
            std::string::npos);
  EXPECT_NE(trouble("from: 8 days, to: 20 days", "from: 8 days, to: 60 days").find("45 days at most"), std::string::npos);
  EXPECT_NE(trouble("customers: 4473000", "customers: 0").find("a whole number, 1 to"), std::string::npos);
  EXPECT_NE(trouble("round_to: \"0,10 €\"", "round_to: \"0,00 €\"").find("above 0"), std::string::npos);
  EXPECT_NE(trouble("poor: { pays: 60, ", "poor: { ").find("\"pays\""), std::string::npos);
}

}  // namespace
}  // namespace parcours
