// Certificates that somebody laid hands on. Each is noticed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/certify/certificate_check.h"
#include "scenarios/certify/certificate_json.h"
#include "tests/scenarios/certify/certified_run.h"

namespace parcours {
namespace {

using namespace encaissement;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

class Checked : public testing::Test {
 protected:
  CertificateCheck check(std::string_view of) const { return check_certificate(of, "c.json", options); }
  CertificateStanding standing(std::string_view of) const { return check(of).standing; }
  std::string replaced(std::string_view from, std::string_view to) const {
    std::string other = text;
    const std::size_t at = other.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return other.replace(at, from.size(), to);
  }
  // As an attacker who has a key would: changed, then signed.
  std::string signed_with(const SecretKey& key, Certificate c) const {
    c.key = key.public_key();
    c.signature = key.sign(signed_text(c));
    return certificate_text(c);
  }

  const Certificate certificate = certified(waived_run(), waiving());
  const std::string text = certificate_text(certificate);
  CheckOptions options{.today = kIssued, .trusted = {test_key().public_key()}, .record = nullptr};
};

TEST_F(Checked, AnUntouchedCertificateIsGood) {
  EXPECT_EQ(standing(text), CertificateStanding::good);
  EXPECT_THAT(check(text).wrong, IsEmpty());
}

TEST_F(Checked, WithoutATrustedKeyItIsOnlyUnchanged) {
  options.trusted.clear();
  EXPECT_EQ(standing(text), CertificateStanding::untrusted);
}

TEST_F(Checked, EveryByteThatIsChangedIsNoticed) {
  std::string other = text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char c : {static_cast<char>(text[i] ^ 1), static_cast<char>(text[i] ^ 0x20), ' '}) {
      if (c == text[i]) continue;
      other[i] = c;
      ASSERT_EQ(standing(other), CertificateStanding::wrong) << "byte " << i << " as " << c;
    }
    other[i] = text[i];
  }
}

TEST_F(Checked, EveryByteThatIsMissingOrAddedIsNoticed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string shorter = text, longer = text;
    shorter.erase(i, 1);
    longer.insert(i, 1, ' ');
    ASSERT_EQ(standing(shorter), CertificateStanding::wrong) << i;
    ASSERT_EQ(standing(longer), CertificateStanding::wrong) << i;
  }
  EXPECT_EQ(standing(text + ' '), CertificateStanding::wrong);
}

TEST_F(Checked, ATruncatedCertificateIsNoticedWhereverItEnds) {
  for (std::size_t i = 0; i < text.size(); ++i) ASSERT_EQ(standing(text.substr(0, i)), CertificateStanding::wrong) << i;
}

TEST_F(Checked, MembersInAnotherOrderAreNoticed) {
  std::string other = text;
  const std::size_t seed = other.find("  \"seed\""), end = other.find('\n', seed) + 1;
  const std::string line = other.substr(seed, end - seed);
  other.erase(seed, line.size()).insert(other.find("  \"protocol\""), line);
  EXPECT_THAT(check(other).wrong, ElementsAre(HasSubstr("not written as it was signed")));
}

TEST_F(Checked, AMemberThatIsThereTwiceOrUnknownIsNoticed) {
  EXPECT_EQ(standing(replaced("  \"seed\": \"7\",\n", "  \"seed\": \"7\",\n  \"seed\": \"7\",\n")), CertificateStanding::wrong);
  EXPECT_EQ(standing(replaced("  \"seed\": \"7\",\n", "  \"seed\": \"7\",\n  \"note\": \"good\",\n")), CertificateStanding::wrong);
}

TEST_F(Checked, TheSameCharacterWrittenOtherwiseIsNoticed) {
  EXPECT_EQ(standing(replaced("Zoé", "Zo\\u00e9")), CertificateStanding::wrong);
}

TEST_F(Checked, AChangedWordIsNamedAsAChange) {
  EXPECT_THAT(check(replaced("\"version\": \"2.1\"", "\"version\": \"3.0\"")).wrong, ElementsAre(HasSubstr("signature is not of this text")));
}

TEST_F(Checked, TheSignatureOfAnotherCertificateIsNoticed) {
  const std::string other = to_text(certified(good_run()).signature);
  EXPECT_EQ(standing(replaced(to_text(certificate.signature), other)), CertificateStanding::wrong);
}

TEST_F(Checked, AnotherKeyPutInIsNoticed) {
  const PublicKey other = test_key('8').public_key();
  std::string swapped = replaced(to_text(certificate.key), to_text(other));
  EXPECT_EQ(standing(swapped), CertificateStanding::wrong);
  swapped.replace(swapped.find(key_id(certificate.key)), 16, key_id(other));
  EXPECT_THAT(check(swapped).wrong, ElementsAre(HasSubstr("signature")));
}

TEST_F(Checked, ACertificateSignedAnewByAnotherIsNotTrusted) {
  const CertificateCheck anew = check(signed_with(test_key('8'), certificate));
  EXPECT_THAT(anew.wrong, ElementsAre(HasSubstr("none of the trusted ones")));
}

TEST_F(Checked, WaiversHoldOnTheirLastDayAndNotOnTheNext) {
  for (const int days : {-1, 0}) {
    options.today = certificate.waivers.front().expires + Days{days};
    EXPECT_EQ(standing(text), CertificateStanding::good) << days;
  }
  options.today = certificate.waivers.front().expires + Days{1};
  EXPECT_THAT(check(text).wrong, ElementsAre("the waiver of core/one-sale by Zoé Martin expired on 2026-12-31"));
}

TEST_F(Checked, ADayStillToComeIsWrong) {
  options.today = kIssued - Days{1};
  EXPECT_THAT(check(text).wrong, ElementsAre(HasSubstr("2026-11-24, which is still to come")));
}

TEST_F(Checked, WhatContradictsItselfIsWrongThoughItIsSigned) {
  Certificate c = certificate;
  c.waivers.clear();
  EXPECT_EQ(standing(signed_with(test_key(), c)), CertificateStanding::wrong);
  c = certificate;
  c.profiles.front().passed = 2;
  EXPECT_EQ(standing(signed_with(test_key(), c)), CertificateStanding::wrong);
  c = certificate;
  c.cases.front().verdict = Verdict::fail;
  EXPECT_EQ(standing(signed_with(test_key(), c)), CertificateStanding::wrong);
  c = certificate;
  c.cases.clear();
  c.profiles.clear();
  c.waivers.clear();
  EXPECT_EQ(standing(signed_with(test_key(), c)), CertificateStanding::wrong);
}

TEST_F(Checked, ItsRecordIsRecognisedAndAnotherIsNot) {
  Record record = waived_run().record;
  options.record = &record;
  EXPECT_EQ(standing(text), CertificateStanding::good);
  record.cases.front().title += '!';
  EXPECT_THAT(check(text).wrong, ElementsAre(HasSubstr("made from another record")));
}

TEST_F(Checked, WhatIsNoCertificateIsSaidToBeNone) {
  for (const char* other : {"", "{}", "[]", "null", "{\"format\":\"parcours-record/1\"}", "\xff\xfe", "{\"format\":7}"})
    EXPECT_THAT(check(other).wrong, ElementsAre(HasSubstr("no certificate"))) << other;
  EXPECT_EQ(standing(std::string(100'000, '[')), CertificateStanding::wrong);
}

}  // namespace
}  // namespace parcours
