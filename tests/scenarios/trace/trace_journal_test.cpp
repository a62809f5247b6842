// Journals: everything is known, so everything is judged.
#include "reference/journal/sqlite_journal.h"
#include "scenarios/serve/journal_lines.h"
#include "scenarios/trace/journal_books.h"
#include "tests/reference/journal/journal_folder.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace encaissement;

const Speaker kCashier{Door::espace, "70890001", "P001"};

// A day of all four parcours at a desk.
class MerchantsDay {
 public:
  explicit MerchantsDay(LocalDesk& desk) : desk_{desk} {}

  void live() {
    const std::string a = request("A", "qr"), b = request("B", "email"), c = request("C", "identifier"), d = request("D", "email");
    scan(a);
    pay(a, "30,00"), pay(b, "40,00"), pay(c, "40,00"), pay(d, "25,00");
    now_ += std::chrono::hours{1};
    act(Verb::validate, kCashier, c, "20,00");
    act(Verb::cancel, kCashier, request("A", "qr"), "");
    request("A", "qr");
    request("B", "email");
    now_ += std::chrono::hours{24 * 30};
    desk_.advance(now_);
  }

  std::string request(const std::string& parcours, const std::string& mode) {
    Call call;
    call.who = kCashier;
    call.verb = Verb::request;
    call.form = {.parcours = parcours, .amount = "40,00", .basket = "REF" + std::to_string(++count_), .mode = mode};
    if (mode == "email") call.form.identifier = "ts-client2@yopmail.com", call.form.payment_days = 3;
    if (mode == "identifier") call.form.identifier = guide_world().customer("alice")->identifier;
    if (parcours == "C" || parcours == "D") call.form.validation_days = 2, call.form.notify_email = "m@example.fr";
    return desk_.submit(call, now_).number;
  }
  void scan(const std::string& number) {
    Call call;
    call.who = {Door::phone, "alice", ""};
    call.verb = Verb::scan;
    call.code = desk_.code_of(kCashier, number, now_);
    desk_.submit(call, now_);
  }
  void pay(const std::string& number, const std::string& amount) { act(Verb::pay, {Door::phone, "alice", ""}, number, amount); }
  void act(Verb verb, const Speaker& who, const std::string& number, const std::string& amount) {
    Call call;
    call.who = who;
    call.verb = verb;
    call.operation = number;
    call.amount = amount;
    desk_.submit(call, now_);
  }

 private:
  LocalDesk& desk_;
  Instant now_ = *parse_moment("24/06/2020 11:33:00.000");
  int count_ = 0;
};

std::string rules_in(const Books& books) {
  std::set<std::string> rules;
  for (const TraceFinding& f : books.findings()) rules.insert(std::string{to_string(f.rule)});
  std::string text;
  for (const std::string& rule : rules) text += (text.empty() ? "" : " ") + rule;
  return text;
}

std::string sentences(const Books& books) {
  std::string text;
  for (const TraceFinding& f : books.findings()) text += f.sentence + " expected " + f.expected.front() + " found " + f.actual + "\n";
  return text;
}

std::string lines_of(Journal& journal) {
  JournalLines lines;
  std::string text;
  journal.read([&](const Fact& fact) { text += lines.line(fact); });
  return text;
}

Books books_of(Journal& journal) {
  JournalBooks books{Policies{}};
  std::size_t line = 0;
  journal.read([&](const Fact& fact) { books.take(fact, {++line, ""}); });
  books.end();
  return books.books;
}

TEST(TraceJournalTest, AFolderOfAGoodServiceHasNothingWrong) {
  JournalFolder folder;
  {
    auto journal = folder.open();
    SqliteJournal* disk = journal.get();
    LocalDesk desk{{}, std::move(journal)};
    desk.start(guide_world(), {}, *parse_moment("24/06/2020 11:33:00.000"), 7);
    MerchantsDay{desk}.live();
    ASSERT_EQ(disk->flush(), std::nullopt);
  }
  const JudgedJournal judged = judge_folder(folder.path());
  EXPECT_EQ(judged.trouble, "");
  EXPECT_EQ(rules_in(judged.books), "") << sentences(judged.books);
  for (const RuleId rule : {RuleId::sta_01, RuleId::tim_02, RuleId::tim_03, RuleId::tim_04, RuleId::tim_06, RuleId::mon_01, RuleId::mon_02, RuleId::mon_03})
    EXPECT_GT(judged.books.tally(rule).held, 0u) << to_string(rule);
  EXPECT_NE(judge_folder(folder.path() + "/nothing").trouble, "");
}

TEST(TraceJournalTest, ItsExportIsJudgedToo) {
  InProcessTarget target;
  target.reset(guide_world(), {}, *parse_moment("24/06/2020 11:33:00.000"), 7);
  MerchantsDay{target}.live();
  const std::string lines = lines_of(target.journal());
  const JudgedJournal judged = judge_exported(lines, "j.ndjson", {});
  EXPECT_EQ(judged.trouble, "");
  EXPECT_EQ(rules_in(judged.books), "") << sentences(judged.books);
  EXPECT_GT(judged.books.tally(RuleId::sta_01).held, 5u);
  EXPECT_EQ(judge_exported(lines + "{\"at\":\"x\"}\n", "j.ndjson", {}).trouble.substr(0, 9), "j.ndjson:");
}

void expect_caught(const char* defect, const char* rules, const std::function<void(MerchantsDay&)>& more = {}) {
  const auto target = broken_target(*find_defect(defect));
  target->reset(guide_world(), {}, *parse_moment("24/06/2020 11:33:00.000"), 7);
  MerchantsDay day{*target};
  if (more) more(day);
  day.live();
  const Books books = books_of(target->journal());
  EXPECT_EQ(rules_in(books), rules) << defect << "\n" << sentences(books);
}

TEST(TraceJournalTest, BrokenServicesAreCaught) {
  expect_caught("tim-03-a-second-too-long", "TIM-03");
  expect_caught("tim-04-immediate-waits-for-sweep", "TIM-04");
  expect_caught("frm-11-any-number-of-requests", "FRM-11", [](MerchantsDay& d) { d.request("C", "identifier"), d.request("C", "identifier"); });
  expect_caught("val-01-raised-at-validation", "VAL-01", [](MerchantsDay& d) {
    const std::string id = d.request("C", "identifier");
    d.pay(id, "20,00");
    d.act(Verb::validate, kCashier, id, "30,00");
  });
}

}  // namespace
}  // namespace parcours
