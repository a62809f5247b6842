// The built program as a person starts it: words in, exit code and both outputs out; and scenario files to start it on.
// Everything happens in a folder of the test's own, which goes when the test ends.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parcours::cli {

struct Ended {
  int code = -1;  // As the shell would show it.
  std::string out;
  std::string err;
};

// What is said, with a scenario that passes; `replaced` bends it.
inline constexpr std::string_view kSample = R"(id: qr-partial
title: Parcours A by QR, the customer pays 30,00 € of 40,00 €
rules: [PAY-07, PAY-04]
tags: [sample]
steps:
  - merchant requests: {parcours: A, mode: qr, amount: "40,00 €", basket: REF202006241}
  - customer scans: alice
  - customer pays: {customer: alice, amount: "30,00 €"}
  - expect operation: {status: validated, remaining: "10,00 €"}
)";
std::string replaced(std::string_view from, std::string_view to, std::string_view in = kSample);

// All of a file; empty when it is not there.
std::string text_of(const std::filesystem::path& file);

class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  // Starts the program here. Each of `environment` is "NAME=value".
  Ended parcours(const std::vector<std::string>& words, const std::vector<std::string>& environment = {}) const;
  // The same with both outputs on a terminal; all of it is in `out`.
  Ended on_terminal(const std::vector<std::string>& words, const std::vector<std::string>& environment = {}) const;
  // The same with an interruption that waits for the program from its start.
  Ended interrupted(const std::vector<std::string>& words) const;
  // A line of bash, with $parcours for the program.
  Ended bash(const std::string& line) const;

  void write(const std::string& name, std::string_view text) const;
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace parcours::cli
