#include "scenarios/certify/told.h"

#include <fmt/format.h>

#include <cstdlib>

#include "reference/core/text.h"

namespace parcours {
namespace {

using namespace till_step;

template <class... Tell>
struct Telling : Tell... {
  using Tell::operator()...;
};

// What was typed: as money where it is an amount, else in quotes.
std::string money(const std::string& typed) {
  const auto amount = encaissement::parse_amount(typed);
  return amount ? encaissement::format_amount(*amount) : '"' + typed + '"';
}

std::string times(int count, std::string_view what) {
  return count == 1 ? fmt::format("the next {}", what) : fmt::format("the next {} {}s", count, what);
}

std::string days(const std::optional<int>& count, std::string_view what) {
  if (!count) return {};
  return fmt::format(", {} within {}", what, *count == 1 ? "1 day" : fmt::format("{} days", *count));
}

std::string way(const TillOrder& order) {
  if (order.mode == "qr") return "by QR code";
  return fmt::format("of {} by {}", order.customer, order.mode == "email" ? "e-mail" : "identifier");
}

std::string of_cashier(const TillOrder& order) {
  const std::string sale = fmt::format(" (sale {})", order.sale);
  switch (order.verb) {
    case TillVerb::create:
      return fmt::format("the cashier asks for {} {}, parcours {}{}{}{}", money(order.amount), way(order), order.parcours,
                         days(order.payment_days, "to be paid"), days(order.validation_days, "to be validated"), sale);
    case TillVerb::validate:
      return fmt::format("the cashier validates {}{}", order.amount.empty() ? "the whole" : money(order.amount), sale);
    case TillVerb::cancel:
      return "the cashier cancels" + sale;
    case TillVerb::change_mode:
      return fmt::format("the cashier leaves the QR code and asks anew {}{}", way(order), sale);
    case TillVerb::retry:
      return "the cashier presses again" + sale;
    case TillVerb::look:
      return "the cashier opens the sale" + sale;
  }
  return {};
}

std::string seen(const CameraShot& shot) {
  const CameraShot plain;
  std::string text;
  const auto say = [&](int value, int usual, std::string_view words) {
    if (value != usual) text += fmt::format("{}{}", text.empty() ? ", the picture " : ", ", fmt::format(fmt::runtime(words), value));
  };
  say(shot.rotation_degrees, plain.rotation_degrees, "turned by {}°");
  say(shot.tilt_degrees, plain.tilt_degrees, "tilted by {}°");
  say(shot.distance_percent, plain.distance_percent, "from {} % of the distance");
  say(shot.blur_percent, plain.blur_percent, "blurred by {} %");
  say(shot.contrast_percent, plain.contrast_percent, "with {} % of the contrast");
  say(shot.brightness_percent, plain.brightness_percent, "in {} % of the light");
  say(shot.noise_levels, plain.noise_levels, "with noise of {}");
  say(shot.glare_percent, plain.glare_percent, "with glare on {} %");
  say(shot.covered_percent, plain.covered_percent, "with {} % covered");
  return text;
}

std::string of_customer(const Customer& step) {
  switch (step.act) {
    case Customer::Act::scan:
      return fmt::format("{} scans the code on the screen{} (sale {})", step.who, seen(step.shot), step.sale);
    case Customer::Act::pay:
      return fmt::format("{} pays {} (sale {})", step.who, step.amount.empty() ? "all" : money(step.amount), step.sale);
    case Customer::Act::refuse:
      return fmt::format("{} refuses (sale {})", step.who, step.sale);
    case Customer::Act::declined:
      return fmt::format("{} agrees, and the issuer refuses (sale {})", step.who, step.sale);
  }
  return {};
}

std::string of_limit(const WaitUntil& step) {
  const std::string limit =
      fmt::format("the {} limit of sale {}", step.limit == WaitUntil::Limit::payment ? "payment" : "validation", step.sale);
  if (step.offset == Duration{0}) return "time passes until " + limit;
  const bool before = step.offset < Duration{0};
  return fmt::format("time passes until {} {} {}", told(before ? -step.offset : step.offset), before ? "before" : "after",
                     limit);
}

std::string_view befalls(WireFault fault) {
  switch (fault) {
    case WireFault::lost_before: return "never arrives";
    case WireFault::lost_after: return "takes effect, but its answer is lost";
    case WireFault::slow: return "takes effect, but its answer comes too late";
    case WireFault::error_500: return "is answered with an error 500";
    case WireFault::error_503: return "is answered 503 by a proxy";
    case WireFault::error_504: return "takes effect, but a proxy answers 504 in its place";
    case WireFault::truncated: return "takes effect, but its answer breaks off in the middle";
    case WireFault::garbled: return "takes effect, but a page of HTML comes in place of the answer";
    case WireFault::cut: return "breaks off before anything is read";
  }
  return "";
}

std::string of_wire(const WireOrder& order) {
  const std::string which = order.call ? fmt::format(" ({})", to_string(*order.call)) : "";
  const std::string what =
      order.times == 1 ? "the next call" + which : fmt::format("each of the next {} calls{}", order.times, which);
  return fmt::format("{} {}", what, befalls(order.fault));
}

std::string of_notice(const NoticeTrouble& step) {
  const std::string next = times(step.times, "notification");
  switch (step.kind) {
    case NoticeTrouble::Kind::lost:
      return "lost on the way: " + next;
    case NoticeTrouble::Kind::late:
      return fmt::format("late by {}: {}", told(step.delay), next);
    case NoticeTrouble::Kind::twice:
      return "delivered twice: " + next;
    case NoticeTrouble::Kind::reordered:
      return "delivered only after the one that follows: " + next;
    case NoticeTrouble::Kind::forged:
      return "a forged one that says \"paid\" comes with " + next;
    case NoticeTrouble::Kind::stale:
      return "the one before comes once more after " + next;
  }
  return {};
}

std::string of_skew(const Skew& step) {
  if (step.ahead == Duration{0}) return "the till's clock is right again";
  const bool behind = step.ahead < Duration{0};
  return fmt::format("the till's clock is {} {} from now on", told(behind ? -step.ahead : step.ahead),
                     behind ? "behind" : "ahead");
}

std::string of_reach(const Reach& step) {
  if (step.status == "none") return fmt::format("the service has no operation (sale {})", step.sale);
  return fmt::format("the service's books say {}{} (sale {})", step.status,
                     step.received ? ", received " + encaissement::format_amount(*step.received) : "", step.sale);
}

}  // namespace

std::string told(Duration length) {
  const std::int64_t all = length.count();
  const std::int64_t days = all / 86'400'000, hours = all / 3'600'000 % 24, minutes = all / 60'000 % 60;
  const std::int64_t seconds = all / 1'000 % 60, rest = all % 1'000;
  std::string text;
  const auto say = [&](std::int64_t count, std::string_view unit) {
    if (count != 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", count, unit);
  };
  say(days, days == 1 ? "day" : "days");
  say(hours, "h");
  say(minutes, "min");
  say(seconds, "s");
  say(rest, "ms");
  return text.empty() ? "0 s" : text;
}

std::string told(const TillStep& step) {
  return std::visit(
      Telling{[](const Cashier& one) { return of_cashier(one.order); },
              [](const Customer& one) { return of_customer(one); },
              [](const Wait& one) { return told(one.length) + " pass"; },
              [](const WaitUntil& one) { return of_limit(one); },
              [](const Rest& one) {
                return one.length == Duration{0} ? std::string{"time passes until the till must know; then its word is held against the books"}
                                                 : told(one.length) + " pass; then the till's word is held against the books";
              },
              [](const WireTrouble& one) { return of_wire(one.order); },
              [](const NoticeTrouble& one) { return of_notice(one); },
              [](const TillCrash&) { return std::string{"the till goes down, as if the power went"}; },
              [](const TillRestart&) { return std::string{"the till is started again"}; },
              [](const ServiceRestart&) { return std::string{"the service crashes and comes back"}; },
              [](const Skew& one) { return of_skew(one); }, [](const Reach& one) { return of_reach(one); }},
      step);
}

std::string told(const TillStory& story) {
  std::string text = fmt::format("It is {} in Paris.\n", encaissement::format_instant(story.start));
  const encaissement::Policies usual;
  for (const auto& field : encaissement::policy_fields())
    if (field.get(story.policies) != field.get(usual)) text += fmt::format("Setting: {} = {}.\n", field.name, field.get(story.policies));
  std::size_t number = 0;
  for (const TillStep& step : story.steps) text += fmt::format("{:>3}. {}\n", ++number, told(step));
  return text;
}

}  // namespace parcours
