// Compares what happened with what a step says should have: answers of actions, and what expectations look at.
// Used by the player only. Each returns the departure, or nothing when all is as expected.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/runner/case.h"
#include "scenarios/runner/steps.h"

namespace parcours {

std::optional<Departure> judge(Case& played, const Action& action);

// An `expect …` step, now.
std::optional<Departure> check(Case& played, const Step& step);
// A `never` step, at the end of the case.
std::optional<Departure> check_never(Case& played, const Step& step, const std::vector<std::string>& statuses_seen);

// A step in a line, as the history shows it: "expect operation: status validated, received 30,00 €".
std::string prose(const Step& step);

// Gathers what differs, field by field.
class Comparison {
 public:
  void same(const std::string& what, const std::string& expected, const std::string& actual);
  void same(const std::string& what, Money expected, Money actual);
  void same(const std::string& what, int expected, int actual);
  void yes_no(const std::string& what, bool expected, bool actual);
  void covers(const std::string& what, const Moment& expected, std::optional<Instant> actual);
  // `actual` contains each of `expected`, anywhere.
  void contains(const std::string& what, const std::vector<std::string>& expected, const std::string& actual);
  // The same, one after the other.
  void in_order(const std::string& what, const std::vector<std::string>& expected, const std::string& actual);

  bool differs() const { return !expected_.empty(); }
  // `subject`: "The operation foo2udp610". None when nothing differs.
  std::optional<Departure> departure(const std::string& subject) const;

 private:
  void differ(const std::string& what, const std::string& expected, const std::string& actual);

  std::string expected_, actual_;
};

// "none" where the text is empty.
std::string or_none(const std::string& text);
std::string joined(const std::vector<std::string>& texts, const std::string& between = ", ");

// Parts of check(), by subject.
std::optional<Departure> check_operation(Case& played, const Step& step);
std::optional<Departure> check_list(Case& played, const Step& step);
std::optional<Departure> check_counters(Case& played, const Step& step);
std::optional<Departure> check_requests(Case& played, const Step& step);
std::optional<Departure> check_notices(Case& played, const Step& step);
std::optional<Departure> check_notifications(Case& played, const Step& step);
std::optional<Departure> check_account(Case& played, const Step& step);
// The notices a step is about, by its `to`, `kind`, `about` and `at`.
std::vector<NoticeView> notices_about(Case& played, const Step& step, Channel channel);

}  // namespace parcours
