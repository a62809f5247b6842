// replay: one case again, with everything that happened.
#include <fmt/format.h>

#include <algorithm>

#include "reports/files.h"
#include "reports/text.h"
#include "reports/views.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/history.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/select.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

// The case of a record that a person means: the one named, else the only one, else the only one that went wrong.
const CaseResult* meant_case(const Record& record, const std::string& id) {
  std::vector<const CaseResult*> choice;
  for (const CaseResult& one : record.cases) {
    const bool wrong = record.cases.size() == 1 || is_problem(one.verdict);
    if (id.empty() ? wrong : one.id == id) choice.push_back(&one);
  }
  return choice.size() == 1 ? choice.front() : nullptr;
}

ExitCode which_case(const Record& record, const std::string& id, Terminal& terminal) {
  std::vector<std::string_view> ids;
  for (const CaseResult& one : record.cases) {
    if (!id.empty() || is_problem(one.verdict)) ids.push_back(one.id);
  }
  if (!id.empty()) {
    return terminal.fail(ExitCode::nothing_verified,
                         "the record has no case \"" + one_line(id, 80) + '"' + did_you_mean(id, ids),
                         "parcours report convert RECORD shows what is in it.");
  }
  constexpr std::size_t kShown = 5;
  ids.resize(std::min(ids.size(), kShown));
  return terminal.misused(
      "replay: the record has several cases; say which",
      ids.empty() ? "parcours replay RECORD ID" : "For example: parcours replay RECORD " + joined(ids, ", or "));
}

std::string compared(const CaseResult& now, const CaseResult& recorded) {
  const auto [mine, its] =
      std::mismatch(now.history.begin(), now.history.end(), recorded.history.begin(), recorded.history.end());
  if (mine == now.history.end() && its == recorded.history.end()) return "The same history as in the record.\n";
  const auto label = [](auto at, auto end) {
    return at == end ? std::string{"nothing more"} : one_line(at->label, 120);
  };
  return fmt::format("Parts from the record at event {}: recorded \"{}\", now \"{}\".\n", mine - now.history.begin(),
                     label(its, recorded.history.end()), label(mine, now.history.end()));
}

ExitCode replay_cases(const SelectedCases& selected, const JudgeOptions& judging, const CaseResult* recorded,
                      Terminal& terminal) {
  if (selected.code != ExitCode::conforming) return selected.code;
  const Judged judged = judge(selected.cases, judging);
  for (const CaseResult& one : judged.record.cases) {
    terminal.say(fmt::format("{}\n{}{}  {}\n", one.id, told(one), to_string(one.verdict), explanation(one)));
    if (recorded != nullptr) terminal.say(compared(one, *recorded));
  }
  return exit_code(judged.record);
}

ExitCode replay_record(const std::string& file, const std::string& id, TargetWords& words, Terminal& terminal) {
  const Reported<Record> record = read_record_file(file);
  if (!record) return terminal.misused(record.error().text(), "A record is what a run writes with --report json=FILE");
  const CaseResult* recorded = meant_case(record.value(), id);
  if (recorded == nullptr) return which_case(record.value(), id, terminal);
  take_settings(record.value(), words);
  const auto judging = read_target_words(words, terminal);
  if (!judging) return ExitCode::usage;
  const Selection selection{.words = {recorded->file}, .ids = {recorded->id}, .tags = {}, .rules = {}};
  return replay_cases(select_cases(selection, terminal), *judging, recorded, terminal);
}

}  // namespace

ExitCode command_replay(const Words& given, Terminal& terminal) {
  std::string what;
  Words ids;
  TargetWords words;
  words.seed.clear();
  Options options{"replay", "Runs a case and prints all that happened, step by step, in virtual Paris time."};
  options.word("what", "a scenario file, an id, or a record (.json)", what)
      .words("id", "which case of the file or record", ids);
  add_target_options(options, words);
  if (auto end = options.read(given, terminal)) return *end;
  if (ids.size() > 1) return terminal.misused("replay: one case at a time", "See: parcours replay --help");
  if (what.ends_with(".json")) return replay_record(what, ids.empty() ? "" : ids.front(), words, terminal);
  if (words.seed.empty()) words.seed = std::to_string(kDefaultSeed);
  const auto judging = read_target_words(words, terminal);
  if (!judging) return ExitCode::usage;
  return replay_cases(select_cases({.words = {what}, .ids = ids, .tags = {}, .rules = {}}, terminal), *judging, nullptr,
                      terminal);
}

}  // namespace parcours
