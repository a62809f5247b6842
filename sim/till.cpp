#include "sim/till.h"

#include <algorithm>
#include <array>

namespace parcours {
namespace {

constexpr std::array kCapabilities = {
    TillCapability{"qr", "asks by QR code (parcours A)"},
    TillCapability{"identifier", "asks by identifier or e-mail (parcours A)"},
    TillCapability{"deferred", "asks with a payment limit (parcours B; with validation also D)"},
    TillCapability{"validation", "asks with a validation delay (parcours C; with deferred also D), validates and lowers"},
    TillCapability{"change_mode", "leaves the QR code for another way"},
    TillCapability{"screen", "gives the customer's screen as a PNG"},
    TillCapability{"receipt", "prints receipts"},
    TillCapability{"seal_check", "checks the seal of notifications"},
    TillCapability{"crash", "can be killed and started again"},
    TillCapability{"keys", "sends idempotency keys"},
    TillCapability{"tls", "speaks https and trusts the authority it is given"},
};

constexpr std::array<std::string_view, 6> kVerbs = {"create", "validate", "cancel", "change_mode", "retry", "look"};
constexpr std::array<std::string_view, 7> kStates = {"none",      "pending", "to_validate", "paid",
                                                     "cancelled", "expired", "unknown"};

}  // namespace

bool TillHello::can(std::string_view capability) const {
  return std::find(capabilities.begin(), capabilities.end(), capability) != capabilities.end();
}

std::span<const TillCapability> till_capabilities() { return kCapabilities; }

std::string_view to_string(TillVerb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

std::string_view to_string(SaleState state) { return kStates[static_cast<std::size_t>(state)]; }

std::optional<SaleState> sale_state_from(std::string_view word) {
  const auto found = std::find(kStates.begin(), kStates.end(), word);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<SaleState>(found - kStates.begin());
}

}  // namespace parcours
