// The people and places of a population, put into a service: conventions, points d'accueil each with an account, and
// customers with what they have at the start. Point n is PointId{n} with AccountId{n}; customer n is CustomerId{n}.
#pragma once

#include <string_view>

#include "reference/core/encaissement.h"
#include "scenarios/population/settings.h"
#include "sim/random.h"

namespace parcours {

// How large a population is: the settings at a scale in hundredths of a per cent, at least one of each.
struct PopulationSize {
  std::uint32_t customers = 0, points = 0;
  std::uint64_t operations = 0;  // In the first year
};
PopulationSize size_at(const PopulationSettings& settings, std::uint32_t basis_points);

// REQUIRES: `service` is new.
void settle_people(encaissement::Encaissement& service, const PopulationSettings& settings, const PopulationSize& size,
                   encaissement::Instant now, const Random& wealth);

// A short text made of letters and a number, without allocation: identifiers, e-mails, baskets.
class Tag {
 public:
  Tag(std::string_view before, std::uint64_t number, std::string_view after = {});
  std::string_view view() const { return {text_, size_}; }

 private:
  char text_[48];
  std::size_t size_ = 0;
};

inline Tag email_of(encaissement::CustomerId customer) {
  return {"c", static_cast<std::uint64_t>(customer), "@a.test"};
}
inline Tag identifier_of(encaissement::CustomerId customer) {  // 11 digits
  return {"", 10'000'000'000u + static_cast<std::uint64_t>(customer)};
}

}  // namespace parcours
