// What the core says to every create of the log: a desk of its own takes them in their order, with shops and customers as
// the log names them. Who is unknown, blocked or busy no log shows: here everybody is known and free.
#include <algorithm>

#include "reference/core/text.h"
#include "reference/desk/local_desk.h"
#include "scenarios/trace/scene.h"

namespace parcours {
namespace {

using namespace encaissement;

class Names {
 public:
  void shop(const std::string& shop) {
    if (shop.empty() || !shops_.insert(shop).second) return;
    const std::string n = std::to_string(shops_.size());
    world_.points.push_back({.code = "P" + n, .name = "Point " + n, .convention = n, .shop = shop});
  }
  void customer(const std::string& typed) {
    const std::string who{trimmed(typed)};
    const auto kind = identifier_kind(who);
    if (kind == IdentifierKind::malformed || !customers_.insert(who).second) return;
    const std::string n = std::to_string(customers_.size());
    const std::string number = std::string(11 - std::min<std::size_t>(n.size(), 11), '0') + n;
    world_.customers.push_back({.name = n, .identifier = kind == IdentifierKind::number ? who : number,
                                .email = kind == IdentifierKind::email ? who : n + "@log.invalid", .balance = Money{}});
  }
  const World& world() const { return world_; }

 private:
  World world_;
  std::set<std::string> shops_, customers_;
};

// FRM-11, uniqueness and repeated creates are judged where the whole log is seen.
Policies own_policies(const TraceOptions& options) {
  Policies policies = options.policies;
  policies.one_immediate_request_per_customer = false;
  policies.basket_unique = BasketUnique::none;
  policies.dedupe_create = DedupeCreate::off;
  return policies;
}

Instant created_at(const SeenEntry& s) {
  const bool made = !s.told.told.empty() && s.told.told.front().created.has_value();
  return made ? *s.told.told.front().created : s.at;
}

bool is_judged(const SeenEntry& s) {
  return s.call != nullptr && s.asked.call == ApiCall::create && s.asked.readable && s.answered && !s.repeated;
}

}  // namespace

std::map<std::size_t, Founding> found_all(const Scene& scene) {
  Names names;
  std::vector<std::pair<Instant, std::size_t>> creates;
  for (std::size_t i = 0; i < scene.seen.size(); ++i) {
    const SeenEntry& s = scene.seen[i];
    if (!is_judged(s)) continue;
    names.shop(s.asked.shop);
    names.customer(s.asked.made.form.identifier);
    creates.emplace_back(created_at(s), i);
  }
  std::map<std::size_t, Founding> all;
  if (creates.empty()) return all;
  std::stable_sort(creates.begin(), creates.end());
  LocalDesk desk;
  desk.start(names.world(), own_policies(scene.options), creates.front().first, 1);
  for (const auto& [at, i] : creates) {
    Call call = scene.seen[i].asked.made;
    call.who.name = scene.seen[i].asked.shop;
    const Answer answer = desk.submit(call, at);
    Founding& founding = all[i];
    if (answer.kind == Answer::Kind::refused) founding = {.operation = {}, .rule = answer.rule, .code = answer.code, .sentence = answer.sentence};
    const auto& operations = desk.service().operations();
    if (answer.kind != Answer::Kind::done || operations.size() == 0) continue;
    founding.operation = desk.service().operation(static_cast<OperationId>(operations.size()));
    founding.operation->id = OperationId{1};
    if (founding.operation->named) founding.operation->customer = CustomerId{1};
  }
  return all;
}

}  // namespace parcours
