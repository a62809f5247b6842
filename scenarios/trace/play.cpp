#include "scenarios/trace/play.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reference/core/refusals.h"
#include "reference/core/text.h"
#include "reference/http/app.h"

namespace parcours {

using namespace encaissement;

namespace {

constexpr std::string_view kServerError = "INTERNAL_SERVER_ERROR";

bool is_command(ApiCall call) {
  return call == ApiCall::payer || call == ApiCall::cancellation || call == ApiCall::validation ||
         call == ApiCall::change_mode;
}

// States from which a command is done.
unsigned before(EventKind kind, const Policies& policies) {
  const unsigned awaits = bit(ApiState::initialized) | bit(ApiState::processing);
  switch (kind) {
    case EventKind::validate: return bit(ApiState::authorized);
    case EventKind::cancel:
      return awaits | bit(ApiState::authorized) | (policies.refund == Refund::full ? bit(ApiState::validated) : 0u);
    default: break;
  }
  return awaits;
}

// The status that goes with a state, in our words.
std::string_view status_in(ApiState state) {
  switch (state) {
    case ApiState::initialized: case ApiState::processing: return to_string(Status::awaiting_customer);
    case ApiState::authorized: return to_string(Status::to_validate);
    case ApiState::validated: return to_string(Status::validated);
    case ApiState::expired: return to_string(Status::expired);
    case ApiState::aborted: case ApiState::cancelled: case ApiState::rejected: break;
  }
  return to_string(Status::cancelled);
}

bool is_named_again(const MayBe& w, const AskedOf& asked, const Event& event) {
  return event.kind == EventKind::name && w.op.named && event.amount == w.op.requested && event.euros &&
         (w.who.empty() || same_identifier(w.who, asked.made.form.identifier));
}

// A notification may arrive while the call that it comes of is still under way: then the state is known before the answer.
bool was_told_meanwhile(const TraceScene& scene, const Dossier& dossier, const SeenEntry& s, const Told& told) {
  return std::any_of(dossier.pieces.begin(), dossier.pieces.end(), [&](const auto& piece) {
    const SeenEntry& n = scene.seen[piece.first];
    return n.notice != nullptr && &n < &s && n.notice->at >= s.call->at && n.notice->at <= s.call->answered && piece.second < n.told.told.size() &&
           n.told.told[piece.second].api == told.api;
  });
}

}  // namespace

void judge_dossier(const TraceScene& scene, const Dossier& dossier, const std::map<std::size_t, Founding>& foundings,
                   Books& books) {
  TracePlay{scene, dossier, foundings, books}.run();
}

std::optional<TraceStory> story_of(const TraceScene& scene, const Dossier& dossier, const std::map<std::size_t, Founding>& foundings) {
  Books unread;
  TracePlay play{scene, dossier, foundings, unread};
  play.run();
  return play.whole_story();
}

TracePlay::TracePlay(const TraceScene& scene, const Dossier& dossier, const std::map<std::size_t, Founding>& foundings, Books& books)
    : scene_{scene}, dossier_{dossier}, foundings_{foundings}, books_{books},
      histories_{scene.options.policies, evidence()} {}

Evidence TracePlay::evidence() const {
  Evidence all;
  const auto moment = [&](const std::optional<Instant>& at) { if (at) all.moments.push_back(*at); };
  const auto amount = [&](const std::optional<Money>& m) { if (m && *m > Money{}) all.amounts.push_back(*m); };
  for (const auto& [at, t] : dossier_.pieces) {
    const SeenEntry& s = scene_.seen[at];
    if (s.call != nullptr && !s.asked.made.amount.empty()) amount(parse_amount(s.asked.made.amount));
    if (t >= s.told.told.size()) continue;
    const Told& told = s.told.told[t];
    moment(told.paid_at), moment(told.last_action), moment(told.updated);
    amount(told.requested), amount(told.granted), amount(told.received), amount(told.validated), amount(told.paid);
  }
  const auto tidy = [](auto& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  };
  tidy(all.moments), tidy(all.amounts);
  return all;
}

// An answer given again, whose first giving is not in the log: it says nothing of now.
bool TracePlay::is_of_before(const SeenEntry& s, std::size_t t) const {
  if (s.call == nullptr || s.asked.key.empty() || s.perhaps_repeated) return false;
  const bool told = t < s.told.told.size() && s.told.told[t].remembered && !worlds_.empty();
  const bool refused = s.call->answer && std::any_of(s.call->answer->headers.begin(), s.call->answer->headers.end(),
                                                     [](const http::Header& h) { return h.name == http::kRememberedHeader; });
  return told || refused;
}

void TracePlay::run() {
  for (const auto& [at, t] : dossier_.pieces) {
    const SeenEntry& s = scene_.seen[at];
    if (s.repeated || is_of_before(s, t)) continue;
    trail_.push_back(s.entry);
    piece(s, t < s.told.told.size() ? &s.told.told[t] : nullptr);
  }
}

void TracePlay::piece(const SeenEntry& s, const Told* told) {
  if (s.notice != nullptr) return told == nullptr ? void() : notice(s, *told);
  if (!s.answered) return;  // Whatever it did is hidden.
  if (told != nullptr && !told->number.empty()) check_amounts(*told, {dossier_.create ? &scene_.seen[*dossier_.create].asked : nullptr, &s}, s.entry, s.at, books_);
  if (s.asked.call == ApiCall::create && told != nullptr) return create(s, *told);
  if (is_command(s.asked.call)) return told != nullptr ? accepted(s, *told) : refused(s);
  if (told != nullptr) look(s, *told);
}

// -------- Creating ------------------------------------------------------------------------------

void TracePlay::create(const SeenEntry& s, const Told& told) {
  if (!worlds_.empty()) {  // Seen before: a number given twice, or the same create answered again.
    const bool dedupes = scene_.options.policies.dedupe_create != DedupeCreate::off;
    if (!dedupes)
      fail(s, RuleId::rep_01, "A create was answered with the number of a transaction that was there already.",
           {"a number that was never given"}, told.number, std::nullopt);
    return;
  }
  if (told.state != "INITIALIZED")
    fail(s, RuleId::sta_01, "A create answers INITIALIZED.", {"INITIALIZED"}, told.state, std::nullopt);
  const auto founding = foundings_.find(static_cast<std::size_t>(&s - scene_.seen.data()));
  if (founding == foundings_.end() || !founding->second.operation) {
    if (founding != foundings_.end()) refused_by_core(s, told, founding->second);
    worlds_ = {taken_at_its_word(told, s.at, nullptr)};
    worlds_.front().op.reached = false;
    return;
  }
  MayBe w{.op = *founding->second.operation, .since = s.earliest, .who = s.asked.made.form.identifier};
  w.passed = bit(ApiState::initialized) | bit(api_state(w.op));
  w.since = w.op.created - scene_.slack;  // A remembered answer comes long after.
  if (!told.created) books_.unknown(RuleId::tim_03, "the log does not tell when a transaction was created");
  worlds_ = {w};
  check_limits(s, told);
  books_.held(RuleId::frm_01), books_.held(RuleId::frm_02), books_.held(RuleId::frm_05);
}

void TracePlay::refused_by_core(const SeenEntry& s, const Told& told, const Founding& founding) {
  const auto rule = find_rule(founding.rule);
  if (!rule) return;
  fail(s, *rule, "A create was accepted that is to be refused: " + founding.sentence, {founding.code}, words_of(told), std::nullopt);
}

// -------- What is shown -------------------------------------------------------------------------

std::vector<Instant> TracePlay::instants(const SeenEntry& s, const Told* told, const MayBe& w) const {
  if (told != nullptr && told->last_action && *told->last_action >= s.earliest && *told->last_action <= s.latest &&
      s.asked.call != ApiCall::payer)
    return {*told->last_action};
  std::vector<Instant> all{s.at};
  const auto add = [&](Instant at) {
    if (at >= s.earliest && at <= s.latest && std::find(all.begin(), all.end(), at) == all.end()) all.push_back(at);
  };
  const Instant limit = w.op.status == Status::to_validate ? w.op.validation_deadline : w.op.payment_deadline;
  add(s.earliest), add(s.latest), add(limit - Duration{1}), add(limit);
  return all;
}

MayBes TracePlay::explain_look(const SeenEntry& s, const Told& told, const Leniency& lenient) const {
  MayBes found;
  for (const MayBe& w : worlds_) {
    const std::size_t had = found.size();
    const std::vector<Instant> when = instants(s, nullptr, w);
    for (const Instant at : when)
      if (MayBe then = histories_.at(w, at, lenient); fits(then, told, lenient)) {
        put(std::move(then), found);
        break;
      }
    if (found.size() > had) continue;
    for (const Instant at : when) {
      for (MayBe& then : histories_.reach({w}, at, told.api ? bit(*told.api) : kAnyState, lenient))
        if (fits(then, told, lenient)) put(std::move(then), found);
      if (found.size() > had) break;
    }
  }
  return found;
}

void TracePlay::look(const SeenEntry& s, const Told& told) {
  if (worlds_.empty()) {
    books_.unknown(RuleId::tim_01, "the beginning of a transaction is not in the log");
    worlds_ = {taken_at_its_word(told, s.at, nullptr)};
    return;
  }
  MayBes found = explain_look(s, told, {});
  if (found.empty()) return fail_told(s, told, [&](const Leniency& l) { return explain_look(s, told, l); });
  note_held(worlds_, s, told);
  doubtful_ = nullptr;
  settle(std::move(found), s);
  check_limits(s, told);
}

void TracePlay::settle(MayBes worlds, const SeenEntry& s) {
  worlds_.clear();
  for (MayBe& w : worlds) {
    w.since = std::max(w.since, s.earliest);
    put(std::move(w), worlds_);
  }
}

// The amounts and times of a notification are those of its sending, when the operation may be further: then only what
// never changes again is compared.
MayBes TracePlay::explain_notice(const SeenEntry& s, const Told& told, const Leniency& lenient) const {
  const bool is_now = told.own && told.status == status_in(*told.api);
  const auto fits_past = [&](const MayBe& w) {
    if ((w.passed & bit(*told.api)) == 0) return false;
    if (is_now && api_state(w.op) == *told.api) return fits(w, told, lenient);  // Else it came when the operation was further.
    if (!was_paid(w.op) || lenient.times || lenient.money) return true;
    return (!told.paid || *told.paid == w.op.paid) && (!told.paid_at || same_moment(*told.paid_at, w.op.paid_at));
  };
  MayBes found;
  for (const MayBe& w : worlds_) {
    if (fits_past(w) || w.vague) {
      put(w, found);
      continue;
    }
    for (MayBe& then : histories_.reach({w}, s.latest, kAnyState, lenient))
      if (fits_past(then)) put(std::move(then), found);
  }
  return found;
}

// NOT-04: a state that is told was had.
void TracePlay::notice(const SeenEntry& s, const Told& told) {
  if (worlds_.empty() || !told.api) return;
  MayBes found = explain_notice(s, told, {});
  if (found.empty()) return fail_told(s, told, [&](const Leniency& l) { return explain_notice(s, told, l); });
  worlds_ = std::move(found);
  books_.held(RuleId::sta_01);
}

// -------- What tills do -------------------------------------------------------------------------

MayBes TracePlay::explain_accepted(const SeenEntry& s, const Told& told, const Leniency& lenient) const {
  MayBes found;
  for (const MayBe& w : worlds_)
    for (const Instant at : instants(s, &told, w)) {
      const auto asked = event_of(s.asked, at, w.op.received);
      if (!asked) continue;
      MayBes from{histories_.at(w, at, lenient)};
      if (lenient.rule || !histories_.after(from.front(), *asked))
        for (MayBe& more : histories_.reach({w}, at, lenient.rule ? kAnyState : before(asked->kind, histories_.policies()), {.never_late = lenient.never_late}))
          put(std::move(more), from);
      for (const MayBe& then : from) {
        const auto event = event_of(s.asked, at, then.op.received);
        if (is_named_again(then, s.asked, *event) && fits(then, told, lenient)) put(then, found);
        auto done = histories_.after(then, *event, lenient);
        if (!done) continue;
        if (event->kind == EventKind::name) done->who = s.asked.made.form.identifier;
        if (fits(*done, told, lenient)) put(std::move(*done), found);
      }
    }
  return found;
}

void TracePlay::accepted(const SeenEntry& s, const Told& told) {
  if (worlds_.empty()) return look(s, told);
  if (s.perhaps_repeated)  // It may have been done the first time.
    if (MayBes done = explain_look(s, told, {.times = true}); !done.empty()) return settle(std::move(done), s);
  MayBes found = explain_accepted(s, told, {});
  if (found.empty() && was_told_meanwhile(scene_, dossier_, s, told)) found = explain_look(s, told, {});
  if (found.empty()) return fail_told(s, told, [&](const Leniency& l) { return explain_accepted(s, told, l); });
  note_held(worlds_, s, told);
  doubtful_ = nullptr;
  settle(std::move(found), s);
  check_limits(s, told);
}

// What the call is to the operation, with what only the service knows: whether the customer is known and free.
std::vector<std::pair<Event, const Refusal*>> TracePlay::tries(const SeenEntry& s, const MayBe& w, Instant at) const {
  std::vector<std::pair<Event, const Refusal*>> all;
  const auto event = event_of(s.asked, at, w.op.received);
  if (!event) return all;
  if (is_named_again(w, s.asked, *event) && !w.who.empty()) return all;
  const auto add = [&](const Event& e) { all.emplace_back(e, histories_.decide(w, e)); };
  add(*event);
  if (event->kind != EventKind::name) return all;
  Event unknown = *event, busy = *event;
  unknown.customer_blocked = busy.customer_busy = true;
  add(unknown), add(busy);
  return all;
}

MayBes TracePlay::explain_refused(const SeenEntry& s, const std::string& code, bool& direct) const {
  MayBes found;
  // A refusal explained at once leaves `kept` as it was: something hidden may have happened before it all the same.
  const auto take = [&](const MayBe& w, Instant at, const MayBe& kept) {
    for (const auto& [event, refusal] : tries(s, w, at)) {
      if (refusal == nullptr || to_string(refusal->code) != code) continue;
      books_.held(refusal->rule);
      return put(kept, found), true;
    }
    return false;
  };
  for (const MayBe& w : worlds_)
    for (const Instant at : instants(s, nullptr, w)) {
      if (take(histories_.at(w, at), at, w)) {
        direct = true;
        break;
      }
      const std::size_t had = found.size();
      for (const MayBe& then : histories_.reach({w}, at, kAnyState)) take(then, at, then);
      if (found.size() > had) break;
    }
  return found;
}

// The codes that section 5 allows here; empty: it is to be done.
void TracePlay::refused(const SeenEntry& s) {
  const std::string& code = s.told.code;
  const bool others = code == kServerError || code == "INVALID_SEAL" || code == "TRANSACTION_NOT_FOUND";
  if (worlds_.empty() || others || s.perhaps_repeated) return;
  const bool syntax = !s.asked.readable || !event_of(s.asked, s.at, Money::from_cents(1)) ||
                      (s.asked.call == ApiCall::payer && identifier_kind(s.asked.made.form.identifier) == IdentifierKind::malformed);
  if (syntax && code == "BAD_REQUEST") return books_.held(RuleId::frm_02);
  if (code == "BAD_REQUEST" && !s.asked.key.empty()) return;  // Its first use may not be in the log (REP-01).
  bool direct = false;
  MayBes found = syntax ? MayBes{} : explain_refused(s, code, direct);
  if (found.empty()) return fail_refused(s, syntax);
  doubtful_ = direct ? nullptr : &s;
  before_doubt_ = direct ? MayBes{} : worlds_;
  worlds_ = std::move(found);
}

// Something hidden had to explain a refusal, and what is told afterwards shows that it did not happen.
bool TracePlay::was_refused_wrongly(const SeenEntry& s, const Explain& explain) {
  if (doubtful_ == nullptr) return false;
  const SeenEntry& refused = *std::exchange(doubtful_, nullptr);
  std::swap(worlds_, before_doubt_);
  MayBes found = explain({});
  if (found.empty()) return std::swap(worlds_, before_doubt_), false;
  fail_refused(refused, false);
  settle(std::move(found), s);
  return true;
}

void TracePlay::fail_refused(const SeenEntry& s, bool syntax) {
  const std::string& code = s.told.code;
  const MayBe then = histories_.at(worlds_.front(), s.at);
  const auto all = tries(s, then, s.at);
  const Refusal* refusal = all.empty() ? nullptr : all.front().second;
  RuleId rule = refusal != nullptr ? refusal->rule : RuleId::sta_01;
  if (syntax) rule = RuleId::frm_02;
  if (refusal == nullptr && code == "INVALID_TRANSACTION_AMOUNT")
    rule = s.asked.call == ApiCall::validation ? RuleId::val_01 : RuleId::frm_01;
  const std::string expected = syntax ? "BAD_REQUEST" : refusal != nullptr ? std::string{to_string(refusal->code)} : "done";
  fail(s, rule,
       fmt::format("{} was refused with a code that what was seen of the transaction does not allow.", to_string(s.asked.call)),
       {expected}, code, all.empty() ? std::nullopt : std::optional{all.front().first});
}

}  // namespace parcours
