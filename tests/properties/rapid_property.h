// A RapidCheck property of the service as a test of gtest: with a seed of its own, so that it is the same test every
// time. A failure prints RapidCheck's shrunk counterexample.
#pragma once

#include <gtest/gtest.h>

#include <sstream>

#include "scenarios/power/rapid_gen.h"
#include "sim/arena.h"

namespace parcours {

// So many stories of at most `size` acts; `holds` is what RapidCheck takes for a property.
template <class Property>
void holds_of_stories(int stories, int size, Property holds) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const rc::detail::TestMetadata about{.id = test->name(), .description = test->name()};
  rc::detail::TestParams params;
  params.seed = 20200624;
  params.maxSuccess = stories;
  params.maxSize = size;
  const auto result = rc::detail::checkTestable(std::move(holds), about, params);
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream told;
  rc::detail::printResultMessage(result, told);
  FAIL() << told.str();
}

// What broke when it was played, for people; empty: nothing.
inline std::string trouble(const Arena& arena) {
  const auto& broken = arena.monitor().broken();
  if (!broken) return "";
  return std::string{broken->property->id} + " (" + std::string{to_string(broken->rule)} + "): expected " +
         broken->expected + ", but " + broken->actual;
}

}  // namespace parcours
