// till: one of the tills of fakes/pos as a program of its own, behind the adapter protocol.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "fakes/pos/adapter.h"
#include "fakes/pos/fake_till.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"

namespace parcours {
namespace {

ExitCode show(Terminal& terminal) {
  std::size_t width = std::string_view{"conforming"}.size();
  for (const PosDefect& one : pos_defects()) width = std::max(width, one.name.size());
  std::string text = fmt::format("{}  does what is right\n", padded("conforming", width)) +
                     fmt::format("{}  says ok to everything and does nothing\n", padded("null", width));
  for (const PosDefect& one : pos_defects()) text += fmt::format("{}  {}\n", padded(one.name, width), one.sentence);
  terminal.say(text);
  return ExitCode::conforming;
}

ExitCode unknown(const std::string& name, Terminal& terminal) {
  std::vector<std::string_view> names{"conforming", "null"};
  for (const PosDefect& one : pos_defects()) names.push_back(one.name);
  return terminal.misused(fmt::format("no till is called \"{}\"{}", one_line(name, 60), did_you_mean(name, names)),
                          "See them all: parcours till --list");
}

}  // namespace

ExitCode command_till(const Words& given, Terminal& terminal) {
  Words names;
  bool list = false;
  Options options{"till", "A till that speaks the adapter protocol over standard input and output."};
  options.words("name", "conforming (usual), null, or a broken one", names).flag("--list", "shows their names", list);
  options.footer("It keeps its sales in the folder $PARCOURS_TILL_STATE. Certify one with:\n"
                 "  parcours certify --pos \"parcours till conforming\"");
  if (auto end = options.read(given, terminal)) return *end;
  if (list) return show(terminal);
  if (names.size() > 1) return terminal.misused("one till at a time", "See: parcours till --help");
  const std::string name = names.empty() ? "conforming" : names.front();
  const PosFolder folder;
  const auto till = make_served_till(name, folder.path());
  if (till == nullptr) return unknown(name, terminal);
  serve_till(*till, std::cin, std::cout);
  return ExitCode::conforming;
}

}  // namespace parcours
