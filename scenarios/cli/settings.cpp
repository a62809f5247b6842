// policies and profiles: every setting a counterpart may have otherwise, and the named sets of them.
#include <fmt/format.h>

#include "reference/core/policy.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/language/profiles.h"

namespace parcours {

ExitCode command_policies(const Words& words, Terminal& terminal) {
  Options options{"policies", "Every setting: its default, what it takes, and the rules it belongs to."};
  options.footer("Set one with --policy NAME=VALUE (run), or under `policies` in a scenario file.");
  if (auto end = options.read(words, terminal)) return *end;
  const encaissement::Policies defaults;
  std::string text =
      fmt::format("{} {} {} {}\n", padded("setting", 36), padded("default", 10), padded("rules", 28), "takes");
  for (const auto& field : encaissement::policy_fields()) {
    text += fmt::format("{} {} {} {}\n", padded(field.name, 36), padded(field.get(defaults), 10),
                        padded(field.rules, 28), field.expected);
  }
  terminal.say(text);
  return ExitCode::conforming;
}

ExitCode command_profiles(const Words& words, Terminal& terminal) {
  Options options{"profiles", "Named settings of the counterparts seen, and what each changes."};
  options.footer("Take one with --profile NAME (run), or `profile: NAME` in a scenario file.");
  if (auto end = options.read(words, terminal)) return *end;
  std::string text;
  for (const Profile& profile : builtin_profiles()) {
    std::vector<std::string> settings;
    for (const Setting& setting : profile.settings) settings.push_back(setting.name + '=' + setting.value);
    text += fmt::format("{} {}\n", padded(profile.name, 20), profile.sentence);
    if (!settings.empty()) text += fmt::format("{} {}\n", padded("", 20), joined(settings, " "));
  }
  terminal.say(text);
  return ExitCode::conforming;
}

}  // namespace parcours
