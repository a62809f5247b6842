// Operations and whole services at rest: as the core leaves them, and spoiled. A service is spoiled from within, by a hook.
#include "tests/sim/properties/bites.h"

namespace parcours {
namespace {

using namespace encaissement;
using encaissement::Parcours;

// -------- Operations ----------------------------------------------------------------------------

struct SpoiledOperation {
  std::string_view property, broken;
  Story story;
  void (*spoil)(Operation&);
};

const SpoiledOperation kOperations[] = {
    {"amounts-in-order", "ReceivedMoreThanAsked", {ask(Parcours::a), pay()}, [](Operation& o) { o.requested -= 1_cents; }},
    {"amounts-in-order", "ValidatedMoreThanReceived", {ask(Parcours::a), pay()}, [](Operation& o) { o.received -= 1_cents; }},
    {"amounts-in-order", "ValidatedBelowZero", {ask(Parcours::a)}, [](Operation& o) { o.validated = Money::from_cents(-1); }},
    {"amounts-in-order", "ReceivedInPartOnB", {ask(Parcours::b), pay()},
     [](Operation& o) { o.received = o.validated = 3999_cents; }},
    {"amounts-in-order", "ReceivedMoreThanPaid", {ask(Parcours::c), pay(3000)}, [](Operation& o) { o.received += 1_cents; }},
    {"status-makes-sense", "PaidButAwaiting", {ask(Parcours::c), pay()},
     [](Operation& o) { o.status = Status::awaiting_customer; }},
    {"status-makes-sense", "ToValidateOnA", {ask(Parcours::a), pay()},
     [](Operation& o) { o.status = Status::to_validate, o.validated = {}; }},
    {"status-makes-sense", "ToValidateUnpaid", {ask(Parcours::c)}, [](Operation& o) { o.status = Status::to_validate; }},
    {"status-makes-sense", "ToValidateAndValidated", {ask(Parcours::c), pay()}, [](Operation& o) { o.validated = 1_cents; }},
    {"status-makes-sense", "ValidatedUnpaid", {ask(Parcours::a)}, [](Operation& o) { o.status = Status::validated; }},
    {"status-makes-sense", "ValidatedLessThanReceived", {ask(Parcours::a), pay()}, [](Operation& o) { o.validated -= 1_cents; }},
    {"status-makes-sense", "RefundedAndReceived", {ask(Parcours::a), pay()}, [](Operation& o) { o.refunded = true; }},
    {"status-makes-sense", "CancelledAndReceived", {ask(Parcours::c), pay(), cancel()},
     [](Operation& o) { o.received = o.paid; }},
    {"status-makes-sense", "ExpiredAndValidated", {ask(Parcours::a), wait(When::Of::payment)},
     [](Operation& o) { o.validated = 1_cents; }},
};

std::string refuses(const SpoiledOperation& spoiled) {
  Arena arena{{.can_crash = false}};
  arena.play(spoiled.story);
  Operation o = arena.service().operations()[0];
  for (const Property& p : properties())
    if (p.of_operation != nullptr && !p.of_operation(o, {})) return std::string{p.id} + " refuses what the core did";
  spoiled.spoil(o);
  return property(spoiled.property).of_operation(o, {}) ? "it is accepted" : "";
}

// -------- Services ------------------------------------------------------------------------------

struct TwiceNumbered : ServiceHook {
  void creates(Operation& made) override { made.id = OperationId{1}; }
};
struct LosesRows : ServiceHook {
  void steps(const Operation&, const Event&, Operation& after) override { after.previous_of_point = OperationId::none; }
};
struct MovesPoints : ServiceHook {
  void steps(const Operation&, const Event&, Operation& after) override { after.point = PointId{2}; }
};
struct NeverBusy : ServiceHook {
  bool waives(const Refusal& guard) override { return guard.rule == RuleId::frm_11; }
};
struct HoldsACentMore : ServiceHook {
  void transfers(const Operation&, Money& available, Money& held, Money&) override { available -= 1_cents, held += 1_cents; }
};
struct Overdraws : ServiceHook {
  void transfers(const Operation&, Money& available, Money&, Money&) override { available -= 20000_cents; }
};
struct CollectsACentLess : ServiceHook {
  void transfers(const Operation&, Money&, Money&, Money& collected) override { collected -= 1_cents; }
};
struct NeverSweeps : ServiceHook {
  void schedules(EventKind, const Operation&, Instant& due) override { due += Days{1000}; }
};

template <class Hook>
std::unique_ptr<ServiceHook> make() { return std::make_unique<Hook>(); }

struct SpoiledService {
  std::string_view property, broken;
  Story story;
  std::unique_ptr<ServiceHook> (*hook)();
};

const SpoiledService kServices[] = {
    {"numbers-unique", "TwoOfOneNumber", {ask(Parcours::b), ask(Parcours::b)}, make<TwiceNumbered>},
    {"one-immediate-request", "TwoForAlice", {ask(Parcours::a), ask(Parcours::c)}, make<NeverBusy>},
    {"nothing-overdue", "AwaitingPastTheDeadline", {ask(Parcours::a), wait(When::Of::payment)}, make<NeverSweeps>},
    {"nothing-overdue", "AwaitingPastTheSweep", {ask(Parcours::b), wait(When::Of::payment_sweep)}, make<NeverSweeps>},
    {"nothing-overdue", "HeldPastTheSweep", {ask(Parcours::c), pay(), wait(When::Of::validation_sweep)}, make<NeverSweeps>},
    {"holds-agree", "ACentMoreHeld", {ask(Parcours::c), pay()}, make<HoldsACentMore>},
    {"holds-agree", "WalletBelowZero", {ask(Parcours::c), pay()}, make<Overdraws>},
    {"collected-agrees", "ACentLessCollected", {ask(Parcours::a), pay()}, make<CollectsACentLess>},
    {"list-whole", "ARowLost", {ask(Parcours::b), ask(Parcours::a), pay()}, make<LosesRows>},
    {"list-whole", "ARowAtAnotherPoint", {ask(Parcours::a), pay()}, make<MovesPoints>},
    {"counters-agree", "CountedAtAnotherPoint", {ask(Parcours::a), pay()}, make<MovesPoints>},
};

// What is there when the story has been played, the Monitor's opinion aside.
std::unique_ptr<Arena> played(const Story& story, std::unique_ptr<ServiceHook> (*hook)()) {
  Arena::Setup setup{.can_crash = false};
  if (hook != nullptr) setup.make_hook = hook;
  auto arena = std::make_unique<Arena>(setup);
  for (Act act : story) {
    if (act.kind == ActKind::pay) act.operation = static_cast<std::uint8_t>(arena->service().operations().size() - 1);
    arena->play(act);
  }
  return arena;
}

std::string refuses(const SpoiledService& spoiled) {
  const auto sound = played(spoiled.story, nullptr);
  for (const Property& p : properties())
    if (p.of_service != nullptr && !p.of_service(sound->service(), {})) return std::string{p.id} + " refuses the reference";
  const auto broken = played(spoiled.story, spoiled.hook);
  return property(spoiled.property).of_service(broken->service(), {}) ? "it is accepted" : "";
}

}  // namespace

std::vector<Bite> operation_bites() {
  std::vector<Bite> all;
  for (const SpoiledOperation& s : kOperations) all.push_back({s.property, s.broken, [&s] { return refuses(s); }});
  return all;
}

std::vector<Bite> service_bites() {
  std::vector<Bite> all;
  for (const SpoiledService& s : kServices) all.push_back({s.property, s.broken, [&s] { return refuses(s); }});
  return all;
}

}  // namespace parcours
