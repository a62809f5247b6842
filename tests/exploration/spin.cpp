#include "tests/exploration/spin.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <regex>

namespace parcours {
namespace {

// What a command says; none when it ends badly.
std::optional<std::string> output_of(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string text;
  char part[4096];
  while (const std::size_t size = std::fread(part, 1, sizeof part, pipe)) text.append(part, size);
  return pclose(pipe) == 0 ? std::optional{text} : std::nullopt;
}

double number_before(const std::string& text, const std::string& words) {
  std::smatch found;
  const std::regex pattern{"([0-9.e+]+)[ \t]+" + words};
  return std::regex_search(text, found, pattern) ? std::stod(found[1]) : -1;
}

double number_after(const std::string& text, const std::string& words) {
  std::smatch found;
  const std::regex pattern{words + " *([0-9.e+]+)"};
  return std::regex_search(text, found, pattern) ? std::stod(found[1]) : -1;
}

struct Folder {
  std::string path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "parcours-spin-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

}  // namespace

// -o2: what a model only writes is part of its state, as it is of ours.
std::optional<SpinRun> run_spin(const SpinSettings& s) {
  const Folder folder;
  const std::string model = std::string{PARCOURS_MODELS} + "/" + s.model + ".pml";
  const std::string steps = "cd " + folder.path + " && spin -o2 " + s.generate + " -a " + model + " && cc -O2 -DSAFETY " +
                            s.compile + " -o pan pan.c && ./pan " + s.run;
  const std::optional<std::string> said = output_of(steps);
  if (!said) return std::nullopt;
  const double states = number_before(*said, "states, stored"), transitions = number_before(*said, "transitions"),
               errors = number_after(*said, "errors:"), mebibytes = number_before(*said, "equivalent memory usage"),
               seconds = number_after(*said, "elapsed time");
  if (states < 0 || transitions < 0 || errors < 0 || seconds < 0) return std::nullopt;
  return SpinRun{static_cast<std::uint64_t>(states), static_cast<std::uint64_t>(transitions),
                 static_cast<std::uint64_t>(errors), seconds,
                 mebibytes * 1024 * 1024 / std::max(states, 1.0)};
}

}  // namespace parcours
