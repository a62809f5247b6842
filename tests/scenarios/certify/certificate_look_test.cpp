// The page and the badge, byte for byte (PARCOURS_WRITE_GOLDEN=1 writes them anew), and what no word may do in them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <pugixml.hpp>

#include "reports/files.h"
#include "scenarios/certify/certificate_badge.h"
#include "scenarios/certify/certificate_json.h"
#include "scenarios/certify/certificate_page.h"
#include "tests/scenarios/certify/certified_run.h"

namespace parcours {
namespace {

using testing::HasSubstr, testing::Not;

void expect_golden(const std::string& file, const std::string& text) {
  const std::string path = std::string(PARCOURS_SOURCE_DIR "/tests/scenarios/certify/golden/") + file;
  if (std::getenv("PARCOURS_WRITE_GOLDEN")) {
    const auto trouble = write_text_file(path, text);
    ASSERT_FALSE(trouble) << trouble->text();
    return;
  }
  const Reported<std::string> golden = read_text_file(path);
  ASSERT_TRUE(golden.ok()) << golden.error().text();
  EXPECT_TRUE(golden.value() == text) << file << " differs; see the head of this file";
}

TEST(GoldenCertificate, Text) { expect_golden("certificate.json", certificate_text(certified(waived_run(), waiving()))); }
TEST(GoldenCertificate, Page) { expect_golden("certificate.html", certificate_page(certified(waived_run(), waiving()))); }
TEST(GoldenCertificate, PageWithoutWaivers) { expect_golden("plain.html", certificate_page(certified(good_run()))); }
TEST(GoldenCertificate, Badge) { expect_golden("badge.svg", certificate_badge(certified(good_run()))); }
TEST(GoldenCertificate, BadgeWithAWaiver) { expect_golden("badge_waived.svg", certificate_badge(certified(waived_run(), waiving()))); }

Certificate nasty() {
  CertifiedRun run = good_run();
  const std::string word = "</title></svg><script>alert(\"1\")</script>\x1b[31m&'";
  run.till.vendor = run.till.product = run.till.version = run.till.build = word;
  run.command = word;
  run.product.front().name = word;
  return certified(run);
}

TEST(TheBadge, IsWellFormedWhateverATillCallsItself) {
  pugi::xml_document document;
  const std::string badge = certificate_badge(nasty());
  ASSERT_TRUE(document.load_string(badge.c_str())) << badge;
  EXPECT_FALSE(document.select_node("//script"));
  EXPECT_THAT(document.child("svg").child("title").text().get(), HasSubstr("<script>"));
}

TEST(TheBadge, NamesProfilesDayAndWaivers) {
  EXPECT_THAT(certificate_badge(certified(good_run())), HasSubstr(">core, immediate-qr · 2026-11-24<"));
  EXPECT_THAT(certificate_badge(certified(waived_run(), waiving())), HasSubstr(">core, immediate-qr (1 waived) · 2026-11-24<"));
}

TEST(ThePage, RunsNothingAndFetchesNothing) {
  for (const std::string& page : {certificate_page(nasty()), certificate_page(certified(waived_run(), waiving()))}) {
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, Not(HasSubstr("href=")));
    EXPECT_THAT(page, Not(HasSubstr("url(")));
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  }
}

TEST(ThePage, NamesEveryWaiverItsOwnerAndItsDay) {
  const std::string page = certificate_page(certified(waived_run(), waiving()));
  for (const char* word : {"core/one-sale", "Zoé Martin", "2026-12-31", "loses &quot;answers&quot; &amp; retries"})
    EXPECT_THAT(page, HasSubstr(word));
}

TEST(TheCode, NamesTheFileAndTheKey) {
  const Certificate c = certified(good_run());
  EXPECT_EQ(certificate_code(c), "parcours-certificate/1 sha256:" + encaissement::sha256_hex(certificate_text(c)) +
                                     " key:" + encaissement::key_id(c.key));
}

}  // namespace
}  // namespace parcours
