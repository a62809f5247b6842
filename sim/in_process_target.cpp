// Lifecycle, crashes and looks. Commands are in in_process_commands.cpp, views in in_process_views.cpp.
#include "sim/in_process_target.h"

#include <algorithm>
#include <utility>

#include "reference/core/text.h"
#include "reference/seal/password.h"
#include "sim/populate.h"

namespace parcours {

using namespace encaissement;

std::vector<std::string> Capabilities::names() const {
  const std::pair<bool, const char*> all[] = {{moves_clock, "clock"}, {reads_outbox, "outbox"},
                                              {reads_wallets, "wallets"}, {crashes, "crash"}, {names_rules, "rules"},
                                              {controls_people, "people"}, {espace, "espace"}};
  std::vector<std::string> held;
  for (const auto& [has, name] : all)
    if (has) held.emplace_back(name);
  return held;
}

InProcessTarget::InProcessTarget(std::string kind, std::string name, MakeHook make_hook)
    : kind_{std::move(kind)}, name_{std::move(name)}, make_hook_{std::move(make_hook)} {}

Capabilities InProcessTarget::capabilities() const { return {true, true, true, true, true, true, true}; }

void InProcessTarget::reset(const World& world, const Policies& policies, Instant start, std::uint64_t seed) {
  world_ = world;
  policies_ = policies;
  seed_ = seed;
  tokens_ = 0;
  crash_next_.reset();
  journal_ = MemoryJournal{};
  journal_.open(policies, seed);
  seal_ = std::make_unique<CodeSeal>("parcours " + std::to_string(seed));
  start_service();
  populate(*service_, world, start, [](const std::string& p) { return hash_password(p, PasswordCost::simulated); });
  journal_.commit();
  service_->advance(start);
}

void InProcessTarget::start_service() {
  hook_ = make_hook_ ? make_hook_() : nullptr;
  service_ = std::make_unique<Encaissement>(policies_, seed_, &journal_, hook_.get());
}

bool InProcessTarget::wake(Instant now) {
  if (!service_) return false;
  service_->advance(now);
  return true;
}

void InProcessTarget::advance(Instant now) { wake(now); }

std::optional<Instant> InProcessTarget::next_deadline() const {
  return service_ ? service_->next_deadline() : std::nullopt;
}

// -------- Crashes -------------------------------------------------------------------------------

void InProcessTarget::crash_next(CrashPoint point) { crash_next_ = point; }

void InProcessTarget::crash() {
  service_.reset();
  journal_.lose_uncommitted();
}

std::optional<std::string> InProcessTarget::recover(Instant now, const Policies& policies) {
  if (auto refused = journal_.open(policies, seed_)) return refused;
  journal_.revive();
  start_service();
  journal_.read([&](const Fact& fact) { service_->take(fact); });
  service_->advance(now);
  return std::nullopt;
}

Answer InProcessTarget::submit(const Call& call, Instant now) {
  if (!service_) return {};
  const std::optional<CrashPoint> crash_point = std::exchange(crash_next_, std::nullopt);
  if (crash_point == CrashPoint::before_commit) {
    service_->advance(now);
    journal_.die_before_commit();
  }
  const Outcome outcome = service_->execute(command_of(call), now);
  if (!crash_point) return answer_of(call, outcome);
  crash();
  return {};
}

// -------- Looks ---------------------------------------------------------------------------------

std::optional<OperationView> InProcessTarget::look(const Speaker& who, const std::string& number, Instant now) {
  const auto parsed = TransactionNumber::parse(number);
  if (!wake(now) || !parsed) return std::nullopt;
  const Operation* operation = service_->find(principal(who), *parsed);
  return operation == nullptr ? std::nullopt : std::optional{view_of(*operation)};
}

std::vector<const Operation*> InProcessTarget::rows(PointId point, const Filter& filter) const {
  return encaissement::list(*service_, point, filter);
}

std::optional<ListView> InProcessTarget::list(const Speaker& who, const ListFilter& filter, Instant now) {
  if (!wake(now)) return std::nullopt;
  const PointId point = principal(who).point;
  if (point == PointId::none) return std::nullopt;
  const auto amount = [](const std::string& text) { return text.empty() ? std::nullopt : parse_amount(text); };
  const Filter narrowed{.from = parse_day(filter.from), .to = parse_day(filter.to), .basket = filter.basket,
                        .type = find_type(filter.type), .status = find_status(filter.status),
                        .min_amount = amount(filter.min_amount), .max_amount = amount(filter.max_amount)};
  const auto operations = rows(point, narrowed);
  ListView view{.rows = {}, .to_validate = service_->point(point).to_validate,
                .awaiting = service_->point(point).awaiting, .csv = export_csv(*service_, operations)};
  for (const Operation* o : operations) view.rows.push_back(row_of(*o));
  return view;
}

std::vector<OperationView> InProcessTarget::requests_of(const Speaker& who, Instant now) {
  std::vector<OperationView> views;
  if (!wake(now)) return views;
  const Principal customer = principal(who);
  for (const Operation& o : service_->operations())
    if (service_->find(customer, service_->number(o.id)) != nullptr) views.push_back(view_of(o));
  return views;
}

std::optional<WalletView> InProcessTarget::wallet(const std::string& customer, Instant now) {
  if (!wake(now)) return std::nullopt;
  const Principal who = principal({.door = Door::phone, .name = customer, .point = ""});
  if (!who.authentic) return std::nullopt;
  const Customer& c = service_->customer(who.customer);
  return WalletView{c.available, c.held};
}

Money InProcessTarget::collected(const std::string& point, Instant now) {
  if (!wake(now)) return {};
  const Point* found = service_->find_point(point);
  return found == nullptr ? Money{} : found->collected;
}

// ACC-08: a signatory account sees the accounts of its convention; a point account only itself.
std::vector<AccountView> InProcessTarget::accounts(const Speaker& signatory, Instant now) {
  std::vector<AccountView> views;
  if (!wake(now)) return views;
  const Principal who = principal(signatory);
  if (!who.authentic || who.kind != Principal::Kind::account) return views;
  const Account& seer = service_->account(who.account);
  for (const Account& a : service_->accounts()) {
    const bool seen = seer.point == PointId::none ? a.convention == seer.convention : a.id == seer.id;
    if (!seen) continue;
    const std::string point = a.point == PointId::none ? "" : std::string{service_->text(service_->point(a.point).code)};
    views.push_back({std::string{service_->text(a.login)}, point, a.may_collect, a.blocked, a.failures});
  }
  return views;
}

std::string InProcessTarget::remembered_email(const Speaker& who, Instant now) {
  if (!wake(now) || principal(who).point == PointId::none) return "";
  return std::string{service_->text(service_->point(principal(who).point).remembered_email)};
}

std::vector<NoticeView> InProcessTarget::notices(std::uint64_t after) {
  std::vector<NoticeView> views;
  if (!service_) return views;
  const auto& all = service_->notices();
  for (std::size_t i = after; i < all.size(); ++i) views.push_back(view_of(all[i]));
  return views;
}

std::vector<NoticeView> InProcessTarget::deliveries_due(Instant now) {
  std::vector<NoticeView> views;
  if (!wake(now)) return views;
  for (const NoticeId id : service_->deliveries().due(now))
    views.push_back(view_of(service_->notices()[static_cast<std::size_t>(id) - 1]));
  return views;
}

void InProcessTarget::delivery_answered(std::uint64_t notice, bool acknowledged, Instant now) {
  if (!service_) return;
  Command command;
  command.who.kind = Principal::Kind::control;
  command.body = DeliveryAnswered{notice, acknowledged};
  service_->execute(command, now);
}

}  // namespace parcours
