// JUnit XML as Jenkins, GitLab, GitHub and Azure read it: no `skipped` on the root, a suite a folder, every testcase
// with a unique name, classname, file and time, the reason in the message and in the body.
#include <fmt/format.h>

#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "reports/text.h"
#include "reports/views.h"

namespace parcours {
namespace {

constexpr std::size_t kMessageMost = 300;

struct Tally {
  int tests = 0;
  int failures = 0;
  int errors = 0;
  int skipped = 0;
  double milliseconds = 0;

  void add(const Tally& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
    milliseconds += other.milliseconds;
  }
};

// The element a verdict becomes; none for what counts as passed.
const char* element_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::warn: return nullptr;
    case Verdict::fail:
    case Verdict::crash:
    case Verdict::xpass: return "failure";
    case Verdict::blocked:
    case Verdict::config:
    case Verdict::timeout:
    case Verdict::error: return "error";
    case Verdict::unsupported:
    case Verdict::not_testable:
    case Verdict::review:
    case Verdict::xfail: return "skipped";
  }
  return "error";
}

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(printable(value).c_str());
}

void set_text(pugi::xml_node node, std::string_view text) { node.text().set(printable(text).c_str()); }

void add_property(pugi::xml_node properties, std::string_view name, std::string_view value) {
  pugi::xml_node property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", value);
}

std::string message_of(const CaseResult& one) {
  const std::string_view why = one.reason.empty() ? meaning(one.verdict) : std::string_view(one.reason);
  return one_line(fmt::format("{}: {}", to_string(one.verdict), why), kMessageMost);
}

// "scenarios/tim/late.yaml" -> "scenarios/tim"; a case without a file stands in a suite of the tool's name.
std::string folder_of(const CaseResult& one) {
  const std::size_t slash = one.file.rfind('/');
  return slash == std::string::npos ? std::string("parcours") : one.file.substr(0, slash);
}

// "scenarios/tim/late.yaml" -> "scenarios.tim.late": viewers fold on the dots.
std::string class_name(const CaseResult& one) {
  if (one.file.empty()) return "parcours";
  std::string name = one.file.substr(0, one.file.rfind('.'));
  for (char& c : name) {
    if (c == '/') c = '.';
  }
  return name;
}

void add_properties(pugi::xml_node testcase, const CaseResult& one, const Record& record) {
  pugi::xml_node properties = testcase.append_child("properties");
  add_property(properties, "title", one.title);
  for (const std::string& rule : one.rules) add_property(properties, "rule", rule);
  add_property(properties, "level", encaissement::to_string(one.level));
  add_property(properties, "verdict", to_string(one.verdict));
  add_property(properties, "seed", record.seed);
  if (!one.repro.empty()) add_property(properties, "repro", one.repro);
}

void count(Tally& tally, std::string_view element) {
  if (element == "failure") ++tally.failures;
  if (element == "error") ++tally.errors;
  if (element == "skipped") ++tally.skipped;
}

Tally add_testcase(pugi::xml_node suite, const CaseResult& one, const Record& record, const RenderOptions& options) {
  Tally tally{.tests = 1, .milliseconds = milliseconds_of(one, options)};
  pugi::xml_node testcase = suite.append_child("testcase");
  set(testcase, "name", one.id);
  set(testcase, "classname", class_name(one));
  set(testcase, "file", one.file);
  if (one.line > 0) set(testcase, "line", std::to_string(one.line));
  set(testcase, "time", seconds(tally.milliseconds));
  add_properties(testcase, one, record);
  if (const char* element = element_of(one.verdict)) {
    pugi::xml_node result = testcase.append_child(element);
    set(result, "message", message_of(one));
    if (std::string_view(element) != "skipped") set(result, "type", to_string(one.verdict));
    set_text(result, explanation(one));
    count(tally, element);
  } else if (one.verdict == Verdict::warn) {
    set_text(testcase.append_child("system-out"), "warning: " + explanation(one));
  }
  return tally;
}

void set_tally(pugi::xml_node node, const Tally& tally, bool with_skipped) {
  set(node, "tests", std::to_string(tally.tests));
  set(node, "failures", std::to_string(tally.failures));
  set(node, "errors", std::to_string(tally.errors));
  if (with_skipped) set(node, "skipped", std::to_string(tally.skipped));
  set(node, "time", seconds(tally.milliseconds));
}

void add_suite_properties(pugi::xml_node suite, const Record& record) {
  pugi::xml_node properties = suite.append_child("properties");
  add_property(properties, "tool", record.tool.name + ' ' + record.tool.version);
  add_property(properties, "target", fmt::format("{} ({})", record.target.name, record.target.kind));
  add_property(properties, "seed", record.seed);
  for (const auto& [name, value] : record.policies) add_property(properties, "policy." + name, value);
  for (const std::string& stale : record.stale_baseline) add_property(properties, "stale_baseline", stale);
}

Tally add_suite(pugi::xml_node root, const std::string& folder, const std::vector<const CaseResult*>& cases,
                const Record& record, const RenderOptions& options) {
  pugi::xml_node suite = root.append_child("testsuite");
  set(suite, "name", folder);
  add_suite_properties(suite, record);
  Tally tally;
  for (const CaseResult* one : cases) tally.add(add_testcase(suite, *one, record, options));
  set_tally(suite, tally, true);
  return tally;
}

}  // namespace

std::string junit_report(const Record& record, const RenderOptions& options) {
  std::map<std::string, std::vector<const CaseResult*>> folders;
  for (const CaseResult& one : record.cases) folders[folder_of(one)].push_back(&one);
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  pugi::xml_node root = document.append_child("testsuites");
  set(root, "name", "parcours");
  Tally total;
  for (const auto& [folder, cases] : folders) total.add(add_suite(root, folder, cases, record, options));
  set_tally(root, total, false);
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

}  // namespace parcours
