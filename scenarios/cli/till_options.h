// The words of every verb that needs a till, and the till they name: a program (--pos), an address (--pos-url), one that
// asks for its messages (--pos-pull), or one of the gallery in this process (--till). Exactly one of them.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "scenarios/certify/player.h"
#include "scenarios/cli/options.h"
#include "sim/till_remote.h"
#include "sim/wire_server.h"

namespace parcours {

// As typed.
struct TillWords {
  std::string command, url, pull, token, name;
};
void add_till_options(Options& options, TillWords& words);

// As it is typed again: "--pos './my-till --adapter'".
std::string typed(const TillWords& words);

// How many of them are given; verbs that can do without ask first.
int tills_named(const TillWords& words);

struct OpenedTill {
  std::unique_ptr<WireServer> server;  // Outlives the till; null: the till is in this process.
  std::unique_ptr<Till> till;
  std::string name;                    // "--pos ./my-till", as it is typed again.
  std::string url;                     // Of the wire; empty: in this process.
};

// None: a word was wrong, or something could not be opened, and that was told. Borrows the wire.
std::optional<OpenedTill> open_till(const TillWords& words, Wire& wire, Terminal& terminal);
// The same, and the stage is told where its wire stands. `stage` outlives the till.
std::optional<OpenedTill> open_till(const TillWords& words, TillStage& stage, Terminal& terminal);

}  // namespace parcours
