// The same till and seed give the same record, byte for byte: played twice in this process, and played by a program of its
// own over the adapter protocol and a socket; `target` and `repro` aside.
#include <gtest/gtest.h>

#include "fakes/pos/fake_till.h"
#include "reports/record_json.h"
#include "scenarios/certify/certification.h"
#include "sim/till_process.h"
#include "sim/wire_server.h"

namespace parcours {
namespace {

constexpr int kDrawn = 12;
constexpr std::size_t kEvery = 3;  // Of the cases as many are played; a till of its own takes its time.

CertifyOptions options_of(std::uint64_t seed) {
  CertifyOptions options;
  options.play.seed = seed;
  options.drawn = kDrawn;
  return options;
}

CertifyPlan some_of(CertifyPlan plan) {
  CertifyPlan some{.is_whole = false};
  some.texts = std::move(plan.texts);  // Moved as a whole, what points into it stays good.
  for (std::size_t i = 0; i < plan.cases.size(); ++i)
    if (i % kEvery == 0 || profile_of(plan.cases[i]) == kDrawnProfile) some.cases.push_back(std::move(plan.cases[i]));
  return some;
}

Record judged(TillStage& stage, Till& till, std::uint64_t seed) {
  const CertifyOptions options = options_of(seed);
  const TillTold<TillHello> hello = till.hello();
  EXPECT_TRUE(hello.reply.is_ok()) << hello.reply.message;
  Record record = certify(some_of(plan_certification(hello.value, options)), stage, till, hello.value, options).record;
  record.target = {};
  for (CaseResult& one : record.cases) one.repro.clear();
  return record;
}

Record in_process(const PosDefect* defect, std::uint64_t seed) {
  TillStage stage;
  const auto till = make_fake_till([&](const TillReset&) { return stage.wire().transport(); }, defect);
  return judged(stage, *till, seed);
}

Record spawned(const std::string& name, std::uint64_t seed) {
  TillStage stage;
  auto server = WireServer::start(stage.wire(), {});
  EXPECT_TRUE(std::holds_alternative<std::unique_ptr<WireServer>>(server));
  stage.serve_at(std::get<std::unique_ptr<WireServer>>(server)->url(), {});
  TillProcess till{{.command = PARCOURS_PROGRAM " till " + name}};
  Record record = judged(stage, till, seed);
  till.bye();
  return record;
}

std::string bytes_of(const CaseResult& one) {
  Record record;
  record.cases.push_back(one);
  complete(record);
  return to_json(record);
}

void expect_same(const Record& left, const Record& right) {
  ASSERT_EQ(left.cases.size(), right.cases.size());
  ASSERT_GT(left.cases.size(), static_cast<std::size_t>(kDrawn));
  for (std::size_t i = 0; i < left.cases.size(); ++i) EXPECT_EQ(bytes_of(left.cases[i]), bytes_of(right.cases[i]));
  EXPECT_EQ(to_json(left), to_json(right));
}

TEST(TillParity, TheSameSeedGivesTheSameRecordTwice) {
  expect_same(in_process(nullptr, 4242), in_process(nullptr, 4242));
  EXPECT_NE(to_json(in_process(nullptr, 4242)), to_json(in_process(nullptr, 4243)));
}

TEST(TillParity, ATillOfItsOwnGivesTheRecordOfOneInThisProcess) { expect_same(in_process(nullptr, 7), spawned("conforming", 7)); }

TEST(TillParity, ABrokenTillIsFoundBrokenInTheSameWay) {
  const PosDefect* defect = find_pos_defect("believes-the-last-to-arrive");
  ASSERT_NE(defect, nullptr);
  const Record record = in_process(defect, 1);
  EXPECT_FALSE(std::all_of(record.cases.begin(), record.cases.end(), [](const CaseResult& one) { return one.verdict == Verdict::pass; }));
  expect_same(record, spawned("believes-the-last-to-arrive", 1));
}

}  // namespace
}  // namespace parcours
