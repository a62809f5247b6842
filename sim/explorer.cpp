#include "sim/explorer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "reference/core/deadline.h"
#include "reference/core/text.h"

namespace parcours {

using namespace encaissement;

namespace {

constexpr std::uint32_t kWait = 0xFFFF;   // In place of an act.
constexpr std::uint32_t kStart = 0xFFFE;  // How the first state was reached.
constexpr Duration kMillisecond{1};

bool makes_operation(const Act& act) { return act.kind == ActKind::request || act.kind == ActKind::prepare; }
// One wait for several in a row, and none for nothing.
Story merged(const Story& story) {
  Story all;
  for (const Act& act : story) {
    const bool is_wait = act.kind == ActKind::wait;
    if (is_wait && !all.empty() && all.back().kind == ActKind::wait) all.back().when.offset += act.when.offset;
    else all.push_back(act);
  }
  return all;
}

bool is_about_operation(const Act& act) {
  return (act.kind >= ActKind::name && act.kind <= ActKind::issuer_rejects) || act.kind == ActKind::resume;
}

// What must be answered depends on the operation, the people and the instant only: not on other operations (naming: FRM-11)
// nor on answers given before.
bool is_judged_alone(const Act& act) { return act.kind != ActKind::name && act.key == 0; }

}  // namespace

Explorer::Explorer(const Scope& scope, Options options)
    : scope_{scope}, options_{std::move(options)}, arena_{new_arena(false)}, parts_{arena_->service()}, commands_{scope.acts.size()},
      sorted_{scope.symmetric && options_.use_symmetry} {
  assert(scope.operations_max <= kOperationsMost && scope.acts.size() < kStart);
}

std::unique_ptr<Arena> Explorer::new_arena(bool can_crash) const {
  const Difference difference = options_.subject ? options_.subject() : Difference{};
  Policies policies = scope_.policies;
  if (difference.policies) difference.policies(policies);
  const Arena::Setup setup{.policies = scope_.policies, .start = scope_.start, .can_crash = can_crash,
                           .make_hook = difference.make_hook};
  return std::make_unique<Arena>(setup, policies);
}

Exploration Explorer::run() {
  begin();
  std::uint64_t layer_end = states_.size();
  for (std::uint32_t state = 0; state < states_.size() && !result_.counterexample; ++state) {
    if (state == layer_end) {
      ++result_.depth;
      layer_end = states_.size();
    }
    if (!may_go_on()) break;
    expand(state);
  }
  if (scope_.crashes && result_.ending == Exploration::Ending::finished) try_crashes();
  result_.states = states_.size();
  result_.bytes = states_.memory() + parts_.memory();
  result_.reached |= arena_->monitor().reached();
  return std::move(result_);
}

void Explorer::begin() {
  arena_->play(scope_.before);
  arrive(kStart);
  if (arena_->monitor().broken()) broke(std::nullopt);
}

bool Explorer::may_go_on() {
  using Ending = Exploration::Ending;
  constexpr std::uint32_t kNowAndThen = 1024;
  if (states_.size() > options_.states_max) result_.ending = Ending::states_max;
  if (state_ % kNowAndThen == 0) {
    if (states_.memory() + parts_.memory() > options_.memory_max) result_.ending = Ending::memory_max;
    if (options_.goes_on && !options_.goes_on()) result_.ending = Ending::interrupted;
  }
  return result_.ending == Ending::finished;
}

void Explorer::expand(std::uint32_t state) {
  state_ = state;
  key_ = states_.key(state);
  parts_.put_together(key_, now_, memory_);
  is_loaded_ = false;
  for (std::uint32_t act = 0; act < scope_.acts.size() && !result_.counterexample; ++act) {
    load();
    if (is_possible(act)) try_act(act);
  }
  if (!result_.counterexample) load(), try_wait();
}

// Puts the service back to the state that is expanded, unless it is still there.
void Explorer::load() {
  if (is_loaded_) return;
  Service& service = arena_->search(now_.now);
  service.load(now_, parts_.texts());
  arena_->monitor().begins(service, scope_.policies);
  if (!memory_.empty()) arena_->monitor().remembers(memory_);
  is_loaded_ = true;
}

// What makes an operation waits for room, unless its key is answered from memory.
bool Explorer::is_possible(std::uint32_t index) {
  const Act& act = scope_.acts[index];
  const auto& all = arena_->service().operations();
  if (is_about_operation(act)) return act.operation < all.size() || act.operation >= scope_.operations_max;
  if (!makes_operation(act) || static_cast<int>(all.size()) < scope_.operations_max) return true;
  const std::string_view key = act.key == 0 ? "" : commands_.of(index, act, *arena_).key.key;
  return act.key != 0 && std::any_of(memory_.begin(), memory_.end(), [&](const auto& kept) {
           return kept.first.second == key && now_.now < kept.second.at + std::chrono::seconds{scope_.policies.key_ttl_s};
         });
}

void Explorer::try_act(std::uint32_t index) {
  ++result_.transitions;
  const Act& act = scope_.acts[index];
  const Command& command = commands_.of(index, act, *arena_);
  const bool has_operation = is_about_operation(act) && act.operation < now_.operations.size();
  if (!has_operation || !is_judged_alone(act)) return judge_act(index, command);
  const JudgedRefusals::Case one = JudgedRefusals::case_of(key_, act.operation, index);
  const Refusal* known = judged_.find(one);
  if (known == nullptr) {
    judge_act(index, command);
    if (is_loaded_ && refusal_ != nullptr) judged_.keep(one, refusal_);
    return;
  }
  Service& service = arena_->search(now_.now);
  const std::uint64_t facts = service.facts();
  if (service.execute(command, now_.now).refusal == known && service.facts() == facts) return;
  is_loaded_ = false;  // It was otherwise before.
  load();
  judge_act(index, command);
}

void Explorer::judge_act(std::uint32_t act, const Command& command) {
  Service& service = arena_->search(now_.now);
  Monitor& monitor = arena_->monitor();
  const std::uint64_t facts = service.facts();
  monitor.asked(service, command);
  const Outcome outcome = service.execute(command, now_.now);
  refusal_ = outcome.refusal;
  monitor.answered(service, command, outcome);
  if (monitor.broken()) return broke(act);
  if (service.facts() == facts && command.key.key.empty()) return;
  is_loaded_ = false;
  pass_time(now_.now);  // A reminder can be due at the payment itself (TIM-10).
  if (monitor.broken()) return broke(act);
  arrive(act);
}

void Explorer::arrive(std::uint32_t act) {
  Service& service = arena_->search(arena_->service().now());
  Monitor& monitor = arena_->monitor();
  const StateKey key = parts_.key_of(service, monitor.memory(), sorted_, act != kStart);
  if (!StateSet::fits(key, act)) {
    result_.ending = Exploration::Ending::memory_max;
    return;
  }
  if (!states_.insert(key, state_, act).is_new) return;
  monitor.at_rest(service);
  if (monitor.broken()) broke(act);
}

// -------- Time ----------------------------------------------------------------------------------

std::optional<Instant> Explorer::next_moment() const {
  const Service& service = arena_->service();
  std::optional<Instant> next;
  const auto visit = [&](Instant at) {
    if (at > now_.now && (!next || at < *next)) next = at;
  };
  const auto pending = [&](Instant at) { visit(at - kMillisecond), visit(at); };
  for (const Operation& o : service.operations()) {
    if (o.status == Status::awaiting_customer) pending(o.payment_deadline), pending(expires_at(o, scope_.policies));
    if (o.status != Status::to_validate) continue;
    pending(o.validation_deadline), pending(validation_ends_at(o, scope_.policies));
    if (!o.reminded) pending(reminder_at(o));
  }
  if (const auto step = service.next_step()) pending(*step);
  for (const Account& a : service.accounts())
    if (!a.recovery_token.empty()) pending(a.recovery_expiry);
  for (const auto& [key, answer] : memory_) {
    const Instant end = answer.at + std::chrono::seconds{scope_.policies.key_ttl_s};
    pending(end), visit(end + kMillisecond);
  }
  return next;
}

void Explorer::try_wait() {
  const std::optional<Instant> next = next_moment();
  if (!next || *next > scope_.start + scope_.horizon) return run_out();
  ++result_.transitions;
  pass_time(*next);
  if (arena_->monitor().broken()) return broke(kWait);
  is_loaded_ = false;
  arrive(kWait);
}

void Explorer::pass_time(Instant until) {
  Service& service = arena_->search(until);
  Monitor& monitor = arena_->monitor();
  while (const std::optional<Instant> next = service.next_step()) {
    if (*next > until) break;
    const std::uint64_t facts = service.facts();
    service.advance(std::max(service.now(), *next));
    monitor.time_passed(service);
    if (service.facts() == facts) break;  // A service that does not do what it says is due.
  }
  service.advance(until);
  monitor.time_passed(service);
}

// STA-03, where no time is left to pass within the scope.
void Explorer::run_out() {
  Service& service = arena_->search(now_.now);
  if (service.next_step()) {
    pass_time(now_.now + Days{800});
    is_loaded_ = false;
  }
  arena_->monitor().at_the_end(service);
  if (arena_->monitor().broken()) broke(kWait);
}

// -------- Ways ----------------------------------------------------------------------------------

std::vector<Explorer::Step> Explorer::path_to(std::uint32_t state) const {
  std::vector<Step> path;
  for (; states_.act(state) != kStart; state = states_.from(state)) {
    const Duration wait = parts_.instant(states_.key(state)) - parts_.instant(states_.key(states_.from(state)));
    path.push_back({states_.act(state), wait});
  }
  std::reverse(path.begin(), path.end());
  return path;
}

void Explorer::broke(std::optional<std::uint32_t> last_act) {
  if (result_.counterexample) return;
  std::vector<Step> path = states_.size() == 0 ? std::vector<Step>{} : path_to(state_);
  const Instant here = states_.size() == 0 ? scope_.start : parts_.instant(states_.key(state_));
  if (last_act && *last_act != kStart) path.push_back({*last_act, arena_->service().now() - here});
  result_.ending = Exploration::Ending::counterexample;
  result_.counterexample = replay(path, *arena_->monitor().broken());
}

// The step as an act of a story in `arena`: a sorted place becomes the operation that is there.
Act Explorer::placed(const Step& step, const Arena& arena) const {
  Act act = step.act == kWait ? Act{.kind = ActKind::wait, .who = Role::control} : scope_.acts[step.act];
  act.when = {.offset = step.wait};
  if (sorted_ && is_about_operation(act)) {
    const auto order = parts_.order_of(arena.service(), false);
    if (act.operation < order.size()) act.operation = static_cast<std::uint8_t>(order[act.operation]);
  }
  return act;
}

// From the start, as anybody can play it, with what each act led to.
void Explorer::play_again(Counterexample& found) const {
  const std::unique_ptr<Arena> arena = new_arena(true);
  for (const Act& act : found.story) {
    arena->play(act);
    const auto& answer = arena->answer();
    const std::string moment = format_instant(arena->now());
    found.outcomes.push_back(!answer            ? moment
                             : answer->done()   ? moment + ", done"
                                                : moment + ", refused: " + std::string{to_string(answer->refusal->rule)});
  }
  if (!arena->monitor().broken()) arena->finish();
  const auto& again = arena->monitor().broken();
  found.replayed = again && again->property == found.broken.property;
}

Counterexample Explorer::replay(const std::vector<Step>& path, const Broken& broken) const {
  Counterexample found{.broken = broken};
  const std::unique_ptr<Arena> arena = new_arena(true);
  arena->play(scope_.before);
  found.story = scope_.before;
  for (const Step& step : path) {
    const Act act = placed(step, *arena);
    arena->play(act);
    found.story.push_back(act);
  }
  found.story = merged(found.story);
  play_again(found);
  return found;
}

// -------- Crashes -------------------------------------------------------------------------------

// REP-03: what is recovered is the state that was acknowledged: the one before a command whose commit did not happen,
// the one after it else.
void Explorer::try_crashes() {
  for (std::uint32_t state = 0; state < states_.size() && !result_.counterexample; ++state) {
    state_ = state;
    if (!may_go_on()) return;
    const std::vector<Step> path = path_to(state);
    if (crash(path, state, Mishap::none) && !path.empty() && path.back().act != kWait)
      crash(path, states_.from(state), Mishap::crash_before);
  }
}

bool Explorer::crash(const std::vector<Step>& path, std::uint32_t state, Mishap mishap) {
  ++result_.crashes;
  const std::unique_ptr<Arena> arena = new_arena(true);
  Story story = scope_.before;
  arena->play(story);
  for (const Step& step : path) {
    Act act = placed(step, *arena);
    if (mishap != Mishap::none && &step == &path.back()) act.mishap = mishap;
    arena->play(act);
    story.push_back(act);
  }
  if (mishap == Mishap::none) {
    story.push_back({.kind = ActKind::crash});
    arena->play(story.back());
  }
  result_.reached |= arena->monitor().reached();
  const bool same = parts_.key_of(arena->service(), arena->monitor().memory(), sorted_, false) == states_.key(state);
  if (same && !arena->monitor().broken()) return true;
  const Broken lost{&property("survives-a-crash"), RuleId::rep_03, OperationId::none, "the state that was acknowledged",
                    "another one"};
  const Broken& broken = arena->monitor().broken() ? *arena->monitor().broken() : lost;
  result_.ending = Exploration::Ending::counterexample;
  result_.counterexample = Counterexample{.broken = broken, .story = merged(story)};
  play_again(*result_.counterexample);
  result_.counterexample->replayed |= broken.property == lost.property;  // The state after it was compared here.
  return false;
}

}  // namespace parcours
