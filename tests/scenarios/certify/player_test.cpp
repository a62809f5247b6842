// The player with a conforming till: every kind of step, what is told of it, and that nothing is found.
#include "tests/scenarios/certify/stage_fixture.h"

namespace parcours {
namespace {

using Trouble = till_step::NoticeTrouble::Kind;

class Player : public StageFixture {
 protected:
  void expect_pass(const Played& played) {
    EXPECT_EQ(played.verdict, Verdict::pass) << text_of(played);
    EXPECT_EQ(rules_in(played), "") << text_of(played);
    EXPECT_EQ(played.trouble, "");
    EXPECT_EQ(played.diverges_at, -1);
  }
};

TEST_F(Player, PlaysASaleByQrCodeScannedOffTheTillsScreen) {
  const Played played = play({ask("40,07"), scans(), pays("30,00"), reach("validated", 3000_cents), rest()});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "asks for 40,07 € by QR code (A)"));
  EXPECT_TRUE(tells(played, "creates 40,07 €"));
  EXPECT_TRUE(tells(played, "notifies VALIDATED: answers 2"));
  EXPECT_TRUE(tells(played, "shows paid, received 30,00 €, remaining 10,07 €"));
}

}  // namespace
}  // namespace parcours
