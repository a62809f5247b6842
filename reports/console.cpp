// What a person reads in the terminal when the run is over: first what failed, shortly, then the counts, last the next
// thing to type. Colour only repeats what the words say.
#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "reports/views.h"

namespace parcours {
namespace {

constexpr std::size_t kFindingsMost = 20;
constexpr std::size_t kLineMost = 160;

enum class Ink { plain, bold, dim, green, yellow, red };

class Painter {
 public:
  explicit Painter(bool colour) : colour_(colour) {}

  std::string operator()(Ink ink, std::string_view text) const {
    if (!colour_ || ink == Ink::plain) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code(ink), text);
  }

 private:
  static std::string_view code(Ink ink) {
    switch (ink) {
      case Ink::plain: return "0";
      case Ink::bold: return "1";
      case Ink::dim: return "2";
      case Ink::green: return "32";
      case Ink::yellow: return "33";
      case Ink::red: return "31";
    }
    return "0";
  }

  bool colour_;
};

Ink ink_of(Verdict verdict) {
  if (verdict == Verdict::pass) return Ink::green;
  if (is_problem(verdict)) return Ink::red;
  return is_skip(verdict) ? Ink::dim : Ink::yellow;
}

std::string field(std::string_view name, std::string_view value, const Painter& paint) {
  if (value.empty()) return {};
  return fmt::format("    {} {}\n", paint(Ink::dim, padded(name, 8)), one_line(value, kLineMost));
}

std::string finding(const CaseResult& one, const Painter& paint) {
  std::string out = fmt::format("{} {}  {}\n", paint(ink_of(one.verdict), padded(to_string(one.verdict), 7)),
                                paint(Ink::bold, one_line(one.id, kLineMost)), one_line(one.title, kLineMost));
  for (const std::string& rule : one.rules) out += field(rule, sentence_of(rule), paint);
  out += field("why", one.reason, paint);
  for (std::size_t i = 0; i < one.expected.size(); ++i)
    out += field(i == 0 ? "expected" : "or", one.expected[i], paint);
  out += field("actual", one.actual, paint);
  out += field("where", place_of(one), paint);
  if (!one.repro.empty()) out += fmt::format("    {} {}\n", paint(Ink::dim, padded("again", 8)), printable(one.repro));
  return out + '\n';
}

std::string findings(const Record& record, const Painter& paint) {
  const std::vector<const CaseResult*> found = problems(record);
  std::string out;
  for (std::size_t i = 0; i < std::min(found.size(), kFindingsMost); ++i) out += finding(*found[i], paint);
  if (found.size() > kFindingsMost) {
    out += fmt::format("{} more not shown here; --report html=report.html has them all.\n\n",
                       plural(found.size() - kFindingsMost, "finding"));
  }
  return out;
}

std::string table(const Record& record, const Painter& paint) {
  std::string out;
  for (const Verdict verdict : kVerdicts) {
    const int many = record.summary.of(verdict);
    if (many == 0) continue;
    out += fmt::format("  {} {:>6}  {}\n", paint(ink_of(verdict), padded(to_string(verdict), 13)), many,
                       paint(Ink::dim, meaning(verdict)));
  }
  out += fmt::format("  {} {:>6}\n", padded("cases", 13), record.summary.cases);
  return out + fmt::format("  {} {:>6}  {}\n", padded("rules", 13), record.summary.rules,
                           paint(Ink::dim, fmt::format("{} not covered", record.summary.rules_not_covered)));
}

std::string next_step(const Record& record) {
  const std::vector<const CaseResult*> found = problems(record);
  switch (exit_code(record)) {
    case ExitCode::conforming: return {};
    case ExitCode::nonconforming:
      if (found.empty() || found.front()->repro.empty()) return "next: look at the baseline file";
      return "next: " + found.front()->repro;
    case ExitCode::usage: return "next: parcours lint";
    case ExitCode::could_not_judge: return "next: parcours doctor";
    case ExitCode::nothing_verified:
      if (record.campaign) return "next: parcours explore with more runs, or with strategies that reach what never occurred";
      return fmt::format("next: parcours {}, to see what there is to run", record.target.kind == "till" ? "certify --list" : "list");
    case ExitCode::interrupted: return "next: run again; what is above was judged before the interruption";
  }
  return {};
}

Ink ink_of(ExitCode code) {
  if (code == ExitCode::conforming) return Ink::green;
  return code == ExitCode::nothing_verified ? Ink::yellow : Ink::red;
}

}  // namespace

std::string console_report(const Record& record, const RenderOptions& options) {
  const Painter paint(options.colour);
  std::string out = findings(record, paint);
  for (const std::string& stale : record.stale_baseline)
    out += paint(Ink::red, "stale baseline") + ' ' + printable(stale) + '\n';
  out += table(record, paint);
  if (record.campaign)
    for (const std::string& line : campaign_lines(*record.campaign)) out += "  " + printable(line) + '\n';
  out += paint(ink_of(exit_code(record)), headline(record));
  out += fmt::format("  {}\n", paint(Ink::dim, fmt::format("target {}, seed {}", one_line(record.target.name, 80),
                                                           one_line(record.seed, 80))));
  const std::string next = next_step(record);
  return next.empty() ? out : out + printable(next) + '\n';
}

}  // namespace parcours
