#include "scenarios/cli/select.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>

#include "reports/text.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

constexpr std::size_t kNearShown = 5;

std::string upper(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return text;
}

// "guide-a" of "guide-a/one-cent-less".
std::string_view base_of(std::string_view id) { return id.substr(0, id.find('/')); }

bool has_id(const Scenario& one, const std::string& id) { return one.id == id || base_of(one.id) == id; }

bool has_tag(const Scenario& one, const std::string& tag) {
  return std::find(one.tags.begin(), one.tags.end(), tag) != one.tags.end();
}

bool has_rule(const Scenario& one, const std::string& rule) {
  const auto id = encaissement::find_rule(upper(rule));
  return id && std::find(one.rules.begin(), one.rules.end(), *id) != one.rules.end();
}

bool is_file_name(const std::string& word) {
  return word.ends_with(".yaml") || word.starts_with("./") || word.starts_with("../") || word.starts_with("/");
}

using Having = std::function<bool(const Scenario&, const std::string&)>;

// What a person may have meant by a word that names nothing.
std::string near_names(const std::string& word, const std::vector<Scenario>& all) {
  std::set<std::string_view> names;
  for (const Scenario& one : all) {
    names.insert(base_of(one.id));
    for (const std::string& tag : one.tags) names.insert(tag);
  }
  for (const auto& rule : encaissement::catalogue()) names.insert(rule.id);
  const std::vector<std::string_view> choice{names.begin(), names.end()};
  std::vector<std::string_view> near;
  for (const std::string& asked : {word, upper(word), std::string{base_of(word)}}) {
    if (const auto one = nearest(asked, choice); !one.empty() && near.empty()) near.push_back(one);
  }
  for (const std::string_view name : choice) {
    if (near.size() == kNearShown) break;
    const bool told = std::find(near.begin(), near.end(), name) != near.end();
    if (!told && word.size() > 2 && name.find(word) != std::string_view::npos) near.push_back(name);
  }
  if (near.empty()) return "See what there is: parcours list";
  return "Near names: " + joined(near, ", ") + ". See what there is: parcours list";
}

ExitCode no_match(const std::string& what, const std::string& word, const std::vector<Scenario>& all,
                  Terminal& terminal) {
  return terminal.fail(ExitCode::nothing_verified, fmt::format("no case matches {} \"{}\"", what, one_line(word, 80)),
                       near_names(word, all));
}

// One selection, word by word. Suites are read only when a word needs them.
class Selector {
 public:
  explicit Selector(Terminal& terminal) : terminal_{terminal} {}

  ExitCode take(const Words& words) {
    Words names, paths;
    for (const std::string& word : words) (is_file_name(word) ? paths : names).push_back(word);
    if (words.empty()) return take_everything();
    for (const std::string& name : names) {
      if (const ExitCode code = take_name(name, paths); code != ExitCode::conforming) return code;
    }
    return paths.empty() ? ExitCode::conforming : take_paths(paths);
  }

  ExitCode narrow(const std::string& what, const Words& asked, const Having& has) {
    if (asked.empty()) return ExitCode::conforming;
    for (const std::string& word : asked) {
      const bool found = std::any_of(chosen_.begin(), chosen_.end(), [&](const auto& one) { return has(one, word); });
      if (!found) return no_match(what, word, chosen_, terminal_);
    }
    std::erase_if(chosen_, [&](const Scenario& one) {
      return std::none_of(asked.begin(), asked.end(), [&](const std::string& word) { return has(one, word); });
    });
    if (!chosen_.empty()) return ExitCode::conforming;
    return terminal_.fail(ExitCode::nothing_verified, "no case matches all the options together",
                          "See what there is: parcours list");
  }

  std::vector<Scenario> chosen() && {
    std::sort(chosen_.begin(), chosen_.end(), [](const auto& left, const auto& right) { return left.id < right.id; });
    return std::move(chosen_);
  }

 private:
  ExitCode take_everything() {
    read_suites();
    if (!suites_.problems.empty()) return tell_problems(suites_.problems, terminal_);
    chosen_ = suites_.cases;
    if (!chosen_.empty()) return ExitCode::conforming;
    return terminal_.fail(ExitCode::nothing_verified, "there is no scenario in " + suites_folder(),
                          "The program looks for its suites in the project it was built in.");
  }

  // A name that names no case may still be a file or folder: that is put to `paths`.
  // A file with problems may hold cases of this tag or rule, so it must not be left out in silence; an id is in one
  // file.
  ExitCode take_name(const std::string& name, Words& paths) {
    read_suites();
    const auto& all = suites_.cases;
    const auto is_id = [&](const Scenario& one) { return has_id(one, name); };
    const bool is_whole = suites_.problems.empty() || std::any_of(all.begin(), all.end(), is_id);
    bool found = false;
    for (const Scenario& one : all) {
      if (!is_named(one, name)) continue;
      if (!is_whole) return tell_problems(suites_.problems, terminal_);
      found = true;
      if (const ExitCode code = add(one); code != ExitCode::conforming) return code;
    }
    if (found) return ExitCode::conforming;
    if (find_path(name)) {
      paths.push_back(name);
      return ExitCode::conforming;
    }
    return is_whole ? no_match("the word", name, all, terminal_) : tell_problems(suites_.problems, terminal_);
  }

  ExitCode take_paths(const Words& paths) {
    const FoundFiles found = find_files(paths, terminal_);
    if (found.code != ExitCode::conforming) return found.code;
    const Loaded loaded = load_scenarios(found.paths);
    if (const ExitCode code = tell_problems(loaded.problems, terminal_); code != ExitCode::conforming) return code;
    if (loaded.cases.empty()) {
      return terminal_.fail(ExitCode::nothing_verified, "there is no scenario in " + joined(paths, ", "),
                            "A scenario file ends in .yaml; see what there is: parcours list");
    }
    for (const Scenario& one : loaded.cases) {
      if (const ExitCode code = add(one); code != ExitCode::conforming) return code;
    }
    return ExitCode::conforming;
  }

  void read_suites() {
    if (!suites_read_) suites_ = load_scenarios({});
    suites_read_ = true;
  }

  ExitCode add(const Scenario& one) {
    const auto same =
        std::find_if(chosen_.begin(), chosen_.end(), [&](const auto& other) { return other.id == one.id; });
    if (same == chosen_.end()) {
      chosen_.push_back(one);
    } else if (same->file != one.file) {
      return terminal_.misused(fmt::format("the id \"{}\" is in {} and in {}", one.id, same->file, one.file),
                               "An id names one case; give one of them another.");
    }
    return ExitCode::conforming;
  }

  Terminal& terminal_;
  bool suites_read_ = false;
  Loaded suites_;
  std::vector<Scenario> chosen_;
};

}  // namespace

void add_selection(Options& options, Selection& selection) {
  options.words("words", "files, folders, ids, tags or rules; none: every suite", selection.words)
      .texts("--id", "ID", "only cases with this id, or this part of it before \"/\"; repeatable", selection.ids)
      .texts("--tag", "TAG", "only cases with this tag; repeatable", selection.tags)
      .texts("--rule", "RULE", "only cases that prove this rule; repeatable", selection.rules);
}

SelectedCases select_cases(const Selection& selection, Terminal& terminal) {
  Selector selector{terminal};
  ExitCode code = selector.take(selection.words);
  if (code == ExitCode::conforming) code = selector.narrow("--id", selection.ids, has_id);
  if (code == ExitCode::conforming) code = selector.narrow("--tag", selection.tags, has_tag);
  if (code == ExitCode::conforming) code = selector.narrow("--rule", selection.rules, has_rule);
  if (code != ExitCode::conforming) return {.code = code, .cases = {}};
  return {.code = code, .cases = std::move(selector).chosen()};
}

std::set<std::string> known_ids(const std::vector<Scenario>& cases) {
  std::set<std::string> ids;
  for (const Scenario& one : load_scenarios({}).cases) ids.insert(one.id);
  for (const Scenario& one : cases) ids.insert(one.id);
  return ids;
}

bool is_named(const Scenario& one, const std::string& word) {
  return has_id(one, word) || has_tag(one, word) || has_rule(one, word);
}

}  // namespace parcours
