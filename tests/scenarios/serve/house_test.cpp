#include "scenarios/serve/house.h"

#include <gtest/gtest.h>

#include "tests/reference/journal/journal_folder.h"
#include "tests/scenarios/serve/room.h"
#include "tests/scenarios/serve/serving.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using encaissement::JournalFolder;

HouseOptions options(const JournalFolder& folder) {
  HouseOptions options;
  options.data = folder.path();
  options.start = kStart;
  options.seed = 5;
  options.cheap_passwords = true;
  return options;
}

std::string refusal(HouseOptions options) {
  const auto opened = House::open(std::move(options));
  const auto* why = std::get_if<std::string>(&opened);
  return why == nullptr ? "" : *why;
}

TEST(House, AVirtualClockGoesOnWhereItWas) {
  JournalFolder folder;
  EXPECT_EQ(Serving{options(folder)}.ask("/sandbox/clock", {}, R"({"set":"2020-06-24T10:00:00.000Z"})").status, 200);
  const std::string shown = Serving{options(folder)}.ask("/sandbox/clock").body;
  EXPECT_NE(shown.find("2020-06-24T10:00:00"), std::string::npos) << shown;
}

TEST(House, AClockThatALookMovedGoesOnWhereItWasToo) {
  JournalFolder folder;
  EXPECT_EQ(Serving{options(folder)}.ask("/sandbox/people", {{"Parcours-Now", "2020-06-24T11:00:00.000Z"}}).status, 200);
  const std::string shown = Serving{options(folder)}.ask("/sandbox/clock").body;
  EXPECT_NE(shown.find("2020-06-24T11:00:00"), std::string::npos) << shown;
}

TEST(House, WhatWasThereIsThereAgain) {
  JournalFolder folder;
  {
    Serving first{options(folder)};
    EXPECT_FALSE(first.house().continued());
    EXPECT_EQ(first.ask("/sandbox/people", {}, R"({"do":"credit","customer":"alice","amount":"1,23"})").status, 200);
  }
  Serving second{options(folder)};
  EXPECT_TRUE(second.house().continued());
  EXPECT_NE(second.ask("/sandbox/wallets/alice").body.find("20123"), std::string::npos);
}

TEST(House, APolicyThatDiffersIsRefusedInWords) {
  JournalFolder folder;
  EXPECT_EQ(refusal(options(folder)), "");
  HouseOptions other = options(folder);
  other.policies = encaissement::Policies{.immediate_ttl_s = 250};
  const std::string why = refusal(std::move(other));
  EXPECT_NE(why.find("immediate_ttl_s is 300, not 250"), std::string::npos) << why;
  EXPECT_NE(why.find(folder.path()), std::string::npos) << why;
}

TEST(House, AnotherSeedIsRefusedAndNoneTakesTheJournals) {
  JournalFolder folder;
  EXPECT_EQ(refusal(options(folder)), "");
  HouseOptions other = options(folder);
  other.seed = 6;
  EXPECT_NE(refusal(other).find("another seed"), std::string::npos);
  other.seed = 0;
  EXPECT_EQ(refusal(other), "");
}

TEST(House, ARealClockDoesNotContinueAJournalFromTheFuture) {
  JournalFolder folder;
  HouseOptions later = options(folder);
  later.start = wall_now() + 1h;
  EXPECT_EQ(refusal(later), "");
  HouseOptions real = options(folder);
  real.clock = {SandboxClock::Mode::real, 1};
  EXPECT_NE(refusal(real).find("has not come yet"), std::string::npos) << refusal(real);
  EXPECT_EQ(refusal(later), "");
}

TEST(House, ASecondOneOnTheFolderIsRefused) {
  JournalFolder folder;
  Serving first{options(folder)};
  const std::string why = refusal(options(folder));
  EXPECT_NE(why.find(folder.path()), std::string::npos) << why;
  EXPECT_EQ(first.ask("/healthz").status, 200);
}

TEST(House, WordsThatAreNoneAreRefused) {
  EXPECT_EQ(refusal({.defect = "nothing such"}), "unknown defect \"nothing such\"");
  EXPECT_EQ(refusal({.faults = "nothing such"}), "unknown fault profile \"nothing such\"");
}

TEST(House, APortThatIsTakenIsRefusedInWords) {
  Serving first{HouseOptions{.cheap_passwords = true}};
  HouseOptions second{.cheap_passwords = true};
  second.server.port = first.house().port();
  EXPECT_NE(refusal(std::move(second)).find(std::to_string(first.house().port())), std::string::npos);
}

TEST(House, ABrokenServiceIsServedFromMemoryOnly) {
  HouseOptions broken{.cheap_passwords = true, .defect = "acc-02-blocks-at-the-fourth"};
  EXPECT_EQ(refusal(broken), "");
  JournalFolder folder;
  broken.data = folder.path();
  EXPECT_EQ(refusal(broken), "a broken service keeps nothing on the disk");
}

}  // namespace
}  // namespace parcours
