#include "scenarios/export/record_teller.h"

#include <algorithm>

#include "scenarios/export/recorded_step.h"
#include "scenarios/export/step_parts.h"
#include "scenarios/language/grammar.h"
#include "scenarios/language/parse_values.h"

namespace parcours {
namespace {

bool changed_nothing(const Recorded& event) {
  return event.answer.kind == Answer::Kind::refused || event.answer.remembered;
}

std::string said(const Recorded& event, const RecordNames& names) {
  const std::string who = names.speaker(event.call.who).value_or(event.call.who.name);
  return (who.empty() ? "somebody" : who) + ", " + to_string(event.call.verb);
}

std::string left_out(const Recorded& event, const RecordNames& names) {
  const std::string answered = event.answer.remembered ? "answered before" : "refused by " + event.answer.rule;
  return said(event, names) + ", " + answered + ", is left out: the language has no words for it, and it changed nothing.";
}

}  // namespace

RecordTeller::RecordTeller(const Recording& recording, World world, std::vector<NoticeView> notices)
    : recording_{recording}, names_{std::move(world), std::move(notices), recording}, now_{recording.start} {
  for (const SpeakerSpec& speaker : speakers()) stands_[std::string{speaker.name}] = speaker.point;
  // Whether deliveries failed shows only where an operator takes them up again.
  tells_failures_ = std::any_of(recording.events.begin(), recording.events.end(), [](const Recorded& event) {
    return event.kind == Recorded::Kind::call && event.call.verb == Verb::resume_notifications;
  });
}

std::string RecordTeller::tell() {
  for (const Recorded& event : recording_.events)
    if (why_not_.empty()) tell(event);
  return why_not_;
}

void RecordTeller::tell(const Recorded& event) {
  if (event.kind == Recorded::Kind::failed_delivery) return tell_failure(event);
  pass_to(event.at);
  switch (event.kind) {
    case Recorded::Kind::call: return tell_call(event);
    case Recorded::Kind::crash: return add(ToldStep{"service crashes"});
    case Recorded::Kind::recovery: return add(ToldStep{"service recovers"});
    case Recorded::Kind::failed_delivery: return;
  }
}

void RecordTeller::add(ToldStep step, std::string left_out) {
  lines_.push_back({.step = std::move(step), .left_out = std::move(left_out)});
}

void RecordTeller::pass_to(Instant at) {
  if (at <= now_) return;
  last_moment_ = lines_.size();
  add(ToldStep{"time passes"}.with("for", write_duration(at - now_)));
  now_ = at;
}

// The integrator's URL says 500: ordered before the moment at which it is called.
void RecordTeller::tell_failure(const Recorded& event) {
  hides_failures_ = hides_failures_ || !tells_failures_;
  if (!tells_failures_) return;
  pass_to(event.at);
  add(ToldStep{"notifications fail"}.with("times", "1"));
  std::rotate(lines_.begin() + static_cast<std::ptrdiff_t>(last_moment_), lines_.end() - 1, lines_.end());
  ++last_moment_;
}

// -------- Calls ---------------------------------------------------------------------------------

// A call that died before the commit left nothing, and one that nobody answered is told by what it did.
void RecordTeller::tell_call(const Recorded& event) {
  if (event.died == CrashPoint::before_commit) return add(ToldStep{"service crashes"});
  const std::string unsaid = stand_where(event.call);
  std::optional<ToldStep> step = unsaid.empty() ? recorded_step(event, names_) : std::nullopt;
  if (!step) return leave_out(event);
  last_moment_ = lines_.size();
  if (event.call.verb == Verb::ask_recovery) names_.asked(event.call, event.answer);
  const bool done = event.answer.kind == Answer::Kind::done;
  if (takes_alias(*step) && done)
    if (const auto name = names_.made(event.answer)) step->with("as", *name);
  const std::string about = names_.operation(event.answer.number);
  if (event.died) step->with("outcome", "any");
  else add_answer(*step, event.call, event.answer, false, about == "unknown" ? "" : about);
  if (event.call.verb == Verb::choose_point && done) stands_[*names_.speaker(event.call.who)] = event.call.text;
  add(std::move(*step), changed_nothing(event) ? left_out(event, names_) : "");
  if (event.died) add(ToldStep{"service crashes"});
}

bool RecordTeller::is_signatory(const std::string& login) const {
  const AccountSpec* account = names_.world().account(login);
  return account != nullptr && account->point.empty();
}

// A signatory goes to the point at which it speaks (ACC-04). Why it cannot; empty: it stands there.
std::string RecordTeller::stand_where(const Call& call) {
  const bool moves = names_merchant(call.verb) && call.verb != Verb::choose_point && call.verb != Verb::give_right &&
                     call.verb != Verb::take_right;
  const auto speaker = names_.speaker(call.who);
  if (!moves || !speaker || call.who.door != Door::espace || !is_signatory(call.who.name)) return {};
  std::string& stands = stands_[*speaker];
  if (stands == call.who.point) return {};
  if (call.who.point.empty()) return "it has chosen a point and cannot unchoose it";
  add(ToldStep{"merchant chooses point"}.with("point", call.who.point).with("by", *speaker));
  stands = call.who.point;
  return {};
}

void RecordTeller::leave_out(const Recorded& event) {
  if (!changed_nothing(event)) {
    why_not_ = "The scenario language has no words for a call that was done: " + said(event, names_) + ".";
    return;
  }
  add(ToldStep{}, left_out(event, names_));
  lines_.back().is_out = true;
}

}  // namespace parcours
