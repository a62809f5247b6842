#include "sim/act_maker.h"

#include <algorithm>
#include <array>

#include "sim/cast.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr Money kCent = Money::from_cents(1);
constexpr std::uint32_t kMostKeys = 255;
constexpr std::uint32_t kRecent = 8;  // How far back an operation is looked for.

Money cents(std::int64_t value) { return Money::from_cents(value); }
Money not_below_zero(Money amount) { return std::max(amount, Money{}); }

template <std::size_t count>
Money one_of(const std::array<Money, count>& amounts, Random& random) {
  return not_below_zero(amounts[pick_below(random, count)]);
}

// Whether `kind` can be about `o` at all.
bool suits(const Operation& o, ActKind kind) {
  switch (kind) {
    case ActKind::scan:
    case ActKind::change_mode: return o.mode == Mode::qr && o.status == Status::awaiting_customer;
    case ActKind::name: return o.mode == Mode::unnamed && o.status == Status::awaiting_customer;
    case ActKind::validate: return o.status == Status::to_validate;
    case ActKind::cancel: return o.status == Status::to_validate || o.status == Status::awaiting_customer;
    case ActKind::pay:
    case ActKind::refuse:
    case ActKind::issuer_rejects: return o.status == Status::awaiting_customer;
    default: return true;
  }
}

Role at_point(PointId point, bool till, bool signatory) {
  if (point == PointId{2}) return till ? Role::olivet_till : signatory ? Role::signatory : Role::olivet;
  if (point == PointId{3}) return till ? Role::parc_till : signatory ? Role::parc_signatory : Role::parc;
  return till ? Role::till : signatory ? Role::signatory : Role::cashier;
}

}  // namespace

std::uint8_t place_of(const Operation& operation) {
  return static_cast<std::uint8_t>(static_cast<std::size_t>(operation.id) - 1);
}

ActMaker::ActMaker(const Leanings& leanings, const Random& run)
    : leanings_{leanings},
      what_{run.stream("what")},
      who_{run.stream("who")},
      which_{run.stream("which")},
      amounts_{run.stream("amounts")},
      moments_{run.stream("moments")},
      forms_{run.stream("forms")},
      troubles_{run.stream("troubles")} {}

Act ActMaker::any(const Arena& arena) {
  auto kind = static_cast<ActKind>(leanings_.kinds.pick(what_));
  const bool creates = kind == ActKind::request || kind == ActKind::prepare;
  if (creates && arena.service().operations().size() >= kMostOperations) kind = ActKind::wait;
  return of_kind(kind, arena);
}

Act ActMaker::of_kind(ActKind kind, const Arena& arena) {
  Act act;
  act.kind = kind;
  fill(act, arena);
  act.when = moment(act, arena);
  disturb(act, arena);
  return act;
}

// -------- Who and which -------------------------------------------------------------------------

Role ActMaker::role() { return static_cast<Role>(leanings_.roles.pick(who_)); }

Role ActMaker::merchant() {
  for (int tries = 0; tries < 4; ++tries)
    if (const Role drawn = role(); drawn <= Role::parc_till) return drawn;
  return static_cast<Role>(pick_below(who_, 8));
}

Role ActMaker::customer() {
  for (int tries = 0; tries < 4; ++tries)
    if (const Role drawn = role(); is_customer(drawn)) return drawn;
  return happens(who_, 160) ? Role::alice : Role::bob;
}

Role ActMaker::account() {
  constexpr std::array kAccounts{Role::cashier, Role::olivet, Role::signatory, Role::parc, Role::parc_signatory};
  return kAccounts[happens(who_, 128) ? 0 : pick_below(who_, kAccounts.size())];
}

Role ActMaker::merchant_of(const Operation* operation) {
  if (operation == nullptr || !fits()) return fits() ? merchant() : role();
  return at_point(operation->point, operation->from_api, happens(who_, 64));
}

Role ActMaker::customer_of(const Operation* operation) {
  if (operation == nullptr || !fits()) return fits() ? customer() : role();
  return operation->customer == CustomerId::nobody ? customer() : role_of(operation->customer);
}

// A recent one that suits, as often as the leanings say; null: there is none, or none shall be.
const Operation* ActMaker::operation(const Arena& arena, ActKind kind) {
  const auto& all = arena.service().operations();
  const auto count = static_cast<std::uint32_t>(std::min(all.size(), kMostOperations));
  if (count == 0 || happens(which_, 4)) return nullptr;
  const std::uint32_t span = std::min(count, kRecent);
  const std::uint32_t first = pick_below(which_, span);
  const bool fitting = happens(which_, leanings_.fitting);
  for (std::uint32_t i = 0; fitting && i < span; ++i) {
    const Operation& o = all[count - 1 - (first + i) % span];
    if (suits(o, kind)) return &o;
  }
  return happens(which_, 24) ? &all[pick_below(which_, count)] : &all[count - 1 - first];
}

// -------- Moments -------------------------------------------------------------------------------

// An act that could be done is mostly done in time.
When ActMaker::moment(const Act& act, const Arena& arena) {
  if (act.kind == ActKind::set_password && happens(moments_, 64))
    return {.of = When::Of::recovery, .operation = 0, .offset = Duration{static_cast<std::int64_t>(pick_below(moments_, 3)) - 1}};
  const When when = any_moment(arena);
  const auto& all = arena.service().operations();
  const bool concerns = act.kind >= ActKind::name && act.kind <= ActKind::issuer_rejects && act.operation < all.size();
  if (!concerns || when.of != When::Of::now || !suits(all[act.operation], act.kind)) return when;
  const Operation& o = all[act.operation];
  const Instant deadline = o.status == Status::awaiting_customer ? o.payment_deadline : o.validation_deadline;
  const bool late = arena.now() + when.offset >= deadline && arena.now() < deadline;
  return late && happens(moments_, leanings_.fitting) ? When{} : when;
}

When ActMaker::any_moment(const Arena& arena) {
  constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
  const auto after = [&](std::int64_t unit, std::uint32_t most) {
    const std::int64_t ms = unit / 60 * pick_below(moments_, 60 * most);
    return When{.of = When::Of::now, .operation = 0, .offset = Duration{ms}};
  };
  switch (static_cast<Moment>(leanings_.moments.pick(moments_))) {
    case Moment::at_once: break;
    case Moment::seconds: return after(kSecond, 40);
    case Moment::minutes: return after(kMinute, 12);
    case Moment::hours: return after(kHour, 24);
    case Moment::days: return after(kDay, 4);
    case Moment::months: return after(kDay, 90);
    case Moment::deadline: return beside_a_deadline(arena);
    case Moment::next_change: {
      const std::optional<Instant> next = arena.service().next_step();
      if (!next) break;
      const Duration offset = *next - arena.now() + Duration{static_cast<std::int64_t>(pick_below(moments_, 3)) - 1};
      return {.of = When::Of::now, .operation = 0, .offset = std::max(offset, Duration{0})};
    }
  }
  return {};
}

When ActMaker::beside_a_deadline(const Arena& arena) {
  using Of = When::Of;
  constexpr std::array kAwaiting{Of::payment, Of::payment, Of::payment, Of::payment_sweep};
  constexpr std::array kPaid{Of::validation, Of::validation, Of::validation_sweep, Of::reminder};
  const Operation* o = operation(arena, ActKind::cancel);
  const std::int64_t offset = static_cast<std::int64_t>(pick_below(moments_, 3)) - 1;
  if (o == nullptr || happens(moments_, 8)) return {.of = Of::recovery, .operation = 0, .offset = Duration{offset}};
  const auto& deadlines = o->status == Status::awaiting_customer ? kAwaiting : kPaid;
  return {.of = deadlines[pick_below(moments_, 4)], .operation = place_of(*o), .offset = Duration{offset}};
}

// -------- Amounts -------------------------------------------------------------------------------

Money ActMaker::requested(const Arena& arena) {
  const Money least = arena.service().policies().min_requested;
  if (happens(amounts_, 176)) return std::max(cents(4000), least);
  return one_of(std::array{least, least - kCent, least + kCent, kCent, cents(20000), cents(20001), cents(5000),
                           cents(2000 + pick_below(amounts_, 9000)), Money{}},
                amounts_);
}

Money ActMaker::to_pay(const Operation& o, const Arena& arena) {
  const Money whole = o.requested;
  if (happens(amounts_, 128)) return whole;
  const Money least = std::min(arena.service().policies().min_partial, whole);
  const Money available = arena.service().customer(CustomerId{1 + pick_below(amounts_, 2)}).available;
  return one_of(std::array{whole - kCent, whole - kCent, whole + kCent, kCent, least, least - kCent, cents(3000),
                           available, available + kCent, cents(pick_below(amounts_, 1 + static_cast<std::uint32_t>(
                                                                                            whole.cents()))),
                           Money{}},
                amounts_);
}

Money ActMaker::to_validate(const Operation& o, const Arena& arena) {
  if (happens(amounts_, 96)) return Money{};  // The whole
  const Money least = std::min(arena.service().policies().min_validated, o.received);
  return one_of(std::array{o.received, o.received, o.received - kCent, o.received + kCent, kCent, least - kCent, least,
                           cents(3250), o.requested},
                amounts_);
}

// -------- Forms ---------------------------------------------------------------------------------

Mode ActMaker::mode_of(Parcours parcours, Role who) {
  if (parcours == Parcours::b || parcours == Parcours::d) return Mode::email;
  if (is_till(who) && happens(forms_, 96)) return Mode::unnamed;
  if (parcours == Parcours::a && happens(forms_, 144)) return Mode::qr;
  return parcours == Parcours::c && happens(forms_, 64) ? Mode::email : Mode::identifier;
}

FormChoice ActMaker::form(Role who) {
  const auto parcours = static_cast<Parcours>(pick_below(forms_, 4));
  return form(who, parcours, mode_of(parcours, who));
}

FormChoice ActMaker::form(Role who, Parcours parcours, Mode mode) {
  FormChoice f{.parcours = parcours, .mode = mode};
  const bool odd = happens(forms_, (256 - leanings_.fitting) / 2);
  constexpr std::array kAddressees{Addressee::alice, Addressee::alice, Addressee::alice, Addressee::bob,
                                   Addressee::alice, Addressee::bob,   Addressee::bob,   Addressee::alice,
                                   Addressee::bob,   Addressee::chloe, Addressee::stranger};
  f.addressee = kAddressees[pick_below(forms_, kAddressees.size())];
  f.by_email = happens(forms_, 64);
  f.payment_days = days(f.parcours == Parcours::b || f.parcours == Parcours::d);
  f.validation_days = days(has_validation_delay(f.parcours));
  f.basket = static_cast<std::uint8_t>(pick_below(forms_, 4));
  if (odd) spoil(f);
  if (!is_till(who)) return f;
  f.has_urls = happens(forms_, 128);
  f.is_public = mode == Mode::unnamed && happens(forms_, 192);
  f.deferred = f.is_public && happens(forms_, 128);
  if (f.deferred && f.validation_days < 0 && happens(forms_, 192)) f.validation_days = days(true);
  return f;
}

std::int16_t ActMaker::days(bool wanted) {
  constexpr std::array<std::int16_t, 8> kUsual{1, 1, 2, 2, 3, 3, 10, 31};
  constexpr std::array<std::int16_t, 5> kLimits{0, 1, 364, 365, 366};
  if (!wanted) return -1;
  return happens(forms_, 16) ? kLimits[pick_below(forms_, 5)] : kUsual[pick_below(forms_, 8)];
}

// Something in it that does not go together.
void ActMaker::spoil(FormChoice& f) {
  switch (pick_below(forms_, 4)) {
    case 0: f.mode = static_cast<Mode>(pick_below(forms_, 4)); break;
    case 1: f.payment_days = f.payment_days < 0 ? std::int16_t{2} : std::int16_t{-1}; break;
    case 2: f.validation_days = f.validation_days < 0 ? std::int16_t{2} : std::int16_t{-1}; break;
    default: f.addressee = static_cast<Addressee>(2 + pick_below(forms_, 3)); break;
  }
}

// -------- Acts ----------------------------------------------------------------------------------

void ActMaker::fill(Act& act, const Arena& arena) {
  switch (act.kind) {
    case ActKind::wait: act.who = Role::control; break;
    case ActKind::request:
    case ActKind::prepare: fill_request(act, arena); break;
    case ActKind::name:
    case ActKind::change_mode:
    case ActKind::cancel:
    case ActKind::validate: fill_merchant(act, arena); break;
    case ActKind::scan:
    case ActKind::pay:
    case ActKind::refuse: fill_customer(act, arena); break;
    case ActKind::issuer_rejects:
    case ActKind::credit:
    case ActKind::block:
    case ActKind::unblock:
    case ActKind::enable:
    case ActKind::disable:
    case ActKind::resume: fill_operator(act, arena); break;
    case ActKind::log_in:
    case ActKind::ask_recovery:
    case ActKind::set_password:
    case ActKind::give_right:
    case ActKind::take_right: fill_access(act); break;
    case ActKind::look: act.who = merchant(); break;
    case ActKind::retry: act.who = role(); break;
    case ActKind::crash: act.who = Role::control; break;
  }
}

void ActMaker::fill_request(Act& act, const Arena& arena) {
  act.who = fits() || fits() ? merchant() : role();
  act.form = form(act.who);
  act.amount = requested(arena);
}

// What must be there before `act` makes sense comes first: a request, or the payment of one.
bool ActMaker::prepares(Act& act, const Operation* o, const Arena& arena) {
  const bool possible = o != nullptr && suits(*o, act.kind);
  if (possible || arena.service().operations().size() >= kMostOperations || !fits()) return false;
  if (act.kind == ActKind::validate) {
    const Operation* paid_first = operation(arena, ActKind::pay);
    if (paid_first != nullptr && suits(*paid_first, ActKind::pay) && has_validation_delay(*paid_first)) {
      act.kind = ActKind::pay;
      about_customer(act, paid_first, arena);
      return true;
    }
  }
  const bool names = act.kind == ActKind::name;
  const bool code = act.kind == ActKind::scan || act.kind == ActKind::change_mode;
  const bool delayed = act.kind == ActKind::validate;
  act.kind = ActKind::request;
  act.who = names ? static_cast<Role>(static_cast<std::uint32_t>(Role::till) + pick_below(who_, 3)) : merchant();
  act.amount = requested(arena);
  act.form = form(act.who);
  if (code) act.form = form(act.who, Parcours::a, Mode::qr);
  if (names) act.form = form(act.who, happens(forms_, 128) ? Parcours::a : Parcours::c, Mode::unnamed);
  if (delayed) {
    const Parcours parcours = happens(forms_, 128) ? Parcours::c : Parcours::d;
    act.form = form(act.who, parcours, mode_of(parcours, act.who));
  }
  return true;
}

void ActMaker::fill_merchant(Act& act, const Arena& arena) {
  const Operation* o = operation(arena, act.kind);
  if (prepares(act, o, arena)) return;
  act.operation = o != nullptr ? place_of(*o) : static_cast<std::uint8_t>(kMostOperations);
  act.who = merchant_of(o);
  if (act.kind == ActKind::validate && o != nullptr) act.amount = to_validate(*o, arena);
  if (act.kind != ActKind::name) return;
  act.form.addressee = static_cast<Addressee>(pick_below(forms_, happens(forms_, 200) ? 2 : 5));
  act.form.by_email = happens(forms_, 64);
  if (o != nullptr) act.amount = happens(amounts_, 224) ? o->requested : requested(arena);
}

void ActMaker::fill_customer(Act& act, const Arena& arena) {
  const Operation* o = operation(arena, act.kind);
  if (!prepares(act, o, arena)) about_customer(act, o, arena);
}

void ActMaker::about_customer(Act& act, const Operation* o, const Arena& arena) {
  act.operation = o != nullptr ? place_of(*o) : static_cast<std::uint8_t>(kMostOperations);
  act.who = customer_of(o);
  const bool shows = act.kind == ActKind::scan || happens(which_, o != nullptr && o->mode == Mode::qr ? 112 : 8);
  if (shows) act.code = happens(which_, 240) ? CodeShown::genuine : static_cast<CodeShown>(pick_below(which_, 4));
  if (act.kind == ActKind::pay && o != nullptr) act.amount = to_pay(*o, arena);
}

void ActMaker::fill_operator(Act& act, const Arena& arena) {
  act.who = Role::control;
  constexpr std::array kPoints{Role::cashier, Role::olivet, Role::parc};
  if (act.kind == ActKind::issuer_rejects || act.kind == ActKind::resume) {
    const Operation* o = operation(arena, act.kind);
    act.operation = o != nullptr ? place_of(*o) : static_cast<std::uint8_t>(kMostOperations);
  } else if (act.kind == ActKind::enable || act.kind == ActKind::disable) {
    act.target = kPoints[pick_below(who_, kPoints.size())];
  } else {
    act.target = static_cast<Role>(static_cast<std::uint32_t>(Role::alice) + pick_below(who_, 3));
  }
  if (act.kind == ActKind::credit) act.amount = cents(happens(amounts_, 128) ? 5000 : 1);
}

void ActMaker::fill_access(Act& act) {
  act.who = account();
  act.target = account();
  act.right_word = happens(which_, act.kind == ActKind::log_in ? 96 : 208);
  if (act.kind != ActKind::give_right && act.kind != ActKind::take_right) return;
  act.who = fits() ? Role::signatory : merchant();
  if (fits()) act.target = happens(who_, 200) ? Role::cashier : Role::olivet;
}

// Now and then a retry comes as its key is forgotten: the last millisecond, or second, before; then; after.
void ActMaker::when_forgotten(Act& act, const Arena& arena) {
  const std::optional<Instant>& given = keyed_[static_cast<std::size_t>(act.who)];
  if (!given || !happens(moments_, 64)) return;
  constexpr std::array<std::int64_t, 6> kBeside{-1000, -1, -1, 0, 0, 999};
  const Instant forgotten = *given + std::chrono::seconds{arena.service().policies().key_ttl_s};
  const Duration offset = forgotten - arena.now() + Duration{kBeside[pick_below(moments_, kBeside.size())]};
  if (offset >= Duration{0}) act.when = {.of = When::Of::now, .operation = 0, .offset = offset};
}

Mishap ActMaker::mishap() {
  if (!happens(troubles_, leanings_.troubled)) return Mishap::none;
  return static_cast<Mishap>(leanings_.mishaps.pick(troubles_));
}

// A fresh one, or now and then one that was used.
std::uint8_t ActMaker::key() {
  if (!happens(troubles_, leanings_.keyed)) return 0;
  if (keys_ == kMostKeys || (keys_ > 0 && happens(troubles_, 12))) return static_cast<std::uint8_t>(1 + pick_below(troubles_, keys_));
  return static_cast<std::uint8_t>(++keys_);
}

// What befalls it, and what is unusual in it. Only calls have keys, twists and mishaps.
void ActMaker::disturb(Act& act, const Arena& arena) {
  const ActKind kind = act.kind;
  if (kind == ActKind::wait || kind == ActKind::look || kind == ActKind::crash) return;
  act.mishap = mishap();
  if (kind == ActKind::retry) {
    if (happens(troubles_, 48)) act.twist = Twist::other_body;
    when_forgotten(act, arena);
    return;
  }
  act.key = key();
  if (act.key != 0) keyed_[static_cast<std::size_t>(act.who)] = arena.instant_of(act.when);
  const bool about_password = kind == ActKind::set_password || kind == ActKind::log_in;
  if (about_password && happens(troubles_, 16)) act.twist = Twist::amount_missing;
  if (kind == ActKind::request && happens(troubles_, 4)) act.twist = Twist::remember_email;
  if (happens(troubles_, leanings_.twisted)) act.twist = static_cast<Twist>(leanings_.twists.pick(troubles_));
}

}  // namespace parcours
