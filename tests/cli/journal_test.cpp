// parcours journal: a folder of serve's, looked at from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "reference/core/encaissement.h"
#include "reference/core/text.h"
#include "reference/journal/sqlite_journal.h"
#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using namespace encaissement;
using testing::HasSubstr, testing::Not;

class JournalVerb : public testing::Test {
 protected:
  JournalVerb() : journal{std::get<0>(SqliteJournal::open_folder(here.path("data")))} {
    journal->open({}, 7);
    const Instant now = parse_moment("24/06/2020 09:00").value();
    Encaissement service{{}, 7, journal.get()};
    service.add_point({.code = "P001", .name = "Canoë", .shop = "10000001", .convention = ConventionId{1}}, now);
    service.add_account({.login = "708900", .email = "a@b.example", .verifier = "$the-verifier", .convention = ConventionId{1}}, now);
    service.execute({{.kind = Principal::Kind::shop, .point = PointId{1}},
                     Request{{.parcours = Parcours::a, .mode = Mode::qr, .amount = TypedAmount::given(Money::from_cents(4000)),
                              .basket = "REF1"}}, {"key-1", 1}}, now);
    service.execute({{}, AskRecovery{"708900", "the-secret-link"}, {}}, now);
    journal->flush();
  }
  std::string path(const std::string& name) const { return here.path("data/" + name); }

  Workplace here;
  std::unique_ptr<SqliteJournal> journal;
};

TEST_F(JournalVerb, VerifyCountsWhatIsThere) {
  journal.reset();
  const Ended ended = here.parcours({"journal", "verify", "data"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("data: good: "));
  EXPECT_THAT(ended.out, HasSubstr("1 operation, up to 24/06/2020 09:00:00.000"));
}

TEST_F(JournalVerb, VerifyNamesDamageAndItsPlace) {
  journal.reset();
  std::string bytes = here.read("data/journal.db");
  bytes[bytes.find("the-secret-link")] = 'T';
  here.write("data/journal.db", bytes);
  const Ended ended = here.parcours({"journal", "verify", "data"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("data: entry 1 (of fact 1) is not as it was written"));
}

TEST_F(JournalVerb, AJournalInUseIsNotTouched) {
  for (const char* verb : {"verify", "export"}) {
    const Ended ended = here.parcours({"journal", verb, "data"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_THAT(ended.err, HasSubstr("in use by another server (process "));
  }
}

TEST_F(JournalVerb, AFolderWithoutAJournalIsAWrongWord) {
  const Ended ended = here.parcours({"journal", "verify", "nowhere"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("nowhere: there is no journal"));
  EXPECT_FALSE(here.has("nowhere"));
  EXPECT_EQ(here.parcours({"journal", "verfy", "data"}).code, 2);
}

TEST_F(JournalVerb, ExportIsOneLineAFactWithoutSecrets) {
  journal.reset();
  const Ended ended = here.parcours({"journal", "export", "data"});
  ASSERT_EQ(ended.code, 0) << ended.err;
  std::istringstream lines{ended.out};
  std::vector<std::string> facts;
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(nlohmann::json::accept(line)) << line;
    facts.push_back(nlohmann::json::parse(line).at("fact"));
  }
  EXPECT_THAT(facts, testing::IsSupersetOf({"point added", "account added", "operation created", "answered", "recovery issued"}));
  EXPECT_THAT(ended.out, HasSubstr("\"basket\":\"REF1\""));
  EXPECT_THAT(ended.out, HasSubstr("\"key\":\"key-1\""));
  for (const char* secret : {"verifier", "secret-link"}) EXPECT_THAT(ended.out, Not(HasSubstr(secret)));
  ASSERT_EQ(here.parcours({"journal", "export", "data", "--out", "facts.ndjson"}).code, 0);
  EXPECT_EQ(here.read("facts.ndjson"), ended.out);
}

}  // namespace
}  // namespace parcours::cli
