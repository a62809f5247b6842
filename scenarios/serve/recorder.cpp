#include "scenarios/serve/recorder.h"

#include "reference/seal/password.h"

namespace parcours {

void Recorder::record_from(const World& world, const encaissement::Policies& policies, Instant start) {
  recording_ = Recording{.world = world, .policies = policies, .start = start, .events = {}, .added = {}};
  for (AccountSpec& account : recording_->world.accounts) account.password.clear();
  why_not_.clear();
  crash_next_.reset();
  now_ = start;
}

void Recorder::note_added(const World& people) {
  if (!recording_) return;
  recording_->added.push_back({.before = recording_->events.size(), .people = people});
  for (AccountSpec& account : recording_->added.back().people.accounts) account.password.clear();
}

void Recorder::note(Recorded event) {
  if (!recording_) return;
  if (recording_->events.size() < kEventsMax) return recording_->events.push_back(std::move(event));
  recording_.reset();
  why_not_ = "More than " + std::to_string(kEventsMax) + " calls were made since the start: the recording was dropped, "
             "because a scenario that begins in the middle cannot be played. POST /sandbox/reset begins anew.";
}

// Without what is secret: of a password remains whether one was given and, of a log-in, whether it was the right one.
Call Recorder::kept(const Call& call) const {
  Call kept = call;
  if (call.verb == Verb::ask_recovery) kept.token.clear();
  if (call.verb != Verb::log_in && call.verb != Verb::set_password) return kept;
  if (call.verb == Verb::log_in && !call.password_matched) {
    const std::string verifier = target_->verifier(call.who.name);
    kept.password_matched = !verifier.empty() && encaissement::password_matches(verifier, call.text);
  }
  const bool is_given = call.verifier ? !call.verifier->empty() : !call.text.empty();
  kept.text = is_given ? "given" : "";
  kept.verifier.reset();
  return kept;
}

Answer Recorder::submit(const Call& call, Instant now) {
  const bool records = recording_ && target_->is_up();
  const auto died = std::exchange(crash_next_, std::nullopt);
  now_ = now;
  if (!records) return target_->submit(call, now);
  Recorded event{.kind = Recorded::Kind::call, .at = now, .call = kept(call)};
  Answer answer = target_->submit(call, now);
  event.answer = answer;
  if (!target_->is_up()) event.died = died;
  note(std::move(event));
  return answer;
}

void Recorder::reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) {
  target_->reset(world, policies, start, seed);
  policies_ = policies;
  record_from(world, policies, start);
}

void Recorder::crash_next(CrashPoint point) {
  crash_next_ = point;
  target_->crash_next(point);
}

void Recorder::crash() {
  if (target_->is_up()) note({.kind = Recorded::Kind::crash, .at = now_});
  target_->crash();
}

std::optional<std::string> Recorder::recover(Instant now, const encaissement::Policies& policies) {
  const bool was_up = target_->is_up();
  auto refused = target_->recover(now, policies);
  now_ = now;
  if (!refused && !was_up) note({.kind = Recorded::Kind::recovery, .at = now});
  return refused;
}

void Recorder::advance(Instant now) {
  target_->advance(now);
  now_ = now;
}

void Recorder::delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) {
  if (!acknowledged) note({.kind = Recorded::Kind::failed_delivery, .at = now});
  target_->delivery_answered(notice, acknowledged, now);
}

// -------- Looks: as they are --------------------------------------------------------------------

std::optional<OperationView> Recorder::look(const Speaker& who, const std::string& number, Instant now) {
  return target_->look(who, number, now);
}
std::optional<ListView> Recorder::list(const Speaker& who, const ListFilter& filter, Instant now) {
  return target_->list(who, filter, now);
}
std::vector<OperationView> Recorder::requests_of(const Speaker& customer, Instant now) {
  return target_->requests_of(customer, now);
}
std::optional<WalletView> Recorder::wallet(const std::string& customer, Instant now) { return target_->wallet(customer, now); }
Money Recorder::collected(const std::string& point, Instant now) { return target_->collected(point, now); }
std::vector<AccountView> Recorder::accounts(const Speaker& signatory, Instant now) { return target_->accounts(signatory, now); }
std::string Recorder::remembered_email(const Speaker& who, Instant now) { return target_->remembered_email(who, now); }
std::string Recorder::code_of(const Speaker& who, const std::string& number, Instant now) {
  return target_->code_of(who, number, now);
}
std::vector<NoticeView> Recorder::inbox(const Speaker& customer, std::uint64_t after, Instant now) {
  return target_->inbox(customer, after, now);
}

}  // namespace parcours
