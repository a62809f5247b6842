#include "scenarios/serve/house.h"

#include <fmt/format.h>

#include <random>

#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/front.h"
#include "scenarios/serve/sandbox.h"

namespace parcours {
namespace {

using encaissement::Policies;

std::uint64_t chance() {
  std::random_device source;
  return (std::uint64_t{source()} << 32 | source()) >> 1;
}

class RunningHouse final : public House {
 public:
  explicit RunningHouse(HouseOptions options) : options_{std::move(options)} {}
  ~RunningHouse() override { gate_.reset(); }

  // Empty: all is open.
  std::string open() {
    std::string why = open_service();
    if (why.empty()) why = open_socket();
    return why;
  }

  std::uint16_t port() const override { return server_->port(); }
  const World& world() const override { return options_.world; }
  bool continued() const override { return continued_; }
  std::size_t operations() const override { return operations_; }
  void run() override { server_->run(); }
  void stop() override { server_->stop(); }
  std::string failure() const override {
    const std::lock_guard lock{mutex_};
    return failure_;
  }

 private:
  std::string open_service();
  std::string open_socket();
  http::Mishap next_mishap();
  void fail(const std::string& why);

  HouseOptions options_;
  std::unique_ptr<SandboxClock> clock_;
  std::unique_ptr<Sandbox> sandbox_;
  std::unique_ptr<http::App> app_;
  std::unique_ptr<http::Front> front_;
  FaultCounter faults_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<http::Gate> gate_;
  bool continued_ = false;
  std::size_t operations_ = 0;
  mutable std::mutex mutex_;
  std::string failure_;
};

std::string RunningHouse::open_service() {
  const Defect* defect = options_.defect.empty() ? nullptr : find_defect(options_.defect);
  if (!options_.defect.empty() && defect == nullptr) return "unknown defect \"" + options_.defect + '"';
  auto target = defect == nullptr ? std::make_unique<InProcessTarget>() : broken_target(*defect);
  target->hash_passwords_at(options_.cheap_passwords ? encaissement::PasswordCost::simulated
                                                     : encaissement::PasswordCost::interactive);
  clock_ = std::make_unique<SandboxClock>(options_.clock.mode, options_.start, options_.clock.scale);
  const std::uint64_t seed = options_.seed == 0 ? chance() : options_.seed;
  target->reset(options_.world, options_.policies.value_or(Policies{}), clock_->now(), seed);
  sandbox_ = std::make_unique<Sandbox>(std::move(target), *clock_, !options_.data.empty());
  return {};
}

std::string RunningHouse::open_socket() {
  app_ = std::make_unique<http::App>(http::AppOptions{.control_token = options_.control_token},
                                     options_.with_control ? sandbox_.get() : nullptr);
  front_ = std::make_unique<http::Front>(*app_, *clock_);
  auto server = http::Server::start(std::move(options_.server), [this](http::Request request, http::Server::Respond respond) {
    front_->handle(std::move(request), std::move(respond));
  });
  if (const auto* why = std::get_if<std::string>(&server)) return *why;
  server_ = std::get<std::unique_ptr<http::Server>>(std::move(server));
  front_->befall([this] { return next_mishap(); });
  sandbox_->listen({.known = [this](const World& world, const Policies& policies) { app_->know(world, policies); },
                    .reader = [this](std::shared_ptr<LocalDesk> copy) {
                      server_->post([this, copy = std::move(copy)] { front_->read_from(copy); });
                    },
                    .faults = [this](const FaultProfile& profile) {
                      server_->post([this, &profile] { faults_.use(profile); });
                    }});
  if (!sandbox_->set_faults(options_.faults)) return "unknown fault profile \"" + options_.faults + '"';
  gate_ = std::make_unique<http::Gate>(
      *sandbox_, *clock_,
      http::GateOptions{.post = [this](std::function<void()> work) { server_->post(std::move(work)); },
                        .on_failure = [this](const std::string& why) { fail(why); },
                        .publish = [this](const std::vector<encaissement::Fact>& facts) { front_->publish(facts); }});
  front_->open(*gate_);
  return {};
}

http::Mishap RunningHouse::next_mishap() {
  const CallFault fault = faults_.next_call();
  return {.lost_before = fault == CallFault::lost_before, .lost_after = fault == CallFault::lost_after,
          .fails = fault == CallFault::error, .delay = faults_.profile().delay};
}

// What cannot be kept must not be acknowledged: nothing more is.
void RunningHouse::fail(const std::string& why) {
  {
    const std::lock_guard lock{mutex_};
    failure_ = why;
  }
  server_->stop();
}

}  // namespace

std::variant<std::unique_ptr<House>, std::string> House::open(HouseOptions options) {
  auto house = std::make_unique<RunningHouse>(std::move(options));
  std::string why = house->open();
  if (!why.empty()) return why;
  return house;
}

}  // namespace parcours
