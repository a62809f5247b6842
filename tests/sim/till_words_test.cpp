// The adapter protocol in words: what one side writes the other reads, and what is wrong is told with its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reference/seal/base64.h"
#include "sim/till_words.h"
#include "tests/sim/till_lines.h"

namespace parcours {
namespace {

using namespace till_message;
using encaissement::operator""_cents;
using testing::HasSubstr;

TEST(TillWords, AMessageIsReadAsItWasMade) {
  std::int64_t id = 0;
  for (const TillMessage& message : every_till_message()) {
    const std::string line = to_line(++id, message);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const ReadMessage read = read_message(line);
    ASSERT_TRUE(read.message) << line << ' ' << read.trouble;
    EXPECT_EQ(read.id, id);
    EXPECT_EQ(to_line(id, *read.message), line);
  }
}

TEST(TillWords, EveryMemberOfAnOrderTravels) {
  const ReadMessage read = read_message(to_line(1, Do{a_till_order()}));
  const TillOrder& order = std::get<Do>(*read.message).order;
  const TillOrder made = a_till_order();
  EXPECT_EQ(std::tie(order.verb, order.sale, order.parcours, order.amount, order.mode, order.customer),
            std::tie(made.verb, made.sale, made.parcours, made.amount, made.mode, made.customer));
  EXPECT_EQ(order.payment_days, 0);
  EXPECT_EQ(order.validation_days, -1);
  EXPECT_EQ(order.notify_email, made.notify_email);
}

TEST(TillWords, WhatIsNotMeantIsNotSaid) {
  TillOrder order;
  order.verb = TillVerb::look;
  order.sale = "A";
  EXPECT_EQ(to_line(3, Do{order}), R"({"id":3,"message":"do","verb":"look","sale":"A"})");
}

TEST(TillWords, ANotificationTravelsWithPathQueryAndHeaders) {
  const ReadMessage read = read_message(to_line(1, Notify{a_till_notification()}));
  const http::Request& request = std::get<Notify>(*read.message).notification;
  EXPECT_EQ(request.raw_path, "/notices/T7%C3%A9");
  EXPECT_EQ(request.query, "a=b");
  EXPECT_EQ(request.header("ancv-security"), "HmacSHA256.1.x");
  EXPECT_EQ(request.body, a_till_notification().body);
}

TEST(TillWords, AHelloIsReadAsItWasMade) {
  TillAnswer answer;
  answer.hello = a_till_hello();
  const std::string line = to_line(7, Hello{}, answer);
  const TillAnswer read = read_answer(Hello{}, line);
  ASSERT_TRUE(read.reply.is_ok()) << read.reply.message;
  EXPECT_EQ(answer_id(line), 7);
  EXPECT_EQ(to_line(7, Hello{}, read), line);
  EXPECT_EQ(read.hello.capabilities, a_till_hello().capabilities);
}

TEST(TillWords, SalesAreReadAsTheyWereMade) {
  TillAnswer answer;
  answer.sales = {a_sale_view(), SaleView{.sale = "B"}};
  const TillAnswer read = read_answer(Observe{}, to_line(5, Observe{}, answer));
  ASSERT_TRUE(read.reply.is_ok()) << read.reply.message;
  ASSERT_EQ(read.sales.size(), 2U);
  EXPECT_EQ(read.sales[0].screen, a_sale_view().screen);
  EXPECT_EQ(read.sales[0].received, 3000_cents);
  EXPECT_TRUE(read.sales[0].receipt->final);
  EXPECT_FALSE(read.sales[1].receipt);
  EXPECT_EQ(to_line(5, Observe{}, read), to_line(5, Observe{}, answer));
}

TEST(TillWords, TheNextTimerMayBeNever) {
  TillAnswer answer;
  EXPECT_EQ(to_line(4, Tick{}, answer), R"({"id":4,"ok":{"next":null}})");
  EXPECT_FALSE(read_answer(Tick{}, to_line(4, Tick{}, answer)).next);
  answer.next = till_morning();
  EXPECT_EQ(read_answer(Tick{}, to_line(4, Tick{}, answer)).next, till_morning());
}

TEST(TillWords, ErrorsSayWhetherTheyAreDefinite) {
  const TillAnswer read = read_answer(Do{}, R"({"id":3,"error":{"code":"TIMEOUT","definite":false,"message":"no answer"}})");
  EXPECT_EQ(read.reply.kind, TillReply::Kind::error);
  EXPECT_EQ(read.reply.code, "TIMEOUT");
  EXPECT_FALSE(read.reply.definite);
  EXPECT_EQ(read.reply.message, "no answer");
  EXPECT_EQ(read_answer(Do{}, R"({"id":3,"unsupported":{"message":"no"}})").reply.kind, TillReply::Kind::unsupported);
}

TEST(TillWords, AWrongAnswerIsToldWithItsPlaceAndWhatWasFound) {
  for (const WrongTillAnswer& wrong : wrong_till_answers()) {
    const TillAnswer read = read_answer(wrong.asked, wrong.line);
    EXPECT_EQ(read.reply.kind, TillReply::Kind::lost) << wrong.line;
    EXPECT_THAT(read.reply.message, HasSubstr(wrong.trouble));
    EXPECT_THAT(read.reply.message, HasSubstr("answer 3 to `"));
  }
}

TEST(TillWords, AmountsOfAnySizeAreReadOrRefusedAndNeverBroken) {
  const auto with = [](const std::string& amount) {
    return read_answer(Observe{}, R"({"id":3,"ok":{"sales":[{"sale":"A","state":"paid","requested":)" + amount +
                                      R"(,"received":0,"remaining":0}]}})").reply.is_ok();
  };
  EXPECT_TRUE(with("10000000000000"));
  EXPECT_FALSE(with("10000000000001"));
  EXPECT_TRUE(with("-10000000000000"));
  EXPECT_FALSE(with("-10000000000001"));
  EXPECT_FALSE(with("18446744073709551615"));
  EXPECT_FALSE(with("1e3"));
}

TEST(TillWords, MembersOfTheirOwnStartWithX) {
  EXPECT_TRUE(read_answer(Tick{}, R"({"id":3,"ok":{"next":null,"x-polls":4},"x-took":2})").reply.is_ok());
  EXPECT_FALSE(read_answer(Tick{}, R"({"id":3,"ok":{"next":null,"polls":4}})").reply.is_ok());
}

TEST(TillWords, ALogOnStandardOutputIsNoAnswer) {
  for (const char* line : {"", "ready", "[1]", R"({"level":"info"})", "{\"id\":1", "null"}) EXPECT_FALSE(answer_id(line)) << line;
  EXPECT_EQ(answer_id(R"({"id":"one","ok":{}})"), -1);
  EXPECT_EQ(answer_id(R"({"id":4294967296,"ok":{}})"), -1);
  EXPECT_EQ(answer_id(R"({"id":0,"ok":{}})"), 0);
}

TEST(TillWords, AnAdapterAnswersWhatItCannotRead) {
  const ReadMessage later = read_message(R"({"id":9,"message":"dance"})");
  EXPECT_TRUE(later.unknown);
  EXPECT_EQ(later.id, 9);
  const ReadMessage wrong = read_message(R"({"id":9,"message":"tick","now":5})");
  EXPECT_FALSE(wrong.message);
  EXPECT_FALSE(wrong.unknown);
  EXPECT_THAT(wrong.trouble, HasSubstr("now: expected an instant"));
  EXPECT_FALSE(read_message("{").message);
  EXPECT_TRUE(read_message(R"({"id":9,"message":"bye","reason":"later"})").message);
}

// Bytes of real lines changed, cut and repeated: read or refused, never more.
TEST(TillWords, AnyBytesAreReadOrRefused) {
  std::vector<std::string> lines;
  for (const TillMessage& message : every_till_message()) {
    TillAnswer answer;
    answer.hello = a_till_hello();
    answer.sales = {a_sale_view()};
    lines.push_back(to_line(3, message));
    lines.push_back(to_line(3, message, answer));
  }
  std::uint64_t state = 1;
  const auto below = [&](std::size_t most) { return static_cast<std::size_t>((state = state * 6364136223846793005U + 1442695040888963407U) >> 33) % most; };
  int refused = 0;
  for (int i = 0; i < 8'000; ++i) {
    std::string line = lines[below(lines.size())];
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) line[below(line.size())] = static_cast<char>(below(256));
    if (below(4) == 0) line.resize(below(line.size()) + 1);
    const ReadMessage read = read_message(line);
    EXPECT_EQ(read.message.has_value(), read.trouble.empty()) << line;
    for (const TillMessage& asked : every_till_message()) {
      const TillReply reply = read_answer(asked, line).reply;
      refused += reply.kind == TillReply::Kind::lost ? 1 : 0;
      EXPECT_EQ(reply.kind == TillReply::Kind::lost, !reply.message.empty() && reply.message.starts_with("answer"));
    }
  }
  EXPECT_GT(refused, 20'000);
}

TEST(Base64, AnyBytesComeBack) {
  std::string bytes;
  for (int i = 0; i < 258; ++i) {
    EXPECT_EQ(encaissement::from_base64(encaissement::to_base64(bytes)), bytes);
    bytes += static_cast<char>(i);
  }
  EXPECT_EQ(encaissement::to_base64("Ma"), "TWE=");
  EXPECT_EQ(encaissement::from_base64("TW\r\nE="), "Ma");
  for (const char* bad : {"TWE", "TWE=x", "T-E=", "=", "TWF="}) EXPECT_FALSE(encaissement::from_base64(bad)) << bad;
}

}  // namespace
}  // namespace parcours
