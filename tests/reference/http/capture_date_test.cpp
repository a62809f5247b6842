// captureDate as clients send it: an ISO instant or a Java library's default text; anything else is refused.
#include "reference/http/capture_date.h"

#include <gtest/gtest.h>

#include "reference/core/text.h"

namespace encaissement {
namespace {

std::string read(const char* text) {
  const std::optional<Instant> at = parse_capture_date(text);
  return at ? format_instant(*at) : "refused";
}

TEST(CaptureDate, IsAnIsoInstant) {
  EXPECT_EQ(read("2020-06-26T12:00:00Z"), "26/06/2020 14:00:00.000");
  EXPECT_EQ(read("2020-06-26T14:00:00+02:00"), "26/06/2020 14:00:00.000");
  EXPECT_EQ(read("2020-06-26T12:00:00.25Z"), "26/06/2020 14:00:00.250");
  EXPECT_EQ(read("2020-06-26T14:00:00.250+02:00"), "26/06/2020 14:00:00.250");
  EXPECT_EQ(read("2020-06-26T22:30:00Z"), "27/06/2020 00:30:00.000") << "the Paris day is the next";
  EXPECT_EQ(read("2020-06-26T12:00:00.123456Z"), "26/06/2020 14:00:00.123");
}

TEST(CaptureDate, CenturiesAwayAreRefusedAndNotTakenForAnotherDate) {
  EXPECT_EQ(read("2199-12-31T22:59:59Z"), "31/12/2199 23:59:59.000");
  for (const char* far : {"4038-06-24T09:33:00Z", "2200-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "0000-01-01T00:00:00Z",
                          "9999-12-31T23:59:59.999999999Z"})
    EXPECT_EQ(read(far), "refused") << far;
}

TEST(CaptureDate, IsTheTextOfAJavaLibraryOnTheParisClock) {
  EXPECT_EQ(read("Jun 26, 2020 2:00:00 PM"), "26/06/2020 14:00:00.000");
  EXPECT_EQ(read("Jan 5, 2021 12:00:00 AM"), "05/01/2021 00:00:00.000");
  EXPECT_EQ(read("Jan 5, 2021 12:30:00 PM"), "05/01/2021 12:30:00.000");
  EXPECT_EQ(read("Dec 31, 2020 11:59:59 PM"), "31/12/2020 23:59:59.000");
}

TEST(CaptureDate, AnythingElseIsRefused) {
  for (const char* text :
       {"", " ", "null", "2020-06-26", "26/06/2020", "2020-06-26T12:00:00", "2020-02-30T12:00:00Z",
        "2020-06-26T12:00:00Z ", "2020-06-26T12:00:00Zx", " 2020-06-26T12:00:00Z", "2020-06-26 12:00:00Z",
        "2020-06-26T25:00:00Z", "2020-06-26T12:60:00Z", "2020-06-26T12:00:60Z", "Jun 26, 2020 14:00:00 PM",
        "Jun 31, 2020 2:00:00 PM", "Jun 26, 2020 2:00:00", "Jun 26 2020 2:00:00 PM", "June 26, 2020 2:00:00 PM",
        "Juin 26, 2020 2:00:00 PM", "Jun 26, 2020 0:00:00 PM", "Jun 26, 2020 2:00:00 PM CET", "1593172800000",
        "2020-6-26T12:00:00Z", "20200-06-26T12:00:00Z", "2020-06-26T14:00:00+0200x", "2020-06-26T12:00:00.Z"})
    EXPECT_EQ(read(text), "refused") << text;
}

}  // namespace
}  // namespace encaissement
