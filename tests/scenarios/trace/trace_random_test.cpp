// Stories that nobody wrote, on the reference, and logs of them with holes: whatever is missing, nothing is found wrong.
#include <algorithm>

#include "scenarios/trace/record.h"
#include "sim/random.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace encaissement;
using http::Json;

const char* kAlice = "ts-client2@yopmail.com";

class DrawnStory {
 public:
  explicit DrawnStory(std::uint64_t seed) : random_{seed} {}

  Trace live() {
    for (int i = 0; i < 40; ++i) act();
    return s_.trace;
  }

 private:
  int below(int n) { return static_cast<int>(random_.below(static_cast<std::uint64_t>(n))); }
  std::string one() { return ids_.empty() ? "fzzzzzzzzz" : ids_[static_cast<std::size_t>(below(static_cast<int>(ids_.size())))]; }

  void create() {
    Order o{.total = 1990 + below(30) + (below(2) == 0 ? 2000 : 0), .id = "R" + std::to_string(ids_.size())};
    switch (below(6)) {
      case 0: break;
      case 1: o.capture_date = "2020-06-26T12:00:00Z"; break;
      case 2: o.own = {{"parcours", "A"}, {"mode", "qr"}}; break;
      case 3: o.own = {{"parcours", "B"}, {"mode", "email"}, {"identifier", kAlice}, {"paymentDays", 1 + below(2)}}; break;
      case 4: o.own = {{"parcours", "D"}, {"mode", "email"}, {"identifier", kAlice}, {"paymentDays", 2}, {"validationDays", 1}, {"notifyEmail", "m@example.fr"}}; break;
      case 5: o.own = {{"parcours", "C"}, {"mode", "identifier"}, {"identifier", kAlice}, {"validationDays", 1}, {"notifyEmail", "m@example.fr"}}; break;
    }
    if (below(4) == 0) o.key = "k" + std::to_string(below(3));
    if (const std::string id = id_of(s_.create(o)); !id.empty()) ids_.push_back(id);
  }

  void act() {
    const std::string id = one(), key = below(5) == 0 ? "c" + std::to_string(below(2)) : "";
    switch (below(14)) {
      case 0: case 1: return create();
      case 2: s_.name(id, below(4) == 0 ? "bob@example.fr" : kAlice, 1990 + below(30) + 2000 * below(2)); return;
      case 3: s_.cancel(id, below(5) == 0 ? "10000002" : "10000001", key); return;
      case 4: s_.validate(id, below(2) * (1 + below(3000)), key); return;
      case 5: s_.change_mode(id); return;
      case 6: case 7: s_.status(id, below(6) == 0 ? "10000002" : "10000001"); return;
      case 8: s_.scan(below(3) == 0 ? "bob" : "alice", id); return;
      case 9: s_.pay("alice", id, below(2) == 0 ? "20,00" : "0,07"); return;
      case 10: s_.refuse("alice", id); return;
      case 11: s_.wait(Duration{below(200'000)}); return;
      case 12: s_.wait(std::chrono::hours{below(30)}); return;
      case 13: s_.list(); return;
    }
  }

  Random random_;
  TracedService s_;
  std::vector<std::string> ids_;
};

std::string told(const Trace& trace, Duration slack) {
  const Log log = log_of(trace);
  const Books books = judge_trace(log, {.slack = slack});
  return books.findings().empty() ? "" : summary_of(books, log);
}

// Without the word `encaissement` in its answers: a service of the public API.
void strip(std::string& body) {
  Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("transaction")) return;
  json["transaction"].erase("encaissement");
  body = json.dump();
}

TEST(TraceRandomTest, StoriesOfTheReferenceHaveNothingWrong) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Trace trace = DrawnStory{seed}.live();
    ASSERT_EQ(told(trace, Duration{0}), "") << "seed " << seed;
    ASSERT_EQ(told(trace, Duration{2'000}), "") << "seed " << seed << " with slack";
  }
}

TEST(TraceRandomTest, NorHaveTheirLogsWithHoles) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Trace trace = DrawnStory{seed}.live();
    Random random{seed + 1'000};
    std::erase_if(trace.entries, [&](const TraceEntry& e) { return std::holds_alternative<TracedCall>(e) && random.below(5) == 0; });
    for (TraceEntry& entry : trace.entries) {
      auto* call = std::get_if<TracedCall>(&entry);
      if (call == nullptr || random.below(6) != 0) continue;
      call->fate = TracedCall::Fate::unknown;
      call->answer = std::nullopt;
    }
    ASSERT_EQ(told(trace, Duration{0}), "") << "seed " << seed;
  }
}

TEST(TraceRandomTest, NorHaveServicesOfThePublicApi) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Trace trace = DrawnStory{seed}.live();
    for (TraceEntry& entry : trace.entries) {
      if (auto* call = std::get_if<TracedCall>(&entry); call != nullptr && call->answer) strip(call->answer->body);
      if (auto* notice = std::get_if<TracedNotice>(&entry)) strip(notice->body);
    }
    ASSERT_EQ(told(trace, Duration{0}), "") << "seed " << seed;
  }
}

}  // namespace
}  // namespace parcours
