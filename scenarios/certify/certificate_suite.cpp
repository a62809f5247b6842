#include "scenarios/certify/certificate_suite.h"

#include <fmt/format.h>

#include "reference/core/text.h"

namespace parcours {
namespace {

std::string content_of(const TillCase& one, const TillHello& till, std::uint64_t seed) {
  std::string text = fmt::format("{}\n", one.title);
  for (const TillRuleId rule : one.rules) text += fmt::format("rule {}\n", to_string(rule));
  for (const std::string_view need : one.needs) text += fmt::format("needs {}\n", need);
  Fresh fresh{Random{seed}.stream(one.id)};
  const TillStory story = one.story(fresh, till);
  text += fmt::format("start {}\n", encaissement::format_instant(story.start));
  for (const auto& field : encaissement::policy_fields())
    text += fmt::format("policy {}={}\n", field.name, field.get(story.policies));
  for (const TillStep& step : story.steps) text += fmt::format("step {} {}\n", step.index(), told(step));
  return text;
}

}  // namespace

CertifiedSuite suite_of(const std::vector<std::string>& profiles, const TillHello& till, std::uint64_t seed) {
  CertifiedSuite suite;
  for (const std::string& profile : profiles) {
    suite.push_back({.name = profile, .cases = {}});
    for (const TillCase& one : till_cases()) {
      if (profile_of(one) != profile) continue;
      suite.back().cases.push_back({.id = std::string(one.id), .content = content_of(one, till, seed)});
    }
  }
  return suite;
}

}  // namespace parcours
