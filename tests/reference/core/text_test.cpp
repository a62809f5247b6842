#include "reference/core/text.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace encaissement {
namespace {

using namespace std::chrono;

Day day_of(int y, unsigned m, unsigned d) { return Day{year_month_day{year{y}, month{m}, day{d}}}; }

// `cents` of what was typed; -1 when it is refused.
std::int64_t typed(std::string_view text) {
  const auto amount = parse_amount(text);
  return amount ? amount->cents() : -1;
}

TEST(Trimming, TakesBlanksAndNoBreakSpacesFromBothEnds) {
  EXPECT_EQ(trimmed("  40,00 "), "40,00");
  EXPECT_EQ(trimmed("\t\r\n\v\f a b \n"), "a b");
  EXPECT_EQ(trimmed("\u00a0 \u00a0" "40 \u00a0"), "40");
  EXPECT_EQ(trimmed("\u00a0"), "");
  EXPECT_EQ(trimmed(" "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Trimming, KeepsWhatIsInside) {
  EXPECT_EQ(trimmed("a\u00a0" "b"), "a\u00a0" "b");
  EXPECT_EQ(trimmed("\u2003x"), "\u2003x");
  EXPECT_EQ(trimmed("\u00e0"), "\u00e0");  // à ends with the byte A0 too.
}

TEST(CodePoints, AreCountedNotBytes) {
  EXPECT_EQ(code_points(""), 0);
  EXPECT_EQ(code_points("REF202006241"), 12);
  EXPECT_EQ(code_points("été €"), 5);
  EXPECT_EQ(code_points("\U0001F6F6 ok"), 4);
  EXPECT_EQ(code_points("\u007f\u0080\u07ff\u0800\uffff\U00010000\U0010ffff"), 7);
  EXPECT_EQ(code_points(std::string_view{"a\0b", 3}), 3);
}

TEST(CodePoints, IllFormedTextHasNone) {
  for (const std::string_view text : {"\x80", "\xC3", "a\xC3", "\xC3(", "\xE2\x82", "\xF0\x9F\x9B", "\xFF", "\xFE"})
    EXPECT_FALSE(code_points(text).has_value()) << text;
}

TEST(CodePoints, OverlongSurrogateAndTooLargeFormsAreIllFormed) {
  for (const std::string_view text : {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
                                      "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80"})
    EXPECT_FALSE(code_points(text).has_value());
  EXPECT_EQ(code_points("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"), 3);
}

TEST(Controls, AreC0DelAndC1) {
  for (const std::string_view text : {"a\tb", "\n", "\x1f", "\x7f", "\u0080", "\u0085", "a\u009f"})
    EXPECT_TRUE(has_control(text)) << text;
  EXPECT_TRUE(has_control(std::string_view{"\0", 1}));
}

TEST(Controls, OrdinaryTextHasNone) {
  for (const std::string_view text : {"", " ", "~", "REF 2020/06", "\u00a0", "été €", "\U0001F6F6"})
    EXPECT_FALSE(has_control(text)) << text;
}

TEST(Amount, IsReadWithACommaOrAPointOrNeither) {
  EXPECT_EQ(typed("40"), 4000);
  EXPECT_EQ(typed("40,5"), 4050);
  EXPECT_EQ(typed("40.5"), 4050);
  EXPECT_EQ(typed("40,05"), 4005);
  EXPECT_EQ(typed("40,00"), 4000);
  EXPECT_EQ(typed("40.00"), 4000);
  EXPECT_EQ(typed("0"), 0);
  EXPECT_EQ(typed("00,01"), 1);
  EXPECT_EQ(typed(" 19,99\u00a0"), 1999);
}

TEST(Amount, HasAtMostTenDigits) {
  EXPECT_EQ(typed("9999999999,99"), 999'999'999'999);
  EXPECT_EQ(typed("0000000020"), 2000);
  EXPECT_EQ(typed("00000000020"), -1);
  EXPECT_EQ(typed("10000000000"), -1);
}

TEST(Amount, AnythingElseIsRefused) {
  for (const std::string_view text : {"", " ", "-1", "+1", "40 €", "€40", "40€", "4 0", "1 000", "1.000,00", "40,",
                                      ",5", ".", "40,000", "40.0.0", "40,,0", "1e2", "0x10", "quarante",
                                      "4\u00a0" "0", "٤٠", "40,-5"})
    EXPECT_EQ(typed(text), -1) << text;
}

TEST(Amount, EveryAmountShownIsReadBack) {
  for (std::int64_t cents = 0; cents <= 20'000; ++cents) {
    std::string shown = format_amount(Money::from_cents(cents));
    ASSERT_TRUE(shown.ends_with(" €"));
    shown.resize(shown.size() - std::string_view{" €"}.size());
    ASSERT_EQ(typed(shown), cents) << shown;
  }
}

TEST(Amount, IsShownAsTheGuideShowsIt) {
  EXPECT_EQ(format_amount(4000_cents), "40,00 €");
  EXPECT_EQ(format_amount(5_cents), "0,05 €");
  EXPECT_EQ(format_amount(Money{}), "0,00 €");
  EXPECT_EQ(format_amount(123456789_cents), "1234567,89 €");
  EXPECT_EQ(format_amount(Money{} - 1050_cents), "-10,50 €");
  EXPECT_EQ(format_signed(4200_cents), "+42,00 €");
  EXPECT_EQ(format_signed(Money{} - 5_cents), "-0,05 €");
}

TEST(Amount, NothingReceivedIsADash) {
  EXPECT_EQ(format_received(Money{}), "-");
  EXPECT_EQ(format_received(1_cents), "+0,01 €");
  EXPECT_EQ(format_received(2000_cents), "+20,00 €");
}

TEST(Moments, AreShownOnTheParisWallClock) {
  const Instant paid = sys_days{year{2020} / 6 / 24} + hours{9} + minutes{59} + seconds{35} + Duration{7};
  EXPECT_EQ(format_day(paris_day(paid)), "24/06/2020");
  EXPECT_EQ(format_stamp(paid), "24/06/2020 11h59");
  EXPECT_EQ(format_mail_moment(paid), "24/06/2020 à 11:59:35");
  EXPECT_EQ(format_instant(paid), "24/06/2020 11:59:35.007");
}

TEST(Moments, ANightStampBelongsToTheParisDay) {
  const Instant sweep = sys_days{year{2020} / 6 / 19} + hours{22} + minutes{6};
  EXPECT_EQ(format_stamp(sweep), "20/06/2020 00h06");
}

TEST(Moments, DaysAreReadWhenTheyExist) {
  EXPECT_EQ(parse_day("24/06/2020"), day_of(2020, 6, 24));
  EXPECT_EQ(parse_day("29/02/2020"), day_of(2020, 2, 29));
  for (const std::string_view text : {"30/02/2020", "29/02/2021", "31/04/2020", "00/01/2020", "01/00/2020",
                                      "01/13/2020", "32/01/2020"})
    EXPECT_FALSE(parse_day(text).has_value()) << text;
}

TEST(Moments, DaysAreReadInOneFormOnly) {
  for (const std::string_view text : {"", "24/6/2020", "24-06-2020", "2020/06/24", "24/06/20", " 24/06/2020",
                                      "24/06/2020 ", "24/06/+020", "-4/06/2020", "aa/bb/cccc", "24/06/20201"})
    EXPECT_FALSE(parse_day(text).has_value()) << text;
}

TEST(Moments, EveryDayShownIsReadBack) {
  for (Day day = day_of(1996, 1, 1); day < day_of(2051, 1, 1); day += Days{1})
    ASSERT_EQ(parse_day(format_day(day)), day) << format_day(day);
}

TEST(Moments, AreReadWithMinutesSecondsOrMilliseconds) {
  const Instant at = sys_days{year{2020} / 6 / 24} + hours{9} + minutes{59};
  EXPECT_EQ(parse_moment("24/06/2020 11:59"), at);
  EXPECT_EQ(parse_moment("24/06/2020 11:59:35"), at + seconds{35});
  EXPECT_EQ(parse_moment("24/06/2020 11:59:35.123"), at + seconds{35} + Duration{123});
  EXPECT_EQ(parse_moment("24/06/2020 00:00:00.000"), start_of(day_of(2020, 6, 24)));
}

TEST(Moments, AnythingElseIsRefused) {
  for (const std::string_view text :
       {"", "24/06/2020", "24/06/2020 ", "24/06/2020 11", "24/06/2020 11:5", "24/06/2020 24:00", "24/06/2020 11:60",
        "24/06/2020 11:59:60", "24/06/2020 11:59:3", "24/06/2020 11:59:", "24/06/2020 11:59:35.",
        "24/06/2020 11:59:35.1", "24/06/2020 11:59:35.12", "24/06/2020 11:59:35.1234", "24/06/2020 11:59:35,123",
        "24/06/2020T11:59", "24/06/2020  1:59", "30/02/2020 11:59", "24/06/2020 11h59", "24/06/2020 11:59 ",
        " 24/06/2020 11:59", "24/06/2020 -1:59"})
    EXPECT_FALSE(parse_moment(text).has_value()) << text;
}

TEST(Moments, EveryMomentShownIsReadBackExceptInTheHourThatComesTwice) {
  const Instant twice = sys_days{year{2020} / 10 / 25} + hours{1};
  for (Instant at = sys_days{year{2020} / 1 / 1}; at < sys_days{year{2021} / 1 / 1}; at += minutes{17} + Duration{1}) {
    if (at >= twice && at < twice + hours{1}) continue;
    ASSERT_EQ(parse_moment(format_instant(at)), at) << format_instant(at);
  }
}

TEST(Identifier, ElevenDigitsAreANumber) {
  EXPECT_EQ(identifier_kind("10000003051"), IdentifierKind::number);
  EXPECT_EQ(identifier_kind(" 10000003051 "), IdentifierKind::number);
  for (const std::string_view text : {"1000000305", "100000030511", "1000000305a", "10000 03051"})
    EXPECT_EQ(identifier_kind(text), IdentifierKind::malformed) << text;
}

TEST(Identifier, AnEmailHasOneAtWithSomethingOnBothSides) {
  for (const std::string_view text : {"ts-client2@yopmail.com", "a@b.fr", "caisse@localhost", "élodie@été.fr"})
    EXPECT_EQ(identifier_kind(text), IdentifierKind::email) << text;
  for (const std::string_view text : {"", "email", "@yopmail.com", "client@", "a@b@c.fr", "a b@c.fr", "a\tb@c.fr",
                                      "a\u0085" "b@c.fr", "a\xFF@c.fr", "a\u00a0" "b@c.fr"})
    EXPECT_EQ(identifier_kind(text), IdentifierKind::malformed) << text;
}

TEST(Identifier, AnEmailHasSixTo320Characters) {
  const auto of_size = [](std::size_t size) { return std::string(size - 5, 'a') + "@b.fr"; };
  EXPECT_EQ(identifier_kind("a@b.c"), IdentifierKind::malformed);
  EXPECT_EQ(identifier_kind(of_size(6)), IdentifierKind::email);
  EXPECT_EQ(identifier_kind(of_size(320)), IdentifierKind::email);
  EXPECT_EQ(identifier_kind(of_size(321)), IdentifierKind::malformed);
  EXPECT_EQ(identifier_kind("é" + of_size(319)), IdentifierKind::email);
}

TEST(Identifier, AsciiCaseMakesNoDifference) {
  EXPECT_TRUE(same_identifier("TS-Client2@YOPMAIL.com", "ts-client2@yopmail.com"));
  EXPECT_TRUE(same_identifier("10000003051", "10000003051"));
  EXPECT_FALSE(same_identifier("ts-client2@yopmail.com", "ts-client3@yopmail.com"));
  EXPECT_FALSE(same_identifier("É@yopmail.com", "é@yopmail.com"));
  EXPECT_FALSE(same_identifier("a@b.fr", "a@b.frr"));
  EXPECT_FALSE(same_identifier("a@b.fr", "A\x60" "b.fr"));  // ` is @ with the case bit: not a letter.
  EXPECT_TRUE(same_identifier("", ""));
}

}  // namespace
}  // namespace encaissement
