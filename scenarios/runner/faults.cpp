// What scenarios do to the network, the channels, the integrator's URLs and the service itself.
#include "scenarios/runner/labels.h"
#include "scenarios/runner/steps.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

Fate fate_in(const Step& step) {
  Fate fate;
  const Duration later = step.has("for") ? step.duration("for") : 1ms;  // reorder: just behind what is sent next.
  if (step.is("does", "lose")) fate.lose = true;
  if (step.is("does", "duplicate")) fate.duplicate = true;
  if (step.is("does", "hold")) fate.hold = true;
  if (step.is("does", "delay") || step.is("does", "reorder")) fate.delay = later;
  if (step.is("does", "cut")) {
    fate.cut = true;
    fate.mend_after = Duration{0};  // The call fails; the next one finds the line whole.
  }
  return fate;
}

void order_channel(Case& played, const Step& step) {
  ChannelFate fate;
  fate.fault = step.is("does", "lose") ? ChannelFault::lose
                                       : (step.is("does", "delay") ? ChannelFault::delay : ChannelFault::repeat);
  if (step.has("for")) fate.delay = step.duration("for");
  const Channel channel =
      step.is("channel", "push") ? Channel::push : (step.is("channel", "api") ? Channel::api : Channel::mail);
  played.channels.order(channel, fate, step.integer("next"));
}

void crash(Case& played, const Step& step) {
  if (step.is("when", "before commit")) return played.target.crash_next(CrashPoint::before_commit);
  if (step.is("when", "after commit")) return played.target.crash_next(CrashPoint::after_commit);
  played.target.crash();
  played.around.service_down = true;
  played.note({.from = "service", .kind = "fault", .label = "the service dies"});
}

// REP-03: what is kept is opened under the settings it was made under, and under no others.
std::optional<Departure> recover(Case& played) {
  encaissement::Policies other = played.policies;
  ++other.immediate_ttl_s;
  if (played.around.service_down && !played.target.recover(played.now(), other))
    return Departure{.rule = "REP-03",
                     .reason = "The service opened what it had kept under other settings.",
                     .expected = {"refused to start with another immediate_ttl_s"},
                     .actual = "it started"};
  if (const auto refused = played.target.recover(played.now(), played.policies))
    return Departure{.rule = "REP-03",
                     .reason = "The service does not start again.",
                     .expected = {"it starts from what it had kept"},
                     .actual = *refused};
  played.around.service_down = false;
  played.note({.from = "service", .kind = "fault", .label = "the service starts again from what it had kept"});
  return std::nullopt;
}

}  // namespace

std::optional<Departure> play_fault(Case& played, const Step& step) {
  if (step.verb == StepVerb::network_does)
    played.network.order(played.link_of(step.text("of")), step.is("to", "request") ? Leg::request : Leg::answer,
                         fate_in(step));
  if (step.verb == StepVerb::network_releases) played.network.release(played.link_of(step.text("of")));
  if (step.verb == StepVerb::channel_does) order_channel(played, step);
  if (step.verb == StepVerb::notifications_fail) played.sink.fail_next(step.integer("times"));
  if (step.verb == StepVerb::service_crashes) crash(played, step);
  return step.verb == StepVerb::service_recovers ? recover(played) : std::nullopt;
}

}  // namespace parcours
