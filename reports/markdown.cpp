// The summary of a CI job (GitHub shows at most 1 MiB of it): the sentence, the counts, every finding with what was
// expected and found, and the rules that are not simply passed. What does not fit is counted, not dropped in silence.
#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "reports/views.h"

namespace parcours {
namespace {

constexpr std::size_t kBytesMost = 1024 * 1024 - 4096;  // Room for the last lines.
constexpr std::size_t kReasonMost = 4000;

// Text between other words: nothing in it may start a mark, a tag or a cell. HTML entities would show in code spans, so
// this is for prose only.
std::string prose(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : one_line(text, most)) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '|':
      case '\\':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '#':
      case '~':
      case '@':
        out += '\\';
        out += c;
        break;
      default: out += c;
    }
  }
  return out;
}

// A code block that no text can close: its fence is longer than any run of backticks inside.
std::string code_block(std::string_view text) {
  const std::string body = clipped(text, kReasonMost);
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : body) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  return fmt::format("{}text\n{}{}{}\n", fence, body, body.ends_with('\n') ? "" : "\n", fence);
}

std::string_view mark(Verdict verdict) {
  if (verdict == Verdict::pass) return "✅";
  if (verdict == Verdict::warn || verdict == Verdict::xfail || verdict == Verdict::review) return "⚠️";
  return is_problem(verdict) ? "❌" : "⏭️";
}

std::string counts(const Record& record) {
  std::string out = "| verdict | cases | |\n|:--|--:|:--|\n";
  for (const Verdict verdict : kVerdicts) {
    const int many = record.summary.of(verdict);
    if (many > 0)
      out += fmt::format("| {} {} | {} | {} |\n", mark(verdict), prose(to_string(verdict), 40), many, meaning(verdict));
  }
  return out + fmt::format("| **all** | **{}** | {} of {} rules covered |\n", record.summary.cases,
                           record.summary.rules - record.summary.rules_not_covered, record.summary.rules);
}

std::string finding(const CaseResult& one) {
  return fmt::format("<details><summary>{} <b>{}</b> {} · {}</summary>\n\n{}\n</details>\n\n", mark(one.verdict),
                     to_string(one.verdict), escape_html(one_line(one.id, 200)), escape_html(one_line(one.title, 200)),
                     code_block(explanation(one)));
}

std::string findings(const Record& record, std::size_t room) {
  const std::vector<const CaseResult*> found = problems(record);
  if (found.empty()) return {};
  std::string out = "### Findings\n\n";
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string one = finding(*found[i]);
    if (out.size() + one.size() > room) {
      return out +
             fmt::format("{} more do not fit here; the HTML report has them.\n\n", plural(found.size() - i, "finding"));
    }
    out += one;
  }
  return out;
}

std::string rules(const Record& record) {
  std::string rows;
  for (const RuleResult& rule : record.rules) {
    if (rule.verdict == Verdict::pass) continue;
    rows += fmt::format("| {} | {} | {} {} | {} | {} |\n", prose(rule.id, 40), to_string(rule.level),
                        rule.verdict ? mark(*rule.verdict) : "⬜", prose(verdict_word(rule), 40), rule.cases.size(),
                        prose(sentence_of(rule.id), 160));
  }
  if (rows.empty()) return "Every rule is covered and passed.\n\n";
  return "<details><summary>Rules that are not simply passed</summary>\n\n| rule | level | verdict | cases | |\n"
         "|:--|:--|:--|--:|:--|\n" +
         rows + "\n</details>\n\n";
}

std::string campaign_text(const CampaignResult& campaign) {
  std::string text;
  for (const std::string& line : campaign_lines(campaign)) text += line + '\n';
  return text;
}

std::string settings(const Record& record) {
  std::string out = fmt::format("Target {} · seed {}", prose(record.target.name, 120), prose(record.seed, 120));
  if (record.shard) out += fmt::format(" · shard {} of {}", joined(record.shard->parts, "+"), record.shard->count);
  return out + fmt::format(" · {} {}\n", prose(record.tool.name, 40), prose(record.tool.version, 40));
}

}  // namespace

std::string markdown_report(const Record& record) {
  std::string out = fmt::format("## {}\n\n{}\n", prose(headline(record), 200), counts(record));
  for (const std::string& stale : record.stale_baseline)
    out += fmt::format("- ❌ stale baseline: {}\n", prose(stale, 300));
  if (!record.stale_baseline.empty()) out += '\n';
  if (record.campaign) out += code_block(campaign_text(*record.campaign)) + '\n';
  const std::string tail = rules(record) + settings(record);
  const std::size_t used = out.size() + tail.size();
  return out + findings(record, used < kBytesMost ? kBytesMost - used : 0) + tail;
}

}  // namespace parcours
