// Where the program's words go: results on standard output, everything else on standard error. Made once by main; every
// verb is given it. A reader that goes away (| head) is no error: what is left is dropped in silence.
#pragma once

#include <string_view>

#include "reports/progress.h"
#include "reports/verdict.h"

namespace parcours {

class Terminal {
 public:
  // Reads NO_COLOR, CI and TERM. Takes SIGPIPE away from the process.
  Terminal();

  void say(std::string_view text);   // Standard output, as it is.
  void tell(std::string_view text);  // Standard error, as it is.
  void flush();                      // What was said is read now.

  // "parcours: what", then `how` to go on on a line of its own, on standard error; gives back `code`.
  ExitCode fail(ExitCode code, std::string_view what, std::string_view how = {});
  // The same for wrong words on the command line.
  ExitCode misused(std::string_view what, std::string_view how = {}) { return fail(ExitCode::usage, what, how); }

  void without_colour();
  ConsoleStyle out_style() const { return out_style_; }
  ConsoleStyle err_style() const { return err_style_; }

  // Writes what is left. Not 0 and not a reader that left: the disk is full, say; then the words are told too.
  ExitCode finish(ExitCode code);

 private:
  ConsoleStyle out_style_;
  ConsoleStyle err_style_;
  int trouble_ = 0;  // errno of the first write that failed.
};

}  // namespace parcours
