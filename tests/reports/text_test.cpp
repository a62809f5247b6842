#include "reports/text.h"

#include <gtest/gtest.h>

#include "reports/virtual_time.h"

namespace parcours {
namespace {

TEST(Text, ControlCharactersAreSpelledOut) {
  EXPECT_EQ(printable("a\x1b[1m\tb\nc\x7f"), "a\\x1B[1m\tb\nc\\x7F");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
}

TEST(Text, StrayBytesAndOverlongFormsAreSpelledOut) {
  EXPECT_EQ(printable("\xff\xc0\x80\xed\xa0\x80"), "\\xFF\\xC0\\x80\\xED\\xA0\\x80");
  EXPECT_EQ(printable("\xe2\x82"), "\\xE2\\x82");
}

TEST(Text, DirectionOverridesAndNonCharactersAreSpelledOut) {
  EXPECT_EQ(printable("\u202e"), "\\u{202E}");
  EXPECT_EQ(printable("\uffff"), "\\u{FFFF}");
}

TEST(Text, EmojiAndAccentsStay) { EXPECT_EQ(printable("é € 🎿"), "é € 🎿"); }

TEST(Text, OneLineIsCutAtACodePoint) {
  EXPECT_EQ(one_line(" a\n\n b\t c ", 20), "a b c");
  EXPECT_EQ(one_line("éééé", 3), "éé…");
}

TEST(Text, ClippedTextSaysHowMuchIsMissing) { EXPECT_EQ(clipped("éééé", 3), "ééé…\n[1 more characters]"); }

TEST(Text, HtmlIsEscapedInTextAndAttributes) {
  EXPECT_EQ(escape_html("<a b='\"'>&"), "&lt;a b=&#39;&quot;&#39;&gt;&amp;");
}

TEST(Text, TheNearestWordIsASlipAwayOrNone) {
  constexpr std::string_view kWords[] = {"junit", "html", "markdown"};
  EXPECT_EQ(nearest("jnuit", kWords), "junit");
  EXPECT_EQ(nearest("markdwon", kWords), "markdown");
  EXPECT_EQ(nearest("pdf", kWords), "");
}

TEST(VirtualTime, DurationsComeFromTheHistory) {
  const std::vector<HistoryEvent> history = {{.at = "28/02/2020 23:59:59.500"}, {.at = "01/03/2020 00:00:00.000"}};
  EXPECT_EQ(virtual_milliseconds(history), 86'400'500);
}

TEST(VirtualTime, TextThatIsNoTimeIsRefused) {
  for (const char* at :
       {"", "24/06/2020", "31/02/2020 00:00:00.000", "24/06/2020 11:59:35:000", "aa/06/2020 11:59:35.000"}) {
    EXPECT_FALSE(civil_milliseconds(at)) << at;
  }
}

TEST(VirtualTime, ElapsedNamesTheTwoLargestUnits) {
  EXPECT_EQ(elapsed(0), "+0 ms");
  EXPECT_EQ(elapsed(299'000), "+4 min 59 s");
  EXPECT_EQ(elapsed(3 * 86'400'000LL + 5), "+3 d");
  EXPECT_EQ(elapsed(3'600'000), "+1 h");
}

}  // namespace
}  // namespace parcours
