#include "scenarios/population/people.h"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "scenarios/population/dice.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::uint64_t kWhole = 10'000;  // Basis points

std::uint64_t scaled(std::uint64_t whole, std::uint32_t basis_points) {
  return std::max<std::uint64_t>(whole * basis_points / kWhole, 1);
}

void settle_places(Encaissement& service, std::uint32_t points, std::uint32_t per_convention, Instant now) {
  for (std::uint32_t i = 0; i < points; ++i) {
    const ConventionId convention{i / per_convention + 1};
    const Tag code{"P", i + 1}, shop{"", 10'000'000u + i}, login{"7", 10'000'000u + i}, email{"m", i + 1, "@b.test"};
    const PointId point =
        service.add_point({.code = code.view(), .name = "ACCUEIL", .shop = shop.view(), .convention = convention}, now);
    service.add_account({.login = login.view(), .email = email.view(), .convention = convention, .point = point}, now);
  }
}

}  // namespace

Tag::Tag(std::string_view before, std::uint64_t number, std::string_view after) {
  assert(before.size() + after.size() + 20 <= sizeof text_);
  char* end = std::copy(before.begin(), before.end(), text_);
  end = std::to_chars(end, text_ + sizeof text_, number).ptr;
  end = std::copy(after.begin(), after.end(), end);
  size_ = static_cast<std::size_t>(end - text_);
}

PopulationSize size_at(const PopulationSettings& settings, std::uint32_t basis_points) {
  return {.customers = static_cast<std::uint32_t>(scaled(settings.customers, basis_points)),
          .points = static_cast<std::uint32_t>(scaled(settings.points, basis_points)),
          .operations = scaled(settings.operations, basis_points)};
}

void settle_people(Encaissement& service, const PopulationSettings& settings, const PopulationSize& size, Instant now,
                   const Random& wealth) {
  constexpr std::size_t kTextsEach = 30;
  service.reserve_people(size.customers, size.points, size.points);
  service.reserve(0, (size.customers + 2 * std::size_t{size.points}) * kTextsEach);
  settle_places(service, size.points, settings.points_per_convention, now);
  Dice dice{wealth};
  const Draw<AmountClass> wallets{settings.wallets};
  for (std::uint32_t i = 1; i <= size.customers; ++i) {
    const Tag identifier = identifier_of(CustomerId{i}), email = email_of(CustomerId{i});
    service.add_customer({.identifier = identifier.view(), .email = email.view(),
                          .balance = pick_amount(wallets, settings.round_to, dice)}, now);
  }
}

}  // namespace parcours
