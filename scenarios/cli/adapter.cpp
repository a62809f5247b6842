// adapter check, schema, guide: for whoever writes an adapter.
#include <fmt/format.h>

#include "reports/text.h"
#include "scenarios/certify/adapter_texts.h"
#include "scenarios/cli/adapter_check.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/till_doctor.h"
#include "scenarios/cli/till_options.h"

namespace parcours {
namespace {

ExitCode check(const Words& given, Terminal& terminal) {
  TillWords words;
  Options options{"adapter check", "Tests an adapter alone, message by message; what the till does with its sales is not judged."};
  add_till_options(options, words);
  options.footer("Ends 0 when all is in order, 1 when something is not, 3 when hello is not answered.");
  if (auto end = options.read(given, terminal)) return *end;
  return look_at_till(words, check_adapter, terminal);
}

ExitCode print(std::string_view name, std::string_view sentence, std::string_view text, const Words& given, Terminal& terminal) {
  if (auto end = Options{name, sentence}.read(given, terminal)) return *end;
  terminal.say(text);
  return ExitCode::conforming;
}

}  // namespace

ExitCode command_adapter(const Words& given, Terminal& terminal) {
  const std::string word = given.empty() ? "" : given.front();
  const Words rest = given.empty() ? Words{} : Words{given.begin() + 1, given.end()};
  if (word == "check") return check(rest, terminal);
  if (word == "schema")
    return print("adapter schema", "Prints the JSON Schema of the adapter protocol.", embedded::kAdapterSchema, rest, terminal);
  if (word == "guide") return print("adapter guide", "Prints the guide of the adapter protocol.", embedded::kAdapterGuide, rest, terminal);
  if (word == "--help" || word == "-h") {
    terminal.say("parcours adapter check    tests an adapter alone\n"
                 "parcours adapter schema   prints the JSON Schema of the adapter protocol\n"
                 "parcours adapter guide    prints how an adapter is written\n");
    return ExitCode::conforming;
  }
  if (word.empty()) return terminal.misused("adapter: what with it?", "parcours adapter check, schema or guide");
  return terminal.misused(fmt::format("adapter: unknown word \"{}\"{}", one_line(word, 60), did_you_mean(word, {"check", "schema", "guide"})),
                          "parcours adapter check, schema or guide");
}

}  // namespace parcours
