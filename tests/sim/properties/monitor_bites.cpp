// The properties without a predicate are the Monitor's own, and one the twin's: a broken service, a short story, and the
// name that is given to what was seen.
#include "fakes/broken_service.h"
#include "sim/twin.h"
#include "tests/sim/properties/bites.h"

namespace parcours {
namespace {

using namespace encaissement;
using encaissement::Parcours;

// -------- What is broken ------------------------------------------------------------------------

struct ForgetsFailures : ServiceHook {
  void changes(Account& account) override { account.failures = std::min(account.failures, 1); }
};
struct NeverUnblocks : ServiceHook {
  void changes(Account& account) override { account.blocked = account.blocked || account.failures == 0; }
};
struct GivesNoRight : ServiceHook {
  void changes(Account& account) override { account.may_collect = false; }
};
struct KeepsTheWallet : ServiceHook {
  void transfers(const Operation&, Money& available, Money&, Money&) override { available = {}; }
};
struct MakesACentForThePoint : ServiceHook {
  void transfers(const Operation&, Money&, Money&, Money& collected) override { collected += 1_cents; }
};
struct SpendsAtOnce : ServiceHook {
  void transfers(const Operation& after, Money& available, Money& held, Money&) override {
    if (after.status == Status::to_validate) available = held, held = {};
  }
};
struct AnswersAnew : ServiceHook {
  int answered = 0;
  void receives(Command& command, Instant&) override { command.key.digest += static_cast<std::uint64_t>(answered); }
  void answers(const Command&, Outcome& outcome) override { outcome.remembered = ++answered == 1; }
};
struct Remembers : ServiceHook {
  void receives(Command& command, Instant&) override {
    if (auto* request = std::get_if<Request>(&command.body)) request->form.remember_email = !request->form.remember_email;
  }
};
struct TellsAnother : ServiceHook {
  void tells(NoticeList& list) override {
    for (int i = 0; i < list.count; ++i) list.notices[i].to = {};
  }
};
struct TellsAnotherAmount : ServiceHook {
  void tells(NoticeList& list) override {
    for (int i = 0; i < list.count; ++i) list.notices[i].amount += 1_cents;
  }
};
struct NeverAcknowledged : ServiceHook {
  void receives(Command& command, Instant&) override {
    if (auto* tried = std::get_if<DeliveryAnswered>(&command.body)) tried->acknowledged = false;
  }
};
struct ResumesAnother : ServiceHook {
  TransactionNumber another{};
  void receives(Command& command, Instant&) override {
    if (const auto* cancel = std::get_if<Cancel>(&command.body)) another = cancel->number;
    if (auto* resume = std::get_if<ResumeNotifications>(&command.body)) resume->number = another;
  }
};
struct TellsMore : ServiceHook {
  void tells(NoticeList& list) override {
    if (list.count == 1) list.add(list.notices[0]), list.notices[1].kind = NoticeKind::validation_reminder;
  }
};
struct BlocksNobody : ServiceHook {
  void receives(Command& command, Instant&) override {
    if (auto* set = std::get_if<SetBlocked>(&command.body)) set->blocked = false;
  }
};
struct DisablesNothing : ServiceHook {
  void receives(Command& command, Instant&) override {
    if (auto* set = std::get_if<SetEnabled>(&command.body)) set->enabled = true;
  }
};
struct AsksInsteadOfCancelling : ServiceHook {
  Command asked{};
  void receives(Command& command, Instant&) override {
    if (std::holds_alternative<Request>(command.body)) asked = command;
    if (std::holds_alternative<Cancel>(command.body)) command = asked;
  }
};

// -------- Stories -------------------------------------------------------------------------------

Act log_in(bool right) { return {.kind = ActKind::log_in, .who = Role::cashier, .right_word = right}; }
Act by(Role who, ActKind kind) { return {.kind = kind, .who = who}; }
Act keyed(Act act, Twist twist = Twist::none) {
  act.key = 1;
  act.twist = twist;
  return act;
}
Act remembering(Twist twist) {
  Act act = ask(Parcours::c);
  act.twist = twist;
  return act;
}
Act notified(std::uint8_t basket) {  // By a till whose URLs want to know; those of basket 3 refuse.
  Act act = ask(Parcours::a, Role::till);
  act.form.basket = basket;
  act.form.has_urls = true;
  return act;
}
Act addressed_on_a() {  // With a notification address, which A does not ask for.
  Act act = ask(Parcours::a);
  act.twist = Twist::notify_malformed;
  return act;
}
Act right(ActKind kind) { return {.kind = kind, .who = Role::signatory, .target = Role::olivet}; }
Act credit() { return {.kind = ActKind::credit, .who = Role::control, .amount = 500_cents, .target = Role::alice}; }

Act operated(ActKind kind, Role target) { return {.kind = kind, .who = Role::control, .target = target}; }

Story recovery() {
  Story story(3, log_in(false));
  story.push_back(by(Role::cashier, ActKind::ask_recovery));
  story.push_back(by(Role::cashier, ActKind::set_password));
  return story;
}
Story parked() { return {notified(3), wait(When::Of::now, Days{2})}; }
Story resumed() {
  Act other = cancel();
  other.operation = 1;
  return {notified(3), ask(Parcours::b), other, wait(When::Of::now, Days{2}), by(Role::control, ActKind::resume)};
}

using Made = std::unique_ptr<ServiceHook>;
template <class Hook>
Made make() { return std::make_unique<Hook>(); }

struct BrokenService {
  std::string_view property, broken;  // …also the name of a defect of the gallery, where there is no hook.
  Made (*hook)();
  Story story;
};

const BrokenService kBroken[] = {
    {"lock-out", "acc-02-blocks-at-the-fourth", nullptr, Story(3, log_in(false))},
    {"lock-out", "WrongPasswordsForgotten", make<ForgetsFailures>, Story(2, log_in(false))},
    {"lock-out", "NewPasswordLeavesItBlocked", make<NeverUnblocks>, recovery()},
    {"lock-out", "acc-03-link-lives-too-long", nullptr, {by(Role::cashier, ActKind::ask_recovery)}},
    {"lock-out", "RightNotGiven", make<GivesNoRight>, {right(ActKind::take_right), right(ActKind::give_right)}},
    {"everything-ends", "sta-03-sweep-forgets-d", nullptr, {ask(Parcours::d)}},
    {"everything-ends", "sta-03-sweep-forgets-unvalidated", nullptr, {ask(Parcours::c), pay()}},
    {"money-conserved", "mon-01-cent-made", nullptr, {ask(Parcours::a), pay(3999)}},
    {"money-conserved", "WalletKeepsWhatWasPaid", make<KeepsTheWallet>, {ask(Parcours::a), pay()}},
    {"money-conserved", "PointCollectsACentMore", make<MakesACentForThePoint>, {ask(Parcours::a), pay()}},
    {"money-moves-once", "mon-03-hold-stays", nullptr, {ask(Parcours::c), pay(), cancel()}},
    {"money-moves-once", "NothingIsHeld", make<SpendsAtOnce>, {ask(Parcours::c), pay()}},
    {"money-moves-once", "tim-06-keeps-the-money", nullptr, {ask(Parcours::c), pay(), wait(When::Of::validation_sweep)}},
    {"remembered", "rep-01-key-ignored", nullptr, {keyed(ask(Parcours::b)), by(Role::cashier, ActKind::retry)}},
    {"remembered", "rep-01-any-body", nullptr,
     {keyed(ask(Parcours::b)), keyed(by(Role::cashier, ActKind::retry), Twist::other_body)}},
    {"remembered", "rep-01-refusals-forgotten", nullptr,
     {ask(Parcours::c), keyed(validate()), pay(), by(Role::cashier, ActKind::retry)}},
    {"remembered", "AnAnswerRememberedThatWasNeverGiven", make<AnswersAnew>, {ask(Parcours::b)}},
    {"remembered", "rep-01-key-lives-too-short", nullptr,
     {keyed(credit()), wait(When::Of::now, std::chrono::hours{24} - Duration{1}), by(Role::control, ActKind::retry)}},
    {"survives-a-crash", "rep-03-steps-lost", nullptr, {ask(Parcours::a), pay(), by(Role::control, ActKind::crash)}},
    {"survives-a-crash", "rep-03-wrong-passwords-lost", nullptr, {log_in(false), by(Role::control, ActKind::crash)}},
    {"handed-over-in-order", "not-04-gives-up-early", nullptr, parked()},
    {"handed-over-in-order", "AcknowledgedAndRepeated", make<NeverAcknowledged>, {notified(0), wait(When::Of::now)}},
    {"handed-over-in-order", "AnotherIsResumed", make<ResumesAnother>, resumed()},
    {"remembers-when-asked", "RememberedUnasked", make<Remembers>, {remembering(Twist::none)}},
    {"remembers-when-asked", "ForgottenThoughAsked", make<Remembers>, {remembering(Twist::remember_email)}},
    {"told-once", "not-01-no-push", nullptr, {ask(Parcours::a)}},
    {"told-once", "not-03-written-twice", nullptr, {ask(Parcours::c), pay()}},
    {"told-once", "not-02-told-on-a-and-b-too", nullptr, {addressed_on_a(), pay()}},
    {"told-once", "ANoticeNobodyAsksFor", make<TellsMore>, {ask(Parcours::b)}},
    {"told-once", "ToAnotherAddress", make<TellsAnother>, {ask(Parcours::b)}},
    {"told-once", "OfAnotherAmount", make<TellsAnotherAmount>, {ask(Parcours::b)}},
    {"told-once", "not-04-states-untold", nullptr, {notified(0), pay()}},
    {"nothing-else-changes", "NotBlocked", make<BlocksNobody>, {operated(ActKind::block, Role::alice)}},
    {"nothing-else-changes", "NotDisabled", make<DisablesNothing>, {operated(ActKind::disable, Role::cashier)}},
    {"nothing-else-changes", "ARequestNobodySent", make<AsksInsteadOfCancelling>, {ask(Parcours::b), cancel()}},
};

std::string broken_by(Arena& arena, const Story& story) {
  arena.play(story);
  arena.finish();
  const auto& broken = arena.monitor().broken();
  return broken ? std::string{broken->property->id} : "";
}

std::string refuses(const BrokenService& b) {
  Arena sound{Arena::Setup{}};
  if (const std::string wrong = broken_by(sound, b.story); !wrong.empty()) return wrong + " refuses the reference";
  Arena::Setup setup{.make_hook = b.hook == nullptr ? nullptr : std::function<Made()>{b.hook}};
  Policies policies;
  CoreDefect core;
  if (b.hook == nullptr) {
    const Defect* defect = find_defect(b.broken);
    if (defect == nullptr) return "there is no such defect";
    core = core_defect(*defect);
    core.policies(policies);
    setup.make_hook = core.make_hook;
  }
  Arena broken{setup, policies};
  const std::string named = broken_by(broken, b.story);
  return named == b.property ? "" : "the monitor names \"" + named + '"';
}

// An operation that nobody acted on is another one than before: seen at rest.
std::string refuses_another_operation() {
  Arena one{{.can_crash = false}}, other{{.can_crash = false}};
  one.play(ask(Parcours::b));
  other.play(ask(Parcours::d));
  Monitor monitor;
  monitor.begins(one.service(), {});
  monitor.at_rest(one.service());
  if (monitor.broken()) return "what did not change is refused";
  monitor.at_rest(other.service());
  return monitor.broken() && monitor.broken()->property->id == "nothing-else-changes" ? "" : "it is accepted";
}

// What only people see is the twin's to judge: a cancelled request that reads as expired.
std::string refuses_what_people_see() {
  const Story story{ask(Parcours::b), cancel(), wait(When::Of::payment_sweep)};
  const auto seen = [&](Target& judged) {
    SeamTwin twin{judged, {}};
    twin.play(story);
    twin.finish();
    return twin.broken();
  };
  InProcessTarget sound;
  if (seen(sound)) return "the reference is refused";
  const auto broken = seen(*broken_target(*find_defect("sta-02-cancelled-expires")));
  return broken && broken->property->id == "as-the-reference" ? "" : "it is accepted";
}

}  // namespace

std::vector<Bite> monitor_bites() {
  std::vector<Bite> all;
  for (const BrokenService& b : kBroken) all.push_back({b.property, b.broken, [&b] { return refuses(b); }});
  all.push_back({"nothing-else-changes", "AnotherOperation", refuses_another_operation});
  all.push_back({"as-the-reference", "CancelledReadsAsExpired", refuses_what_people_see});
  return all;
}

}  // namespace parcours
