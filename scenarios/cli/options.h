// The words of one verb: what it takes, what they mean, and how wrong ones are answered. Used by every verb; the
// library that parses stays behind it. Unknown options get "did you mean"; nothing is guessed and nothing is
// abbreviated.
//   Options options{"list", "Shows what there is to run."};
//   options.flag("--json", "as JSON", json).words("words", "which", words);
//   if (auto end = options.read(given, terminal)) return *end;
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/core/number.h"
#include "scenarios/cli/terminal.h"

namespace parcours {

using Words = std::vector<std::string>;

class Options {
 public:
  // `verb` as typed: "run", "report merge".
  Options(std::string_view verb, std::string_view sentence);
  ~Options();
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  Options& flag(const std::string& name, const std::string& help, bool& into);
  Options& text(const std::string& name, const std::string& value, const std::string& help, std::string& into);
  Options& texts(const std::string& name, const std::string& value, const std::string& help, Words& into);
  Options& word(const std::string& name, const std::string& help, std::string& into);  // Exactly one.
  Options& words(const std::string& name, const std::string& help, Words& into);       // Any number.
  Options& footer(const std::string& text);                                            // Below the help.

  // None: read, go on. Else the verb is over: help was shown, or the words were wrong and that was told.
  std::optional<ExitCode> read(const Words& given, Terminal& terminal);

 private:
  struct Parser;
  std::string verb_;
  std::unique_ptr<Parser> parser_;
};

// ", did you mean \"run\"?", or nothing when none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

// A whole number without sign, or none.
inline std::optional<std::uint64_t> whole_number(std::string_view text) { return encaissement::number_from<std::uint64_t>(text); }

}  // namespace parcours
