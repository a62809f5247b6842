// A call from an actor to the service over the network:
//   const auto result = co_await call<Outcome>(stage, network, link, [&] { return service.execute(command); }, 30s);
//   if (const auto* failure = std::get_if<CallFailure>(&result)) ...   // Indefinite: see may_have_happened().
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "sim/actors.h"
#include "sim/network.h"

namespace parcours {

// Effect: as Network::call; the actor waits for the outcome. `serve` may run after the actor gave up or ended: capture
// by reference only what outlives the network.
template <typename Answer>
Actor<CallResult<Answer>> call(Stage& stage, Network& network, LinkId link,
                               std::function<std::optional<Answer>()> serve, Duration limit = kNoLimit) {
  const Reply<CallResult<Answer>> reply(stage);
  network.call<Answer>(
      link, std::move(serve), [reply](CallResult<Answer> result) { reply.give(std::move(result)); }, limit);
  std::optional<CallResult<Answer>> result = co_await reply.forever();
  co_return std::move(*result);
}

}  // namespace parcours
