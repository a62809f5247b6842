// The adapter of the tills of fakes/pos: the adapter protocol over standard input and output, one line a message, and the
// acquisition API over HTTP to the address it is given. What the till must not forget it keeps in a folder, so that it
// may be killed at any time.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "sim/till.h"

namespace parcours {

// "conforming", "null", or the name of a broken till (fake_till.h), which keeps its sales in `folder`. Null: there is none
// of this name.
std::unique_ptr<Till> make_served_till(std::string_view name, const std::string& folder);

// Answers each line of `in` on `out`, until bye or the end.
void serve_till(Till& till, std::istream& in, std::ostream& out);

// $PARCOURS_TILL_STATE, or else a folder of this process alone, which is gone with it.
class PosFolder {
 public:
  PosFolder();
  ~PosFolder();
  PosFolder(const PosFolder&) = delete;
  PosFolder& operator=(const PosFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool own_ = false;
};

}  // namespace parcours
