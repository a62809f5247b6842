#include "sim/reachable.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>

namespace parcours {
namespace {

constexpr std::string_view kReachable[] = {
#include "sim/reachable_data.inc"
};

Reached read() {
  std::map<std::string, int, std::less<>> indices;
  for (int index = 0; index < kTripleCount; ++index) indices.emplace(Triple::of_index(index).text(), index);
  Reached reached;
  for (const std::string_view text : kReachable) {
    const auto found = indices.find(text);
    assert(found != indices.end() && "a triple");
    reached.note(Triple::of_index(found->second));
  }
  reached.sometimes.set();
  return reached;
}

}  // namespace

const Reached& reachable() {
  static const Reached reached = read();
  return reached;
}

std::string reachable_text(const Reached& reached) {
  std::string text;
  for (const Triple& triple : reached.list()) text += triple.text() + '\n';
  return text;
}

}  // namespace parcours
