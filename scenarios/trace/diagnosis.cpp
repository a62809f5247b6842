// Where no history is left: the rule without which one would be.
#include <fmt/format.h>

#include <algorithm>

#include "reference/core/deadline.h"
#include "reference/core/text.h"
#include "scenarios/trace/play.h"

namespace parcours {

using namespace encaissement;

namespace {

// In this order: the more a leniency forgives, the later it is tried.
const Leniency kLeniencies[] = {
    {.rule = RuleId::pay_03}, {.rule = RuleId::pay_05}, {.rule = RuleId::val_01}, {.rule = RuleId::val_03},
    {.rule = RuleId::val_05}, {.rule = RuleId::frm_01}, {.rule = RuleId::mon_01},
    {.rule = RuleId::tim_01, .never_late = true}, {.rule = RuleId::tim_05, .never_late = true},
    {.rule = RuleId::sta_01}, {.never_late = true}, {.early = true}, {.times = true}, {.money = true},
    {.money = true, .times = true},
};

// The last step on the way that was not allowed; null: all were.
const Passage* broken_of(const MayBe& w) {
  for (const Passage* p = w.how.get(); p != nullptr; p = p->before.get())
    if (p->broken != nullptr) return p;
  return nullptr;
}

std::size_t length_of(const MayBe& w) {
  std::size_t length = 0;
  for (const Passage* p = w.how.get(); p != nullptr; p = p->before.get()) ++length;
  return length;
}

// TIM-08 is the very instant; what changed once it was over is STA-02.
RuleId rule_of(const Passage& p, const MayBes& before, const Policies& policies) {
  const RuleId rule = p.broken->rule;
  const auto at_end = [&](const MayBe& w) { return was_paid(w.op) && p.event.at == validation_ends_at(w.op, policies); };
  const bool by_itself = rule == RuleId::tim_05 && policies.sweep != Sweep::instant && std::any_of(before.begin(), before.end(), at_end);
  if (by_itself) return RuleId::tim_06;  // At the sweep: nobody validates then, it validated itself.
  const auto at_limit = [&](const MayBe& w) {
    return p.event.at == (rule == RuleId::tim_01 ? w.op.payment_deadline : w.op.validation_deadline);
  };
  const bool deadline = rule == RuleId::tim_01 || rule == RuleId::tim_05;
  if (deadline && std::any_of(before.begin(), before.end(), at_limit)) return RuleId::tim_08;
  const bool over = std::all_of(before.begin(), before.end(), [](const MayBe& w) { return is_final(w.op.status); });
  return rule == RuleId::sta_01 && over ? RuleId::sta_02 : rule;
}

RuleId rule_of_money(const MayBe& w, ApiCall call) {
  switch (w.op.status) {
    case Status::validated: return call == ApiCall::validation || w.op.validated != w.op.paid ? RuleId::val_02 : RuleId::pay_07;
    case Status::cancelled: return RuleId::val_04;
    case Status::expired: return RuleId::tim_06;
    case Status::awaiting_customer: case Status::to_validate: break;
  }
  return RuleId::mon_02;
}

}  // namespace

// The explanation with the fewest steps; of several the first.
std::optional<TracePlay::Diagnosis> TracePlay::diagnose(const Explain& explain, const SeenEntry& s) const {
  if (auto strict = diagnose(explain, s, false)) return strict;
  return diagnose(explain, s, true);
}

std::optional<TracePlay::Diagnosis> TracePlay::diagnose(const Explain& explain, const SeenEntry& s, bool whatever_is_told) const {
  std::optional<Diagnosis> best;
  std::size_t fewest = 0;
  for (Leniency lenient : kLeniencies) {
    if ((best || whatever_is_told) && !lenient.rule) break;
    lenient.money = lenient.money || whatever_is_told;
    lenient.times = lenient.times || whatever_is_told;
    MayBes found = explain(lenient);
    if (found.empty()) continue;
    const auto shortest = std::min_element(found.begin(), found.end(), [](const MayBe& a, const MayBe& b) { return length_of(a) < length_of(b); });
    const Passage* p = lenient.rule ? broken_of(*shortest) : nullptr;
    if (lenient.rule && p == nullptr) continue;
    if (!lenient.rule) return lenient_diagnosis(lenient, std::move(found), s);
    if (best && length_of(*shortest) >= fewest) continue;
    fewest = length_of(*shortest);
    best = Diagnosis{rule_of(*p, worlds_, histories_.policies()), std::string{p->broken->sentence}, {}, p->event};
    best->worlds = {*shortest};
    best->code = to_string(p->broken->code);
  }
  return best;
}

TracePlay::Diagnosis TracePlay::lenient_diagnosis(const Leniency& lenient, MayBes found, const SeenEntry& s) const {
  const MayBe first = found.front();
  const bool paid = was_paid(first.op);
  const RuleId deadline = paid ? RuleId::tim_06 : RuleId::tim_04;
  if (lenient.never_late) return {deadline, "Its deadline has passed.", std::move(found), std::nullopt};
  if (lenient.early) return {deadline, "Its deadline has not come.", std::move(found), std::nullopt};
  if (lenient.money) return {rule_of_money(first, s.asked.call), "The amounts told are not those that follow.", std::move(found), std::nullopt};
  return {RuleId::lst_03, "The instant told of the last change is not that of the change.", std::move(found), std::nullopt};
}

void TracePlay::fail_told(const SeenEntry& s, const Told& told, const Explain& explain) {
  if (was_refused_wrongly(s, explain)) return;
  if (s.notice != nullptr && failed_) return;  // It says again what was found wrong before.
  auto found = diagnose(explain, s);
  const bool over = std::all_of(worlds_.begin(), worlds_.end(), [](const MayBe& w) { return is_final(w.op.status); });
  const RuleId rule = found ? found->rule : over ? RuleId::sta_02 : s.notice != nullptr ? RuleId::not_04 : RuleId::sta_01;
  const std::string why = found ? " " + found->why : "";
  const std::string what = s.notice != nullptr ? "A notification tells of what cannot have come about."
                           : s.asked.call == ApiCall::status || s.asked.call == ApiCall::list
                             ? "What is told cannot have come about."
                               : fmt::format("{} was accepted, or answered otherwise than follows.", to_string(s.asked.call));
  Instant at = s.at;
  for (const MayBe& w : worlds_) at = std::max(at, w.since);
  std::vector<std::string> possible = words_of(histories_.reach(worlds_, at, kAnyState));
  const bool commanded = s.call != nullptr && event_of(s.asked, s.at, Money{}).has_value();
  if (commanded && found && !found->code.empty()) possible = {found->code};
  std::optional<Event> broke = found ? found->broke : std::nullopt;
  if (!broke && !worlds_.empty()) broke = event_of(s.asked, s.at, worlds_.front().op.received);
  fail(s, rule, what + why, std::move(possible), words_of(told), broke);
  if (!found && s.notice != nullptr) return;  // Its amounts are of later: nothing to go on with.
  settle(found ? std::move(found->worlds) : MayBes{taken_at_its_word(told, s.at, &worlds_.front())}, s);
}

// Everything up to what went wrong, as one of the histories has it; without what falls due by itself.
std::optional<TraceStory> TracePlay::story(const std::optional<Event>& broke, Instant until) const {
  if (!dossier_.create || worlds_.empty()) return std::nullopt;
  const SeenEntry& created = scene_.seen[*dossier_.create];
  TraceStory story{.create = created.asked.made, .created = worlds_.front().op.created, .until = until};
  story.named = worlds_.front().who;
  for (const Passage* p = worlds_.front().how.get(); p != nullptr; p = p->before.get())
    if (p->event.kind != EventKind::payment_deadline && p->event.kind != EventKind::validation_deadline)
      story.events.push_back(p->event);
  std::reverse(story.events.begin(), story.events.end());
  if (broke) story.events.push_back(*broke);
  return story;
}

void TracePlay::fail(const SeenEntry& s, RuleId rule, std::string sentence, std::vector<std::string> expected, std::string actual,
                const std::optional<Event>& broke) {
  constexpr std::size_t kNamed = 3;
  const std::size_t from = trail_.size() > kNamed ? trail_.size() - kNamed : 0;
  auto story = this->story(broke, s.at);
  if (!story && dossier_.create && worlds_.empty())  // The create itself.
    story = TraceStory{.create = scene_.seen[*dossier_.create].asked.made, .created = s.at, .until = s.at};
  books_.fail({.rule = rule, .number = dossier_.number, .at = s.at, .entries = {trail_.begin() + static_cast<std::ptrdiff_t>(from), trail_.end()},
               .sentence = std::move(sentence), .expected = std::move(expected), .actual = std::move(actual), .story = std::move(story),
               .is_notice = s.notice != nullptr && !broke});
  failed_ = true;
}

// -------- What was kept, and what cannot be known -----------------------------------------------

void TracePlay::note_held(const MayBes& before, const SeenEntry& s, const Told& told) {
  books_.held(RuleId::sta_01);
  const auto all = [&](auto test) { return std::all_of(before.begin(), before.end(), test); };
  if (all([](const MayBe& w) { return is_final(w.op.status); })) books_.held(RuleId::sta_02);
  const bool paid = told.api == ApiState::authorized || told.api == ApiState::validated;
  const bool was_paid_before = pays_;
  if (paid && !pays_) note_payment(told);
  if (told.api == ApiState::expired && !expires_) books_.held(pays_ ? RuleId::tim_06 : RuleId::tim_04), expires_ = true;
  if (s.asked.call == ApiCall::validation) books_.held(RuleId::val_01), books_.held(RuleId::val_02), books_.held(RuleId::tim_05);
  if (s.asked.call == ApiCall::cancellation) books_.held(was_paid_before ? RuleId::val_04 : RuleId::tim_01);
}

void TracePlay::note_payment(const Told& told) {
  pays_ = true;
  books_.held(RuleId::pay_05);
  if (told.granted || told.paid) books_.held(RuleId::pay_03), books_.held(RuleId::pay_07);
  else books_.unknown(RuleId::pay_03, "the log shows no payment amount");
  if (told.paid_at) books_.held(RuleId::tim_01), books_.held(RuleId::tim_08);
  else books_.unknown(RuleId::tim_01, "the log does not tell when it was paid");
}

// TIM-02, TIM-03, TIM-05: limits as told against limits as they follow. What is told wrong is taken at its word from then on.
void TracePlay::check_limits(const SeenEntry& s, const Told& told) {
  if (worlds_.empty() || worlds_.front().vague) return;
  Operation& o = worlds_.front().op;
  const RuleId rule = is_immediate(o) ? RuleId::tim_03 : RuleId::tim_02;
  if (told.expires && told.created) {
    if (same_moment(*told.expires, o.payment_deadline)) books_.held(rule);
    else fail(s, rule, "The payment deadline told is not the one that follows from the sending.", {format_instant(o.payment_deadline)},
              format_instant(*told.expires), std::nullopt);
    for (MayBe& w : worlds_)
      if (!same_moment(*told.expires, w.op.payment_deadline)) w.op.payment_deadline = *told.expires;
  }
  if (!told.payment_limit.empty() && !is_immediate(o) && told.payment_limit != format_day(o.payment_limit))
    fail(s, RuleId::tim_02, "The payment limit told is not the one that follows from the sending.", {format_day(o.payment_limit)},
         told.payment_limit, std::nullopt);
  if (!was_paid(o) || !has_validation_delay(o) || told.validation_limit.empty()) return;
  const bool fits = std::any_of(worlds_.begin(), worlds_.end(), [&](const MayBe& w) {
    return told.validation_limit == format_day(w.op.validation_limit) &&
           (!told.validation_deadline || same_moment(*told.validation_deadline, w.op.validation_deadline));
  });
  if (fits) return books_.held(RuleId::tim_05);
  fail(s, RuleId::tim_05, "The validation limit told is not the one that follows from the payment.",
       {format_day(o.validation_limit) + ", until " + format_instant(o.validation_deadline)},
       told.validation_limit + (told.validation_deadline ? ", until " + format_instant(*told.validation_deadline) : ""), std::nullopt);
  for (MayBe& w : worlds_)
    if (told.validation_deadline) w.op.validation_deadline = *told.validation_deadline;
}

}  // namespace parcours
