#include "scenarios/certify/sound.h"

#include <set>
#include <utility>

namespace parcours {
namespace {

using namespace till_step;

// What is known of the story up to a step.
struct Known {
  std::set<std::string> sales;
  bool up = true;
};

std::string of_cashier(const TillOrder& order, Known& known) {
  if (!known.up) return "the cashier works at a till that is down";
  const bool is_known = known.sales.contains(order.sale);
  if (order.verb != TillVerb::create) return is_known ? "" : "the sale " + order.sale + " was never asked for";
  if (is_known) return "the sale " + order.sale + " is asked for a second time";
  known.sales.insert(order.sale);
  return {};
}

std::string trouble_at(const TillStep& step, Known& known) {
  if (const auto* cashier = std::get_if<Cashier>(&step)) return of_cashier(cashier->order, known);
  if (const std::string sale = sale_of(step); !sale.empty() && !known.sales.contains(sale))
    return "the sale " + sale + " was never asked for";
  const auto* shot = std::get_if<Customer>(&step);
  if (const auto wrong = shot ? trouble_with(shot->shot) : std::nullopt) return *wrong;
  if (std::holds_alternative<Rest>(step)) return known.up ? "" : "nothing can be asked of a till that is down";
  if (std::holds_alternative<TillCrash>(step)) return std::exchange(known.up, false) ? "" : "the till is down already";
  if (std::holds_alternative<TillRestart>(step)) return std::exchange(known.up, true) ? "the till is not down" : "";
  return {};
}

}  // namespace

std::string sale_of(const TillStep& step) {
  if (const auto* one = std::get_if<Cashier>(&step)) return one->order.sale;
  if (const auto* one = std::get_if<Customer>(&step)) return one->sale;
  if (const auto* one = std::get_if<WaitUntil>(&step)) return one->sale;
  if (const auto* one = std::get_if<Reach>(&step)) return one->sale;
  return {};
}

std::optional<std::string> trouble_with(const TillStory& story) {
  Known known;
  for (std::size_t i = 0; i < story.steps.size(); ++i)
    if (const std::string why = trouble_at(story.steps[i], known); !why.empty())
      return "step " + std::to_string(i + 1) + ": " + why;
  if (known.sales.empty()) return "nothing is asked for";
  if (!known.up) return "the till is never started again";
  return std::nullopt;
}

}  // namespace parcours
