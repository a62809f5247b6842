// The file of a recording: what stands above the steps, the steps, and the check that the language takes all of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "reference/core/text.h"
#include "reference/seal/digest.h"
#include "scenarios/export/record_teller.h"
#include "scenarios/export/recording.h"
#include "scenarios/language/format.h"
#include "scenarios/language/lint.h"

namespace parcours {
namespace {

constexpr std::size_t kBytesMax = 1'000'000;  // What the parser takes of a file.

class RecordedFile {
 public:
  RecordedFile(const Recording& recording, Target& target, Instant now)
      : recording_{recording}, target_{target}, now_{now}, world_{recording.world} {
    for (const AddedPeople& added : recording.added) world_.add(added.people);
  }

  RecordedScenario make();

 private:
  std::string head(RecordTeller& teller) const;
  std::string rules() const;
  std::string steps(std::vector<RecordedLine>& lines, int line);
  std::string mend(RecordTeller& teller);
  std::string mend(std::vector<RecordedLine>& lines, const Problem& problem);
  std::string spoken_of_too_early() const;

  const Recording& recording_;
  Target& target_;
  const Instant now_;
  World world_;
  std::string text_, id_, world_yaml_;
  std::vector<int> line_of_;  // Of each RecordedLine.
};

// What was refused is what the file shows; that money is neither made nor lost is judged of every scenario.
std::string RecordedFile::rules() const {
  std::set<std::string> refusing;
  for (const Recorded& event : recording_.events)
    if (event.answer.kind == Answer::Kind::refused && encaissement::find_rule(event.answer.rule)) refusing.insert(event.answer.rule);
  refusing.insert("MON-01");
  std::string text;
  for (const encaissement::Requirement& known : encaissement::catalogue())
    if (refusing.contains(std::string{known.id})) text += (text.empty() ? "" : ", ") + std::string{known.id};
  return text;
}

std::string settings_of(const encaissement::Policies& policies) {
  std::string text;
  for (const encaissement::PolicyField& field : encaissement::policy_fields())
    if (field.get(policies) != field.get(encaissement::Policies{}))
      text += fmt::format("  {}: {}\n", field.name, yaml_text(field.get(policies)));
  return text.empty() ? "" : "policies:\n" + text;
}

std::string RecordedFile::head(RecordTeller& teller) const {
  std::string text = fmt::format("# Recorded in a sandbox whose service was: {}.\n", target_.name());
  if (!recording_.added.empty()) text += "# People who came later are here from the start.\n";
  if (teller.hides_failures()) text += "# Deliveries that were not acknowledged are left out: nothing here shows them.\n";
  text += fmt::format("id: {}\ntitle: {}\nrules: [{}]\ntags: [recorded]\n", id_,
                      yaml_text("What happened in a sandbox from " + moment_text(recording_.start) + " to " + moment_text(now_)),
                      rules());
  text += settings_of(recording_.policies) + "start: " + yaml_text(moment_text(recording_.start)) + "\n";
  if (!world_yaml_.empty()) text += "world: " + world_yaml_ + "\n";
  return text + "steps:\n";
}

std::string RecordedFile::steps(std::vector<RecordedLine>& lines, int line) {
  std::string text;
  line_of_.clear();
  for (const RecordedLine& l : lines) {
    if (!l.remark.empty()) ++line;
    if (!l.remark.empty()) text += "  # " + l.remark + "\n";
    line_of_.push_back(line++);
    text += l.is_out ? "  # " + l.left_out + "\n" : line_of(l.step);
  }
  return text;
}

// What a broken service says may be nothing that a scenario could expect, such as less than nothing. True: left out.
bool leaves_out_what_was_shown(RecordedLine& line) {
  constexpr std::array kShown{"answers", "shows_limit", "sees", "received", "remaining", "validated"};
  const auto gone = std::erase_if(line.step.fields, [&](const ToldStep::Field& f) {
    return std::find(kShown.begin(), kShown.end(), f.name) != kShown.end();
  });
  if (gone > 0) line.remark = "Part of what was shown here is nothing that a scenario could expect; it is left out.";
  return gone > 0;
}

// The step in which the problem stands becomes a remark, where it may. Why it may not; empty: it does.
std::string RecordedFile::mend(std::vector<RecordedLine>& lines, const Problem& problem) {
  const auto at = std::find(line_of_.begin(), line_of_.end(), problem.place.line);
  if (at == line_of_.end()) return "What happened cannot be written as a scenario: " + problem.text();
  RecordedLine& line = lines[static_cast<std::size_t>(at - line_of_.begin())];
  if (leaves_out_what_was_shown(line)) return {};
  if (line.left_out.empty()) return "The scenario language has no words for \"" + line.step.verb + "\" as it was done: " + problem.text();
  line.is_out = true;
  return {};
}

// Writes the text until the language takes it.
std::string RecordedFile::mend(RecordTeller& teller) {
  const std::string above = head(teller);
  const int first = 1 + static_cast<int>(std::count(above.begin(), above.end(), '\n'));
  for (std::size_t round = 0; round <= teller.lines().size(); ++round) {
    text_ = above + steps(teller.lines(), first);
    const Problems problems = lint(parse_text(id_ + ".yaml", text_));
    if (problems.empty()) return {};
    for (const Problem& problem : problems)
      if (std::string why = mend(teller.lines(), problem); !why.empty()) return why;
  }
  return "What happened cannot be written as a scenario.";
}

// People who came later stand in the file from the start: nobody may have asked for them before.
std::string RecordedFile::spoken_of_too_early() const {
  for (const AddedPeople& added : recording_.added)
    for (std::size_t i = 0; i < added.before; ++i) {
      const Call& call = recording_.events[i].call;
      const bool customer = !call.form.identifier.empty() && added.people.customer_called(call.form.identifier) != nullptr;
      const bool other = added.people.customer(call.text) != nullptr || added.people.account(call.text) != nullptr ||
                         added.people.point(call.text) != nullptr || added.people.account(call.who.name) != nullptr;
      if (customer || other)
        return "Somebody was asked for before being there; a scenario has its people from the start.";
    }
  return {};
}

RecordedScenario RecordedFile::make() {
  RecordedScenario made;
  made.why_not = spoken_of_too_early();
  if (made.why_not.empty()) world_yaml_ = world_yaml(world_, made.why_not);
  if (!made.why_not.empty()) return made;
  RecordTeller teller{recording_, world_, target_.notices(0)};
  made.why_not = teller.tell();
  if (!made.why_not.empty()) return made;
  teller.tell_end(target_, now_);
  id_ = "recorded";
  id_ = fmt::format("recorded-{:08x}", static_cast<std::uint32_t>(encaissement::digest_of(head(teller) + steps(teller.lines(), 1))));
  made.why_not = mend(teller);
  if (!made.why_not.empty()) return made;
  const Formatted formatted = format_text(id_ + ".yaml", text_);
  if (!formatted.problems.empty()) made.why_not = formatted.problems.front().text();
  else if (formatted.text.size() > kBytesMax) made.why_not = "What happened is too long for a scenario file, which has at most 1 MB.";
  else made.yaml = formatted.text;
  return made;
}

}  // namespace

RecordedScenario scenario_of(const Recording& recording, Target& target, Instant now) {
  return RecordedFile{recording, target, now}.make();
}

}  // namespace parcours
