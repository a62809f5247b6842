// journal: what a folder of `parcours serve` holds: verify says whether it is as it was written, export prints it.
#include <fmt/format.h>

#include "reference/core/text.h"
#include "reference/journal/sqlite_journal.h"
#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/serve/journal_lines.h"

namespace parcours {
namespace {

using namespace encaissement;

// Damage is a finding; another program's hold on the folder, or a disk that refuses, leaves nothing to be judged.
ExitCode code_of(JournalTrouble::Kind kind) {
  switch (kind) {
    case JournalTrouble::Kind::damaged: return ExitCode::nonconforming;
    case JournalTrouble::Kind::absent:
    case JournalTrouble::Kind::other_version: return ExitCode::usage;
    case JournalTrouble::Kind::in_use:
    case JournalTrouble::Kind::unusable: break;
  }
  return ExitCode::could_not_judge;
}

// Null: it does not open, and that was told.
std::unique_ptr<SqliteJournal> open_journal(const std::string& folder, Terminal& terminal, ExitCode& code) {
  auto opened = SqliteJournal::open_existing(folder);
  if (const auto* trouble = std::get_if<JournalTrouble>(&opened)) {
    code = terminal.fail(code_of(trouble->kind), trouble->what);
    return nullptr;
  }
  return std::move(std::get<0>(opened));
}

ExitCode verify(const Words& given, Terminal& terminal) {
  std::string folder;
  Options options{"journal verify", "Says whether a journal is as it was written: every entry, its order, its end."};
  options.word("folder", "what --data of parcours serve named", folder);
  options.footer("Ends 0 when it is, 1 when it is damaged, 2 when there is none, 3 when a server has it.");
  if (auto end = options.read(given, terminal)) return *end;
  ExitCode code = ExitCode::conforming;
  const auto journal = open_journal(folder, terminal, code);
  if (journal == nullptr) return code;
  JournalLines lines;
  std::string wrong;
  const auto check = [&](const Fact& fact) {
    if (wrong.empty()) wrong = lines.trouble(fact);
  };
  if (const auto why = journal->read(check)) return terminal.fail(ExitCode::nonconforming, *why);
  if (!wrong.empty()) return terminal.fail(ExitCode::nonconforming, folder + ": " + wrong);
  const auto kept = journal->kept();
  if (!kept) {
    terminal.say(fmt::format("{}: good, and empty\n", folder));
    return ExitCode::conforming;
  }
  terminal.say(fmt::format("{}: good: {} in {}, {}, up to {}\n", folder, plural(kept->facts, "fact"),
                           kept->entries == 1 ? "1 entry" : fmt::format("{} entries", kept->entries),
                           plural(lines.operations(), "operation"), format_instant(kept->now)));
  return ExitCode::conforming;
}

ExitCode export_lines(const Words& given, Terminal& terminal) {
  std::string folder, out;
  Options options{"journal export", "Prints a journal, one JSON line a fact; passwords and links are left out."};
  options.word("folder", "what --data of parcours serve named", folder).text("--out", "FILE", "writes it there", out);
  if (auto end = options.read(given, terminal)) return *end;
  ExitCode code = ExitCode::conforming;
  const auto journal = open_journal(folder, terminal, code);
  if (journal == nullptr) return code;
  JournalLines lines;
  std::string text;
  const auto why = journal->read([&](const Fact& fact) {
    text += lines.line(fact);
    if (!out.empty() || text.size() < 65'536) return;
    terminal.say(text);
    text.clear();
  });
  if (why) return terminal.fail(ExitCode::nonconforming, *why);
  if (out.empty()) return terminal.say(text), ExitCode::conforming;
  if (const auto trouble = write_text_file(out, text)) return terminal.fail(ExitCode::could_not_judge, trouble->text());
  return ExitCode::conforming;
}

}  // namespace

ExitCode command_journal(const Words& given, Terminal& terminal) {
  const std::string which = given.empty() ? "--help" : given.front();
  const Words rest = given.empty() ? Words{} : Words{given.begin() + 1, given.end()};
  if (which == "verify") return verify(rest, terminal);
  if (which == "export") return export_lines(rest, terminal);
  if (which == "--help" || which == "-h") {
    terminal.say("parcours journal verify DIR             whether it is as it was written\n"
                 "parcours journal export DIR [--out FILE]  one JSON line a fact, secrets left out\n");
    return given.empty() ? ExitCode::usage : ExitCode::conforming;
  }
  return terminal.misused(fmt::format("journal: expected verify or export, found \"{}\"{}", one_line(which, 60),
                                      did_you_mean(which, {"verify", "export"})));
}

}  // namespace parcours
