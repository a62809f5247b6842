// Attended mode: a scripted person types into a pipe, or answers on the page.
#include "scenarios/certify/attended.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "reference/core/text.h"
#include "reference/http/wire.h"
#include "reference/qr/picture.h"
#include "reference/qr/png.h"
#include "reference/qr/reader.h"
#include "reference/qr/render.h"
#include "sim/http_client.h"

namespace parcours {
namespace {

using encaissement::operator""_cents;
using http::Json;

std::string code_as_png() {
  const auto symbol = encaissement::encode_symbol("ENC1:demonstration");
  return encaissement::to_png(encaissement::render(std::get<encaissement::Symbol>(symbol), {}));
}

TillHello counter() {
  TillHello hello;
  hello.vendor = "ACME";
  hello.product = "Till";
  hello.version = "2.1";
  hello.capabilities = {"qr", "identifier", "validation", "screen", "receipt"};
  hello.clock = TillClock::wall;
  return hello;
}

TillOrder asks(const std::string& sale, const std::string& amount) {
  TillOrder order;
  order.sale = sale;
  order.parcours = "A";
  order.amount = amount;
  order.mode = "qr";
  return order;
}

// A terminal whose lines were typed beforehand.
class Attended : public ::testing::Test {
 protected:
  ~Attended() override {
    if (terminal_[0] >= 0) close(terminal_[0]);
    if (terminal_[1] >= 0) close(terminal_[1]);
  }

  AttendedTill& person(const std::string& typed, bool page = false, bool terminal = true) {
    EXPECT_EQ(pipe2(terminal_, O_CLOEXEC), 0);
    EXPECT_EQ(write(terminal_[1], typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
    AttendedOptions options;
    options.talk.terminal = terminal ? terminal_[0] : -1;
    options.talk.say = [this](std::string_view text) { said_ += text; };
    options.talk.page = page;
    options.talk.calls = [this] { return calls_; };
    options.hello = counter();
    auto opened = AttendedTill::open(std::move(options));
    till_ = std::get<std::unique_ptr<AttendedTill>>(std::move(opened));
    return *till_;
  }

  void hang_up() {
    close(terminal_[1]);
    terminal_[1] = -1;
  }

  bool was_told(std::string_view text) const { return said_.find(text) != std::string::npos; }

  int terminal_[2] = {-1, -1};
  std::string said_;
  std::vector<std::string> calls_;
  std::unique_ptr<AttendedTill> till_;
};

TEST_F(Attended, CreatesASaleAndSeesItPaidInPart) {
  AttendedTill& till = person("\n1\n4\n30,00\n10,07\nPayé 30,00 €\nIl reste 10,07 €\n3\nReçu 30,00 reste 10,07\n1\n");
  EXPECT_TRUE(till.reset({.base_url = "http://127.0.0.1:1", .authority = {}, .shop = {}, .people = {}, .now = {}}).is_ok());
  EXPECT_TRUE(till.order(asks("S-1", "40,07")).is_ok());
  const auto told = till.observe();
  ASSERT_EQ(told.value.size(), 1U);
  const SaleView& view = told.value[0];
  EXPECT_EQ(view.state, SaleState::paid);
  EXPECT_EQ(view.received, 3000_cents);
  EXPECT_EQ(view.remaining, 1007_cents);
  EXPECT_EQ(view.customer, "Il reste 10,07 €");
  ASSERT_TRUE(view.receipt);
  EXPECT_TRUE(view.receipt->final);
  EXPECT_TRUE(was_told("Ask for \"40,07\" by QR code"));
}

TEST_F(Attended, WhatIsNoAnswerIsAskedAgainWithWhatWasExpected) {
  AttendedTill& till = person("\nyes\n9\n?\n1\n");
  EXPECT_TRUE(till.reset({}).is_ok());
  EXPECT_TRUE(till.order(asks("S-1", "40")).is_ok());
  EXPECT_TRUE(was_told("expected a number from 1 to 4, found \"yes\""));
  EXPECT_TRUE(was_told("expected a number from 1 to 4, found \"9\""));
  EXPECT_TRUE(was_told("stop: end here"));
}

TEST_F(Attended, AnAmountMustBeOne) {
  AttendedTill& till = person("1\n4\nthirty\n30,001\n30 €\n\n\n\n1\n1\n");
  till.order(asks("S-1", "30"));
  EXPECT_EQ(till.observe().value.at(0).received, 3000_cents);
  EXPECT_TRUE(was_told("expected an amount like 40,07; 0: I do not know, found \"thirty\""));
  EXPECT_TRUE(was_told("found \"30,001\""));
}

TEST_F(Attended, BackCorrectsTheLastAnswer) {
  AttendedTill& till = person("1\n4\n30,00\nback\n31,00\n0,00\n\n\n1\n1\n");
  till.order(asks("S-1", "31"));
  EXPECT_EQ(till.observe().value.at(0).received, 3100_cents);
}

TEST_F(Attended, BackAtTheFirstQuestionStaysThere) {
  AttendedTill& till = person("back\n2\nRefusé\n");
  const TillReply reply = till.order(asks("S-1", "31"));
  EXPECT_TRUE(was_told("There is no question before this one."));
  EXPECT_EQ(reply.kind, TillReply::Kind::error);
  EXPECT_TRUE(reply.definite);
  EXPECT_EQ(reply.message, "Refusé");
}

TEST_F(Attended, ARefusalThatIsNotCertainIsIndefinite) {
  AttendedTill& till = person("3\n\n4\n");
  const TillReply unclear = till.order(asks("S-1", "31"));
  EXPECT_EQ(unclear.kind, TillReply::Kind::error);
  EXPECT_FALSE(unclear.definite);
  EXPECT_EQ(till.order(asks("S-2", "31")).kind, TillReply::Kind::unsupported);
}

TEST_F(Attended, WhatIsNotKnownIsADoubtAndNoState) {
  AttendedTill& till = person("1\n4\n0\n1\n\n\n1\n1\n");
  till.order(asks("S-1", "31"));
  EXPECT_EQ(till.observe().value.at(0).state, SaleState::unknown);
  EXPECT_EQ(till.take_doubts(), std::vector<std::string>{"S-1: received"});
  EXPECT_TRUE(till.take_doubts().empty());
}

TEST_F(Attended, StopEndsItAllAndEverythingAfterItIsLost) {
  AttendedTill& till = person("1\nstop\n");
  till.order(asks("S-1", "31"));
  EXPECT_EQ(till.observe().reply.kind, TillReply::Kind::lost);
  EXPECT_TRUE(till.stopped());
  EXPECT_EQ(till.order(asks("S-2", "31")).kind, TillReply::Kind::lost);
  EXPECT_EQ(till.tick({}).reply.kind, TillReply::Kind::lost);
}

TEST_F(Attended, AClosedTerminalWithoutAPageIsAStop) {
  AttendedTill& till = person("1\n");
  hang_up();
  EXPECT_TRUE(till.order(asks("S-1", "31")).is_ok());
  EXPECT_EQ(till.observe().reply.kind, TillReply::Kind::lost);
}

TEST_F(Attended, NobodyIsAskedTheSameAgainForNothing) {
  calls_ = {"11:33:05 GET …/foo/ -> 200 PROCESSING"};
  AttendedTill& till = person("1\n2\n40,07\n\n1\n1\n1\n");
  till.order(asks("S-1", "40,07"));
  EXPECT_EQ(till.observe().value.at(0).state, SaleState::pending);
  calls_.push_back("11:33:08 GET …/foo/ -> 200 PROCESSING");
  EXPECT_EQ(till.observe().value.at(0).state, SaleState::pending);
  EXPECT_FALSE(was_told("Does the till still show sale S-1"));
  calls_.push_back("11:33:11 GET …/foo/ -> 200 VALIDATED");
  EXPECT_EQ(till.observe().value.at(0).state, SaleState::pending);
  EXPECT_TRUE(was_told("Does the till still show sale S-1 as: it waits for the customer?"));
  EXPECT_TRUE(was_told("200 VALIDATED"));
}

TEST_F(Attended, APhotographIsReadFromItsFile) {
  const auto file = std::filesystem::temp_directory_path() / ("attended-" + std::to_string(getpid()) + ".png");
  std::ofstream{file, std::ios::binary} << code_as_png();
  AttendedTill& till = person("1\n2\n40,07\n\n/no/such/file.png\n/etc/hostname\n" + file.string() + "\n1\n");
  till.order(asks("S-1", "40,07"));
  const auto told = till.observe("S-1");
  std::filesystem::remove(file);
  const auto picture = encaissement::read_picture(told.value.at(0).screen);
  ASSERT_TRUE(std::holds_alternative<encaissement::GreyImage>(picture));
  EXPECT_EQ(encaissement::read_symbol(std::get<encaissement::GreyImage>(picture)), "ENC1:demonstration");
  EXPECT_TRUE(was_told("no file that can be read"));
  EXPECT_TRUE(was_told("expected a picture, PNG or JPEG"));
}

TEST_F(Attended, WhatTheTillIsCanBeAsked) {
  ASSERT_EQ(pipe2(terminal_, O_CLOEXEC), 0);
  const std::string typed = "ACME\nTill\n2.1\n\n1 2, 7\n2\n";
  ASSERT_EQ(write(terminal_[1], typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
  AttendedOptions options;
  options.talk.terminal = terminal_[0];
  options.talk.page = false;
  auto till = std::get<std::unique_ptr<AttendedTill>>(AttendedTill::open(std::move(options)));
  const TillHello hello = till->hello().value;
  EXPECT_EQ(hello.vendor, "ACME");
  EXPECT_EQ(hello.capabilities, (std::vector<std::string>{"qr", "identifier", "receipt"}));
  EXPECT_EQ(hello.notices, TillNotices::http);
  EXPECT_EQ(hello.clock, TillClock::wall);
}

TEST(AttendedOpening, NeedsSomewhereToAnswer) {
  AttendedOptions options;
  options.talk.terminal = -1;
  options.talk.page = false;
  EXPECT_TRUE(std::holds_alternative<std::string>(AttendedTill::open(std::move(options))));
}

// ---- the page ---------------------------------------------------------------------------------------------------

// A person at the page: answers each question once, in order.
class AtThePage {
 public:
  explicit AtThePage(const std::string& url) : token_{url.substr(url.find('#') + 1)} {
    client_ = std::get<std::unique_ptr<HttpTransport>>(connect_http({.url = url.substr(0, url.find("/#"))}));
  }

  HttpReply get(const std::string& path) { return send("GET", path, ""); }
  HttpReply post(const std::string& path, const std::string& body) { return send("POST", path, body); }

  // The question after `number`, which is put soon.
  Json sheet_after(int number) {
    for (int i = 0; i < 500; ++i) {
      const Json sheet = Json::parse(get("/sheet").response.body);
      if (sheet["number"].get<int>() > number) return sheet;
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return {};
  }

  int answer(int after, const std::string& text) {
    const Json sheet = sheet_after(after);
    post("/answer", Json{{"number", sheet["number"]}, {"text", text}}.dump());
    return sheet["number"].get<int>();
  }

  std::string token_;

 private:
  HttpReply send(const std::string& method, const std::string& path, const std::string& body) {
    http::Request request{.method = method, .path = path};
    request.raw_path = path.substr(0, path.find('?'));
    if (path.find('?') != std::string::npos) request.query = path.substr(path.find('?') + 1);
    request.path = request.raw_path;
    request.headers = {{"Parcours-Token", token_}};
    request.body = body;
    return client_->send(request);
  }

  std::unique_ptr<HttpTransport> client_;
};

TEST_F(Attended, ThePageAnswersToo) {
  AttendedTill& till = person("", true);
  std::thread at_page{[&] {
    AtThePage page{till.url()};
    int number = page.answer(0, "1");
    number = page.answer(number, "2");
    number = page.answer(number, "40,07");
    number = page.answer(number, "En attente");
    const Json sheet = page.sheet_after(number);
    EXPECT_EQ(sheet["kind"], "picture");
    EXPECT_EQ(page.post("/picture?number=" + sheet["number"].dump(), code_as_png()).response.status, 202);
    page.answer(sheet["number"].get<int>(), "1");
  }};
  EXPECT_TRUE(till.order(asks("S-1", "40,07")).is_ok());
  const auto told = till.observe("S-1");
  at_page.join();
  ASSERT_EQ(told.value.size(), 1U);
  EXPECT_EQ(told.value[0].state, SaleState::pending);
  EXPECT_EQ(told.value[0].cashier, "En attente");
  EXPECT_FALSE(told.value[0].screen.empty());
  EXPECT_TRUE(was_told("(on the page: a picture)"));
}

TEST_F(Attended, AnAnswerToAnEarlierQuestionIsRefused) {
  AttendedTill& till = person("", true);
  std::thread at_page{[&] {
    AtThePage page{till.url()};
    const int number = page.answer(0, "2");
    page.sheet_after(number);
    EXPECT_EQ(page.post("/answer", Json{{"number", number}, {"text", "1"}}.dump()).response.status, 409);
    EXPECT_EQ(page.post("/answer", "[]").response.status, 400);
    page.answer(number, "Refusé");
  }};
  const TillReply reply = till.order(asks("S-1", "40,07"));
  at_page.join();
  EXPECT_EQ(reply.message, "Refusé");
}

TEST_F(Attended, WithoutTheTokenNothingIsShownOrTaken) {
  AttendedTill& till = person("", true);
  AtThePage stranger{till.url()};
  EXPECT_EQ(stranger.get("/").response.status, 200);
  EXPECT_EQ(stranger.get("/").response.body.find(stranger.token_), std::string::npos);
  EXPECT_EQ(stranger.get("/sheet").response.status, 200);
  stranger.token_ = "guessed";
  EXPECT_EQ(stranger.get("/sheet").response.status, 403);
  EXPECT_EQ(stranger.post("/answer", R"({"number":0,"text":"1"})").response.status, 403);
}

// ---- what it may come to ------------------------------------------------------------------------------------------

CaseResult result(Verdict verdict, std::vector<std::string> rules) {
  CaseResult made;
  made.verdict = verdict;
  made.rules = std::move(rules);
  return made;
}

Verdict capped(CaseResult made, std::vector<Finding> findings = {}) {
  cap_at_review(made, findings);
  return made.verdict;
}

Finding found(Oracle oracle) {
  Finding finding;
  finding.oracle = oracle;
  return finding;
}

TEST(AttendedVerdict, APassThatTheWireProvesStands) {
  EXPECT_EQ(capped(result(Verdict::pass, {"POS-01", "POS-04"})), Verdict::pass);
  EXPECT_EQ(capped(result(Verdict::pass, {"POS-01", "POS-07"})), Verdict::review);
  EXPECT_EQ(capped(result(Verdict::pass, {})), Verdict::review);
}

TEST(AttendedVerdict, AFailThatOnlyAPersonSawIsReview) {
  EXPECT_EQ(capped(result(Verdict::fail, {"POS-04"}), {found(Oracle::belief)}), Verdict::review);
  EXPECT_EQ(capped(result(Verdict::fail, {"POS-07"}), {found(Oracle::belief), found(Oracle::ledger)}), Verdict::fail);
  EXPECT_EQ(capped(result(Verdict::fail, {"POS-07"}), {found(Oracle::wire)}), Verdict::fail);
}

TEST(AttendedVerdict, WhatWasNotJudgedStaysSo) {
  EXPECT_EQ(capped(result(Verdict::unsupported, {"POS-07"})), Verdict::unsupported);
  EXPECT_EQ(capped(result(Verdict::crash, {"POS-07"})), Verdict::crash);
}

TEST(AttendedWire, ACallIsALineThatSaysWhatCameOfIt) {
  TracedCall call;
  call.at = *encaissement::parse_moment("24/06/2020 11:33:05");
  call.request = {.method = "GET", .path = "/acquisition/api/public/v1/payment-transactions/foo"};
  call.answer = http::Response{.body = R"({"transaction":{"state":"PROCESSING"}})"};
  EXPECT_EQ(call_line(call), "11:33:05 GET …/foo -> 200 PROCESSING");
  call.fate = TracedCall::Fate::lost;
  EXPECT_EQ(call_line(call), "11:33:05 GET …/foo -> 200 PROCESSING, lost on the way");
  call.answer->body = R"({"transaction":[1]})";
  call.fate = TracedCall::Fate::answered;
  EXPECT_EQ(call_line(call), "11:33:05 GET …/foo -> 200");
}

}  // namespace
}  // namespace parcours
