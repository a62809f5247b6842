#include "scenarios/power/rapid_stories.h"

#include <cassert>
#include <ostream>

#include "scenarios/power/rapid_choice.h"
#include "scenarios/power/rapid_gen.h"

namespace parcours {
namespace {

// Uniform whatever the size, and shrunk towards zero.
rc::Gen<int> below(int count) { return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, count)); }

rc::Gen<Choice> choices_of_act() {
  using rc::gen::set;
  const auto any = below(kChoiceMax);
  return rc::gen::build<Choice>(
      set(&Choice::kind, any), set(&Choice::who, any), set(&Choice::back, any), set(&Choice::amount, any),
      set(&Choice::parcours, any), set(&Choice::mode, any), set(&Choice::addressee, any), set(&Choice::days, any),
      set(&Choice::validation_days, any), set(&Choice::basket, any), set(&Choice::till, any), set(&Choice::code, any),
      set(&Choice::twist, any), set(&Choice::key, any), set(&Choice::mishap, any), set(&Choice::when, any),
      set(&Choice::offset, any));
}

rc::Gen<std::vector<int>> settings(const RapidMix& mix) {
  if (!mix.draws_settings) return rc::gen::just(std::vector<int>{});
  return rc::gen::container<std::vector<int>>(static_cast<std::size_t>(kSettingCount), below(kSettingMax));
}

constexpr RapidMix kGuides{.only = {}, .draws_settings = false, .has_crashes = true};

}  // namespace

rc::Gen<RapidCase> rapid_cases(const RapidMix& mix) {
  const auto drawn = rc::gen::build<Choices>(
      rc::gen::set(&Choices::start, below(mix.draws_settings ? kChoiceMax : 1)),
      rc::gen::set(&Choices::settings, settings(mix)),
      rc::gen::set(&Choices::acts, rc::gen::container<std::vector<Choice>>(choices_of_act())));
  return rc::gen::map(drawn, [mix](const Choices& choices) { return case_of(choices, mix); });
}

void showValue(const RapidCase& value, std::ostream& out) {
  out << value.story.size() << " acts from " << value.start.time_since_epoch().count() << " ms on, settings";
  for (const auto& field : encaissement::policy_fields())
    if (field.get(value.policies) != field.get({})) out << ' ' << field.name << '=' << field.get(value.policies);
  out << '\n' << describe(value.story);
}

RapidCase rapid_case(std::uint64_t seed, int size, const RapidMix& mix) {
  assert(size >= 0 && size <= 1000);
  return rapid_cases(mix)(rc::Random{seed}, size).value();
}

RapidCase rapid_case_shrunk(std::uint64_t seed, int size, const std::function<bool(const RapidCase&)>& still_fails,
                            int plays_max, const RapidMix& mix) {
  assert(size >= 0 && size <= 1000);
  auto best = rapid_cases(mix)(rc::Random{seed}, size);
  auto simpler = best.shrinks();
  for (int plays = 0; plays < plays_max; ++plays) {
    const auto next = simpler.next();
    if (!next) break;
    if (!still_fails(next->value())) continue;
    best = *next;
    simpler = best.shrinks();
  }
  return best.value();
}

Story rapid_story(std::uint64_t seed, int size) { return rapid_case(seed, size, kGuides).story; }

Story rapid_shrunk(std::uint64_t seed, int size, const std::function<bool(const Story&)>& still_fails, int plays_max) {
  const auto fails = [&](const RapidCase& c) { return still_fails(c.story); };
  return rapid_case_shrunk(seed, size, fails, plays_max, kGuides).story;
}

}  // namespace parcours
