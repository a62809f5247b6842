// The tree against the project's own refusals, and each refusal against a text that deserves it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/tidy/checks.h"
#include "tests/tidy/code.h"

namespace parcours::tidy {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream{path, std::ios::binary}.rdbuf();
  return text.str();
}

bool is_written_by_hand(const fs::path& path) {
  constexpr std::array kSuffixes{".cpp", ".h", ".txt", ".sh", ".yaml", ".md", ".json", ".in", ".css", ".js", ".mjs", ".html"};
  const auto suffix = path.extension().string();
  const bool known = std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
  return known || path.filename() == "parcours" || path.filename() == "run" || path.filename() == "LICENSE";
}

// What the project's folders hold: neither the builds nor what runs have written.
std::vector<Source> read_tree() {
  const fs::path root{PARCOURS_SOURCE_DIR};
  std::vector<Source> sources;
  auto take = [&](const fs::path& path) {
    if (fs::is_regular_file(path) && is_written_by_hand(path)) {
      sources.push_back({path.lexically_relative(root).generic_string(), text_of(path)});
    }
  };
  for (const auto& entry : fs::directory_iterator{root}) take(entry.path());
  for (const auto* folder : {".ci", "reference", "reports", "sim", "fakes", "scenarios", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator{root / folder}) take(entry.path());
  }
  return sources;
}

const std::vector<Source>& tree() {
  static const auto kSources = read_tree();
  return kSources;
}

std::string told(const Findings& findings) {
  std::ostringstream text;
  for (const auto& finding : findings) text << finding.path << ':' << finding.line << ": " << finding.what << '\n';
  return text.str();
}

template <class Check>
std::string over_the_tree(Check check) {
  Findings all;
  for (const auto& source : tree()) {
    const auto found = check(source);
    all.insert(all.end(), found.begin(), found.end());
  }
  return told(all);
}

TEST(TidyTree, IsThere) {
  EXPECT_GT(tree().size(), 20u);
  EXPECT_TRUE(std::any_of(tree().begin(), tree().end(), [](auto& s) { return s.path == "reference/core/money.h"; }));
  EXPECT_TRUE(std::any_of(tree().begin(), tree().end(), [](auto& s) { return s.path == "parcours"; }));
}

TEST(TidyTree, IncludesGoOneWay) { EXPECT_EQ(over_the_tree(layer_order), ""); }
TEST(TidyTree, LibrariesEnterByTheirDoors) { EXPECT_EQ(over_the_tree(third_party_doors), ""); }
TEST(TidyTree, TheCoreIncludesTheStandardLibraryOnly) { EXPECT_EQ(over_the_tree(core_is_standard_only), ""); }
TEST(TidyTree, TheCoreIsPure) { EXPECT_EQ(over_the_tree(core_banned_names), ""); }
TEST(TidyTree, NothingSleeps) { EXPECT_EQ(over_the_tree(no_sleep), ""); }
TEST(TidyTree, FilesAndFunctionsAreShort) { EXPECT_EQ(over_the_tree(sizes), ""); }
TEST(TidyTree, NothingIsUnfinishedOrSwitchedOff) { EXPECT_EQ(over_the_tree(unfinished_work), ""); }
TEST(TidyTree, NamesNoMachinesPath) { EXPECT_EQ(over_the_tree(machine_paths), ""); }
TEST(TidyTree, DefinesNoMacro) { EXPECT_EQ(over_the_tree(macros), ""); }
TEST(TidyTree, HeadersAreGuarded) { EXPECT_EQ(over_the_tree(header_guard), ""); }
TEST(TidyTree, EverySourceIsListed) { EXPECT_EQ(told(unlisted_sources(tree())), ""); }

TEST(TidyBites, IncludeAgainstTheLayers) {
  EXPECT_EQ(told(layer_order({"sim/a.h", "\n#include \"fakes/b.h\"\n"})),
            "sim/a.h:2: against the direction of the layers: fakes/b.h\n");
  EXPECT_EQ(layer_order({"reference/seal/a.h", "#include \"reference/journal/b.h\"\n"}).size(), 1u);
  EXPECT_EQ(layer_order({"reports/a.h", "#include \"reference/qr/b.h\"\n"}).size(), 1u);
  EXPECT_EQ(layer_order({"scenarios/a.h", "#include <tests/b.h>\n"}).size(), 1u);
  EXPECT_EQ(layer_order({"sim/a.cpp", "#include \"a.h\"\n"}).size(), 1u) << "not from the root";
  EXPECT_TRUE(layer_order({"fakes/a.h", "#include \"sim/b.h\"\n#include <vector>\n"}).empty());
}

TEST(TidyBites, LibraryByTheWrongDoor) {
  EXPECT_EQ(told(third_party_doors({"reports/a.cpp", "#include <boost/asio.hpp>\n"})),
            "reports/a.cpp:1: boost/asio.hpp does not enter here\n");
  EXPECT_EQ(third_party_doors({"scenarios/a.h", "#include <yaml-cpp/yaml.h>\n"}).size(), 1u) << "types travel";
  EXPECT_EQ(third_party_doors({"sim/a.cpp", "#include <zlib.h>\n"}).size(), 1u) << "not in the table";
  EXPECT_EQ(third_party_doors({"sim/a.cpp", "#include <gtest/gtest.h>\n"}).size(), 1u);
  EXPECT_TRUE(third_party_doors({"scenarios/a.cpp", "#include <yaml-cpp/yaml.h>\n#include <vector>\n"}).empty());
}

TEST(TidyBites, CoreWithALibraryOrAnotherLayer) {
  EXPECT_EQ(core_is_standard_only({"reference/core/a.h", "#include <fmt/format.h>\n"}).size(), 1u);
  EXPECT_EQ(core_is_standard_only({"reference/core/a.h", "#include \"reference/seal/b.h\"\n"}).size(), 1u);
  EXPECT_EQ(core_is_standard_only({"reference/core/a.h", "#include <unistd.h>\n"}).size(), 1u);
  EXPECT_TRUE(
      core_is_standard_only({"reference/core/a.h", "#include <map>\n#include \"reference/core/b.h\"\n"}).empty());
}

TEST(TidyBites, CoreThatIsNotPure) {
  for (const auto* line : {"double x;", "auto n = std::chrono::system_clock::now();", "std::random_device r;",
                           "std::mutex m;", "throw 1;", "#include <thread>", "#include <fstream>", "int r = rand();"}) {
    EXPECT_EQ(core_banned_names({"reference/core/a.cpp", line}).size(), 1u) << line;
  }
  EXPECT_TRUE(
      core_banned_names({"reference/core/a.cpp", "// A double payment.\nauto s = \"throw\";\nint floated;"}).empty());
  EXPECT_TRUE(core_banned_names({"reports/a.cpp", "double x;"}).empty());
}

TEST(TidyBites, SleepOutsideTests) {
  for (const auto* line : {"std::this_thread::sleep_for(1s);", "usleep(1);", "nanosleep(&t, 0);", "::sleep(1);"}) {
    EXPECT_EQ(no_sleep({"sim/a.cpp", line}).size(), 1u) << line;
    EXPECT_TRUE(no_sleep({"tests/a.cpp", line}).empty());
  }
  EXPECT_TRUE(no_sleep({"sim/a.cpp", "// Nothing is put to sleep (here).\nvoid sleepless();"}).empty());
}

std::string function_of(int lines) {
  std::string text = "namespace a {\nvoid f() {\n";
  for (int i = 2; i < lines; ++i) text += "  if (x) { g(); }\n";
  return text + "}\n}  // namespace a\n";
}

TEST(TidyBites, LongFilesAndFunctions) {
  EXPECT_EQ(told(sizes({"sim/a.cpp", function_of(71)})), "sim/a.cpp:2: a function of more than 70 lines\n");
  EXPECT_TRUE(sizes({"sim/a.cpp", function_of(70)}).empty());
  EXPECT_EQ(sizes({"scenarios/a.yaml", std::string(501, '\n')}).size(), 1u);
  EXPECT_TRUE(sizes({"scenarios/a.yaml", std::string(500, '\n')}).empty());
}

TEST(TidyBites, FunctionsAreToldFromTablesAndClasses) {
  const std::string rows(80, '\n');
  EXPECT_TRUE(sizes({"sim/a.cpp", "constexpr std::array kRows{" + rows + "};\n"}).empty());
  EXPECT_TRUE(sizes({"sim/a.cpp", "const Row kRows[] = {" + rows + "};\n"}).empty());
  EXPECT_TRUE(sizes({"sim/a.h", "class A {" + rows + "};\n"}).empty());
  EXPECT_EQ(sizes({"sim/a.h", "class A {\n  A(int b) : b_{b}, c_{} {" + rows + "}\n};\n"}).size(), 1u);
  EXPECT_EQ(sizes({"sim/a.cpp", "const Row kOne{{1}, {2}};\nvoid f() {" + rows + "}\n"}).size(), 1u);
  EXPECT_EQ(sizes({"sim/a.cpp", "bool operator==(A, A) {" + rows + "}\n"}).size(), 1u);
  EXPECT_EQ(sizes({"tests/a.cpp", "TEST(A, B) {" + rows + "}\n"}).size(), 1u);
}

TEST(TidyBites, UnfinishedWork) {
  for (const auto* line : {"// TODO: later", "# FIXME", "  XXX", "#if 0", "TEST(A, DISABLED_B) {", "GTEST_SKIP();"}) {
    EXPECT_EQ(unfinished_work({"sim/a.cpp", line}).size(), 1u) << line;
  }
  EXPECT_TRUE(unfinished_work({"sim/a.cpp", "mktemp XXXXXX"}).empty());
}

TEST(TidyBites, PathOfAMachine) {
  for (const auto* line : {"auto p = \"/home/x\";", "cd /work/here", "log=/tmp/x", "include(/root/y)"}) {
    EXPECT_EQ(machine_paths({"sim/a.cpp", line}).size(), 1u) << line;
    EXPECT_TRUE(machine_paths({"tests/a.cpp", line}).empty());
  }
  EXPECT_TRUE(machine_paths({"sim/a.cpp", "see https://example.org/home/page and build/work/x"}).empty());
}

TEST(TidyBites, MacrosAndMissingGuards) {
  EXPECT_EQ(macros({"sim/a.h", "#define MAX 1\n"}).size(), 1u);
  EXPECT_EQ(header_guard({"sim/a.h", "int f();\n"}).size(), 1u);
  EXPECT_TRUE(header_guard({"sim/a.h", "#pragma once\n"}).empty());
}

TEST(TidyBites, SourceInNoList) {
  const Source list{"sim/CMakeLists.txt", "parcours_layer(sim SOURCES clock.cpp deep/heap.cpp)\n"};
  EXPECT_EQ(told(unlisted_sources({list, {"sim/lock.cpp", ""}})), "sim/lock.cpp:1: in no CMakeLists.txt\n");
  EXPECT_EQ(unlisted_sources({list, {"sim/heap.cpp", ""}}).size(), 1u) << "only the one in deep/ is listed";
  EXPECT_EQ(unlisted_sources({list, {"fakes/clock.cpp", ""}}).size(), 1u) << "another folder's list";
  EXPECT_TRUE(unlisted_sources({list, {"sim/clock.cpp", ""}, {"sim/deep/heap.cpp", ""}}).empty());
}

TEST(TidyCode, ProseIsBlankedAndNothingMoves) {
  EXPECT_EQ(blank_prose("a // b\nc /* d\n */ e"), "a     \nc     \n    e");
  EXPECT_EQ(blank_prose("x = \"a\\\"b\" + '\\'' + 1'000;"), "x = \"    \" + '  ' + 1'000;");
  EXPECT_EQ(blank_prose("R\"(a \" b)\" c"), "           c");
}

}  // namespace
}  // namespace parcours::tidy
