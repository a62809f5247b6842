// A person's or a till's line to the service: every call goes over the network's link of that name, carries an
// idempotency key, waits so long and no longer, and is told to whoever writes the history. Used by the merchant, the
// customer app and the operator; an actor does `const Answer answer = co_await line.send(call);`.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "sim/call.h"
#include "sim/target.h"

namespace parcours {

// How long people and tills wait for an answer before they take it for lost.
inline constexpr Duration kPatience = std::chrono::seconds{30};

// What surrounds everybody in one case. Owned by the case; outlives the lines.
struct Surroundings {
  Stage& stage;
  Network& network;
  Target& target;
  std::function<void(const std::string& speaker, const Call&)> on_call = {};
  std::function<void(const std::string& speaker, const Call&, const Answer&, std::optional<CallFailure>)> on_answer =
      {};
  std::uint64_t keys = 0;     // Idempotency keys given so far.
  bool service_down = false;  // It died while it served a call. Whoever starts it again says so here.
};

class Line {
 public:
  Line(Surroundings& around, std::string name);

  // Sends the call and waits for its answer; Answer::Kind::lost after kPatience, a cut, or where there is no way. A
  // call without a key gets a new one.
  Actor<Answer> send(Call call);

  // The last call sent, with its key; null before the first.
  const Call* last() const { return last_ ? &*last_ : nullptr; }
  // When the service first served the call with this key, as the clock of the case says; none: it never did.
  std::optional<Instant> first_served(const std::string& key) const;

  const std::string& name() const { return name_; }
  LinkId link() const { return link_; }

 private:
  std::optional<Answer> serve(const Call& call);

  Surroundings& around_;
  std::string name_;
  LinkId link_;
  std::optional<Call> last_;
  std::map<std::string, Instant> served_;
};

}  // namespace parcours
