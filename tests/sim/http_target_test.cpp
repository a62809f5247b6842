// HttpTarget on a transport of its own: what becomes of a service that goes away, cuts, or speaks otherwise.
#include "sim/http_target.h"

#include <gtest/gtest.h>

#include <functional>

namespace parcours {
namespace {

class Scripted final : public HttpTransport {
 public:
  explicit Scripted(std::function<HttpReply(const http::Request&)> reply) : reply_{std::move(reply)} {}
  HttpReply send(const http::Request& request) override { return reply_(request); }
  std::string address() const override { return "http://scripted"; }

 private:
  std::function<HttpReply(const http::Request&)> reply_;
};

HttpTarget foreign(std::function<HttpReply(const http::Request&)> reply) {
  return {std::make_unique<Scripted>(std::move(reply)),
          HttpTargetOptions{.control = false, .people = guide_world(), .extensions = false}};
}

HttpReply answered(int status, std::string body) {
  HttpReply reply{.fate = HttpReply::Fate::answered};
  reply.response.status = status;
  reply.response.body = std::move(body);
  return reply;
}

Call create() {
  Call call{.who = {Door::api, "10000001", ""}, .verb = Verb::request, .idempotency_key = "k"};
  call.form.amount = "40,00";
  call.form.basket = "B1";
  call.form.extended = false;
  return call;
}

TEST(HttpTarget, AnAnswerOfThePublicApiTellsStateAndAmounts) {
  HttpTarget target = foreign([](const http::Request&) {
    return answered(200, R"({"transaction": {"id": "fiawa31zot", "state": "AUTHORIZED", "order": {"amount": {"total": 4000}},
      "payers": [{"authorizations": [{"amount": {"total": 3000}}]}]}})");
  });
  const Answer answer = target.submit(create(), Instant{});
  EXPECT_EQ(answer.kind, Answer::Kind::done);
  EXPECT_EQ(answer.number, "fiawa31zot");
  EXPECT_EQ(answer.status, "to_validate");
  EXPECT_EQ(answer.remaining.cents(), 1000);
}

TEST(HttpTarget, ATillWithoutOurExtensionSendsWhatIsPublicOnly) {
  http::Request sent;
  HttpTarget target = foreign([&](const http::Request& request) { return sent = request, answered(200, "{}"); });
  target.submit(create(), Instant{});
  EXPECT_EQ(sent.header("Idempotency-Key"), "");
  EXPECT_EQ(sent.header("Parcours-Seal"), "");
  EXPECT_EQ(sent.header("Parcours-Now"), "");
  EXPECT_NE(sent.header("ANCV-Security"), "");
  EXPECT_EQ(sent.body.find("encaissement"), std::string::npos);
}

TEST(HttpTarget, ARefusalOfAForeignServiceHasACodeAndNoRule) {
  HttpTarget target = foreign([](const http::Request&) { return answered(409, R"({"errorCode": "OTHER_TRANSACTION_PENDING"})"); });
  const Answer answer = target.submit(create(), Instant{});
  EXPECT_EQ(answer.kind, Answer::Kind::refused);
  EXPECT_EQ(answer.code, "OTHER_TRANSACTION_PENDING");
  EXPECT_EQ(answer.rule, "");
}

TEST(HttpTarget, AnAnswerThatDidNotComeIsIndefiniteAndLosesNobody) {
  HttpTarget target = foreign([](const http::Request&) { return HttpReply{.fate = HttpReply::Fate::unknown}; });
  EXPECT_EQ(target.submit(create(), Instant{}).kind, Answer::Kind::lost);
  EXPECT_EQ(target.lost(), "");
}

TEST(HttpTarget, AServiceThatCannotBeReachedIsLost) {
  HttpTarget target = foreign([](const http::Request&) {
    return HttpReply{.fate = HttpReply::Fate::not_sent, .response = {}, .why = "nobody answers"};
  });
  target.submit(create(), Instant{});
  EXPECT_EQ(target.lost(), "http://scripted: nobody answers");
}

TEST(HttpTarget, AnAnswerThatIsNoneOfTheApisIsRefusedAsSuch) {
  HttpTarget target = foreign([](const http::Request&) { return answered(502, "<html>"); });
  const Answer answer = target.submit(create(), Instant{});
  EXPECT_EQ(answer.code, "INTERNAL_SERVER_ERROR");
  EXPECT_NE(answer.sentence.find("502"), std::string::npos);
}

TEST(HttpTarget, WithoutControlNothingIsClaimedThatNeedsIt) {
  const HttpTarget target = foreign([](const http::Request&) { return HttpReply{}; });
  EXPECT_TRUE(target.capabilities().names().empty());
}

}  // namespace
}  // namespace parcours
