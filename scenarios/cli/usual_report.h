// Where the page of a plain run is, once there was one: build/report of the project.
#pragma once

#include <filesystem>
#include <string>

#include "scenarios/cli/suites.h"

namespace parcours {

inline std::filesystem::path usual_folder() { return project_root() / "build" / "report"; }

// Of this stem: "parcours", "till".
inline std::string usual_report(const std::string& stem) { return (usual_folder() / (stem + "-report.html")).string(); }

}  // namespace parcours
