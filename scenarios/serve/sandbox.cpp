#include "scenarios/serve/sandbox.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "reference/http/wire.h"

namespace parcours {

using encaissement::PasswordCost;
using encaissement::Policies;

Sandbox::Sandbox(std::unique_ptr<InProcessTarget> target, SandboxClock& clock, encaissement::SqliteJournal* disk)
    : target_{std::move(target)}, recorder_{*target_}, clock_{clock}, disk_{disk}, is_broken_{target_->kind() != "reference"},
      world_{target_->world()} {}

void Sandbox::listen(SandboxEars ears) {
  ears_ = std::move(ears);
  tell_known();
  renew_reader();
}

// What the edge knows beside the facts: shops' keys, customers' pins. Passwords are in the facts, as hashes.
void Sandbox::keep_directory() {
  if (disk_ == nullptr) return;
  World kept = world_;
  for (AccountSpec& account : kept.accounts) account.password.clear();
  disk_->set_directory(http::dump(http::to_json(kept)));
}

void Sandbox::tell_known() {
  keep_directory();
  if (ears_.known) ears_.known(world_, target_->kept_policies());
}

// A broken service is read where it is written: what a defect remembers is in one place only. The copy shows nothing
// that is not on the disk: where that refuses there is no copy, and the gate's own flush tells why nothing goes on.
void Sandbox::renew_reader() {
  overview_.forget();
  if (!ears_.reader) return;
  const bool is_read_from_writer = is_broken_ || holds_notifications_ || !target_->is_up();
  if (is_read_from_writer || journal().flush()) {
    journal().set_follower({});
    return ears_.reader(nullptr);
  }
  auto copy = std::make_shared<LocalDesk>();
  copy->copy_from(*target_);
  flushed_.clear();
  journal().set_follower([this](std::vector<encaissement::Fact> facts) {
    flushed_.insert(flushed_.end(), std::make_move_iterator(facts.begin()), std::make_move_iterator(facts.end()));
  });
  ears_.reader(std::move(copy));
}

// What is due already and being handed over is nothing to wait for; a judge who hands over himself must see it.
http::ClockView Sandbox::clock() {
  const Instant now = clock_.now();
  return {.mode = to_string(clock_.mode()), .now = now, .scale = clock_.scale(),
          .frozen = clock_.scale() == 0, .next_deadline = holds_notifications_ ? target_->next_deadline() : target_->next_after(now)};
}

bool Sandbox::move_clock(Instant to) {
  if (!clock_.move_to(to)) return false;
  if (disk_ != nullptr) disk_->set_clock(clock_.now());
  recorder_.advance(clock_.now());
  return true;
}

// The journal on the disk belongs to the one target there is; in memory each has its own.
std::optional<std::string> Sandbox::replace_target(const std::string& defect) {
  const Defect* found = defect.empty() ? nullptr : find_defect(defect);
  if (!defect.empty() && found == nullptr) return "unknown defect \"" + defect + "\"; see: parcours defects";
  if (disk_ != nullptr) {
    if (found == nullptr) return std::nullopt;
    return "a broken service keeps nothing on the disk: start this one with --memory";
  }
  previous_ = std::exchange(target_, found == nullptr ? std::make_unique<InProcessTarget>() : broken_target(*found));
  recorder_.stand_before(*target_);
  is_broken_ = found != nullptr;
  return std::nullopt;
}

std::optional<std::string> Sandbox::reset(const http::ResetOrder& order) {
  if (auto refused = replace_target(order.defect)) return refused;
  clock_.restart(order.start);
  const Instant start = clock_.mode() == SandboxClock::Mode::real ? clock_.now() : order.start;
  target_->hash_passwords_at(order.cheap_passwords ? PasswordCost::simulated : PasswordCost::interactive);
  recorder_.reset(order.world, order.policies, start, order.seed);
  if (ears_.anew) ears_.anew();
  world_ = order.world;
  holds_notifications_ = order.holds_notifications;
  tell_known();
  renew_reader();
  return std::nullopt;
}

void Sandbox::change_world(const World& world) {
  world_ = world;
  tell_known();
}

std::string Sandbox::add_people(const World& added) {
  if (!target_->is_up()) return "the service is down";
  for (const PointSpec& p : added.points)
    if (world_.point(p.code) != nullptr) return "point " + p.code + " is taken";
  for (const AccountSpec& a : added.accounts)
    if (world_.account(a.login) != nullptr) return "login " + a.login + " is taken";
  for (const CustomerSpec& c : added.customers)
    if (world_.customer_called(c.identifier) != nullptr || world_.customer_called(c.email) != nullptr)
      return "customer " + c.identifier + " or " + c.email + " is taken";
  for (const KeySpec& k : added.keys)
    if (world_.key(k.version) != nullptr) return "key version " + k.version + " is taken";
  target_->add_people(added, clock_.now());
  recorder_.note_added(added);
  world_.add(added);
  tell_known();
  return {};
}

void Sandbox::crash(bool next_call, bool before_commit) {
  if (next_call) return recorder_.crash_next(before_commit ? CrashPoint::before_commit : CrashPoint::after_commit);
  recorder_.crash();
  renew_reader();
}

std::optional<std::string> Sandbox::recover(const Policies& policies) {
  auto refused = recorder_.recover(clock_.now(), policies);
  if (!refused) renew_reader();
  return refused;
}

std::vector<std::string> Sandbox::fault_profiles() const {
  std::vector<std::string> names;
  for (const FaultProfile& profile : parcours::fault_profiles()) names.emplace_back(profile.name);
  return names;
}

http::OperationsStanding Sandbox::operations(const http::OperationsAsked& asked) {
  return overview_.operations(target_->service(), asked);
}

http::ComingDeadlines Sandbox::deadlines(std::size_t most) {
  return overview_.deadlines(target_->service(), clock_.now(), most);
}

http::DefectsView Sandbox::defects() const {
  http::DefectsView view{.current = is_broken_ ? target_->name() : "", .changeable = disk_ == nullptr, .all = {}};
  for (const Defect& one : parcours::defects())
    view.all.push_back({.name = std::string{one.name}, .rule = std::string{to_string(one.rule)}, .sentence = std::string{one.sentence}});
  return view;
}

bool Sandbox::set_faults(const std::string& profile) {
  const FaultProfile* found = find_fault_profile(profile.empty() ? "none" : profile);
  if (found != nullptr) faults_ = found->name;
  if (found != nullptr && ears_.faults) ears_.faults(*found);
  return found != nullptr;
}

}  // namespace parcours
