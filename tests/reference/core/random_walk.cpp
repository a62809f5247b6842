#include "tests/reference/core/random_walk.h"

#include <algorithm>

namespace encaissement {
namespace {

constexpr std::array<std::string_view, 6> kWho{"10000000001", "10000000002", "c3@mail.example", "C4@mail.example",
                                               "nobody@mail.example", "12"};
constexpr std::array<std::string_view, 6> kBaskets{"REF1", "REF2", "REF3", " REF4 ", "", "one basket too long for it"};
constexpr std::array<std::string_view, 4> kKeys{"k1", "k2", "k3", "k4"};
constexpr std::array<std::string_view, 4> kLogins{"signatory", "till1", "till2", "nobody"};
constexpr std::array<std::string_view, 3> kTokens{"t1", "t2", "t3"};
constexpr std::array<std::int64_t, 9> kCents{1, 500, 1999, 2000, 2500, 3999, 4000, 4001, 90'000};

}  // namespace

std::uint64_t RandomWalk::below(std::uint64_t bound) {  // xorshift64*
  state_ ^= state_ >> 12;
  state_ ^= state_ << 25;
  state_ ^= state_ >> 27;
  return (state_ * 0x2545F4914F6CDD1Du >> 33) % bound;
}

Instant RandomWalk::instant_after(const Encaissement& service, Instant now) {
  const std::uint64_t choice = below(100);
  if (choice < 40) return now;
  if (choice < 80) return now + Duration{static_cast<std::int64_t>(below(20'000))};
  if (choice < 85) return now + std::chrono::minutes{static_cast<std::int64_t>(below(240))};
  Instant wanted = service.next_deadline().value_or(now) + Duration{static_cast<std::int64_t>(below(3)) - 1};
  const auto ops = service.operations();
  if (choice >= 92 && !ops.empty()) {  // E or E' itself, which on B and D lies before the sweep
    const Operation& o = ops[ops.size() - 1 - below(std::min<std::size_t>(ops.size(), 8))];
    wanted = (o.status == Status::to_validate ? o.validation_deadline : o.payment_deadline) +
             Duration{static_cast<std::int64_t>(below(3)) - 1};
  }
  return std::max(now, wanted);
}

Principal RandomWalk::merchant() {
  constexpr std::uint32_t kPoints[][2] = {{1, 1}, {1, 2}, {2, 1}, {3, 2}, {4, 3}, {1, 0}};
  if (one_in(4)) return {.kind = Principal::Kind::shop, .point = PointId{static_cast<std::uint32_t>(1 + below(3))}};
  const auto& [account, point] = kPoints[one_in(20) ? 5 : below(5)];
  return {.kind = Principal::Kind::account, .account = AccountId{account}, .point = PointId{point}};
}

Principal RandomWalk::customer() {
  return {.kind = Principal::Kind::customer, .customer = CustomerId{static_cast<std::uint32_t>(1 + below(4))}};
}

RequestForm RandomWalk::form() {
  RequestForm f{.parcours = Parcours(below(4)), .mode = Mode(below(4)),
                .amount = TypedAmount::given(Money::from_cents(kCents[3 + below(5)])),
                .basket = kBaskets[below(4)], .identifier = kWho[below(4)]};
  const bool deferred = f.parcours == Parcours::b || f.parcours == Parcours::d;
  if (!one_in(10)) f.mode = deferred ? Mode::email : below(2) == 0 ? Mode::identifier : Mode::qr;
  if (f.parcours == Parcours::c && f.mode == Mode::qr && !one_in(10)) f.mode = Mode::identifier;
  if (f.mode == Mode::email) f.identifier = kWho[2 + below(3)];
  if (deferred) f.payment_days = static_cast<std::int64_t>(1 + below(4));
  if (f.parcours == Parcours::c || f.parcours == Parcours::d) {
    f.validation_days = static_cast<std::int64_t>(1 + below(4));
    f.notify_email = "caisse@canoe.example";
    f.remember_email = one_in(4);
  }
  if (one_in(4)) {  // A client of the public API, whose mode is right on A and C.
    f.from_api = true;
    f.mode = one_in(8) ? f.mode : Mode::unnamed;
    f.fixed_validation = f.parcours == Parcours::c && one_in(2);
    if (f.fixed_validation) f.validation_days.reset();
    f.payment_id = kTokens[below(3)];
    if (one_in(2)) f.return_url = f.cancel_url = "https://till.example";
  }
  switch (below(60)) {  // Something wrong.
    case 0: f.amount = {TypedAmount::Kind::malformed, Money{}}; break;
    case 1: f.amount = {}; break;
    case 2: f.amount = TypedAmount::given(1999_cents); break;
    case 3: f.basket = kBaskets[4 + below(2)]; break;
    case 4: f.label = "\n"; break;
    case 5: f.identifier = kWho[5]; break;
    case 6: f.payment_days = 0; break;
    case 7: f.notify_email = ""; break;
    case 8: f.euros = false; break;
    case 9: f.identifier = kWho[4]; break;
    default: break;
  }
  return f;
}

TransactionNumber RandomWalk::number(const Encaissement& service, Mode mode) {
  const auto& all = service.operations();
  const auto newest = std::find_if(all.rbegin(), all.rend(), [&](const Operation& o) { return o.mode == mode; });
  if (newest == all.rend() || one_in(4)) return number(service);
  about_ = newest->id;
  return service.number(about_);
}

TransactionNumber RandomWalk::number(const Encaissement& service) {
  const std::size_t count = service.operations().size();
  if (count == 0 || one_in(40)) return {};
  const std::size_t back = one_in(10) ? below(count) : below(std::min<std::size_t>(count, 12));
  about_ = OperationId{static_cast<std::uint32_t>(count - back)};
  return service.number(about_);
}

Code2D RandomWalk::code(const Encaissement& service) {
  const TransactionNumber of = number(service, Mode::qr);
  if (of.empty() || one_in(30)) return {.kind = Code2D::Kind::forged};
  return {Code2D::Kind::genuine, of, service.operation(about_).requested};
}

TypedAmount RandomWalk::amount(const Encaissement& service) {
  if (one_in(40)) return {TypedAmount::Kind::malformed, Money{}};
  if (one_in(2) && about_ != OperationId::none) return TypedAmount::given(service.operation(about_).requested);
  return TypedAmount::given(Money::from_cents(one_in(20) ? 0 : kCents[below(kCents.size())]));
}

Body RandomWalk::access() {
  switch (below(5)) {
    case 0: return AskRecovery{kLogins[below(4)], kTokens[below(3)]};
    case 1: return SetPassword{kTokens[below(3)], "verifier"};
    case 2: return ChoosePoint{one_in(2) ? "P001" : "P101"};
    case 3: return SetRight{kLogins[below(4)], !one_in(8)};
    default: return LogIn{kLogins[below(4)], !one_in(10), one_in(2)};
  }
}

Body RandomWalk::merchants(const Encaissement& service) {
  switch (below(10)) {
    case 0: return Prepare{form()};
    case 1: case 2: case 3: case 4: return Request{form()};
    case 5: return ChangeMode{number(service)};
    case 6: return Cancel{number(service)};
    case 7: {
      const TransactionNumber of = number(service, Mode::unnamed);
      return NameCustomer{of, kWho[below(6)], amount(service), !one_in(20)};
    }
    default: {
      const TransactionNumber of = number(service);
      return Validate{of, one_in(3) ? TypedAmount{} : amount(service)};
    }
  }
}

Body RandomWalk::customers(const Encaissement& service) {
  const std::uint64_t choice = below(8);
  if (choice < 3) return Scan{code(service)};
  const TransactionNumber of = one_in(3) ? TransactionNumber{} : number(service);
  const Code2D shown = of.empty() ? code(service) : Code2D{};
  if (choice == 3) return Refuse{of, shown};
  return Pay{of, shown, amount(service)};
}

Body RandomWalk::controls(const Encaissement& service) {
  const CustomerId customer{static_cast<std::uint32_t>(below(6))};
  switch (below(8)) {
    case 0: return IssuerRejects{number(service)};
    case 1: return SetBlocked{customer, one_in(6)};
    case 2: return SetEnabled{PointId{static_cast<std::uint32_t>(below(5))}, !one_in(8)};
    case 3: return ResumeNotifications{number(service)};
    case 4: return Credit{customer, Money::from_cents(kCents[below(kCents.size())])};
    default: {
      const auto due = service.deliveries().due(service.now());
      const std::uint64_t notice = due.empty() ? below(9) : static_cast<std::uint64_t>(due[below(due.size())]);
      return DeliveryAnswered{notice, one_in(3)};
    }
  }
}

// Whose operation it is: most commands come from somebody who may.
Principal RandomWalk::insider(const Encaissement& service, const Command& command) {
  const Operation& o = service.operation(about_);
  Principal who = command.who;
  if (std::holds_alternative<NameCustomer>(command.body)) who = {.kind = Principal::Kind::shop};
  if (who.kind == Principal::Kind::shop) who.point = o.point;
  if (who.kind == Principal::Kind::customer && o.customer != CustomerId::nobody) who.customer = o.customer;
  if (who.kind == Principal::Kind::account) {
    who.account = AccountId{static_cast<std::uint32_t>(o.point) + 1};  // Points 1 to 3 have accounts 2 to 4.
    who.point = o.point;
  }
  return who;
}

Command RandomWalk::command_for(const Encaissement& service) {
  Command command;
  about_ = OperationId::none;
  const std::uint64_t choice = below(100);
  if (choice < 4) command = {choice < 2 ? Principal{} : merchant(), access(), {}};
  else if (choice < 12) command = {{.kind = Principal::Kind::control}, controls(service), {}};
  else if (choice < 55) command = {merchant(), merchants(service), {}};
  else command = {customer(), customers(service), {}};
  if (choice >= 12 && about_ != OperationId::none && !one_in(4)) command.who = insider(service, command);
  if (one_in(50)) command.who.authentic = false;
  if (one_in(8)) command.key = {kKeys[below(4)], below(2)};
  return command;
}

void populate_for_walk(Encaissement& s, Instant now) {
  constexpr ConventionId kCanoe{1}, kParc{2};
  for (const NewPoint& point : {NewPoint{"P001", "CANOE KAYAK CLUB", "10000001", kCanoe},
                                NewPoint{"P002", "OLIVET", "10000002", kCanoe},
                                NewPoint{"P101", "PARC DU VAL", "10000101", kParc}})
    s.add_point(point, now);
  for (const NewAccount& account : {NewAccount{"signatory", "s@canoe.example", "v", kCanoe},
                                    NewAccount{"till1", "1@canoe.example", "v", kCanoe, PointId{1}},
                                    NewAccount{"till2", "2@canoe.example", "v", kCanoe, PointId{2}},
                                    NewAccount{"parc", "p@parc.example", "v", kParc}})
    s.add_account(account, now);
  for (const auto& [identifier, email] : {std::pair{kWho[0], "c1@mail.example"}, {kWho[1], "c2@mail.example"},
                                          {"10000000003", kWho[2].data()}, {"10000000004", "c4@mail.example"}})
    s.add_customer({.identifier = identifier, .email = email, .balance = 30000_cents}, now);
}

namespace {

template <class... Values>
void line(std::string& out, const Values&... values) {
  const auto one = [&](const auto& value) {
    using T = std::decay_t<decltype(value)>;
    if constexpr (std::is_convertible_v<T, std::string_view>) out += value;
    else if constexpr (std::is_same_v<T, Money>) out += std::to_string(value.cents());
    else if constexpr (std::is_same_v<T, Text>) out += std::to_string(value.begin) + "+" + std::to_string(value.size);
    else if constexpr (std::is_same_v<T, Instant>) out += std::to_string(value.time_since_epoch().count());
    else if constexpr (std::is_enum_v<T>) out += std::to_string(static_cast<std::uint64_t>(value));
    else out += std::to_string(value);
    out += ' ';
  };
  (one(values), ...);
  out += '\n';
}

void draw(std::string& out, const Encaissement& s, const Operation& o) {
  line(out, "operation", o.id, o.point, o.customer, o.parcours, o.mode, o.status, o.cause, o.named, o.reached,
       o.refunded, o.reminded, o.requested, o.received, o.validated, o.paid, o.created, o.last_action,
       o.payment_deadline, o.paid_at, o.validation_deadline, o.validation_days, o.validation_limit_fixed,
       s.text(o.basket), s.text(o.contact), s.text(o.payment_id), s.number(o.id).view());
  for (const Step& step : s.history(o)) line(out, "  step", step.kind, step.at, step.customer, step.amount, step.status);
}

}  // namespace

std::string picture(const Encaissement& s, Instant now) {
  std::string out;
  for (const Operation& o : s.operations()) draw(out, s, o);
  for (const Notice& n : s.notices())
    line(out, "notice", n.id, n.kind, n.at, n.operation, n.customer, n.account, s.text(n.to), n.amount, n.state,
         s.text(n.token));
  for (const Customer& c : s.customers())
    line(out, "customer", c.blocked, c.immediate_awaiting, c.available, c.held, s.text(c.email));
  for (const Point& p : s.points())
    line(out, "point", p.enabled, p.collected, p.to_validate, p.awaiting, s.text(p.remembered_email));
  for (const Account& a : s.accounts())
    line(out, "account", a.may_collect, a.blocked, a.failures, s.text(a.verifier), s.text(a.recovery_token),
         a.recovery_expiry);
  for (const NoticeId id : s.deliveries().due(now)) line(out, "due", id);
  line(out, "next", s.next_deadline().value_or(Instant{}), s.total());
  return out;
}

}  // namespace encaissement
