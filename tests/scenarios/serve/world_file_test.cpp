// World files: what is read, and what each trouble is told as.
#include "scenarios/serve/world_file.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

class WorldFileTest : public testing::Test {
 protected:
  // The small world with one text put in another's place, and what is told of it; "" when it is read.
  static std::string told(const std::string& old_text, const std::string& new_text) {
    std::string yaml = kSmall;
    const std::size_t at = yaml.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    yaml.replace(at, old_text.size(), new_text);
    const Reported<World> read = read_world_text("w.yaml", yaml);
    return read ? "" : read.error().text();
  }
  static void expect_told(const std::string& old_text, const std::string& new_text, const std::string& part) {
    const std::string text = told(old_text, new_text);
    EXPECT_NE(text.find(part), std::string::npos) << new_text << "\nwas told: " << text;
  }

  static constexpr const char* kSmall = R"(conventions: ["708900", "708901"]
points:
  - {code: P1, name: Club, convention: "708900", shop: "10000001"}
  - {code: P2, name: Parc, convention: "708901", shop: "10000002", enabled: no}
accounts:
  - {login: "708900", convention: "708900", password: s, email: s@club.example}
  - {login: "70890001", convention: "708900", point: P1, password: a, email: a@club.example, may_collect: no}
customers:
  - {name: alice, identifier: "10000003051", email: alice@mail.example, balance: "200,00 €"}
  - {name: bob, identifier: "10000003052", email: bob@mail.example, balance: "0", pin: "9999", blocked: yes}
keys:
  - {version: "1", shop: "10000001", key: one}
  - {version: "2", shop: "10000001", key: two}
)";
};

TEST_F(WorldFileTest, EverythingWrittenIsRead) {
  const Reported<World> read = read_world_text("w.yaml", kSmall);
  ASSERT_TRUE(read) << read.error().text();
  const World& world = read.value();
  EXPECT_EQ(world.point("P2")->name, "Parc");
  EXPECT_FALSE(world.point("P2")->enabled);
  EXPECT_TRUE(world.account("708900")->point.empty());
  EXPECT_FALSE(world.account("70890001")->may_collect);
  EXPECT_EQ(world.customer("alice")->balance.cents(), 20000);
  EXPECT_EQ(world.customer("alice")->pin, "1234");
  EXPECT_EQ(world.customer("bob")->pin, "9999");
  EXPECT_TRUE(world.customer("bob")->blocked);
  EXPECT_EQ(world.newest_key_of("10000001")->key, "two");
}

TEST_F(WorldFileTest, TheTemplateReadsBackAsTheGuidesWorld) {
  const Reported<World> read = read_world_text("template.yaml", world_template());
  ASSERT_TRUE(read) << read.error().text();
  const World &world = read.value(), &guide = guide_world();
  const auto same = [](const auto& one, const auto& other, auto... members) {
    ASSERT_EQ(one.size(), other.size());
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_TRUE(((one[i].*members == other[i].*members) && ...)) << i;
  };
  same(world.points, guide.points, &PointSpec::code, &PointSpec::name, &PointSpec::convention, &PointSpec::shop, &PointSpec::enabled);
  same(world.accounts, guide.accounts, &AccountSpec::login, &AccountSpec::convention, &AccountSpec::point,
       &AccountSpec::password, &AccountSpec::email, &AccountSpec::may_collect);
  same(world.customers, guide.customers, &CustomerSpec::name, &CustomerSpec::identifier, &CustomerSpec::email,
       &CustomerSpec::balance, &CustomerSpec::blocked, &CustomerSpec::pin);
  same(world.keys, guide.keys, &KeySpec::version, &KeySpec::shop, &KeySpec::key);
}

TEST_F(WorldFileTest, UnknownKeysAreToldWithTheNearest) {
  expect_told("accounts:", "acounts:", "w.yaml:5:1: expected one of conventions, points, accounts, customers, keys, found \"acounts\", did you mean \"accounts\"?");
  expect_told("shop: \"10000002\"", "shpo: \"10000002\"", "did you mean \"shop\"?");
  expect_told("pin: \"9999\"", "pin: \"9999\", pin: \"1\"", "expected each key once, found \"pin\"");
}

TEST_F(WorldFileTest, WhatIsNeededIsAskedFor) {
  expect_told(", shop: \"10000001\"", "", "w.yaml:3:5: expected the field \"shop\": its shopId, 8 digits");
  expect_told("password: s, ", "", "the field \"password\"");
  expect_told(", balance: \"0\"", "", "the field \"balance\"");
  expect_told(", key: one", "", "the field \"key\"");
  expect_told("password: s", "password: \"\"", "a password that is not empty");
}

TEST_F(WorldFileTest, WhoeverIsReferredToExists) {
  expect_told("name: Parc, convention: \"708901\"", "name: Parc, convention: \"708902\"", "found \"708902\", did you mean \"70890");
  expect_told("login: \"708900\", convention: \"708900\"", "login: \"708900\", convention: \"1\"", "w.yaml:6:35: expected a number listed under \"conventions\", found \"1\"");
  expect_told("point: P1", "point: P9", "expected the code of a point, found \"P9\"");
  expect_told("point: P1", "point: P2", "a point of the account's own convention");
  expect_told("shop: \"10000001\", key: one", "shop: \"10000009\", key: one", "expected the shop of a point");
}

TEST_F(WorldFileTest, NothingIsThereTwice) {
  expect_told("[\"708900\", \"708901\"]", "[\"708900\", \"708901\", \"708900\"]", "each convention once");
  expect_told("code: P2", "code: P1", "w.yaml:4:12: expected each point once, and line 3 has this one, found \"P1\"");
  expect_told("shop: \"10000002\"", "shop: \"10000001\"", "each shop once");
  expect_told("login: \"70890001\"", "login: \"708900\"", "each login once");
  expect_told("name: bob", "name: alice", "each name once");
  expect_told("10000003052", "10000003051", "each identifier once");
  expect_told("bob@mail.example", "ALICE@mail.example", "each e-mail once");
  expect_told("version: \"2\"", "version: \"1\"", "each key version once");
  expect_told("key: two", "key: one", "each key once");
}

TEST_F(WorldFileTest, MalformedWordsAreRefused) {
  expect_told("identifier: \"10000003051\"", "identifier: \"1000000305\"", "an identifier of 11 digits");
  expect_told("identifier: \"10000003051\"", "identifier: alice@mail.example", "an identifier of 11 digits");
  expect_told("email: bob@mail.example", "email: bob", "an e-mail of 6 to 320 characters");
  expect_told("shop: \"10000002\"", "shop: \"1000000x\"", "a shopId of 8 digits");
  expect_told("balance: \"0\"", "balance: \"-1,00 €\"", "found \"-1,00 €\"");
  expect_told("balance: \"0\"", "balance: \"1,234\"", "found \"1,234\"");
  expect_told("version: \"2\"", "version: \"2.1\"", "a version of letters and digits");
  expect_told("enabled: no", "enabled: perhaps", "found \"perhaps\"");
}

TEST_F(WorldFileTest, AllTroublesAreToldAtOnceByLine) {
  std::string yaml = kSmall;
  yaml.replace(yaml.find("10000002"), 8, "x");
  yaml.replace(yaml.find("bob@mail.example"), 16, "bob");
  const std::string text = read_world_text("w.yaml", yaml).error().text();
  EXPECT_LT(text.find("w.yaml:4:"), text.find("\nw.yaml:10:")) << text;
}

TEST_F(WorldFileTest, WhatIsNoWorldIsRefused) {
  for (const char* yaml : {"", "[]", "text", "points:\n", "points: {}\n", "conventions: [a]\n", "a: b: c\n", "points: [1]\n"})
    EXPECT_FALSE(read_world_text("w.yaml", yaml)) << yaml;
  EXPECT_FALSE(read_world_file("/nowhere/at/all.yaml"));
}

}  // namespace
}  // namespace parcours
