#include "fakes/pos/pos_till.h"

#include <algorithm>
#include <list>
#include <nlohmann/json.hpp>

#include "fakes/pos/pos_notices.h"
#include "fakes/pos/pos_ruling.h"
#include "fakes/pos/pos_screen.h"
#include "fakes/pos/pos_work.h"
#include "reference/core/text.h"

namespace parcours {
namespace {

using encaissement::Duration;
using http::Json;
using namespace std::chrono_literals;

constexpr Duration kBoot = 1s;  // Before a till that was started asks about its sales.

TillReply gone() { return {.kind = TillReply::Kind::lost, .message = "the till is off"}; }

// What the cashier is told of what was heard.
TillReply reply_to(const PosHeard& heard) {
  switch (heard.kind) {
    case PosHeard::Kind::done: return {};
    case PosHeard::Kind::refused: return refusal(heard.code, heard.message);
    case PosHeard::Kind::silence: break;
  }
  return {.kind = TillReply::Kind::error, .code = "NO_ANSWER", .definite = false, .message = heard.message};
}

class PosTill final : public Till {
 public:
  PosTill(TillLine line, PosHabits habits, std::unique_ptr<PosStore> store)
      : line_{std::move(line)}, habits_{std::move(habits)}, store_{std::move(store)} {}

  TillTold<TillHello> hello() override;
  TillReply reset(const TillReset& reset) override;
  TillReply order(const TillOrder& order) override;
  TillTold<std::optional<Instant>> tick(Instant now) override;
  TillTold<int> notify(const http::Request& notification) override;
  TillReply crash() override;
  TillReply restart(const TillReset& as_before) override;
  TillTold<std::vector<SaleView>> observe(const std::string& screen_of) override;
  void bye() override { crash(); }

 private:
  void start(const TillReset& reset);
  PosSale* find(const std::string& sale);
  PosSale* with_number(const std::string& number);
  std::optional<TillReply> ruling(const TillOrder& order, std::optional<Money> amount);
  std::optional<Money> read(const std::string& typed) const;
  TillReply act(const TillOrder& order, std::optional<Money> amount);
  void create(const TillOrder& order, Money amount);
  void want_create(PosSale& sale);
  void change_mode(PosSale& sale, const TillOrder& order);
  TillReply look(PosSale& sale, bool again);
  void follow_the_clock(Instant now);
  void move_timers(Duration by);
  std::optional<Instant> next() const;

  const TillLine line_;
  const PosHabits habits_;
  const std::unique_ptr<PosStore> store_;
  std::unique_ptr<PosWork> work_;  // Null: the till is off.
  std::list<PosSale> sales_;       // In the order in which they were made.
  Instant now_;
};

TillTold<TillHello> PosTill::hello() {
  TillHello hello{.vendor = "Parcours", .product = "Caisse de démonstration", .version = "1"};
  for (const TillCapability& one : till_capabilities()) hello.capabilities.emplace_back(one.name);
  hello.clock = TillClock::virtual_time;
  hello.notices = TillNotices::adapter;
  return {{}, std::move(hello)};
}

TillReply PosTill::reset(const TillReset& reset) {
  store_->clear();
  start(reset);
  return {};
}

void PosTill::start(const TillReset& reset) {
  now_ = reset.now;
  sales_.clear();
  work_ = std::make_unique<PosWork>(PosClient{line_(reset), reset.shop, habits_}, *store_, habits_);
}

TillReply PosTill::crash() {
  work_.reset();
  sales_.clear();
  return {};
}

// What became of its sales while it was off it cannot know: it asks.
TillReply PosTill::restart(const TillReset& as_before) {
  start(as_before);
  std::vector<PosSale> kept = store_->read();
  if (habits_.found_again) habits_.found_again(as_before.shop, kept);
  for (PosSale& sale : kept) {
    sale.sure = !is_open(sale);
    if (!sale.sure) sale.next_poll = now_ + kBoot;
    for (PosIntent& intent : sale.intents) intent.next = now_ + kBoot;
    sales_.push_back(std::move(sale));
  }
  return {};
}

TillReply PosTill::order(const TillOrder& order) {
  if (!work_) return gone();
  const auto amount = read(order.amount);
  if (auto refused = ruling(order, amount)) {
    PosSale* sale = find(order.sale);
    if (sale == nullptr && order.verb == TillVerb::create) sale = &sales_.emplace_back(PosSale{.sale = order.sale});
    if (sale != nullptr) sale->refusal = refused->message;
    return *refused;
  }
  if (PosSale* sale = find(order.sale); sale != nullptr && habits_.settles && habits_.settles(order, *sale)) return {};
  return act(order, amount);
}

std::optional<Money> PosTill::read(const std::string& typed) const {
  return habits_.read_amount ? habits_.read_amount(typed) : encaissement::parse_amount(typed);
}

// Before it refuses for what it knows, the till asks: the customer may have paid this moment.
std::optional<TillReply> PosTill::ruling(const TillOrder& order, std::optional<Money> amount) {
  PosSale* sale = find(order.sale);
  auto refused = ruling_on(order, sale, amount, sale != nullptr && work_->is_late(*sale, now_));
  const bool asks = refused && sale != nullptr && order.verb != TillVerb::create && sale->intents.empty();
  if (asks && work_->may_ask(*sale, now_) && work_->ask(*sale, now_))
    refused = ruling_on(order, sale, amount, work_->is_late(*sale, now_));
  if (sale != nullptr && habits_.ruling) habits_.ruling(order, *sale, refused);
  return refused;
}

TillReply PosTill::act(const TillOrder& order, std::optional<Money> amount) {
  if (order.verb == TillVerb::create) create(order, amount.value_or(Money{}));
  PosSale& sale = *find(order.sale);
  switch (order.verb) {
    case TillVerb::create: break;
    case TillVerb::validate: {
      Json body = Json::object();
      if (amount) body["amount"] = {{"total", amount->cents()}, {"currency", 978}};
      work_->want(sale, PosAct::validate, std::move(body), amount.value_or(sale.told.received), now_);
      break;
    }
    case TillVerb::cancel: work_->want(sale, PosAct::cancel, {{"reason", "OTHER"}}, {}, now_); break;
    case TillVerb::change_mode: change_mode(sale, order); break;
    case TillVerb::retry: return look(sale, true);
    case TillVerb::look: return look(sale, false);
  }
  return reply_to(work_->attempt(sale, now_));
}

void PosTill::create(const TillOrder& order, Money amount) {
  PosSale* sale = find(order.sale);
  if (sale == nullptr) sale = &sales_.emplace_back(PosSale{.sale = order.sale});
  sale->wish = order;
  sale->amount = amount;
  want_create(*sale);
}

void PosTill::want_create(PosSale& sale) {
  ++sale.asked;
  work_->want(sale, PosAct::create, create_body(work_->shop(), sale), sale.amount, now_);
}

// The code is void from the moment on in which the cashier leaves it. What follows is a new request for the same (FRM-10).
void PosTill::change_mode(PosSale& sale, const TillOrder& order) {
  sale.wish.mode = order.mode;
  sale.wish.customer = order.customer;
  sale.code_void = true;
  work_->want(sale, PosAct::change_mode, Json::object(), {}, now_);
  want_create(sale);
}

// `again`: the cashier pressed the same key once more; what was certainly refused is told again.
TillReply PosTill::look(PosSale& sale, bool again) {
  if (!sale.intents.empty()) return reply_to(work_->attempt(sale, now_));
  if (again && !sale.refusal_code.empty()) return refusal(sale.refusal_code, sale.refusal);
  if (!work_->may_ask(sale, now_) || work_->ask(sale, now_)) return {};
  return refusal("NO_ANSWER", "le service ne répond pas");
}

TillTold<std::optional<Instant>> PosTill::tick(Instant now) {
  if (!work_) return {gone()};
  follow_the_clock(now);
  for (PosSale& sale : sales_) work_->do_due(sale, now);
  return {{}, next()};
}

// A clock that is set, back or far ahead of the next timer, is no time that passed: nothing is done at once for it, and
// nothing waits for it.
void PosTill::follow_the_clock(Instant now) {
  const auto due = next();
  if (now < now_) {
    move_timers(now - now_);
    work_->clock_was_set(now - now_);
  } else if (due && now > std::max(*due, now_) + kBoot) {
    move_timers(now + kBoot - *due);
    work_->clock_was_set(now - std::max(*due, now_));
  }
  now_ = now;
}

void PosTill::move_timers(Duration by) {
  for (PosSale& sale : sales_) {
    if (sale.next_poll) *sale.next_poll += by;
    if (sale.last_poll) *sale.last_poll += by;
    for (PosIntent& intent : sale.intents) intent.next += by;
  }
}

std::optional<Instant> PosTill::next() const {
  std::optional<Instant> first;
  for (const PosSale& sale : sales_)
    if (const auto due = work_->due(sale); due && (!first || *due < *first)) first = due;
  return first;
}

TillTold<int> PosTill::notify(const http::Request& notification) {
  if (!work_) return {gone()};
  bool sealed = is_sealed(notification, work_->shop());
  if (habits_.trusts) habits_.trusts(notification, work_->shop(), sealed);
  const auto told = told_in(notification.body);
  PosSale* sale = told ? with_number(told->number) : nullptr;
  if (!sealed && !habits_.believes_before_checking) return {{}, 401};
  if (!told) return {{}, 400};
  int status = sealed ? 200 : 401;
  if (sale == nullptr) return {{}, status};
  if (habits_.acknowledges) habits_.acknowledges(*sale, *told, status);
  if (status != 500) work_->take(*sale, *told, now_);
  return {{}, status};
}

TillTold<std::vector<SaleView>> PosTill::observe(const std::string& screen_of_sale) {
  if (!work_) return {gone()};
  std::vector<SaleView> views;
  for (const PosSale& sale : sales_) {
    SaleView& view = views.emplace_back(view_of(sale));
    if (habits_.view) habits_.view(sale, now_, view);
    if (sale.sale != screen_of_sale) continue;
    std::string code = code_shown(sale, work_->service_time(now_));
    if (habits_.code) habits_.code(sale, code);
    view.screen = screen_of(code, habits_);
  }
  return {{}, std::move(views)};
}

PosSale* PosTill::find(const std::string& sale) {
  const auto found = std::find_if(sales_.begin(), sales_.end(), [&](const PosSale& one) { return one.sale == sale; });
  return found == sales_.end() ? nullptr : &*found;
}

PosSale* PosTill::with_number(const std::string& number) {
  const auto found = std::find_if(sales_.begin(), sales_.end(), [&](const PosSale& one) { return one.told.number == number; });
  return found == sales_.end() ? nullptr : &*found;
}

}  // namespace

std::unique_ptr<Till> make_pos_till(TillLine line, PosHabits habits, std::unique_ptr<PosStore> store) {
  return std::make_unique<PosTill>(std::move(line), std::move(habits), std::move(store));
}

}  // namespace parcours
