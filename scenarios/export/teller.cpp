#include "scenarios/export/teller.h"

#include <algorithm>

#include "fakes/line.h"
#include "reference/core/text.h"
#include "scenarios/export/step_parts.h"
#include "scenarios/language/parse_values.h"
#include "sim/cast.h"

namespace parcours {

using namespace encaissement;

namespace {

const char* deadline_word(When::Of of) {
  switch (of) {
    case When::Of::now: break;
    case When::Of::payment: return "payment";
    case When::Of::payment_sweep: return "payment sweep";
    case When::Of::validation: return "validation";
    case When::Of::validation_sweep: return "validation sweep";
    case When::Of::reminder: return "reminder";
    case When::Of::recovery: return "recovery";
  }
  return "";
}

ToldStep order(const std::string& line, const char* leg, const char* fate) {
  ToldStep step{"network does"};
  step.with("of", line).with("to", leg).with("does", fate);
  return step;
}

}  // namespace

Teller::Teller(const Policies& policies, Instant start, const Telling& telling)
    : telling_{telling}, policies_{policies}, player_{reference_, reference_.capabilities(), policies, start, 1}, now_{start} {}

void Teller::tell(const Story& story) {
  if (telling_.signatory_asks)
    steps_.push_back(ToldStep{"merchant requests"}
                         .with("parcours", "B").with("amount", "40,00 €").with("customer", "alice")
                         .with("payment_days", "1").with("by", "signatory").with("refused", "ACC-04"));
  for (const Role role : {Role::signatory, Role::parc_signatory}) {
    const bool collects = std::any_of(story.begin(), story.end(), [&](const Act& act) {
      return act.who == role && line_name(act) == to_string(role) && act.kind != ActKind::wait && act.kind != ActKind::look;
    });
    if (!collects) continue;
    signatory_stands_ = signatory_stands_ || role == Role::signatory;
    steps_.push_back(ToldStep{"merchant chooses point"}.with("point", point_code(role)).with("by", to_string(role)));
  }
  look();
  for (const Act& act : story) tell(act);
  look();
  const std::size_t before = player_.deliveries().size(), at = steps_.size();
  steps_.push_back(ToldStep{"time passes"}.with("for", write_duration(after_all(policies_))));
  pass_to(now_ + after_all(policies_));
  note_failures(at, before);
  look();
}

void Teller::tell(const Act& act) {
  const Instant before = now_;
  let_pass(act.when);
  if (now_ != before && telling_.looks_everywhere) look();
  if (act.kind == ActKind::wait) return;
  if (act.kind == ActKind::look) {
    if (!telling_.looks_everywhere) look();
    return;
  }
  const std::size_t deliveries = player_.deliveries().size(), at = steps_.size();
  if (act.kind == ActKind::crash) crash();
  else tell_call(act);
  note_failures(at, deliveries);
  if (telling_.looks_everywhere) look();
}

void Teller::look() {
  for (ToldStep& step : looks_of(reference_, player_, now_, signatory_stands_)) steps_.push_back(std::move(step));
}

// -------- Time ----------------------------------------------------------------------------------

void Teller::let_pass(const When& when) {
  When wait = when;
  if (when.of == When::Of::now) {
    wait.offset = std::max(Duration{0}, when.offset - waited_);
    waited_ -= std::min(waited_, when.offset);
  }
  const Instant at = reference_.instant_of(wait, now_);
  if (at <= now_) return;
  const std::size_t deliveries = player_.deliveries().size(), place = steps_.size();
  steps_.push_back(time_step(wait, at));
  pass_to(at);
  note_failures(place, deliveries);
}

ToldStep Teller::time_step(const When& when, Instant at) const {
  const bool by_deadline = when.of != When::Of::now && !telling_.plain_times;
  if (!by_deadline) return ToldStep{"time passes"}.with("for", write_duration(at - now_));
  ToldStep step{"time reaches"};
  step.with("deadline", deadline_word(when.of));
  if (when.of != When::Of::recovery) step.with("of", "op" + std::to_string(when.operation + 1));
  if (when.offset != Duration{0}) step.with("offset", write_duration(when.offset));
  return step;
}

void Teller::pass_to(Instant until) {
  while (now_ < until) {
    const auto due = reference_.next_deadline();
    now_ = due && *due > now_ ? std::min(*due, until) : until;
    player_.advance(now_);
  }
}

void Teller::let_patience_end() {
  pass_to(now_ + kPatience);
  waited_ = kPatience;
}

// The integrator's URLs of some operations answer 500: said before the step in which they are called.
void Teller::note_failures(std::size_t at_step, std::size_t deliveries_before) {
  const auto& all = player_.deliveries();
  const auto failed = std::count_if(all.begin() + static_cast<std::ptrdiff_t>(deliveries_before), all.end(),
                                    [](const Delivery& d) { return !d.acknowledged; });
  if (failed == 0) return;
  steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(at_step),
                ToldStep{"notifications fail"}.with("times", std::to_string(failed)));
}

// -------- Calls ---------------------------------------------------------------------------------

void Teller::crash() {
  player_.play({.kind = ActKind::crash, .who = Role::control}, now_);
  steps_.push_back(ToldStep{"service crashes"});
  steps_.push_back(ToldStep{"service recovers"});
}

// Plays the act as the language can say it: arriving twice without a key is two calls.
void Teller::tell_call(const Act& act) {
  const std::optional<Call>& last = player_.last_call(act.who);
  const bool again = act.kind == ActKind::retry;
  if (again && !last) return;
  Call call = again ? *last : call_of(act, player_.known(), paris_day(now_));
  if (again && act.twist == Twist::other_body) call = with_other_body(std::move(call));
  if (!again) first_said_[act.who] = act;
  if (act.who == Role::control) return tell_operators(act, call);
  const bool apart = act.mishap == Mishap::duplicated && (call.idempotency_key.empty() || telling_.twice_as_retry);
  if (!apart) return tell_once(act, call);
  Act once = act;
  once.mishap = Mishap::none;
  tell_once(once, call);
  once.kind = ActKind::retry;
  once.twist = again ? act.twist : Twist::none;
  tell_once(once, call);
}

// The operator's verbs have neither key nor network.
void Teller::tell_operators(const Act& act, const Call& call) {
  if (act.mishap == Mishap::request_lost) return;
  if (act.mishap == Mishap::crash_before) return crash();
  Act once = act;
  once.mishap = Mishap::none;
  for (int times = act.mishap == Mishap::duplicated ? 2 : 1; times > 0; --times) tell_once(once, call);
  if (act.mishap == Mishap::crash_after) crash();
}

void Teller::tell_once(const Act& act, const Call& call) {
  Act said = first_said_.at(act.who);
  said.mishap = act.mishap;
  const std::string line = line_name(said);
  std::optional<ToldStep> step = act.kind == ActKind::retry ? retry_step(said, call) : std::nullopt;
  if (!step) step = step_of(said, call, player_.known());
  if (!step) {
    untold_.push_back(describe(act));
    return;
  }
  announce(act, line);
  const std::size_t known_before = player_.known().numbers.size();
  answers_ = player_.play(act, now_);
  last_on_line_[line] = {act.who, call};
  if (player_.known().numbers.size() > known_before) name_what_was_made(*step);
  outcome(*step, act, call);
  steps_.push_back(std::move(*step));
  const bool dies = act.mishap == Mishap::crash_before || act.mishap == Mishap::crash_after;
  if (dies || act.mishap == Mishap::request_lost || act.mishap == Mishap::answer_lost) let_patience_end();
  if (dies) steps_.push_back(ToldStep{"service recovers"});
}

// "retries" where the last thing said on that line is what is said again under its key. None: it is said in full.
std::optional<ToldStep> Teller::retry_step(const Act& said, const Call& call) const {
  const auto last = last_on_line_.find(line_name(said));
  if (call.idempotency_key.empty() || last == last_on_line_.end() || last->second.first != said.who) return std::nullopt;
  const Call& first = last->second.second;
  const bool is_last = first.idempotency_key == call.idempotency_key && first.verb == call.verb &&
                       first.operation == call.operation && first.code == call.code;
  if (!is_last || !first.seal_valid) return std::nullopt;
  const bool customer = is_customer(said.who);
  ToldStep step{customer ? "customer retries" : "merchant retries"};
  step.with(customer ? "customer" : "by", customer ? std::string{to_string(said.who)} : line_name(said));
  if (call.amount != first.amount) step.with("typed", call.amount);
  if (call.form.amount != first.form.amount) step.with("typed", call.form.amount);
  if (call.form.basket != first.form.basket) step.with("basket", call.form.basket);
  return step;
}

// A request that makes the operation only when it is made again gives it its name all the same: a retry that makes what
// the first call did not is known by its key, which the first call gave.
void Teller::name_what_was_made(ToldStep& step) {
  const std::string name = "op" + std::to_string(player_.known().numbers.size());
  if (takes_alias(step)) {
    step.with("as", name);
    return;
  }
  const auto first = std::find_if(steps_.rbegin(), steps_.rend(), [&](const ToldStep& s) {
    return takes_alias(s) && s.find("by")->yaml == step.find("by")->yaml;
  });
  if (first != steps_.rend() && !first->find("as")) first->with("as", name);
}

void Teller::announce(const Act& act, const std::string& line) {
  switch (act.mishap) {
    case Mishap::none: return;
    case Mishap::duplicated: steps_.push_back(order(line, "request", "duplicate")); return;
    case Mishap::request_lost: steps_.push_back(order(line, "request", "lose")); return;
    case Mishap::answer_lost: steps_.push_back(order(line, "answer", "lose")); return;
    case Mishap::crash_before: steps_.push_back(ToldStep{"service crashes"}.with("when", "before commit")); return;
    case Mishap::crash_after: steps_.push_back(ToldStep{"service crashes"}.with("when", "after commit")); return;
  }
}

// What the reference answers, as far as whoever asked hears it.
void Teller::outcome(ToldStep& step, const Act& act, const Call& call) const {
  const bool lost = act.mishap != Mishap::none && act.mishap != Mishap::duplicated;
  if (lost) {
    step.with("lost", "yes");
    return;
  }
  if (answers_.empty()) return;
  const Answer& answer = answers_.front();
  const std::string concerns = answer.number.empty() ? "" : alias(answer.number);
  add_answer(step, call, answer, act.kind == ActKind::retry, concerns);
}

std::string Teller::alias(const std::string& number) const {
  return "op" + std::to_string(player_.known().index_of(number) + 1);
}

}  // namespace parcours
