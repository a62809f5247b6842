// REP-01: the same key, the same answer; another body with it is refused.
#include "scenarios/trace/play.h"

namespace parcours {
namespace {

using encaissement::RuleId;

// What nobody remembers: callers that were not known, bodies that could not be read, services in trouble.
bool is_remembered(const SeenEntry& s) {
  return s.asked.readable && s.told.code != "INVALID_SEAL" && s.told.code != "INTERNAL_SERVER_ERROR";
}

bool same_answer(const SeenEntry& a, const SeenEntry& b) {
  if (a.told.kind != b.told.kind || a.told.code != b.told.code) return false;
  if (a.told.told.empty() || b.told.told.empty()) return a.told.told.empty() == b.told.told.empty();
  const Told &x = a.told.told.front(), &y = b.told.told.front();
  return x.number == y.number && x.state == y.state && x.requested == y.requested && x.received == y.received;
}

std::string answer_words(const SeenEntry& s) {
  if (!s.told.code.empty()) return s.told.code;
  return s.told.told.empty() ? "another answer" : s.told.told.front().number + " " + words_of(s.told.told.front());
}

class Keys {
 public:
  Keys(Scene& scene, Books& books) : scene_{scene}, books_{books} {}

  void take(std::size_t i) {
    SeenEntry& s = scene_.seen[i];
    const auto [at, is_new] = first_.try_emplace({s.asked.key_version, s.asked.key}, i);
    if (is_new) return;
    const SeenEntry& first = scene_.seen[at->second];
    const Duration live = std::chrono::seconds{scene_.options.policies.key_ttl_s};
    const bool forgotten = s.at - first.at >= live - std::chrono::minutes{1};
    if (!forgotten && first.asked.said != s.asked.said) return other_body(s, first);
    if (!forgotten && first.answered && is_remembered(first)) return again(s, first);
    s.perhaps_repeated = !first.answered;
    if (!first.answered) s.earliest = std::min(s.earliest, first.earliest);
    at->second = i;
  }

 private:
  void other_body(SeenEntry& s, const SeenEntry& first) {
    s.repeated = true;
    if (!s.answered || s.told.code == "INVALID_SEAL") return;
    if (s.told.code == "BAD_REQUEST") return books_.held(RuleId::rep_01);
    fail(s, first, "A key was used again with another body, and that was not refused.", "BAD_REQUEST");
  }

  void again(SeenEntry& s, const SeenEntry& first) {
    s.repeated = true;
    if (!s.answered || !is_remembered(s)) return;
    if (same_answer(first, s)) return books_.held(RuleId::rep_01);
    fail(s, first, "The same call with the same key was answered otherwise.", answer_words(first));
  }

  void fail(const SeenEntry& s, const SeenEntry& first, const char* sentence, std::string expected) {
    const std::string number = s.told.told.empty() ? s.asked.number : s.told.told.front().number;
    books_.fail({.rule = RuleId::rep_01, .number = number, .at = s.at, .entries = {first.entry, s.entry}, .sentence = sentence,
                 .expected = {std::move(expected)}, .actual = answer_words(s)});
  }

  Scene& scene_;
  Books& books_;
  std::map<std::pair<std::string, std::string>, std::size_t> first_;
};

}  // namespace

void judge_repetition(Scene& scene, Books& books) {
  Keys keys{scene, books};
  for (std::size_t i = 0; i < scene.seen.size(); ++i)
    if (scene.seen[i].call != nullptr && !scene.seen[i].asked.key.empty() &&
        scene.seen[i].call->fate != TracedCall::Fate::not_served)
      keys.take(i);
}

}  // namespace parcours
