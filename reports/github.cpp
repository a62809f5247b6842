// Workflow commands of GitHub Actions. GitHub shows ten annotations a step and drops the rest without a word: we write
// the worst, at most ten, and when there are more the tenth says how many.
#include <fmt/format.h>

#include "reports/text.h"
#include "reports/views.h"

namespace parcours {
namespace {

constexpr std::size_t kAnnotationsMost = 10;
constexpr std::size_t kMessageMost = 2000;

// What a workflow command gives a meaning to, escaped as the runner expects it.
std::string escape(std::string_view text, bool in_property) {
  std::string out{};
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\n')
      out += "%0A";
    else if (in_property && c == ':')
      out += "%3A";
    else if (in_property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

struct Annotation {
  std::string command{};  // "error" or "warning"
  std::string file{};
  int line = 0;
  int column = 0;
  std::string title{};
  std::string message{};
};

std::string text_of(const Annotation& one) {
  std::string place{};
  if (!one.file.empty()) place += fmt::format("file={},", escape(printable(one.file), true));
  if (one.line > 0) place += fmt::format("line={},", one.line);
  if (one.column > 0) place += fmt::format("col={},", one.column);
  return fmt::format("::{} {}title={}::{}\n", one.command, place, escape(one_line(one.title, 120), true),
                     escape(clipped(one.message, kMessageMost), false));
}

Annotation annotation_of(const CaseResult& one) {
  return {.command = one.verdict == Verdict::warn ? "warning" : "error",
          .file = one.file,
          .line = one.line,
          .column = one.column,
          .title = fmt::format("{} {}", to_string(one.verdict), one.id),
          .message = explanation(one)};
}

std::vector<Annotation> annotations_of(const Record& record) {
  std::vector<Annotation> all{};
  for (const std::string& stale : record.stale_baseline) {
    all.push_back({.command = "error", .title = "stale baseline", .message = stale});
  }
  for (const CaseResult* one : problems(record)) all.push_back(annotation_of(*one));
  return all;
}

}  // namespace

std::string github_report(const Record& record) {
  std::vector<Annotation> all = annotations_of(record);
  std::size_t more = 0;
  if (all.size() > kAnnotationsMost) {
    more = all.size() - (kAnnotationsMost - 1);
    all.resize(kAnnotationsMost - 1);
  }
  std::string out{};
  for (const Annotation& one : all) out += text_of(one);
  if (more > 0) {
    out += text_of({.command = "error",
                    .title = fmt::format("{} more", more),
                    .message = fmt::format("{} more findings are not annotated here; the summary and the HTML report "
                                           "have them all.",
                                           more)});
  }
  return out + headline(record) + '\n';
}

}  // namespace parcours
