// Two scopes a second time, in Promela: SPIN must come to as many states as the real core does.
#include "tests/exploration/spin.h"

#include <gtest/gtest.h>

#include "sim/explorer.h"

namespace parcours {
namespace {

void expect_twin(const std::string& scope, const std::string& model) {
  Explorer explorer{*find_scope(scope), {.use_symmetry = false}};
  const Exploration ours = explorer.run();
  ASSERT_EQ(ours.ending, Exploration::Ending::finished);
  for (const std::string tried : {"", "-DREFUSED"}) {
    const auto spin = run_spin({.model = model, .generate = tried});
    ASSERT_TRUE(spin) << "spin and a C compiler are needed";
    EXPECT_EQ(spin->errors, 0u);
    EXPECT_EQ(spin->states, ours.states) << model << ' ' << tried;
  }
}

TEST(SpinTwin, HasTheStatesOfOneOperationOnC) { expect_twin("one-c", "one_c"); }
TEST(SpinTwin, HasTheStatesOfTwoOperationsOnOneWallet) { expect_twin("two-one-wallet", "two_one_wallet"); }

}  // namespace
}  // namespace parcours
