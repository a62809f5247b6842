#include "reference/desk/populate.h"

#include <map>

namespace parcours {

using namespace encaissement;

void populate(Encaissement& service, const World& world, Instant start,
              const std::function<std::string(const std::string&)>& verifier) {
  std::map<std::string, ConventionId> conventions;
  const auto convention = [&](const std::string& number) {
    return conventions.try_emplace(number, ConventionId{static_cast<std::uint32_t>(conventions.size() + 1)}).first->second;
  };
  for (const PointSpec& p : world.points)
    service.add_point({.code = p.code, .name = p.name, .shop = p.shop, .convention = convention(p.convention),
                       .enabled = p.enabled}, start);
  for (const AccountSpec& a : world.accounts) {
    const Point* point = a.point.empty() ? nullptr : service.find_point(a.point);
    const std::string kept = verifier(a.password);
    service.add_account({.login = a.login, .email = a.email, .verifier = kept, .convention = convention(a.convention),
                         .point = point == nullptr ? PointId::none : point->id, .may_collect = a.may_collect}, start);
  }
  for (const CustomerSpec& c : world.customers)
    service.add_customer({.identifier = c.identifier, .email = c.email, .balance = c.balance, .blocked = c.blocked},
                         start);
}

}  // namespace parcours
