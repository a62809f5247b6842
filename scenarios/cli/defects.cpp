// defects: the gallery of broken services, and the proof that the suites catch each of them.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/gallery.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/select.h"

namespace parcours {
namespace {

std::string lower(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

// "tim-02-working-days" by its name, its beginning, or its rule in any spelling.
bool is_asked(const Defect& defect, const Words& words) {
  if (words.empty()) return true;
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return defect.name.starts_with(lower(word)); });
}

std::size_t widest_name(const std::vector<const Defect*>& asked) {
  std::size_t widest = 0;
  for (const Defect* defect : asked) widest = std::max(widest, defect->name.size());
  return widest;
}

ExitCode show(const std::vector<const Defect*>& asked, Terminal& terminal) {
  const std::size_t width = widest_name(asked);
  std::string text;
  for (const Defect* one : asked) {
    text += fmt::format("{}  {}  {}\n", padded(one->name, width), encaissement::to_string(one->rule), one->sentence);
  }
  terminal.say(text + plural(asked.size(), "defect") + '\n');
  return ExitCode::conforming;
}

std::string line_of(const Catch& one, bool all, std::size_t width) {
  const std::string name = padded(one.defect->name, width);
  if (one.caught_by.empty()) return fmt::format("{}  SURVIVES  {}\n", name, one.defect->sentence);
  const std::string count = all ? fmt::format("{:>3} of {}", one.caught_by.size(), one.cases_run) : "caught";
  const CaseResult& first = one.caught_by.front();
  const std::string other = one.names_rule() ? "" : fmt::format("  (by a case of {})", joined(first.rules, ", "));
  return fmt::format("{}  {}  {}{}\n", name, padded(count, 10), first.id, other);
}

// Every rule of the catalogue must have been broken at least once.
std::vector<std::string_view> rules_without_defect() {
  std::vector<std::string_view> rules;
  for (const auto& rule : encaissement::catalogue()) {
    const bool broken =
        std::any_of(defects().begin(), defects().end(), [&](const Defect& d) { return d.rule == rule.rule; });
    if (!broken) rules.push_back(rule.id);
  }
  return rules;
}

ExitCode unsound(const SoundCases& sound, Terminal& terminal) {
  if (sound.unsound.empty()) return ExitCode::conforming;
  const CaseResult& first = sound.unsound.front();
  return terminal.fail(
      ExitCode::nonconforming,
      fmt::format("{} against the reference itself and catch nothing; the first: {} ({})",
                  sound.unsound.size() == 1 ? "1 case does not pass"
                                            : fmt::format("{} cases do not pass", sound.unsound.size()),
                  first.id, to_string(first.verdict)),
      first.repro);
}

ExitCode sum_up(std::size_t hunted, std::size_t survivors, std::size_t elsewhere, Terminal& terminal) {
  terminal.say(fmt::format("{}: {} caught, {} by a case of another rule, {} survive\n", plural(hunted, "defect"),
                           hunted - survivors, elsewhere, survivors));
  ExitCode code = survivors > 0 ? ExitCode::nonconforming : ExitCode::conforming;
  if (const auto rules = rules_without_defect(); !rules.empty()) {
    code = terminal.fail(ExitCode::nonconforming, "no defect breaks " + joined(rules, ", "));
  }
  return code;
}

ExitCode check(const std::vector<const Defect*>& asked, bool all, Terminal& terminal) {
  const SelectedCases selected = select_cases({}, terminal);
  if (selected.code != ExitCode::conforming) return selected.code;
  heed_interrupts();
  PhoneReader phone{1 << 14};
  const SoundCases sound = sound_cases(selected.cases, phone);
  const ExitCode code = unsound(sound, terminal);
  std::size_t hunted = 0, survivors = 0, elsewhere = 0;
  for (const Defect* defect : asked) {
    const Catch one = hunt(*defect, sound.cases, all, phone);
    if (is_interrupted()) break;
    ++hunted;
    if (one.caught_by.empty()) ++survivors;
    if (!one.caught_by.empty() && !one.names_rule()) ++elsewhere;
    terminal.say(line_of(one, all, widest_name(asked)));
  }
  const ExitCode sum = stronger(code, sum_up(hunted, survivors, elsewhere, terminal));
  return is_interrupted() ? stronger(sum, ExitCode::interrupted) : sum;
}

}  // namespace

ExitCode command_defects(const Words& given, Terminal& terminal) {
  Words words;
  bool checked = false, all = false;
  Options options{"defects", "The gallery: services with exactly one rule broken."};
  options.words("names", "names, beginnings of names, or rules; none: every defect", words)
      .flag("--check", "runs the suites against each; ends 1 when one is not caught", checked)
      .flag("--all", "with --check: counts every case that catches, not only the first", all);
  options.footer("Run the suites against one of them with: parcours run --defect NAME");
  if (auto end = options.read(given, terminal)) return *end;
  std::vector<const Defect*> asked;
  for (const Defect& defect : defects()) {
    if (is_asked(defect, words)) asked.push_back(&defect);
  }
  if (asked.empty()) {
    std::vector<std::string_view> names;
    for (const Defect& one : defects()) names.push_back(one.name);
    return terminal.fail(
        ExitCode::nothing_verified,
        fmt::format("no defect is called \"{}\"{}", one_line(words.front(), 60), did_you_mean(words.front(), names)),
        "See them all: parcours defects");
  }
  return checked ? check(asked, all, terminal) : show(asked, terminal);
}

}  // namespace parcours
