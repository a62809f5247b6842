#include "reference/core/policy.h"

#include <gtest/gtest.h>

#include <charconv>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace encaissement {
namespace {

// What a setting says it takes, when it is a range ("whole days, 1 to 3650"); none for words.
std::optional<std::pair<std::int64_t, std::int64_t>> range_of(const PolicyField& field) {
  const std::size_t comma = field.expected.rfind(", "), to = field.expected.rfind(" to ");
  if (comma == std::string_view::npos || to == std::string_view::npos) return std::nullopt;
  std::pair<std::int64_t, std::int64_t> range;
  const auto read = [](std::string_view text, std::int64_t& value) {
    std::from_chars(text.data(), text.data() + text.size(), value);
  };
  read(field.expected.substr(comma + 2, to - comma - 2), range.first);
  read(field.expected.substr(to + 4), range.second);
  return range;
}

// What a setting says it takes, when it is words ("none, pending or point").
std::vector<std::string> words_of(const PolicyField& field) {
  std::vector<std::string> words{""};
  for (std::size_t i = 0; i < field.expected.size(); ++i) {
    const std::string_view rest = field.expected.substr(i);
    const std::size_t gap = rest.starts_with(" or ") ? 4 : rest.starts_with(", ") ? 2 : 0;
    if (gap == 0) words.back() += rest[0];
    else words.emplace_back(), i += gap - 1;
  }
  return words;
}

bool takes(const PolicyField& field, std::string_view value) {
  Policies policies;
  const bool taken = field.set(policies, value);
  if (taken) {
    EXPECT_EQ(field.get(policies), value) << field.name;
  } else {
    EXPECT_EQ(policies, Policies{}) << field.name << "=" << value;
  }
  return taken;
}

TEST(Policy, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  for (const PolicyField& field : policy_fields()) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    EXPECT_EQ(find_policy(field.name), &field);
    EXPECT_FALSE(field.rules.empty());
  }
  EXPECT_EQ(names.size(), 22u);
}

TEST(Policy, AnUnknownNameIsNull) {
  for (const std::string_view name : {"", "immediate_ttl", "Sweep", "sweep "}) EXPECT_EQ(find_policy(name), nullptr);
}

TEST(Policy, WhatIsReadBackIsTaken) {
  for (const PolicyField& field : policy_fields()) EXPECT_TRUE(takes(field, field.get(Policies{}))) << field.name;
}

TEST(Policy, DefaultsAreThoseOfTheRules) {
  const auto read = [](std::string_view name) { return find_policy(name)->get(Policies{}); };
  EXPECT_EQ(read("max_password_failures"), "3");
  EXPECT_EQ(read("recovery_ttl_s"), "3600");
  EXPECT_EQ(read("min_requested_cents"), "2000");
  EXPECT_EQ(read("basket_max_length"), "20");
  EXPECT_EQ(read("basket_unique"), "none");
  EXPECT_EQ(read("max_payment_days"), "365");
  EXPECT_EQ(read("max_validation_days"), "365");
  EXPECT_EQ(read("one_immediate_request_per_customer"), "on");
  EXPECT_EQ(read("qr_binds_on"), "scan");
  EXPECT_EQ(read("min_partial_cents"), "1");
  EXPECT_EQ(read("on_refusal"), "cancel");
  EXPECT_EQ(read("limit_day"), "inclusive");
  EXPECT_EQ(read("immediate_ttl_s"), "300");
  EXPECT_EQ(read("sweep"), "00:06");
  EXPECT_EQ(read("on_validation_deadline"), "expire");
  EXPECT_EQ(read("min_validated_cents"), "1");
  EXPECT_EQ(read("refund"), "none");
  EXPECT_EQ(read("key_ttl_s"), "86400");
  EXPECT_EQ(read("notify_attempts"), "12");
}

TEST(Policy, DefaultsOfTheAcquisitionApi) {
  EXPECT_EQ(find_policy("api_default_validation_days")->get(Policies{}), "6");
  EXPECT_EQ(find_policy("dedupe_create")->get(Policies{}), "off");
  EXPECT_EQ(find_policy("replay_window_s")->get(Policies{}), "300");
}

TEST(Policy, ANumberIsTakenWithinItsRangeOnly) {
  int ranges = 0;
  for (const PolicyField& field : policy_fields()) {
    const auto range = range_of(field);
    if (!range) continue;
    ++ranges;
    EXPECT_FALSE(takes(field, std::to_string(range->first - 1))) << field.name;
    EXPECT_TRUE(takes(field, std::to_string(range->first))) << field.name;
    EXPECT_TRUE(takes(field, std::to_string(range->second))) << field.name;
    EXPECT_FALSE(takes(field, std::to_string(range->second + 1))) << field.name;
  }
  EXPECT_EQ(ranges, 13);
}

TEST(Policy, AWordIsTakenFromItsListOnly) {
  int lists = 0;
  for (const PolicyField& field : policy_fields()) {
    if (range_of(field)) continue;
    ++lists;
    for (const std::string& word : words_of(field)) {
      EXPECT_TRUE(takes(field, word)) << field.name << "=" << word;
      EXPECT_FALSE(takes(field, word + " ")) << field.name;
      EXPECT_FALSE(takes(field, word.substr(0, word.size() - 1))) << field.name;
    }
  }
  EXPECT_EQ(lists, 9);
}

TEST(Policy, EachWordIsAValueOfItsOwn) {
  for (const PolicyField& field : policy_fields()) {
    if (range_of(field)) continue;
    const std::vector<std::string> words = words_of(field);
    EXPECT_GE(words.size(), 2u) << field.name;
    EXPECT_EQ(std::set<std::string>(words.begin(), words.end()).size(), words.size()) << field.name;
  }
}

TEST(Policy, TheWholeTextMustBeTheValue) {
  for (const PolicyField& field : policy_fields()) {
    for (const std::string_view value : {"", " ", " 3", "3 ", "+3", "-3", "03", "3s", "3.0", "0x3", "3,0", "1e2", "ON",
                                         "true", "99999999999999999999", "none,full", "00:6", "0:06"}) {
      EXPECT_FALSE(takes(field, value)) << field.name << "=" << value;
    }
  }
}

TEST(Policy, SettingOneLeavesTheOthers) {
  Policies policies;
  ASSERT_TRUE(find_policy("immediate_ttl_s")->set(policies, "250"));
  ASSERT_TRUE(find_policy("sweep")->set(policies, "instant"));
  ASSERT_TRUE(find_policy("one_immediate_request_per_customer")->set(policies, "off"));
  EXPECT_EQ(policies, (Policies{.one_immediate_request_per_customer = false, .immediate_ttl_s = 250,
                                .sweep = Sweep::instant}));
}

}  // namespace
}  // namespace encaissement
