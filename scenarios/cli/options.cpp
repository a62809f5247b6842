#include "scenarios/cli/options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "reports/text.h"

namespace parcours {

struct Options::Parser {
  CLI::App app;
};

namespace {

std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string unknown_word(const CLI::App& app, const std::string& word) {
  if (!word.starts_with('-')) return "\"" + one_line(word, 60) + "\" is one word too many";
  const std::vector<std::string> names = names_of(app);
  const std::string asked = word.substr(0, word.find('='));
  return "unknown option " + one_line(asked, 60) + did_you_mean(asked, {names.begin(), names.end()});
}

}  // namespace

Options::Options(std::string_view verb, std::string_view sentence) : verb_{verb}, parser_{std::make_unique<Parser>()} {
  CLI::App& app = parser_->app;
  app.name("parcours " + verb_);
  app.description(std::string{sentence});
  app.allow_extras();
  app.get_formatter()->column_width(34);
  app.set_help_flag("--help,-h", "what this verb does and takes");
}

Options::~Options() = default;

Options& Options::flag(const std::string& name, const std::string& help, bool& into) {
  parser_->app.add_flag(name, into, help);
  return *this;
}

Options& Options::text(const std::string& name, const std::string& value, const std::string& help, std::string& into) {
  parser_->app.add_option(name, into, help)->type_name(value);
  return *this;
}

Options& Options::texts(const std::string& name, const std::string& value, const std::string& help, Words& into) {
  parser_->app.add_option(name, into, help)->type_name(value)->allow_extra_args(false);
  return *this;
}

Options& Options::word(const std::string& name, const std::string& help, std::string& into) {
  parser_->app.add_option(name, into, help)->type_name("")->required();
  return *this;
}

Options& Options::words(const std::string& name, const std::string& help, Words& into) {
  parser_->app.add_option(name, into, help)->type_name("");
  return *this;
}

Options& Options::footer(const std::string& text) {
  parser_->app.footer('\n' + text);
  return *this;
}

std::optional<ExitCode> Options::read(const Words& given, Terminal& terminal) {
  CLI::App& app = parser_->app;
  const std::string help = "See: parcours " + verb_ + " --help";
  try {
    app.parse(Words{given.rbegin(), given.rend()});
  } catch (const CLI::CallForHelp&) {
    terminal.say(app.help());
    return ExitCode::conforming;
  } catch (const CLI::ParseError& error) {
    return terminal.misused(verb_ + ": " + one_line(error.what(), 200), help);
  }
  const Words extras = app.remaining();
  if (extras.empty()) return std::nullopt;
  return terminal.misused(verb_ + ": " + unknown_word(app, extras.front()), help);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(word, candidates);
  return near.empty() ? "" : ", did you mean \"" + std::string{near} + "\"?";
}

}  // namespace parcours
