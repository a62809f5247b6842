// explain: scenarios as prose.
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/select.h"
#include "scenarios/language/explain.h"

namespace parcours {

ExitCode command_explain(const Words& given, Terminal& terminal) {
  Selection selection;
  std::string language = "en";
  Options options{"explain", "Tells what scenarios show, for people who do not know their language."};
  add_selection(options, selection);
  options.text("--lang", "en|fr", "English or French (en)", language);
  if (auto end = options.read(given, terminal)) return *end;
  if (language != "en" && language != "fr") {
    return terminal.misused("--lang: expected en or fr, found \"" + one_line(language, 40) + '"');
  }
  if (selection.words.empty() && selection.ids.empty() && selection.tags.empty() && selection.rules.empty()) {
    return terminal.misused("explain: which scenario?", "See what there is: parcours list");
  }
  const SelectedCases selected = select_cases(selection, terminal);
  if (selected.code != ExitCode::conforming) return selected.code;
  const Tongue tongue = language == "fr" ? Tongue::french : Tongue::english;
  for (std::size_t i = 0; i < selected.cases.size(); ++i) {
    std::string text = explain(selected.cases[i], tongue);
    if (!text.ends_with('\n')) text += '\n';
    terminal.say((i == 0 ? "" : "\n") + text);
  }
  return ExitCode::conforming;
}

}  // namespace parcours
