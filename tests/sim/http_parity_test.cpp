// The same judge over HTTP: the whole suite, in process and through a socket, gives the same bytes, `target` and `repro`
// aside.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "reports/record_json.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"
#include "sim/in_process_target.h"
#include "tests/sim/http_house.h"

namespace parcours {
namespace {

const std::vector<Scenario>& suites() {
  static const Loaded loaded = load({PARCOURS_SOURCE_DIR "/scenarios"});
  EXPECT_TRUE(loaded.problems.empty());
  return loaded.cases;
}

// One case as the record has it, `repro` aside.
std::string bytes_of(CaseResult result) {
  result.repro.clear();
  Record record;
  record.cases.push_back(std::move(result));
  complete(record);
  return to_json(record);
}

TEST(HttpParity, TheWholeSuiteGivesTheSameBytesInProcessAndOverHttp) {
  ASSERT_GE(suites().size(), 600U);
  const ServedHouse house;
  const auto over_http = house.target();
  InProcessTarget in_process;
  PhoneReader phone;
  int differ = 0;
  for (const Scenario& scenario : suites()) {
    const CaseResult expected = run_case(scenario, in_process, {.phone = &phone});
    const CaseResult actual = run_case(scenario, *over_http, {.phone = &phone});
    ASSERT_EQ(over_http->lost(), "") << scenario.id;
    EXPECT_EQ(to_string(expected.verdict), "pass") << scenario.id << ": " << expected.reason;
    if (bytes_of(expected) == bytes_of(actual)) continue;
    ++differ;
    if (const char* folder = std::getenv("PARCOURS_PARITY_DIFF"); folder != nullptr) {
      std::ofstream{std::string{folder} + "/in_process.json"} << bytes_of(expected);
      std::ofstream{std::string{folder} + "/over_http.json"} << bytes_of(actual);
    }
    ADD_FAILURE() << scenario.id << ": " << to_string(actual.verdict) << ' ' << actual.reason << " | " << actual.actual;
  }
  EXPECT_EQ(differ, 0);
  std::cout << over_http->requests() << " requests\n";
}

}  // namespace
}  // namespace parcours
