// tills: the gallery of broken tills, and the proof that the suites catch each of them.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "fakes/pos/fake_till.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/tills_check.h"

namespace parcours {
namespace {

std::string lower(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

// By its name, its beginning, or its rule in any spelling.
bool is_asked(const PosDefect& defect, const Words& words) {
  if (words.empty()) return true;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return defect.name.starts_with(lower(word)) || lower(std::string{to_string(defect.rule)}) == lower(word);
  });
}

ExitCode show(const std::vector<const PosDefect*>& asked, Terminal& terminal) {
  std::size_t width = 0;
  for (const PosDefect* one : asked) width = std::max(width, one->name.size());
  std::string text;
  for (const PosDefect* one : asked)
    text += fmt::format("{}  {}  {}\n", padded(one->name, width), to_string(one->rule), one->sentence);
  terminal.say(text + plural(asked.size(), "broken till") + '\n');
  return ExitCode::conforming;
}

ExitCode nothing_of_the_name(const std::string& word, Terminal& terminal) {
  std::vector<std::string_view> names;
  for (const PosDefect& one : pos_defects()) names.push_back(one.name);
  return terminal.fail(ExitCode::nothing_verified,
                       fmt::format("no broken till is called \"{}\"{}", one_line(word, 60), did_you_mean(word, names)),
                       "See them all: parcours tills");
}

}  // namespace

ExitCode command_tills(const Words& given, Terminal& terminal) {
  Words words;
  TillsCheck check;
  bool checked = false;
  Options options{"tills", "The gallery: tills with exactly one habit wrong."};
  options.words("names", "names, beginnings of names, or rules; none: every broken till", words)
      .flag("--check", "runs the suites against each; ends 1 when one is not caught by its rule", checked)
      .flag("--all", "with --check: counts every case that catches, not only the first", check.all);
  options.footer("Speak with one of them over the adapter protocol: parcours till NAME");
  if (auto end = options.read(given, terminal)) return *end;
  std::vector<const PosDefect*> asked;
  for (const PosDefect& one : pos_defects())
    if (is_asked(one, words)) asked.push_back(&one);
  if (asked.empty()) return nothing_of_the_name(words.front(), terminal);
  if (!checked) return check.all ? terminal.misused("--all goes with --check") : show(asked, terminal);
  check.asked = std::move(asked);
  return check_tills(check, terminal);
}

}  // namespace parcours
