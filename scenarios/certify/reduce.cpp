#include "scenarios/certify/reduce.h"

#include <algorithm>
#include <array>
#include <utility>

#include "reference/core/text.h"
#include "scenarios/certify/sound.h"
#include "scenarios/certify/story.h"
#include "scenarios/certify/told.h"

namespace parcours {
namespace {

using namespace till_step;
using Steps = std::vector<TillStep>;

class Reducer {
 public:
  Reducer(TillStory story, const StoryHolds& holds, int plays_max)
      : best_{std::move(story)}, holds_{holds}, plays_max_{plays_max} {}

  Reduced run() {
    bool smaller = true;
    while (smaller && !spent()) {
      smaller = false;
      smaller |= drops_sales();
      smaller |= drops_steps();
      smaller |= drops_outages();
      smaller |= makes_plain();
    }
    return {std::move(best_), plays_, !smaller && !spent()};
  }

 private:
  bool spent() const { return plays_ >= plays_max_; }

  // Takes the story when it still fails; true then.
  bool accepts(TillStory story) {
    if (spent() || trouble_with(story)) return false;
    ++plays_;
    if (!holds_(story)) return false;
    best_ = std::move(story);
    return true;
  }

  bool accepts_steps(Steps steps) {
    TillStory story = best_;
    story.steps = std::move(steps);
    return accepts(std::move(story));
  }

  bool drops_sales() {
    std::vector<std::string> sales;
    for (const TillStep& step : best_.steps)
      if (const std::string sale = sale_of(step); !sale.empty() && std::find(sales.begin(), sales.end(), sale) == sales.end())
        sales.push_back(sale);
    bool any = false;
    for (const std::string& sale : sales) {
      if (sales.size() < 2) break;
      Steps left = best_.steps;
      std::erase_if(left, [&](const TillStep& step) { return sale_of(step) == sale; });
      any |= accepts_steps(std::move(left));
    }
    return any;
  }

  // By halves, then quarters, … then one by one, from the end.
  bool drops_steps() {
    bool any = false;
    for (std::size_t size = std::max<std::size_t>(best_.steps.size() / 2, 1); size > 0; size /= 2)
      for (std::size_t end = best_.steps.size(); end > 0; end = end > size ? end - size : 0) {
        end = std::min(end, best_.steps.size());
        Steps left = best_.steps;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(end > size ? end - size : 0), left.begin() + static_cast<std::ptrdiff_t>(end));
        any |= accepts_steps(std::move(left));
      }
    return any;
  }

  // A crash goes with its restart only.
  bool drops_outages() {
    bool any = false;
    for (std::size_t i = 0; i < best_.steps.size(); ++i) {
      if (!std::holds_alternative<TillCrash>(best_.steps[i])) continue;
      Steps left = best_.steps;
      const auto up = std::find_if(left.begin() + static_cast<std::ptrdiff_t>(i), left.end(),
                                   [](const TillStep& step) { return std::holds_alternative<TillRestart>(step); });
      if (up != left.end()) left.erase(up);
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      any |= accepts_steps(std::move(left));
    }
    return any;
  }

  bool makes_plain() {
    bool any = false;
    for (std::size_t i = 0; i < best_.steps.size(); ++i)
      for (const TillStep& plainer : plainer_than(best_.steps[i])) {
        Steps steps = best_.steps;
        steps[i] = plainer;
        if (!accepts_steps(std::move(steps))) continue;
        any = true;
        break;
      }
    TillStory usual = best_;
    usual.start = encaissement::at_paris(Day{std::chrono::year{2020} / 6 / 24}, hours{11});
    if (usual.start != best_.start) any |= accepts(std::move(usual));
    return any;
  }

  static Steps plainer_than(const TillStep& step);

  TillStory best_;
  const StoryHolds& holds_;
  const int plays_max_;
  int plays_ = 0;
};

// 40,00 €, and 30,00 € of it; each only where that is not what stands there.
std::string plain_amount(const std::string& typed, const char* plain) {
  return encaissement::parse_amount(typed) ? plain : typed;
}

Steps plainer_orders(const Cashier& step) {
  Steps plainer;
  Cashier one = step;
  one.order.amount = plain_amount(step.order.amount, step.order.verb == TillVerb::create ? "40,00" : "30,00");
  if (one.order.amount != step.order.amount) plainer.push_back(one);
  one = step;
  if (one.order.payment_days) one.order.payment_days = 2;
  if (one.order.validation_days) one.order.validation_days = 3;
  if (one.order.payment_days != step.order.payment_days || one.order.validation_days != step.order.validation_days)
    plainer.push_back(one);
  return plainer;
}

Steps plainer_acts(const Customer& step) {
  Steps plainer;
  Customer one = step;
  one.amount = {};
  if (one.amount != step.amount) plainer.push_back(one);
  one.amount = plain_amount(step.amount, "30,00");
  if (one.amount != step.amount) plainer.push_back(one);
  one = step;
  one.shot = {};
  if (trouble_with(step.shot) || told(TillStep{one}) != told(TillStep{step})) plainer.push_back(one);
  return plainer;
}

// Round lengths that are shorter, the shortest first.
Steps plainer_wait(const Wait& step) {
  Steps plainer;
  for (const Duration length : {Duration{seconds{1}}, Duration{seconds{10}}, Duration{minutes{1}}, Duration{minutes{5}},
                                Duration{hours{1}}, Duration{hours{24}}})
    if (length < step.length) plainer.push_back(Wait{length});
  return plainer;
}

Steps Reducer::plainer_than(const TillStep& step) {
  if (const auto* one = std::get_if<Cashier>(&step)) return plainer_orders(*one);
  if (const auto* one = std::get_if<Customer>(&step)) return plainer_acts(*one);
  if (const auto* one = std::get_if<Wait>(&step)) return plainer_wait(*one);
  if (const auto* one = std::get_if<WireTrouble>(&step); one && one->order.times > 1) {
    WireTrouble once = *one;
    once.order.times = 1;
    return {once};
  }
  if (const auto* one = std::get_if<NoticeTrouble>(&step); one && one->times > 1) {
    NoticeTrouble once = *one;
    once.times = 1;
    return {once};
  }
  return {};
}

bool is_same(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.oracle == b.oracle && a.verdict == b.verdict;
}

const Finding* found_in(const Played& played, const Finding& finding) {
  const auto found = std::find_if(played.findings.begin(), played.findings.end(),
                                  [&](const Finding& one) { return is_same(one, finding); });
  return found == played.findings.end() ? nullptr : &*found;
}

}  // namespace

Reduced reduced(TillStory story, const StoryHolds& holds, int plays_max) {
  return Reducer{std::move(story), holds, plays_max}.run();
}

Reproduction shortest_reproduction(const TillStory& story, const Finding& finding, TillStage& stage, Till& till,
                                   const TillHello& hello, const PlayOptions& options, int plays_max) {
  Reproduction made;
  const auto holds = [&](const TillStory& tried) {
    return found_in(stage.play(tried, till, hello, options), finding) != nullptr;
  };
  made.reduced = reduced(story, holds, plays_max);
  made.played = stage.play(made.reduced.story, till, hello, options);
  // What comes after is of no use to anybody who looks for this one.
  std::erase_if(made.played.findings, [&](const Finding& one) { return !is_same(one, finding); });
  return made;
}

std::string Reproduction::text() const {
  std::string text = "The shortest reproduction. " + told(reduced.story);
  for (const Finding& one : played.findings) {
    text += std::string{to_string(one.rule)} + ": " + one.sentence + "\n";
    if (!one.actual.empty()) text += "     actual: " + one.actual + "\n";
    for (const std::string& expected : one.expected) text += "     expected: " + expected + "\n";
  }
  return text;
}

}  // namespace parcours
