// Tills that claim this and that, and stories for them. For the tests of the suites.
#pragma once

#include <string>
#include <vector>

#include "scenarios/certify/case.h"

namespace parcours {

// Claims everything, and listens.
inline TillHello able_till() {
  TillHello hello;
  for (const TillCapability& one : till_capabilities()) hello.capabilities.emplace_back(one.name);
  hello.notices = TillNotices::adapter;
  return hello;
}

inline TillHello till_that_can(std::vector<std::string> capabilities) {
  TillHello hello;
  hello.capabilities = std::move(capabilities);
  return hello;
}

inline TillStory story_for(const TillCase& one, std::uint64_t seed, const TillHello& hello) {
  Fresh fresh{Random{seed}.stream(one.id)};
  return one.story(fresh, hello);
}

}  // namespace parcours
