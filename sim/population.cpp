#include "sim/population.h"

#include <algorithm>
#include <chrono>

#include "sim/cast.h"

namespace parcours {
namespace {

using namespace encaissement;
using namespace std::chrono_literals;

Leanings leanings_of_people(const Random& run) {
  Random drawn = run.stream("leanings");
  Leanings l = draw_leanings(Strategy::people, drawn);
  l.troubled = 0;  // What befalls calls is the wires'.
  l.twisted = 4;
  l.keyed = pick_below(drawn, 256);
  return l;
}

// One of these, of 256: nobody, some, most or all of them.
std::uint32_t share(Random& random) {
  constexpr std::array<std::uint32_t, 6> kShares{0, 16, 64, 128, 208, 256};
  return kShares[pick_below(random, kShares.size())];
}

Duration pace(Random& random) {
  constexpr std::array<Duration, 7> kPaces{2s, 20s, 2min, 4min, 1h, 26h, 24h * 4};
  return kPaces[pick_below(random, kPaces.size())];
}

Act act_of(ActKind kind, Role who, const Operation& about) {
  Act act;
  act.kind = kind;
  act.who = who;
  act.operation = place_of(about);
  return act;
}

}  // namespace

Population::Population(const Random& run)
    : maker_{leanings_of_people(run), run},
      habits_{run.stream("habits")},
      customers_{run.stream("customers")},
      merchants_{run.stream("merchants")},
      channel_{run.stream("channel")},
      wires_{run.stream("wires")},
      delays_{run.stream("delays")} {
  draw_habits();
}

void Population::draw_habits() {
  for (MerchantHabits& m : merchant_)
    m = {.asks = share(habits_) / 2 * pick_below(habits_, 2), .pace = 8 * pace(habits_), .cancels = share(habits_) / 4, .changes_mode = share(habits_) / 4,
         .validates = share(habits_), .lowers = share(habits_) / 2, .validates_after = pace(habits_)};
  merchant_[pick_below(habits_, 8)].asks = 192;  // Somebody asks.
  for (CustomerHabits& c : customer_)
    c = {.scans = 64 + share(habits_) * 3 / 4, .pays = 64 + share(habits_) * 3 / 4, .in_part = share(habits_),
         .refuses = share(habits_) / 2, .doubles = share(habits_) / 4, .at_the_limit = share(habits_) / 2,
         .pays_after = pace(habits_)};
  channel_habits_ = {.loses = share(habits_) / 4, .repeats = share(habits_) / 2, .delays = share(habits_) / 2,
                     .delay_max = pace(habits_)};
  wire_habits_ = {.loses = share(habits_) / 8, .repeats = share(habits_) / 8, .delays = share(habits_) / 8,
                  .crashes = share(habits_) / 32, .delay_max = pace(habits_), .retries_after = pace(habits_)};
  strange_ = share(habits_) / 8;
}

Act Population::next(const Arena& arena) {
  if (agenda_.empty() && sequence_ == 0) {
    for (std::uint32_t i = 0; i < merchant_.size(); ++i)
      if (merchant_[i].asks > 0) intend(arena.now() + some(merchant_[i].pace) / 4, {.kind = ActKind::request, .who = Role(i)});
  }
  look_around(arena);
  if (happens(wires_, strange_)) return maker_.any(arena);
  for (;;) {
    Intent intent = soonest(arena);
    if (is_delayed(intent)) continue;
    return sent(std::move(intent), arena);
  }
}

// -------- What reaches them ---------------------------------------------------------------------

void Population::look_around(const Arena& arena) {
  const auto& operations = arena.service().operations();
  for (; operations_seen_ < std::min(operations.size(), kMostOperations); ++operations_seen_)
    hear_of(operations[operations_seen_], arena);
  const auto& notices = arena.service().notices();
  for (; notices_seen_ < notices.size(); ++notices_seen_) {
    if (happens(channel_, channel_habits_.loses)) continue;
    hear(notices[notices_seen_], arena);
    if (happens(channel_, channel_habits_.repeats)) hear(notices[notices_seen_], arena);
  }
}

// Who made a request knows of it at once; so does who stands at the till when it is a QR.
void Population::hear_of(const Operation& made, const Arena& arena) {
  const Role merchant = made.from_api ? Role::till : made.point == PointId{3} ? Role::parc : Role::cashier;
  const MerchantHabits& habits = merchant_[static_cast<std::size_t>(merchant)];
  const Instant now = arena.now();
  if (made.mode == Mode::qr) {
    const Role who = happens(customers_, 160) ? Role::alice : happens(customers_, 200) ? Role::bob : Role::chloe;
    customer_reacts(who, made, true, now, arena);
    if (happens(customers_, 24)) customer_reacts(Role::bob, made, true, now, arena);  // Over his shoulder
    if (happens(merchants_, habits.changes_mode)) intend(now + some(2min), act_of(ActKind::change_mode, merchant, made));
  } else if (made.mode == Mode::unnamed) {
    Act name = act_of(ActKind::name, made.point == PointId{1} ? Role::till : made.point == PointId{2} ? Role::olivet_till
                                                                                             : Role::parc_till, made);
    name.amount = made.requested;
    name.form.addressee = happens(merchants_, 160) ? Addressee::alice : Addressee::bob;
    name.key = maker_.key();
    intend(now + some(20s), name);
  }
  if (happens(merchants_, habits.cancels)) intend(now + some(habits.pace), act_of(ActKind::cancel, merchant, made));
}

void Population::hear(const Notice& notice, const Arena& arena) {
  if (notice.operation == OperationId::none || static_cast<std::size_t>(notice.operation) > kMostOperations) return;
  const Operation& about = arena.service().operation(notice.operation);
  Instant at = arena.now();
  if (happens(channel_, channel_habits_.delays)) at += some(channel_habits_.delay_max);
  switch (notice.kind) {
    case NoticeKind::payment_request_push:
    case NoticeKind::payment_request_mail:
      if (about.customer != CustomerId::nobody) customer_reacts(role_of(about.customer), about, false, at, arena);
      break;
    case NoticeKind::payment_received:
    case NoticeKind::validation_reminder: merchant_reacts(about, at, arena); break;
    case NoticeKind::api_state:
      if (about.status == Status::to_validate) merchant_reacts(about, at, arena);
      break;
    case NoticeKind::payment_refused:
    case NoticeKind::payment_limit_passed:
    case NoticeKind::recovery_link: break;
  }
}

void Population::customer_reacts(Role who, const Operation& about, bool at_the_till, Instant from, const Arena& arena) {
  const CustomerHabits& habits = customer_[static_cast<std::size_t>(who) - static_cast<std::size_t>(Role::alice)];
  const Duration patience = is_immediate(about) ? Duration{4min} : habits.pays_after;
  Instant at = from + some(std::min(patience, habits.pays_after));
  if (at_the_till) {
    Act scan = act_of(ActKind::scan, who, about);
    scan.code = CodeShown::genuine;
    if (happens(customers_, habits.scans)) intend(at, scan);
    if (happens(customers_, habits.doubles)) intend(at + Duration{1}, scan);
    at += some(20s);
  }
  if (!happens(customers_, habits.pays)) return;  // He forgets.
  Act act = act_of(happens(customers_, habits.refuses) ? ActKind::refuse : ActKind::pay, who, about);
  if (at_the_till && happens(customers_, 128)) act.code = CodeShown::genuine;
  if (act.kind == ActKind::pay)
    act.amount = happens(customers_, habits.in_part) ? maker_.to_pay(about, arena) : about.requested;
  if (happens(customers_, habits.at_the_limit))
    at = std::max(from, about.payment_deadline + Duration{static_cast<std::int64_t>(pick_below(customers_, 3)) - 1});
  act.key = maker_.key();
  intend(at, act);
  if (happens(customers_, habits.doubles)) intend(at + some(2s), act);
}

void Population::merchant_reacts(const Operation& paid, Instant from, const Arena& arena) {
  const Role who = paid.point == PointId{1} ? Role::cashier : paid.point == PointId{2} ? Role::olivet : Role::parc;
  const MerchantHabits& habits = merchant_[static_cast<std::size_t>(who)];
  if (!happens(merchants_, habits.validates)) return;
  Act act = act_of(happens(merchants_, habits.cancels) ? ActKind::cancel : ActKind::validate, who, paid);
  if (act.kind == ActKind::validate && happens(merchants_, habits.lowers)) act.amount = maker_.to_validate(paid, arena);
  act.key = maker_.key();
  Instant at = from + some(habits.validates_after);
  if (happens(merchants_, 32))
    at = std::max(from, paid.validation_deadline + Duration{static_cast<std::int64_t>(pick_below(merchants_, 3)) - 1});
  intend(at, act);
}

// -------- What they do --------------------------------------------------------------------------

Duration Population::some(Duration around) {
  return Duration{static_cast<std::int64_t>(pick_below(delays_, static_cast<std::uint32_t>(2 * std::min<std::int64_t>(around.count(), 1'000'000'000) + 1)))};
}

void Population::intend(Instant at, const Act& act) {
  agenda_.push_back({.at = at, .sequence = ++sequence_, .travels = false, .act = act});
  std::push_heap(agenda_.begin(), agenda_.end());
}

Population::Intent Population::soonest(const Arena& arena) {
  if (agenda_.empty()) intend(arena.now() + some(1h), request_of(static_cast<Role>(pick_below(merchants_, 8)), arena));
  std::pop_heap(agenda_.begin(), agenda_.end());
  const Intent intent = agenda_.back();
  agenda_.pop_back();
  return intent;
}

// A call that stays on the way for a while, and so is overtaken by others.
bool Population::is_delayed(Intent& intent) {
  if (intent.travels || !happens(wires_, wire_habits_.delays)) return false;
  intent.travels = true;
  intent.at += some(wire_habits_.delay_max);
  intent.sequence = ++sequence_;
  agenda_.push_back(intent);
  std::push_heap(agenda_.begin(), agenda_.end());
  return true;
}

Act Population::request_of(Role merchant, const Arena& arena) {
  Act act{.kind = happens(merchants_, 40) ? ActKind::prepare : ActKind::request, .who = merchant};
  act.form = maker_.form(merchant);
  act.amount = maker_.requested(arena);
  act.key = maker_.key();
  return act;
}

Act Population::sent(Intent intent, const Arena& arena) {
  Act& act = intent.act;
  if (act.kind == ActKind::request) {
    if (act.amount.is_zero()) act = request_of(act.who, arena);
    ask_again(intent, arena);
    if (arena.service().operations().size() >= kMostOperations) act = Act{.kind = ActKind::wait, .who = Role::control};
  }
  act.when = {.of = When::Of::now, .operation = 0, .offset = std::max(intent.at - arena.now(), Duration{0})};
  if (happens(wires_, wire_habits_.repeats)) act.mishap = Mishap::duplicated;
  if (happens(wires_, wire_habits_.crashes)) act.mishap = happens(wires_, 128) ? Mishap::crash_before : Mishap::crash_after;
  if (happens(wires_, wire_habits_.loses)) act.mishap = happens(wires_, 128) ? Mishap::request_lost : Mishap::answer_lost;
  const bool unanswered = act.mishap >= Mishap::request_lost;
  if (unanswered) intend(intent.at + some(wire_habits_.retries_after), {.kind = ActKind::retry, .who = act.who});
  return act;
}

// A merchant who has asked will ask again.
void Population::ask_again(const Intent& asked, const Arena& arena) {
  if (asked.act.who > Role::parc_till) return;
  const MerchantHabits& habits = merchant_[static_cast<std::size_t>(asked.act.who)];
  if (happens(merchants_, habits.asks)) intend(arena.now() + some(habits.pace), {.kind = ActKind::request, .who = asked.act.who});
}

}  // namespace parcours
