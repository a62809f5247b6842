#include "tests/scenarios/certify/stage_fixture.h"

namespace parcours {
namespace {

class TwistedTill final : public Till {
 public:
  TwistedTill(std::unique_ptr<Till> till, Twist twist) : till_{std::move(till)}, twist_{std::move(twist)} {}

  TillTold<TillHello> hello() override {
    auto told = till_->hello();
    if (twist_.hello) twist_.hello(told.value);
    return told;
  }
  TillReply reset(const TillReset& reset) override { return till_->reset(reset); }
  TillReply order(const TillOrder& order) override {
    if (twist_.order)
      if (const auto instead = twist_.order(order)) return *instead;
    TillReply reply = till_->order(order);
    if (twist_.reply) twist_.reply(order, reply);
    return reply;
  }
  TillTold<std::optional<Instant>> tick(Instant now) override {
    if (twist_.tick)
      if (const TillReply reply = twist_.tick(); !reply.is_ok()) return {reply, {}};
    auto told = till_->tick(now);
    if (twist_.next) twist_.next(now, told.value);
    return told;
  }
  TillTold<int> notify(const http::Request& notification) override {
    if (twist_.notice)
      if (const auto status = twist_.notice(notification)) return {{}, *status};
    return till_->notify(notification);
  }
  TillReply crash() override { return till_->crash(); }
  TillReply restart(const TillReset& as_before) override { return till_->restart(as_before); }
  TillTold<std::vector<SaleView>> observe(const std::string& screen_of) override {
    auto told = till_->observe(screen_of);
    if (twist_.views) twist_.views(told.value);
    return told;
  }
  void bye() override { till_->bye(); }

 private:
  std::unique_ptr<Till> till_;
  Twist twist_;
};

}  // namespace

std::unique_ptr<Till> twisted(std::unique_ptr<Till> till, Twist twist) {
  return std::make_unique<TwistedTill>(std::move(till), std::move(twist));
}

Played StageFixture::play(Till& till, std::vector<TillStep> steps) {
  const auto hello = till.hello();
  return stage.play({.start = start, .policies = policies, .steps = std::move(steps)}, till, hello.value, options);
}

Played StageFixture::play_lying(std::function<void(SaleView&)> lie, std::vector<TillStep> steps) {
  Twist twist;
  twist.views = [lie = std::move(lie)](std::vector<SaleView>& views) {
    for (SaleView& view : views) lie(view);
  };
  return play_twisted(std::move(twist), std::move(steps));
}

std::string rules_in(const Played& played) {
  std::string rules;
  for (const Finding& one : played.findings) rules += (rules.empty() ? "" : " ") + std::string{to_string(one.rule)};
  return rules;
}

std::string text_of(const Played& played) {
  std::string text = played.trouble + "\n";
  for (const HistoryEvent& one : played.history) {
    text += one.at + " " + one.from + " -> " + one.to + " [" + one.kind + "] " + one.label + "\n";
    for (const auto& [name, value] : one.details) text += "      " + name + ": " + value.substr(0, 120) + "\n";
  }
  return text;
}

bool tells(const Played& played, const std::string& part) {
  for (const HistoryEvent& one : played.history)
    if (one.label.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace parcours
