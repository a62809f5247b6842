// What `certificate verify --rerun` needs of the verb that runs tills.
#pragma once

#include <functional>

#include "scenarios/certify/certificate_rerun.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/options.h"

namespace parcours {

struct RerunVerb {
  std::function<void(Options& options)> add_options;  // --pos and its kin.
  // Runs the settings' profiles at the till that those options name; error: there is no such run, and why.
  std::function<Reported<CertifiedRun>(const RerunSettings& settings, Terminal& terminal)> run;
};

// The verb; without `rerun.run` it has no --rerun.
ExitCode certificate_verb(const Words& words, Terminal& terminal, const RerunVerb& rerun);

}  // namespace parcours
