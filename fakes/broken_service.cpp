#include "fakes/broken_service.h"

#include <algorithm>

#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

// Calls the function of a Break where there is one.
template <class Function, class... Args>
void call(const Function& function, Args&&... args) {
  if (function) function(std::forward<Args>(args)...);
}

class BreakHook : public ServiceHook {
 public:
  explicit BreakHook(const Break& broken) : broken_{broken} {}

  bool waives(const Refusal& guard) override { return broken_.waives && broken_.waives(guard); }
  void receives(Command& command, Instant& at) override { call(broken_.receives, command, at); }
  void creates(Operation& created) override { call(broken_.creates, created); }
  void steps(const Operation& before, const Event& event, Operation& after) override {
    call(broken_.steps, before, event, after);
  }
  void schedules(EventKind kind, const Operation& operation, Instant& due) override {
    call(broken_.schedules, kind, operation, due);
  }
  void transfers(const Operation& after, Money& available, Money& held, Money& collected) override {
    call(broken_.transfers, after, available, held, collected);
  }
  void tells(NoticeList& list) override { call(broken_.tells, list); }
  void changes(Account& account) override { call(broken_.changes, account); }
  bool keeps(const Fact& fact) override { return !broken_.keeps || broken_.keeps(fact); }
  void answers(const Command& command, Outcome& outcome) override { call(broken_.answers, command, outcome); }

 private:
  const Break& broken_;
};

// The same, keeping the Break alive.
class SharedBreakHook final : public BreakHook {
 public:
  explicit SharedBreakHook(std::shared_ptr<Break> broken) : BreakHook{*broken}, kept_{std::move(broken)} {}

 private:
  std::shared_ptr<Break> kept_;
};

class BrokenTarget final : public InProcessTarget {
 public:
  explicit BrokenTarget(const Defect& defect)
      : InProcessTarget{"broken", std::string{defect.name}, [this] { return std::make_unique<BreakHook>(broken_); }},
        defect_{defect} {}

  void reset(const World& world, const Policies& asked, Instant start, std::uint64_t seed) override {
    broken_ = defect_.make();  // What a defect remembers ends with its service.
    InProcessTarget::reset(world, tampered(asked), start, seed);
  }
  std::optional<std::string> recover(Instant now, const Policies& asked) override {
    return InProcessTarget::recover(now, broken_.forgets_policies ? kept_policies() : tampered(asked));
  }
  Answer submit(const Call& asked, Instant now) override {
    Answer answer = InProcessTarget::submit(asked, now);
    parcours::call(broken_.answer, asked, answer, now);
    return answer;
  }
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) override {
    std::optional<ListView> view = InProcessTarget::list(who, filter, now);
    if (view) parcours::call(broken_.list, *view);
    return view;
  }
  std::string remembered_email(const Speaker& who, Instant now) override {
    std::string email = InProcessTarget::remembered_email(who, now);
    parcours::call(broken_.remembered_email, service(), email);
    return email;
  }

 protected:
  Principal principal(const Speaker& who) const override {
    Principal p = InProcessTarget::principal(who);
    parcours::call(broken_.principal, service(), p);
    return p;
  }
  OperationView view_of(const Operation& operation) const override {
    OperationView view = InProcessTarget::view_of(operation);
    parcours::call(broken_.view, service(), operation, view);
    return view;
  }
  NoticeView view_of(const Notice& notice) const override {
    NoticeView view = InProcessTarget::view_of(notice);
    parcours::call(broken_.notice, view);
    return view;
  }
  std::vector<const Operation*> rows(PointId point, const Filter& asked) const override {
    Filter filter = asked;
    parcours::call(broken_.filter, filter);
    auto operations = InProcessTarget::rows(point, filter);
    parcours::call(broken_.order, operations);
    return operations;
  }
  ListRow row_of(const Operation& operation) const override {
    ListRow row = InProcessTarget::row_of(operation);
    parcours::call(broken_.row, service(), operation, row);
    return row;
  }
  Code2D read_code(const std::string& payload) const override {
    Code2D code = InProcessTarget::read_code(payload);
    parcours::call(broken_.code, payload, code);
    return code;
  }
  std::uint64_t digest(const Call& asked) const override {
    std::uint64_t value = InProcessTarget::digest(asked);
    parcours::call(broken_.digest, value);
    return value;
  }

 private:
  Policies tampered(Policies policies) const {
    parcours::call(broken_.policies, policies);
    return policies;
  }

  const Defect& defect_;
  Break broken_;
};

std::vector<Defect> gather() {
  std::vector<Defect> all;
  for (const auto chapter : {access_defects(), form_defects(), payment_defects(), time_defects(), validation_defects(),
                             money_defects(), repetition_defects(), notice_defects(), list_defects(),
                             rare_defects()})
    all.insert(all.end(), chapter.begin(), chapter.end());
  std::stable_sort(all.begin(), all.end(), [](const Defect& a, const Defect& b) { return a.rule < b.rule; });
  return all;
}

}  // namespace

std::span<const Defect> defects() {
  static const std::vector<Defect> all = gather();
  return all;
}

const Defect* find_defect(std::string_view name) {
  const auto found = std::find_if(defects().begin(), defects().end(), [&](const Defect& d) { return d.name == name; });
  return found == defects().end() ? nullptr : &*found;
}

CoreDefect core_defect(const Defect& defect) {
  const auto broken = std::make_shared<Break>(defect.make());
  const bool hooked = broken->waives || broken->receives || broken->creates || broken->steps || broken->schedules ||
                      broken->transfers || broken->tells || broken->changes || broken->keeps || broken->answers;
  return {.make_hook = [broken] { return std::make_unique<SharedBreakHook>(broken); },
          .policies = [broken](Policies& asked) { call(broken->policies, asked); },
          .in_core = hooked || broken->policies};
}

std::unique_ptr<InProcessTarget> broken_target(const Defect& defect) {
  return std::make_unique<BrokenTarget>(defect);
}

}  // namespace parcours
