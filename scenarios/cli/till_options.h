// The words of every verb that needs a till, and the till they name: a program (--pos), an address (--pos-url), one that
// asks for its messages (--pos-pull), one of the gallery in this process (--till), or a person at one (--attended).
// Exactly one of them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "scenarios/certify/player.h"
#include "scenarios/cli/options.h"
#include "sim/till_remote.h"
#include "sim/wire_server.h"

namespace parcours {

// As typed.
struct TillWords {
  std::string command, url, pull, token, name;
  std::string listen;     // Where the service stands for the till; empty: on this machine, at a free port.
  bool attended = false;  // Only where add_attended_option() was asked for.
  bool tls = false;
};
void add_till_options(Options& options, TillWords& words);
void add_attended_option(Options& options, TillWords& words);  // For verbs that a person can stand at a till for.

// As it is typed again: "--pos './my-till --adapter'".
std::string typed(const TillWords& words);

// As a shell reads it again.
std::string quoted(const std::string& word);

// How many of them are given; verbs that can do without ask first.
int tills_named(const TillWords& words);

struct OpenedTill {
  std::unique_ptr<WireServer> server;  // Outlives the till; null: the till is in this process.
  std::unique_ptr<Till> till;
  std::string name;                    // "--pos ./my-till", as it is typed again.
  std::string url, authority;          // Of the wire; empty: in this process.
  std::function<bool()> stopped = {};  // Attended: whether the person said "stop".
};

// Else how the verb ends, which was told: a word was wrong, or something could not be opened. Borrows the wire.
using TillOrEnd = std::variant<OpenedTill, ExitCode>;
TillOrEnd open_till(const TillWords& words, Wire& wire, Terminal& terminal);
// The same, and the stage is told where its wire stands. `stage` outlives the till.
TillOrEnd open_till(const TillWords& words, TillStage& stage, Terminal& terminal);

}  // namespace parcours
