// How all operations stand, counted as it goes on, against what a look at each of them says.
#include "scenarios/serve/overview.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "reference/core/text.h"
#include "reference/desk/local_desk.h"
#include "sim/random.h"

namespace parcours {
namespace {

using encaissement::Operation;
using encaissement::Status;
using http::OperationsAsked;

Instant paris(const char* moment) { return encaissement::parse_moment(moment).value(); }

class OverviewTest : public testing::Test {
 protected:
  OverviewTest() {
    encaissement::Policies policies;
    policies.one_immediate_request_per_customer = false;
    desk_.start(guide_world(), policies, now_, 1);
  }

  Answer ask(const std::string& parcours) {
    Call call{.who = {.door = Door::espace, .name = "70890001", .point = "P001"}, .verb = Verb::request};
    call.form = {.parcours = parcours, .amount = "40,00", .basket = "REF" + std::to_string(++asked_), .mode = "identifier", .identifier = "10000004162"};
    if (parcours == "B" || parcours == "D") call.form.mode = "email", call.form.identifier = "bob@mail.example", call.form.payment_days = 3;
    if (parcours == "C" || parcours == "D") call.form.validation_days = 2, call.form.notify_email = "m@mail.example";
    const Answer answer = desk_.submit(call, now_);
    EXPECT_EQ(answer.kind, Answer::Kind::done) << answer.sentence;
    return answer;
  }
  void by_bob(Verb verb, const std::string& number) {
    desk_.submit({.who = {Door::phone, "bob", ""}, .verb = verb, .operation = number, .amount = "40,00"}, now_);
  }
  void cancel(const std::string& number) {
    desk_.submit({.who = {.door = Door::espace, .name = "70890001", .point = "P001"}, .verb = Verb::cancel, .operation = number}, now_);
  }
  http::OperationsStanding look(const OperationsAsked& asked = {}) { return overview_.operations(desk_.service(), asked); }
  std::vector<std::string> told(std::size_t most = 50) {
    std::vector<std::string> all;
    for (const auto& one : overview_.deadlines(desk_.service(), now_, most).soonest)
      all.push_back(encaissement::format_instant(one.at) + " " + one.parcours + " " + one.what);
    return all;
  }

  Instant now_ = paris("24/06/2020 11:33");
  LocalDesk desk_;
  Overview overview_;
  int asked_ = 0;
};

// All there are by a look at each: what the walk and the counts must agree with.
http::OperationsStanding plainly(const encaissement::Encaissement& service) {
  http::OperationsStanding all;
  for (const Operation& o : service.operations()) {
    ++all.counts[static_cast<std::size_t>(o.parcours)][static_cast<std::size_t>(o.status)];
    all.rows.push_back({.number = std::string{service.number(o.id).view()}, .parcours = std::string{to_string(o.parcours)},
                        .status = std::string{to_string(o.status)}, .last_action = o.last_action});
  }
  all.total = all.rows.size();
  return all;
}

TEST_F(OverviewTest, AfterEachStepItShowsWhatALookAtEachOperationDoes) {
  Random chance{7};
  std::vector<std::string> numbers;
  for (int i = 0; i < 300; ++i) {
    now_ += std::chrono::minutes{static_cast<int>(chance.below(90))};
    const std::uint64_t act = chance.below(5);
    if (act < 2 || numbers.empty()) numbers.push_back(ask(std::string{"ABCD"[chance.below(4)]}).number);
    else if (act == 2) by_bob(Verb::pay, numbers[chance.below(numbers.size())]);
    else if (act == 3) by_bob(Verb::refuse, numbers[chance.below(numbers.size())]);
    else cancel(numbers[chance.below(numbers.size())]);
    const auto shown = look({.size = 1000});
    const auto all = plainly(desk_.service());
    ASSERT_EQ(shown.counts, all.counts) << i;
    ASSERT_EQ(shown.total, all.total) << i;
    ASSERT_EQ(shown.rows.size(), all.rows.size()) << i;
    ASSERT_TRUE(std::is_sorted(shown.rows.begin(), shown.rows.end(), [](const auto& a, const auto& b) { return a.last_action > b.last_action; })) << i;
  }
  Status seen{};
  for (const auto& by : look().counts)
    for (std::size_t s = 0; s < by.size(); ++s) if (by[s] > 0) seen = std::max(seen, static_cast<Status>(s));
  EXPECT_EQ(seen, Status::cancelled);
}

TEST_F(OverviewTest, PagesFollowOneAnotherAndFiltersNarrow) {
  std::vector<std::string> numbers;
  for (int i = 0; i < 25; ++i) {
    now_ += std::chrono::seconds{1};
    numbers.push_back(ask(i % 5 == 0 ? "B" : "C").number);
  }
  by_bob(Verb::pay, numbers[3]);
  std::vector<std::string> paged;
  for (std::size_t page = 1; page <= 4; ++page)
    for (const auto& row : look({.page = page, .size = 7}).rows) paged.push_back(row.number);
  std::vector<std::string> expected{numbers.rbegin(), numbers.rend()};
  expected.erase(std::find(expected.begin(), expected.end(), numbers[3]));
  expected.insert(expected.begin(), numbers[3]);
  EXPECT_EQ(paged, expected);
  EXPECT_TRUE(look({.page = 5, .size = 7}).rows.empty());
  const auto paid = look({.status = "to_validate", .parcours = "C"});
  ASSERT_EQ(paid.rows.size(), 1u);
  EXPECT_EQ(paid.total, 1u);
  EXPECT_EQ(paid.rows[0].number, numbers[3]);
  EXPECT_EQ(paid.rows[0].point, "P001");
  EXPECT_EQ(paid.rows[0].customer, "10000004162");
  EXPECT_EQ(look({.parcours = "B"}).total, 5u);
  EXPECT_EQ(look({.status = "validated"}).total, 0u);
}

TEST_F(OverviewTest, WhatIsTooLateComesBeforeTheSweepThatShowsIt) {
  ask("A");
  ask("B");
  by_bob(Verb::pay, ask("C").number);
  EXPECT_EQ(told(), (std::vector<std::string>{
                        "24/06/2020 11:38:00.000 A payment_deadline",
                        "26/06/2020 00:00:00.000 C reminder",
                        "27/06/2020 00:00:00.000 C validation_limit",
                        "27/06/2020 00:06:00.000 C sweep",
                        "28/06/2020 00:00:00.000 B payment_limit",
                        "28/06/2020 00:06:00.000 B sweep"}));
  EXPECT_EQ(told(2).size(), 2u);
  EXPECT_EQ(overview_.deadlines(desk_.service(), now_, 2).total, 6u);
  now_ = paris("28/06/2020 00:01");
  desk_.advance(now_);
  EXPECT_EQ(told(), (std::vector<std::string>{"28/06/2020 00:06:00.000 B sweep"}));
  now_ = paris("28/06/2020 00:06");
  desk_.advance(now_);
  EXPECT_TRUE(told().empty());
}

TEST_F(OverviewTest, WithoutASweepTheLimitIsNotToldTwice) {
  encaissement::Policies policies;
  policies.sweep = encaissement::Sweep::instant;
  desk_.start(guide_world(), policies, now_, 1);
  ask("B");
  EXPECT_EQ(told(), (std::vector<std::string>{"28/06/2020 00:00:00.000 B payment_limit"}));
}

TEST_F(OverviewTest, TheSoonestComeFirstHoweverManyThereAre) {
  for (int i = 0; i < 40; ++i) {
    ask(std::string{"BDAC"[i % 4]});
    now_ += std::chrono::seconds{7};
  }
  const auto all = told(1000);
  ASSERT_GT(all.size(), 40u);
  for (std::size_t most = 0; most <= all.size(); ++most) {
    ASSERT_EQ(told(most), (std::vector<std::string>{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most)})) << most;
  }
}

TEST_F(OverviewTest, AnotherServiceIsCountedFromItsStart) {
  ask("A");
  EXPECT_EQ(look().total, 1u);
  desk_.start(guide_world(), {}, now_, 1);
  overview_.forget();
  EXPECT_EQ(look().total, 0u);
  EXPECT_TRUE(told().empty());
}

}  // namespace
}  // namespace parcours
