// Every route with every wrong identity.
#include <gtest/gtest.h>

#include "tests/reference/http/security_walk.h"

namespace parcours::http {
namespace {

std::string joined(const std::vector<std::string>& troubles) {
  std::string all;
  for (const std::string& trouble : troubles) all += trouble + "\n";
  return all;
}

// A handler that forgot to ask who is there: it acts for the cashier, whoever calls.
Handled cancel_for_anybody(const Exchange& x) {
  Call call;
  call.who = {.door = Door::espace, .name = "70890001", .point = "P001"};
  call.verb = Verb::cancel;
  call.operation = x.path[0];
  const Answer answer = x.desk.submit(call, x.now);
  return answer.kind == Answer::Kind::done ? Response{} : error_response(answer);
}

// Asks whether there is a session, and not whose.
Handled look_for_any_session(const Exchange& x) {
  if (x.session.empty()) return error_response("INVALID_SEAL", "Nobody is there.");
  const auto view = x.desk.look({.door = Door::espace, .name = "70890001", .point = "P001"}, x.path[0], x.now);
  return view ? json_response(R"({"basket":")" + view->basket + "\"}") : json_response("{}", 404);
}

TEST(SecurityWalkTest, NobodyIsLetInWhereHeHasNoBusiness) {
  SecurityWalk walk;
  EXPECT_EQ(joined(walk.walk(App::routes())), "");
  EXPECT_GT(walk.attempts(), 300);
}

TEST(SecurityWalkTest, TheRightOneIsHeardOnTheSameWords) {
  for (const Route* route : App::routes()) {
    SecurityWalk fresh;
    const int status = fresh.status_for_the_right_one(*route);
    const bool by_control = route->caller == Caller::control;  // Which has nobody to ask here: heard, and told so.
    const bool needs_qr = route->id.find("Code") != std::string_view::npos || route->id.find("Qr") != std::string_view::npos;
    if (route->caller == Caller::anyone || by_control) continue;
    if (needs_qr && status == 404) continue;  // The operation at its place is none by QR.
    EXPECT_TRUE(status < 300 || status == 409 || status == 400) << route->id << " " << status;
  }
}

TEST(SecurityWalkTest, AHandlerThatForgetsToAskIsFound) {
  const Route hole{.method = "POST", .path = "/espace/api/operations/{number}/hole", .caller = Caller::merchant,
                   .handle = cancel_for_anybody, .id = "plantedHole", .summary = "A hole"};
  const std::string troubles = joined(SecurityWalk{}.walk({&hole}));
  EXPECT_NE(troubles.find("plantedHole for nobody: answers 200\nplantedHole for nobody: changed something\n"), std::string::npos) << troubles;
  EXPECT_NE(troubles.find("plantedHole for another convention: answers"), std::string::npos);
}

TEST(SecurityWalkTest, AHandlerThatForgetsWhoseItIsIsFound) {
  const Route hole{.method = "GET", .path = "/espace/api/operations/{number}/hole", .caller = Caller::merchant,
                   .changes = false, .handle = look_for_any_session, .id = "plantedLook", .summary = "A hole"};
  const std::string troubles = joined(SecurityWalk{}.walk({&hole}));
  EXPECT_EQ(troubles.find("for nobody"), std::string::npos);
  EXPECT_NE(troubles.find("plantedLook for another point: shows somebody else's operation\n"), std::string::npos) << troubles;
}

TEST(SecurityWalkTest, ARouteForAnybodyIsOneThatWasNamed) {
  const Route hole{.method = "GET", .path = "/espace/api/everything", .caller = Caller::anyone, .changes = false,
                   .handle = look_for_any_session, .id = "plantedOpen", .summary = "A hole"};
  EXPECT_EQ(joined(SecurityWalk{}.walk({&hole})), "plantedOpen is for anybody, and nobody said so\n");
}

}  // namespace
}  // namespace parcours::http
