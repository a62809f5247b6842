#include "reference/http/pos_caller.h"

#include "reference/http/pos_body.h"
#include "reference/seal/api_seal.h"

namespace parcours::http {
namespace {

// The key that `header` was made with over `sealed`; null: there is none.
const KeySpec* key_behind(const World& world, std::string_view header, std::string_view sealed) {
  const auto seal = encaissement::read_seal(header);
  const KeySpec* key = seal ? world.key(std::string{seal->version}) : nullptr;
  return key != nullptr && encaissement::seal_matches(seal->seal, key->key, sealed) ? key : nullptr;
}

bool is_timely(const Exchange& x, const std::string& date) {
  const std::optional<Instant> at = read_request_date(date);
  const std::chrono::seconds window{x.policies.replay_window_s};
  return at && *at >= x.now - window && *at <= x.now + window;
}

const KeySpec* own_key(const Exchange& x, const std::string& date) {
  const Request& r = x.request;
  const std::string sealed = encaissement::sealed_call(r.method, r.raw_path, date, r.body);
  const KeySpec* key = key_behind(x.world, r.header(encaissement::kOwnSeal), sealed);
  return key != nullptr && is_timely(x, date) ? key : nullptr;
}

bool uses_ours(const Exchange& x, const SealedCall& call) {
  return call.uses_ours || !x.request.header("Idempotency-Key").empty() ||
         !x.request.header(encaissement::kOwnSeal).empty();
}

}  // namespace

Till till_of(const Exchange& x, const SealedCall& call) {
  const bool is_public = call.fields.has_value();
  const KeySpec* key = is_public ? key_behind(x.world, x.request.header(encaissement::kPublicSeal), *call.fields)
                                 : own_key(x, call.date);
  Till till{.speaker = {.door = Door::api, .name = key == nullptr ? "" : key->shop, .point = ""}};
  if (key == nullptr) return till;
  const KeySpec* own = is_public && uses_ours(x, call) ? own_key(x, call.date) : key;
  till.authentic = own != nullptr && own->shop == key->shop && (call.shop.empty() || call.shop == key->shop);
  return till;
}

}  // namespace parcours::http
