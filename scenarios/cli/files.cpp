// lint, fmt, schema: the verbs that look at scenario files and run nothing.
#include <fmt/format.h>

#include "reports/files.h"
#include "reports/record_json.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/suites.h"
#include "scenarios/language/format.h"
#include "scenarios/language/lint.h"
#include "scenarios/language/schema.h"

namespace parcours {
namespace {

ExitCode no_files(Terminal& terminal) {
  return terminal.fail(ExitCode::nothing_verified, "there is no scenario file there", "A scenario file ends in .yaml.");
}

struct Formatting {
  int changed = 0;
  Problems problems;
  ExitCode code = ExitCode::conforming;
};

void format_file(const std::string& file, bool check, Formatting& all, Terminal& terminal) {
  const Reported<std::string> bytes = read_text_file(file);
  if (!bytes) {
    all.code = terminal.misused(bytes.error().text());
    return;
  }
  Formatted formatted = format_text(in_project(file), bytes.value());
  all.problems.insert(all.problems.end(), formatted.problems.begin(), formatted.problems.end());
  if (!formatted.problems.empty() || !formatted.changed) return;
  ++all.changed;
  terminal.say(in_project(file) + '\n');
  if (check) return;
  if (const auto trouble = write_text_file(file, formatted.text)) {
    all.code = stronger(all.code, terminal.fail(ExitCode::could_not_judge, trouble->text()));
  }
}

}  // namespace

ExitCode command_lint(const Words& given, Terminal& terminal) {
  Words words;
  Options options{"lint",
                  "Reads scenario files and says what is wrong with them, with file:line:column. Runs nothing."};
  options.words("paths", "files and folders; none: the suites", words).footer("Ends 2 when something is wrong.");
  if (auto end = options.read(given, terminal)) return *end;
  const FoundFiles found = find_files(words, terminal);
  if (found.code != ExitCode::conforming) return found.code;
  const Loaded loaded = load_scenarios(found.paths);
  const Problems problems = lint(loaded);
  if (!problems.empty()) {
    for (const Problem& problem : problems) terminal.say(problem.text() + '\n');
    return terminal.misused(plural(problems.size(), "problem") + " in " + plural(loaded.files.size(), "scenario file"));
  }
  if (loaded.files.empty()) return no_files(terminal);
  terminal.say(fmt::format("{}, {}: nothing to mend\n", plural(loaded.files.size(), "file"),
                           plural(loaded.cases.size(), "case")));
  return ExitCode::conforming;
}

ExitCode command_fmt(const Words& given, Terminal& terminal) {
  Words words;
  bool check = false;
  Options options{"fmt", "Writes scenario files in the one canonical form, and prints the names of those it changed."};
  options.words("paths", "files and folders; none: the suites", words)
      .flag("--check", "changes nothing, and ends 1 when a file is not in that form", check);
  if (auto end = options.read(given, terminal)) return *end;
  const FoundFiles found = find_files(words, terminal);
  if (found.code != ExitCode::conforming) return found.code;
  const Loaded loaded = load(found.paths);
  if (loaded.files.empty() && loaded.problems.empty()) return no_files(terminal);
  Formatting all;
  for (const std::string& file : loaded.files) format_file(file, check, all, terminal);
  if (loaded.files.empty()) all.problems = loaded.problems;
  const ExitCode code = stronger(all.code, tell_problems(all.problems, terminal, "these files were left as they are"));
  if (!check || all.changed == 0) return code;
  return stronger(code,
                  terminal.fail(ExitCode::nonconforming,
                                plural(static_cast<std::size_t>(all.changed), "file") + " not in the canonical form",
                                "Write them so with: parcours fmt"));
}

ExitCode command_schema(const Words& given, Terminal& terminal) {
  Words words;
  Options options{"schema", "Prints a JSON Schema: of a scenario file, for editors to complete from, or of a record."};
  options.words("which", "scenario (if nothing is said) or record", words);
  if (auto end = options.read(given, terminal)) return *end;
  const std::string which = words.empty() ? "scenario" : words.front();
  if (words.size() > 1 || (which != "scenario" && which != "record")) {
    return terminal.misused(fmt::format("schema: expected scenario or record, found \"{}\"{}",
                                        one_line(joined(words, " "), 60), did_you_mean(which, {"scenario", "record"})));
  }
  terminal.say(which == "record" ? std::string{record_schema()} : scenario_schema());
  return ExitCode::conforming;
}

}  // namespace parcours
