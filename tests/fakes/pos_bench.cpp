#include "tests/fakes/pos_bench.h"

#include <algorithm>

#include "fakes/camera.h"
#include "fakes/phone_reader.h"
#include "reference/core/text.h"
#include "reference/http/transaction.h"
#include "reference/http/url.h"
#include "reference/qr/picture.h"

namespace parcours {
namespace {

constexpr const char* kShop = "10000001";

}  // namespace

class PosBench::Line final : public HttpTransport {
 public:
  explicit Line(PosBench& bench) : bench_{bench} {}
  HttpReply send(const http::Request& request) override { return bench_.serve(request); }
  std::string address() const override { return "http://127.0.0.1"; }

 private:
  PosBench& bench_;
};

PosBench::PosBench(std::string_view defect) : app_{http::AppOptions{}} {
  now_ = *encaissement::parse_moment("24/06/2020 11:33:00");
  service_.reset(guide_world(), {}, now_, 7);
  app_.know(guide_world(), {});
  till_ = make_fake_till([this](const TillReset&) { return std::make_unique<Line>(*this); },
                         defect.empty() ? nullptr : find_pos_defect(defect));
  till_->hello();
  till_->reset(reset());
}

TillReset PosBench::reset() const {
  TillReset reset{.base_url = "http://127.0.0.1", .now = now_ + ahead_};
  const KeySpec& key = *guide_world().newest_key_of(kShop);
  reset.shop = {kShop, "100001", key.version, key.key};
  return reset;
}

HttpReply PosBench::serve(http::Request request) {
  const LineTrouble trouble = troubles_.empty() ? LineTrouble::none : troubles_.front();
  if (!troubles_.empty()) troubles_.pop_front();
  http::read_target(request.path + (request.query.empty() ? "" : "?" + request.query), request);
  request.peer = "127.0.0.1";
  sent_.push_back(request);
  if (down_ || trouble == LineTrouble::lost_before) return {.why = "lost"};
  if (trouble == LineTrouble::error_500)
    return {.fate = HttpReply::Fate::answered, .response = http::error_response("INTERNAL_SERVER_ERROR", "It failed.")};
  const auto handled = app_.answer(request, app_.find(request), service_, now_);
  if (trouble == LineTrouble::lost_after) return {.why = "lost"};
  HttpReply reply{.fate = HttpReply::Fate::answered, .response = std::get<http::Response>(handled)};
  if (trouble == LineTrouble::garbled) reply.response = {.body = "<html></html>", .type = "text/html"};
  return reply;
}

TillReply PosBench::order(TillOrder order) {
  const TillReply reply = till_->order(order);
  tick();
  return reply;
}

TillReply PosBench::create(const std::string& sale, const std::string& amount, const std::string& parcours,
                           const std::string& mode, const std::string& customer) {
  TillOrder order{.verb = TillVerb::create, .sale = sale, .parcours = parcours, .amount = amount, .mode = mode,
                  .customer = customer};
  if (parcours == "B" || parcours == "D") order.payment_days = 3;
  if (parcours == "C" || parcours == "D") {
    order.validation_days = 2;
    order.notify_email = "canoe@example.org";
  }
  return this->order(order);
}

TillReply PosBench::press(TillVerb verb, const std::string& sale, const std::string& amount) {
  return order({.verb = verb, .sale = sale, .amount = amount});
}

SaleView PosBench::view(const std::string& sale) {
  for (const SaleView& view : till_->observe(sale).value)
    if (view.sale == sale) return view;
  return {};
}

std::string PosBench::code_on_screen(const std::string& sale) {
  const auto picture = encaissement::read_picture(view(sale).screen);
  if (!std::holds_alternative<GreyImage>(picture)) return "no picture";
  const auto reading = insist_on_reading(photograph(std::get<GreyImage>(picture), {}, 1));
  return reading.text.value_or("");
}

void PosBench::tick() { till_next_ = till_->tick(now_ + ahead_).value; }

void PosBench::pass(encaissement::Duration length) {
  const Instant end = now_ + length;
  for (int guard = 0; guard < 100'000 && now_ < end; ++guard) {
    Instant next = end;
    if (till_next_ && *till_next_ - ahead_ > now_) next = std::min(next, *till_next_ - ahead_);
    if (till_next_ && *till_next_ - ahead_ <= now_) next = now_ + encaissement::Duration{1};
    now_ = next;
    service_.advance(now_);
    tick();
  }
}

Answer PosBench::customer(Verb verb, const std::string& sale, const std::string& amount, const std::string& who) {
  Call call{.who = {Door::phone, who, ""}, .verb = verb, .amount = amount};
  for (const OperationView& one : ledger())
    if (one.basket == sale) call.operation = one.number;
  if (verb == Verb::scan) call.code = service_.code_of({Door::api, kShop, ""}, call.operation, now_);
  return service_.submit(call, now_);
}

std::vector<http::Request> PosBench::take_notices() {
  std::vector<http::Request> notices;
  for (auto due = service_.deliveries_due(now_); !due.empty(); due = service_.deliveries_due(now_)) {
    for (const NoticeView& notice : due) {
      const auto view = service_.look({Door::api, kShop, ""}, notice.operation, now_);
      http::Request request{.method = "POST"};
      request.path = request.raw_path = http::read_url(notice.to)->target;
      request.body = http::notification_body(*view, now_, notice.body);
      request.headers = http::notification_headers(guide_world(), *view, request.raw_path, request.body, now_);
      notices.push_back(std::move(request));
      service_.delivery_answered(notice.id, true, now_);
    }
  }
  return notices;
}

void PosBench::deliver() {
  for (const http::Request& notice : take_notices()) till_->notify(notice);
  tick();
}

void PosBench::restart() {
  till_->restart(reset());
  tick();
}

std::vector<OperationView> PosBench::ledger() {
  std::vector<OperationView> views;
  const Speaker shop{Door::api, kShop, ""};
  const auto list = service_.list(shop, {}, now_);
  if (!list) return views;
  for (const ListRow& row : list->rows)
    if (auto view = service_.look(shop, row.number, now_)) views.push_back(std::move(*view));
  std::stable_sort(views.begin(), views.end(), [](const auto& a, const auto& b) { return a.created < b.created; });
  return views;
}

int PosBench::calls(const std::string& method, const std::string& end_of_path) const {
  return static_cast<int>(std::count_if(sent_.begin(), sent_.end(), [&](const http::Request& one) {
    return one.method == method && one.path.ends_with(end_of_path);
  }));
}

}  // namespace parcours
