// Which amounts a text tells, in the ways in which people write them.
#include "scenarios/certify/told_amounts.h"

#include <gtest/gtest.h>

#include <string>

namespace parcours {
namespace {

using encaissement::Money;
using encaissement::operator""_cents;

std::string told(std::string_view text) {
  std::string all;
  for (const ToldAmount& one : amounts_told(text)) {
    all += all.empty() ? "" : " ";
    for (std::size_t i = 0; i < one.readings.size(); ++i) all += (i == 0 ? "" : "|") + std::to_string(one.readings[i].cents());
  }
  return all;
}

TEST(ToldAmounts, AreReadInEverySpelling) {
  EXPECT_EQ(told("Il reste 10,00 €"), "1000");
  EXPECT_EQ(told("10.00"), "1000");
  EXPECT_EQ(told("10 €, 10€, 10 EUR"), "1000 1000 1000");
  EXPECT_EQ(told("40,5 €"), "4050");
  EXPECT_EQ(told("+42,00 €; -3,10."), "4200 310");
}

TEST(ToldAmounts, MayBeGrouped) {
  EXPECT_EQ(told("1 234,56 €"), "23456|123456");
  EXPECT_EQ(told("1\u202f234,56\u00a0€"), "23456|123456");
  EXPECT_TRUE(tells_amount("1 234,56 €", 123456_cents));
}

TEST(ToldAmounts, AreNoDaysHoursNumbersOrNames) {
  EXPECT_EQ(told("24/06/2020 à 11:59:35, 24.06.2020, 2020-06-24"), "");
  EXPECT_EQ(told("foo2udp610, T7K2Q9-1, 10000003051, article 12"), "");
  EXPECT_EQ(told(""), "");
}

TEST(ToldAmounts, AreNotPartsOfOthers) {
  EXPECT_FALSE(tells_amount("110,00 €", 1000_cents));
  EXPECT_FALSE(tells_amount("10,001", 1000_cents));
  EXPECT_FALSE(tells_amount("10", 1000_cents));
}

}  // namespace
}  // namespace parcours
