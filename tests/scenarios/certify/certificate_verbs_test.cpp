// key and certificate as a person types them: words in, exit code and both outputs out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "reports/files.h"
#include "reports/record_json.h"
#include "scenarios/certify/certificate_json.h"
#include "scenarios/certify/key_file.h"
#include "scenarios/cli/certificate.h"
#include "tests/scenarios/certify/certified_run.h"

namespace parcours {
namespace {

using testing::AllOf, testing::HasSubstr, testing::Not, testing::StartsWith;
namespace fs = std::filesystem;

struct Ended {
  ExitCode code{};
  std::string out, err;
};

class Verbs : public testing::Test {
 protected:
  Verbs() {
    std::string name = (fs::temp_directory_path() / "certificate-XXXXXX").string();
    folder = mkdtemp(name.data());
    write("c.json", certificate_text(certified(waived_run(), waiving())));
    write("key.pub.json", public_key_text(test_key().public_key()));
  }
  ~Verbs() override { fs::remove_all(folder); }
  std::string path(const std::string& name) const { return (folder / name).string(); }
  void write(const std::string& name, const std::string& text) const { ASSERT_FALSE(write_text_file(path(name), text)); }
  std::string read(const std::string& name) const { return read_text_file(path(name)).value(); }

  Ended ended(const std::function<ExitCode(Terminal&)>& verb) const {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Ended end;
    {
      Terminal terminal;
      end.code = terminal.finish(verb(terminal));
    }
    end.out = testing::internal::GetCapturedStdout();
    end.err = testing::internal::GetCapturedStderr();
    return end;
  }
  Ended key(const Words& words) const {
    return ended([&](Terminal& terminal) { return command_key(words, terminal); });
  }
  Ended certificate(const Words& words, const RerunVerb& rerun = {}) const {
    return ended([&](Terminal& terminal) { return certificate_verb(words, terminal, rerun); });
  }
  Ended verify(const Words& more, const RerunVerb& rerun = {}) const {
    Words words{"verify", path("c.json"), "--today", "2026-12-01"};
    words.insert(words.end(), more.begin(), more.end());
    return certificate(words, rerun);
  }
  Words trust() const { return {"--trust", path("key.pub.json")}; }

  fs::path folder;
};

TEST_F(Verbs, AKeyIsMadeForItsOwnerAndItsPublicPartShown) {
  EXPECT_EQ(key({"new", "--out", path("k.json")}).code, ExitCode::conforming);
  EXPECT_EQ(fs::status(path("k.json")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const Ended shown = key({"show", path("k.json")});
  EXPECT_EQ(shown.code, ExitCode::conforming);
  EXPECT_THAT(shown.out, AllOf(HasSubstr("parcours-public-key/1"), Not(HasSubstr("secret"))));
  write("k.pub.json", shown.out);
  EXPECT_EQ(key({"show", path("k.pub.json")}).out, shown.out);
}

TEST_F(Verbs, AKeyThatIsThereIsNotOverwritten) {
  ASSERT_EQ(key({"new", "--out", path("k.json")}).code, ExitCode::conforming);
  const std::string before = read("k.json");
  const Ended again = key({"new", "--out", path("k.json")});
  EXPECT_EQ(again.code, ExitCode::usage);
  EXPECT_THAT(again.err, HasSubstr("never overwritten"));
  EXPECT_EQ(read("k.json"), before);
}

TEST_F(Verbs, ATrustedCertificateIsGood) {
  const Ended end = verify(trust());
  EXPECT_EQ(end.code, ExitCode::conforming) << end.err;
  EXPECT_THAT(end.out, AllOf(HasSubstr("profile   core: 2 cases, 0 passed, 1 with a warning, 1 waived"),
                             HasSubstr("until 2026-12-31 by Zoé Martin"), HasSubstr("good: unchanged, in force")));
}

TEST_F(Verbs, WithoutATrustedKeyItIsSaidWhatASignatureProves) {
  const Ended end = verify({});
  EXPECT_EQ(end.code, ExitCode::could_not_judge);
  EXPECT_THAT(end.err, AllOf(HasSubstr("that is all a signature proves"), HasSubstr("--trust FILE")));
}

TEST_F(Verbs, OneChangedByteIsRefused) {
  std::string text = read("c.json");
  text[text.find("b77")] = 'c';
  write("c.json", text);
  const Ended end = verify(trust());
  EXPECT_EQ(end.code, ExitCode::nonconforming);
  EXPECT_THAT(end.err, AllOf(HasSubstr("the certificate was changed"), HasSubstr("not to be relied on")));
  EXPECT_EQ(certificate({"show", path("c.json"), "--html", path("page.html")}).code, ExitCode::nonconforming);
  EXPECT_FALSE(fs::exists(path("page.html")));
}

TEST_F(Verbs, ItsRecordIsComparedWhenGiven) {
  write("record.json", to_json(waived_run().record));
  Words words = trust();
  words.insert(words.end(), {"--record", path("record.json")});
  EXPECT_EQ(verify(words).code, ExitCode::conforming);
  write("record.json", to_json(good_run().record));
  EXPECT_EQ(verify(words).code, ExitCode::nonconforming);
}

TEST_F(Verbs, WrongWordsAreToldAsSuch) {
  EXPECT_EQ(verify({"--today", "soon"}).code, ExitCode::usage);
  EXPECT_EQ(verify({"--trust", path("absent")}).code, ExitCode::usage);
  EXPECT_EQ(certificate({"verify", path("absent")}).code, ExitCode::usage);
  EXPECT_EQ(certificate({"verfy"}).code, ExitCode::usage);
  EXPECT_THAT(key({"nwe"}).err, HasSubstr("did you mean \"new\""));
  EXPECT_THAT(verify({"--rerun"}).code, ExitCode::usage);  // Nothing was given that could run it.
}

TEST_F(Verbs, ItIsRunAgainAndCompared) {
  CertifiedRun again = good_run();
  for (CaseResult& one : again.record.cases)
    if (one.id == "core/one-sale") one.verdict = Verdict::fail;
  complete(again.record);
  RerunVerb rerun;
  rerun.run = [&](const RerunSettings& settings, Terminal&) -> Reported<CertifiedRun> {
    EXPECT_EQ(settings.policies.immediate_ttl_s, 250);
    return again;
  };
  Words words = trust();
  words.emplace_back("--rerun");
  EXPECT_THAT(verify(words, rerun).out, HasSubstr("the same, byte for byte"));
  again.record.cases.front().verdict = Verdict::fail;
  complete(again.record);
  const Ended other = verify(words, rerun);
  EXPECT_EQ(other.code, ExitCode::nonconforming);
  EXPECT_THAT(other.err, HasSubstr("core/amounts: certified warn, found fail"));
}

TEST_F(Verbs, ThePageAndTheBadgeAreMadeFromTheCertificate) {
  const Ended end = certificate({"show", path("c.json"), "--html", path("page.html"), "--badge", path("badge.svg")});
  EXPECT_EQ(end.code, ExitCode::conforming) << end.err;
  EXPECT_THAT(read("page.html"), StartsWith("<!doctype html>"));
  EXPECT_THAT(read("badge.svg"), StartsWith("<svg"));
}

}  // namespace
}  // namespace parcours
