#include "fakes/pos/pos_notices.h"

#include "reference/seal/api_seal.h"

namespace parcours {
namespace {

bool seals(const TillShop& shop, std::string_view header, const std::string& sealed) {
  const auto seal = encaissement::read_seal(header);
  return seal && seal->version == shop.key_version && encaissement::seal_matches(seal->seal, shop.key, sealed);
}

}  // namespace

bool has_public_seal(const http::Request& notification, const TillShop& shop) {
  const auto told = told_in(notification.body);
  return told && seals(shop, notification.header(encaissement::kPublicSeal), encaissement::sealed_fields({told->number}));
}

bool is_sealed(const http::Request& notification, const TillShop& shop) {
  const std::string& path = notification.raw_path.empty() ? notification.path : notification.raw_path;
  const std::string_view date = notification.header(encaissement::kOwnDate);
  return has_public_seal(notification, shop) &&
         seals(shop, notification.header(encaissement::kOwnSeal),
               encaissement::sealed_call("POST", path, date, notification.body));
}

}  // namespace parcours
