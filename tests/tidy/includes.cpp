#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "tests/tidy/checks.h"
#include "tests/tidy/code.h"

namespace parcours::tidy {
namespace {

using Words = std::span<const std::string_view>;

struct Layer {
  std::string_view folder;
  Words may_include;
};

constexpr std::array<std::string_view, 1> kCore{"reference/core/"};
constexpr std::array<std::string_view, 2> kSeal{"reference/core/", "reference/seal/"};
constexpr std::array<std::string_view, 3> kJournal{"reference/core/", "reference/seal/", "reference/journal/"};
constexpr std::array<std::string_view, 4> kQr{"reference/core/", "reference/seal/", "reference/journal/",
                                              "reference/qr/"};
constexpr std::array<std::string_view, 6> kHttp{"reference/core/", "reference/seal/", "reference/journal/",
                                                "reference/qr/", "reference/desk/", "reference/http/"};
constexpr std::array<std::string_view, 1> kReference{"reference/"};
constexpr std::array<std::string_view, 2> kReports{"reference/core/", "reports/"};
constexpr std::array<std::string_view, 3> kSim{"reference/", "reports/", "sim/"};
constexpr std::array<std::string_view, 4> kFakes{"reference/", "reports/", "sim/", "fakes/"};
constexpr std::array<std::string_view, 5> kScenarios{"reference/", "reports/", "sim/", "fakes/", "scenarios/"};
constexpr std::array<std::string_view, 6> kTests{"reference/", "reports/", "sim/", "fakes/", "scenarios/", "tests/"};

// The narrower folder first: the first that fits is meant.
constexpr std::array kLayers{
    Layer{"reference/core/", kCore},
    Layer{"reference/seal/", kSeal},
    Layer{"reference/journal/", kJournal},
    Layer{"reference/qr/", kQr},
    Layer{"reference/http/", kHttp},
    Layer{"reference/", kReference},
    Layer{"reports/", kReports},
    Layer{"sim/", kSim},
    Layer{"fakes/", kFakes},
    Layer{"scenarios/", kScenarios},
    Layer{"tests/", kTests},
};

// Where a library enters; tests may use them all. Its types stay in .cpp files, unless `travels`.
struct Door {
  std::string_view header;
  Words folders;
  bool travels = false;
};

constexpr std::array<std::string_view, 5> kBoost{"sim/", "fakes/", "scenarios/", "reference/http/", "reference/web/"};
constexpr std::array<std::string_view, 1> kSealOnly{"reference/seal/"};
constexpr std::array<std::string_view, 1> kJournalOnly{"reference/journal/"};
constexpr std::array<std::string_view, 1> kQrOnly{"reference/qr/"};
constexpr std::array<std::string_view, 1> kReportsOnly{"reports/"};
constexpr std::array<std::string_view, 1> kScenariosOnly{"scenarios/"};
constexpr std::array<std::string_view, 1> kSheets{"reference/http/xlsx.cpp"};
constexpr std::array<std::string_view, 1> kPower{"scenarios/power/"};
constexpr std::array<std::string_view, 2> kYaml{"scenarios/", "reports/baseline.cpp"};
constexpr std::array<std::string_view, 2> kDate{"scenarios/", "reference/http/capture_date.cpp"};
constexpr std::array<std::string_view, 7> kJson{"reports/",   "scenarios/", "reference/http/", "sim/http_",
                                                "sim/till_", "sim/trace",  "fakes/pos/"};
constexpr std::array<std::string_view, 1> kThrowaway{"reference/http/throwaway_certificate.cpp"};
constexpr std::array<std::string_view, 1> kCertify{"scenarios/certify/"};
constexpr std::array<std::string_view, 1> kHttpClient{"sim/http_client.cpp"};
constexpr std::array<std::string_view, 5> kFmt{"reference/", "sim/", "fakes/", "reports/", "scenarios/"};

constexpr std::array kDoors{
    Door{"boost/", kBoost, true}, Door{"sodium.h", kSealOnly},  Door{"qrencode.h", kQrOnly},
    Door{"png.h", kQrOnly},       Door{"ZXing/", kQrOnly},      Door{"pugixml.hpp", kReportsOnly},
    Door{"yaml-cpp/", kYaml},     Door{"CLI/", kScenariosOnly}, Door{"date/", kDate},
    Door{"nlohmann/json_fwd.hpp", kJson, true},  // Names only.
    Door{"nlohmann/", kJson},     Door{"fmt/", kFmt, true},     Door{"gtest/", {}},
    Door{"gmock/", {}},           Door{"benchmark/", {}},       Door{"rapidcheck", kPower, true},
    Door{"httplib.h", kHttpClient},  Door{"valijson/", kCertify},
    Door{"zbar.h", {}},           Door{"jpeglib.h", kQrOnly},   Door{"jerror.h", kQrOnly},
    Door{"sqlite3.h", kJournalOnly}, Door{"xlsxwriter.h", kSheets},
    Door{"openssl/", kThrowaway},
};

constexpr std::array<std::string_view, 8> kPosix{"sys/",     "unistd.h", "fcntl.h",   "poll.h",
                                                 "signal.h", "spawn.h",  "termios.h", "stdlib.h"};

struct Include {
  int line = 0;
  std::string_view what;
  bool quoted = false;
};

std::vector<Include> includes_of(const Source& source) {
  std::vector<Include> found;
  int number = 0;
  for (const auto line : lines_of(source.text)) {
    ++number;
    if (!line.starts_with("#include ")) continue;
    const auto open = line.find_first_of("<\"");
    if (open == std::string_view::npos) continue;
    const auto close = line.find_first_of(">\"", open + 1);
    found.push_back({number, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return found;
}

bool under_any(std::string_view path, Words folders) {
  return std::any_of(folders.begin(), folders.end(), [&](auto folder) { return path.starts_with(folder); });
}

bool is_ours(std::string_view header) { return under_any(header, kTests); }

// Standard headers have neither a folder nor a suffix.
bool is_standard(std::string_view header) { return header.find_first_of("/.") == std::string_view::npos; }

template <class Table>
auto row_for(const Table& table, std::string_view path, std::string_view Table::value_type::*key) {
  return std::find_if(table.begin(), table.end(), [&](const auto& row) { return path.starts_with(row.*key); });
}

std::optional<std::string> door_trouble(const Source& source, std::string_view header) {
  if (under_any(source.path, std::array<std::string_view, 1>{"tests/"})) return {};
  const auto* door = row_for(kDoors, header, &Door::header);
  if (door == kDoors.end()) return "a library without a door: " + std::string{header};
  if (!under_any(source.path, door->folders)) return std::string{header} + " does not enter here";
  if (source.path.ends_with(".h") && !door->travels) return std::string{header} + " stays inside a .cpp";
  return {};
}

}  // namespace

Findings layer_order(const Source& source) {
  Findings findings;
  const auto* layer = row_for(kLayers, source.path, &Layer::folder);
  if (layer == kLayers.end()) return findings;
  for (const auto& include : includes_of(source)) {
    const std::string name{include.what};
    if (!is_ours(name) && include.quoted) {
      findings.push_back({source.path, include.line, "not written from the project root: " + name});
    } else if (is_ours(name) && !under_any(name, layer->may_include)) {
      findings.push_back({source.path, include.line, "against the direction of the layers: " + name});
    }
  }
  return findings;
}

Findings third_party_doors(const Source& source) {
  Findings findings;
  for (const auto& include : includes_of(source)) {
    if (is_ours(include.what) || is_standard(include.what) || under_any(include.what, kPosix)) continue;
    if (const auto trouble = door_trouble(source, include.what)) {
      findings.push_back({source.path, include.line, *trouble});
    }
  }
  return findings;
}

Findings core_is_standard_only(const Source& source) {
  Findings findings;
  if (!source.path.starts_with("reference/core/")) return findings;
  for (const auto& include : includes_of(source)) {
    if (include.what.starts_with("reference/core/") || is_standard(include.what)) continue;
    findings.push_back({source.path, include.line, "neither core nor standard: " + std::string{include.what}});
  }
  return findings;
}

}  // namespace parcours::tidy
