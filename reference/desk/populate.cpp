#include "reference/desk/populate.h"

#include <map>

namespace parcours {

using namespace encaissement;

namespace {

using Verifier = std::function<std::string(const std::string&)>;

class Conventions {
 public:
  explicit Conventions(const World& world) {
    for (const PointSpec& point : world.points) id(point.convention);
    for (const AccountSpec& account : world.accounts) id(account.convention);
  }
  ConventionId id(const std::string& number) {
    return ids_.try_emplace(number, ConventionId{static_cast<std::uint32_t>(ids_.size() + 1)}).first->second;
  }

 private:
  std::map<std::string, ConventionId> ids_;
};

}  // namespace

void populate(Encaissement& service, const World& world, Instant start, const Verifier& verifier) {
  populate_more(service, {}, world, start, verifier);
}

void populate_more(Encaissement& service, const World& world, const World& added, Instant now,
                   const Verifier& verifier) {
  Conventions conventions{world};
  for (const PointSpec& p : added.points)
    service.add_point({.code = p.code, .name = p.name, .shop = p.shop, .convention = conventions.id(p.convention),
                       .enabled = p.enabled}, now);
  for (const AccountSpec& a : added.accounts) {
    const Point* point = a.point.empty() ? nullptr : service.find_point(a.point);
    const std::string kept = verifier(a.password);
    service.add_account({.login = a.login, .email = a.email, .verifier = kept, .convention = conventions.id(a.convention),
                         .point = point == nullptr ? PointId::none : point->id, .may_collect = a.may_collect}, now);
  }
  for (const CustomerSpec& c : added.customers)
    service.add_customer({.identifier = c.identifier, .email = c.email, .balance = c.balance, .blocked = c.blocked},
                         now);
}

}  // namespace parcours
