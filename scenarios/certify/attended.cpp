#include "scenarios/certify/attended.h"

#include <algorithm>
#include <set>
#include <utility>

#include "scenarios/certify/attended_forms.h"

namespace parcours {
namespace {

TillReply gone() {
  TillReply reply;
  reply.kind = TillReply::Kind::lost;
  reply.message = "the person at the till stopped";
  return reply;
}

TillReply not_here(const char* why) {
  TillReply reply;
  reply.kind = TillReply::Kind::unsupported;
  reply.message = why;
  return reply;
}

class Counter final : public AttendedTill {
 public:
  Counter(std::unique_ptr<Talk> talk, AttendedOptions options) : talk_{std::move(talk)}, calls_{options.talk.calls}, hello_{std::move(options.hello)} {}

  TillTold<TillHello> hello() override {
    if (!hello_) {
      const auto answers = talk_->fill(hello_form());
      if (!answers) return {gone(), {}};
      hello_ = hello_from(*answers);
    }
    hello_->clock = TillClock::wall;
    return {{}, *hello_};
  }

  TillReply reset(const TillReset& reset) override {
    const bool first = reset.base_url != base_url_ || reset.shop.key != key_;
    base_url_ = reset.base_url;
    key_ = reset.shop.key;
    sales_.clear();
    return instruct(reset_lines(reset, first));
  }

  TillReply order(const TillOrder& order) override {
    const auto answers = talk_->fill(order_form(order));
    if (!answers) return gone();
    changed_ = true;
    remember(order);
    return reply_from(*answers);
  }

  // Nobody moves the wall's clock, and when the till does something by itself cannot be known.
  TillTold<std::optional<Instant>> tick(Instant /*now*/) override {
    return talk_->stopped() ? TillTold<std::optional<Instant>>{gone(), {}} : TillTold<std::optional<Instant>>{};
  }

  TillTold<int> notify(const http::Request& /*notification*/) override {
    return {not_here("notifications go to the till's own URL"), 0};
  }

  TillReply crash() override { return instruct({"Take the power from the till now, or kill its program: no orderly end."}); }
  TillReply restart(const TillReset& /*as_before*/) override { return instruct(restart_lines()); }

  TillTold<std::vector<SaleView>> observe(const std::string& screen_of) override {
    if (talk_->stopped()) return {gone(), {}};
    if (!is_news(screen_of)) return {{}, seen()};
    const auto answers = talk_->fill([&](const Answers& so_far) { return next_question(screen_of, so_far); });
    if (!answers) return {gone(), {}};
    for (AttendedSale& sale : sales_) sale.seen = view_from(sale, *answers, doubts_);
    std::vector<SaleView> views = seen();
    for (AttendedSale& sale : sales_) sale.seen->screen.clear();  // A photograph is of its moment.
    return {{}, std::move(views)};
  }

  void bye() override {
    if (!talk_->stopped()) talk_->tell("\nThat is all. Thank you.\n");
  }

  bool stopped() const override { return talk_->stopped(); }
  std::string url() const override { return talk_->url(); }
  std::vector<std::string> take_doubts() override { return std::exchange(doubts_, {}); }

 private:
  TillReply instruct(std::vector<std::string> lines) {
    changed_ = true;
    return talk_->fill(instruction_form(std::move(lines))) ? TillReply{} : gone();
  }

  void remember(const TillOrder& order) {
    const auto known = std::find_if(sales_.begin(), sales_.end(), [&](const AttendedSale& one) { return one.order.sale == order.sale; });
    if (order.verb == TillVerb::create && known == sales_.end()) sales_.push_back({.order = order});
    if (order.verb != TillVerb::change_mode || known == sales_.end()) return;
    known->order.mode = order.mode;
    known->order.customer = order.customer;
  }

  // Whether the display may have changed since it was looked at: a person is not asked the same again for nothing.
  // A till that asks and is answered what it knew shows nothing new.
  bool is_news(const std::string& screen_of) {
    bool news = changed_ || !screen_of.empty();
    for (const std::string& line : calls_ ? calls_() : std::vector<std::string>{})
      news = calls_seen_.insert(line.substr(std::min(line.find(' '), line.size()))).second || news;  // Without its time.
    changed_ = false;
    return news;
  }

  std::optional<Question> next_question(const std::string& screen_of, const Answers& so_far) const {
    for (const AttendedSale& sale : sales_)
      if (auto question = view_question(sale, *hello_, sale.order.sale == screen_of, so_far)) return question;
    return std::nullopt;
  }

  std::vector<SaleView> seen() const {
    std::vector<SaleView> views;
    for (const AttendedSale& sale : sales_)
      if (sale.seen) views.push_back(*sale.seen);
    return views;
  }

  const std::unique_ptr<Talk> talk_;
  const std::function<std::vector<std::string>()> calls_;
  std::optional<TillHello> hello_;
  std::string base_url_, key_;
  std::vector<AttendedSale> sales_;
  std::set<std::string> calls_seen_;
  std::vector<std::string> doubts_;
  bool changed_ = true;
};

}  // namespace

std::variant<std::unique_ptr<AttendedTill>, std::string> AttendedTill::open(AttendedOptions options) {
  auto talk = Talk::open(options.talk);
  if (auto* why = std::get_if<std::string>(&talk)) return std::move(*why);
  return std::unique_ptr<AttendedTill>{std::make_unique<Counter>(std::get<std::unique_ptr<Talk>>(std::move(talk)), std::move(options))};
}

}  // namespace parcours
