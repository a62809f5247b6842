#include "scenarios/certify/certification.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "reports/virtual_time.h"
#include "scenarios/certify/attended.h"
#include "scenarios/certify/story_file.h"
#include "scenarios/runner/labels.h"

namespace parcours {
namespace {

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A word is an id, the beginning of one, or a rule.
bool is_meant(const TillCase& one, const std::string& word) {
  if (one.id.starts_with(word)) return true;
  return std::any_of(one.rules.begin(), one.rules.end(), [&](TillRuleId rule) { return to_string(rule) == word; });
}

bool is_meant(const TillCase& one, const std::vector<std::string>& words) {
  return words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) { return is_meant(one, word); });
}

void add_drawn(CertifyPlan& plan, const std::vector<std::string>& words, int count) {
  for (int i = 1; i <= count; ++i) {
    TillCase one{.id = plan.texts.emplace_back(fmt::format("{}/{:03}", kDrawnProfile, i)),
                 .title = "A story that nobody wrote, drawn from the seed.",
                 .rules = {TillRuleId::pos_07, TillRuleId::pos_08, TillRuleId::pos_06, TillRuleId::pos_04}};
    one.story = drawn_story;
    if (is_meant(one, words)) plan.cases.push_back(std::move(one));
  }
}

std::vector<std::string> chosen_profiles(const TillHello& hello, const CertifyOptions& options) {
  std::vector<std::string> profiles;
  for (const TillProfile& one : till_profiles()) {
    const bool chosen = options.profiles.empty() ? lacking(hello, one.needs).empty() : has(options.profiles, one.name);
    if (chosen) profiles.emplace_back(one.name);
  }
  return profiles;
}

// Notes which rules a case shows to be broken; the first case of each is made small.
class BrokenRules {
 public:
  BrokenRules(TillStage& stage, Till& till, const TillHello& hello, const CertifyOptions& options)
      : stage_{stage}, till_{till}, hello_{hello}, options_{options} {}

  void note(TillRun& run) {
    std::set<TillRuleId> shown;
    for (const Finding& one : run.played.findings) {
      if (one.verdict != Verdict::fail || !shown.insert(one.rule).second) continue;
      const auto known = std::find_if(broken_.begin(), broken_.end(), [&](const BrokenTillRule& other) { return other.rule == one.rule; });
      if (known != broken_.end()) ++known->cases;
      else add(run, one);
    }
  }
  std::vector<BrokenTillRule> take() { return std::move(broken_); }

 private:
  void add(TillRun& run, const Finding& finding) {
    BrokenTillRule& one = broken_.emplace_back(BrokenTillRule{.rule = finding.rule, .cases = 1, .first_case = run.result.id, .first = finding});
    if (!options_.makes_small) return;
    one.shortest = shortest_reproduction(run.story, finding, stage_, till_, hello_, options_.play);
    run.result.reason += "\n" + one.shortest->text();
  }

  TillStage& stage_;
  Till& till_;
  const TillHello& hello_;
  const CertifyOptions& options_;
  std::vector<BrokenTillRule> broken_;
};

// All that a case does and is about: another version of it is another text.
std::string content_of(const TillCase& one, const TillHello& hello, std::uint64_t seed) {
  std::string text = fmt::format("{}\n", one.title);
  for (const TillRuleId rule : one.rules) text += fmt::format("rule {}\n", to_string(rule));
  for (const std::string_view need : one.needs) text += fmt::format("needs {}\n", need);
  return text + (lacking(hello, one.needs).empty() ? to_json_text(story_of(one, seed, hello)) : "not asked\n");
}

TargetInfo target_of(const TillHello& hello) {
  constexpr std::string_view kClocks[] = {"virtual", "offset", "wall"}, kNotices[] = {"none", "http", "adapter"};
  TargetInfo info{.kind = "till", .name = name_of(hello), .capabilities = hello.capabilities};
  info.capabilities.push_back(fmt::format("clock:{}", kClocks[static_cast<int>(hello.clock)]));
  info.capabilities.push_back(fmt::format("notices:{}", kNotices[static_cast<int>(hello.notices)]));
  return info;
}

}  // namespace

CertifyPlan plan_certification(const TillHello& hello, const CertifyOptions& options) {
  CertifyPlan plan{.profiles = chosen_profiles(hello, options), .is_whole = options.words.empty() && options.drawn == kDrawnStories};
  for (const TillCase& one : till_cases()) {
    if (has(plan.profiles, profile_of(one)) && is_meant(one, options.words)) plan.cases.push_back(one);
  }
  if (plan.profiles.empty()) return plan;
  add_drawn(plan, options.words, options.drawn);
  plan.profiles.emplace_back(kDrawnProfile);
  std::erase_if(plan.profiles, [&](const std::string& profile) {
    return std::none_of(plan.cases.begin(), plan.cases.end(), [&](const TillCase& one) { return profile_of(one) == profile; });
  });
  return plan;
}

std::string word_without_a_case(const CertifyOptions& options) {
  CertifyOptions every;
  every.drawn = options.drawn;
  for (const TillProfile& one : till_profiles()) every.profiles.emplace_back(one.name);
  for (const std::string& word : options.words) {
    every.words = {word};
    if (plan_certification({}, every).cases.empty()) return word;
  }
  return "";
}

CertifiedSuite suite_of(const CertifyPlan& plan, const TillHello& hello, std::uint64_t seed) {
  CertifiedSuite suite;
  for (const std::string& profile : plan.profiles) {
    SuiteProfile& cases = suite.emplace_back(SuiteProfile{.name = profile, .cases = {}});
    for (const TillCase& one : plan.cases) {
      if (profile_of(one) == profile) cases.cases.push_back({.id = std::string{one.id}, .content = content_of(one, hello, seed)});
    }
  }
  return suite;
}

std::string name_of(const TillHello& hello) {
  std::string name;
  for (const std::string& part : {hello.vendor, hello.product, hello.version}) {
    if (!part.empty()) name += (name.empty() ? "" : " ") + part;
  }
  return name.empty() ? "a till without a name" : name;
}

Certified certify(const CertifyPlan& plan, TillStage& stage, Till& till, const TillHello& hello, const CertifyOptions& options,
                  const std::function<bool(const CaseResult&)>& on_case) {
  Certified certified;
  Record& record = certified.record;
  record.target = target_of(hello);
  record.seed = std::to_string(options.play.seed);
  record.policies = details_of(options.play.policies);
  BrokenRules broken{stage, till, hello, options};
  for (const TillCase& one : plan.cases) {
    TillRun run = run_till_case(one, stage, till, hello, options.play, fmt::format("{} {}", one.id, options.repro));
    if (options.attended) cap_at_review(run.result, run.played.findings);
    broken.note(run);
    record.cases.push_back(std::move(run.result));
    if (on_case && !on_case(record.cases.back())) break;
  }
  record.interrupted = record.cases.size() < plan.cases.size();
  complete(record);
  certified.broken = broken.take();
  return certified;
}

std::chrono::milliseconds virtual_time(const Record& record) {
  std::chrono::milliseconds sum{0};
  for (const CaseResult& one : record.cases) sum += std::chrono::milliseconds{virtual_milliseconds(one.history)};
  return sum;
}

}  // namespace parcours
