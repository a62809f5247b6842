// CTRF, the common test report format of ctrf.io, by its published schema (which allows no key of our own outside
// "extra"). It wants a start and a stop: a record has no wall clock, so a run starts at 0 and lasts as long as its
// cases.
#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/text.h"
#include "reports/views.h"

namespace parcours {
namespace {

using Json = nlohmann::ordered_json;

const char* status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::warn: return "passed";
    case Verdict::fail:
    case Verdict::crash:
    case Verdict::xpass: return "failed";
    case Verdict::unsupported:
    case Verdict::not_testable: return "skipped";
    case Verdict::review: return "pending";
    case Verdict::blocked:
    case Verdict::config:
    case Verdict::timeout:
    case Verdict::error:
    case Verdict::xfail: return "other";
  }
  return "other";
}

Json suite_of(const CaseResult& one) {
  Json suite = Json::array();
  std::string_view rest = one.file;
  for (std::size_t slash; (slash = rest.find('/')) != std::string_view::npos; rest.remove_prefix(slash + 1)) {
    suite.push_back(rest.substr(0, slash));
  }
  if (suite.empty()) suite.push_back("parcours");
  return suite;
}

Json test_json(const CaseResult& one, const RenderOptions& options) {
  Json test;
  test["name"] = one.id;
  test["status"] = status_of(one.verdict);
  test["duration"] = std::llround(milliseconds_of(one, options));
  test["suite"] = suite_of(one);
  if (one.verdict != Verdict::pass) {
    test["message"] = printable(one.reason.empty() ? std::string(meaning(one.verdict)) : one.reason);
    test["trace"] = printable(explanation(one));
  }
  if (one.line > 0) test["line"] = one.line;
  test["rawStatus"] = to_string(one.verdict);
  test["tags"] = one.rules;
  test["type"] = "conformance";
  if (!one.file.empty()) test["filePath"] = one.file;
  test["extra"] = Json{{"title", one.title}, {"level", to_string(one.level)}, {"repro", one.repro}};
  return test;
}

Json summary_json(const Json& tests) {
  Json counts{{"passed", 0}, {"failed", 0}, {"skipped", 0}, {"pending", 0}, {"other", 0}};
  std::int64_t duration = 0;
  for (const Json& test : tests) {
    Json& count = counts[test["status"].get<std::string>()];
    count = count.get<int>() + 1;
    duration += test["duration"].get<std::int64_t>();
  }
  Json summary{{"tests", tests.size()}};
  summary.update(counts);
  summary["start"] = 0;
  summary["stop"] = duration;
  summary["duration"] = duration;
  return summary;
}

Json run_extra(const Record& record) {
  Json policies = Json::array();
  for (const auto& [name, value] : record.policies) policies.push_back(Json::array({name, value}));
  return Json{{"target", record.target.name},
              {"seed", record.seed},
              {"policies", policies},
              {"stale_baseline", record.stale_baseline},
              {"exit_code", static_cast<int>(exit_code(record))}};
}

}  // namespace

std::string ctrf_report(const Record& record, const RenderOptions& options) {
  Json tests = Json::array();
  for (const CaseResult& one : record.cases) tests.push_back(test_json(one, options));
  Json results;
  results["tool"] = Json{{"name", record.tool.name}, {"version", record.tool.version}};
  results["summary"] = summary_json(tests);
  results["tests"] = std::move(tests);
  results["extra"] = run_extra(record);
  const Json root{
      {"reportFormat", "CTRF"}, {"specVersion", "0.1.0"}, {"generatedBy", record.tool.name}, {"results", results}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace parcours
