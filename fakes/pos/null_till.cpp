#include <set>

#include "fakes/pos/fake_till.h"

namespace parcours {
namespace {

class NullTill final : public Till {
 public:
  TillTold<TillHello> hello() override {
    TillHello hello{.vendor = "Parcours", .product = "Null till", .version = "1"};
    for (const TillCapability& one : till_capabilities()) hello.capabilities.emplace_back(one.name);
    hello.notices = TillNotices::adapter;
    return {{}, std::move(hello)};
  }
  TillReply reset(const TillReset&) override {
    sales_.clear();
    return {};
  }
  TillReply order(const TillOrder& order) override {
    sales_.insert(order.sale);
    return {};
  }
  TillTold<std::optional<Instant>> tick(Instant) override { return {}; }
  TillTold<int> notify(const http::Request&) override { return {{}, 200}; }
  TillReply crash() override { return {}; }
  TillReply restart(const TillReset&) override { return {}; }
  TillTold<std::vector<SaleView>> observe(const std::string&) override {
    std::vector<SaleView> views;
    for (const std::string& sale : sales_) views.push_back({.sale = sale});
    return {{}, std::move(views)};
  }
  void bye() override {}

 private:
  std::set<std::string> sales_;
};

}  // namespace

std::unique_ptr<Till> make_null_till() { return std::make_unique<NullTill>(); }

}  // namespace parcours
