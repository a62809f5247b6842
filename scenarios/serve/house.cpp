#include "scenarios/serve/house.h"

#include <fmt/format.h>

#include <atomic>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "reference/core/text.h"
#include "reference/http/app.h"
#include "reference/http/front.h"
#include "reference/http/wire.h"
#include "reference/web/pages.h"
#include "scenarios/serve/courier.h"
#include "scenarios/serve/sandbox.h"
#include "scenarios/serve/tally.h"

namespace parcours {
namespace {

using encaissement::Policies;
using encaissement::SqliteJournal;

constexpr std::chrono::minutes kClockSlack{1};  // By which a machine's clock may have been set back meanwhile.

std::uint64_t chance() {
  std::random_device source;
  return (std::uint64_t{source()} << 32 | source()) >> 1;
}

// The whole file; empty: it is not there, or cannot be read.
std::string report_in(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  if (!file.empty() && in) text << in.rdbuf();
  return text.str();
}

// What is counted of the service itself, for whoever asks from another thread.
struct Stand {
  Tally::Counts tally;
  bool is_up = true;
};

class RunningHouse final : public House {
 public:
  explicit RunningHouse(HouseOptions options) : options_{std::move(options)} {}
  ~RunningHouse() override {
    notifier_.reset();  // Nothing is told to the gate any more,
    gate_.reset();      // which finishes what it was told, before those that it works with go.
  }

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
  std::string open_gate();
  std::string begin(std::unique_ptr<InProcessTarget> target, SqliteJournal* disk);
  std::string go_on(std::unique_ptr<InProcessTarget> target, SqliteJournal* disk, const SqliteJournal::Kept& kept);
  encaissement::PasswordCost cost() const {
    return options_.cheap_passwords ? encaissement::PasswordCost::simulated : encaissement::PasswordCost::interactive;
  }
  http::Mishap next_mishap();
  void hand_over(const std::vector<NoticeView>& due, Instant now);
  void fail(const std::string& why);
  http::AppOptions app_options();
  http::Health health() const;
  void take_stand();
  void count();

  HouseOptions options_;
  std::unique_ptr<SandboxClock> clock_;
  std::unique_ptr<Sandbox> sandbox_;
  http::CallLog calls_;
  std::unique_ptr<http::App> app_;
  std::unique_ptr<http::Front> front_;
  FaultCounter faults_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<http::Gate> gate_;
  std::unique_ptr<Courier> courier_;
  std::unique_ptr<http::Notifier> notifier_;
  std::atomic<bool> ready_{false};
  bool continued_ = false;
  std::size_t operations_ = 0;
  http::Metrics metrics_;
  Tally tally_;  // The writer's.
  mutable std::mutex mutex_;
  std::string failure_;
  Stand stand_;
};

std::string RunningHouse::open_service() {
  const Defect* defect = options_.defect.empty() ? nullptr : find_defect(options_.defect);
  if (!options_.defect.empty() && defect == nullptr) return "unknown defect \"" + options_.defect + '"';
  if (defect != nullptr && !options_.data.empty()) return "a broken service keeps nothing on the disk";
  auto target = defect == nullptr ? std::make_unique<InProcessTarget>() : broken_target(*defect);
  if (options_.data.empty()) return begin(std::move(target), nullptr);
  auto opened = SqliteJournal::open_folder(options_.data);
  if (const auto* trouble = std::get_if<encaissement::JournalTrouble>(&opened)) return trouble->what;
  auto journal = std::get<std::unique_ptr<SqliteJournal>>(std::move(opened));
  SqliteJournal* const disk = journal.get();
  target = std::make_unique<InProcessTarget>("reference", "reference", LocalDesk::MakeHook{}, std::move(journal));
  const auto kept = disk->kept();
  return kept ? go_on(std::move(target), disk, *kept) : begin(std::move(target), disk);
}

// A new service, or one in memory.
std::string RunningHouse::begin(std::unique_ptr<InProcessTarget> target, SqliteJournal* disk) {
  clock_ = std::make_unique<SandboxClock>(options_.clock.mode, options_.start, options_.clock.scale);
  target->hash_passwords_at(cost());
  const std::uint64_t seed = options_.seed == 0 ? chance() : options_.seed;
  target->reset(options_.world, options_.policies.value_or(Policies{}), clock_->now(), seed);
  sandbox_ = std::make_unique<Sandbox>(std::move(target), *clock_, disk);
  if (options_.with_control) sandbox_->record_from(options_.world, options_.policies.value_or(Policies{}), sandbox_->service().now());
  return {};
}

// What the journal holds goes on: people, settings and seed are its own, and time does not go back.
std::string RunningHouse::go_on(std::unique_ptr<InProcessTarget> target, SqliteJournal* disk,
                                const SqliteJournal::Kept& kept) {
  if (options_.clock.mode == SandboxClock::Mode::real && kept.now > wall_now() + kClockSlack)
    return fmt::format("the journal in {} ends at {}, which has not come yet: go on with --clock virtual or xN, or begin "
                       "in another folder",
                       options_.data, encaissement::format_instant(kept.now));
  World world;
  const auto directory = http::read_body(kept.directory);
  if (!directory || !http::from_json(*directory, world)) return "the journal in " + options_.data + " holds no people that can be read";
  clock_ = std::make_unique<SandboxClock>(options_.clock.mode, kept.now, options_.clock.scale);
  target->hash_passwords_at(cost());
  const std::uint64_t seed = options_.seed == 0 ? kept.seed : options_.seed;
  if (auto refused = target->reopen(world, options_.policies.value_or(kept.policies), clock_->now(), seed))
    return "the journal in " + options_.data + " is not continued: " + *refused;
  options_.world = std::move(world);
  continued_ = true;
  operations_ = target->service().operations().size();
  sandbox_ = std::make_unique<Sandbox>(std::move(target), *clock_, disk);
  return {};
}

std::string RunningHouse::open_socket() {
  app_ = std::make_unique<http::App>(app_options(), options_.with_control ? sandbox_.get() : nullptr);
  front_ = std::make_unique<http::Front>(*app_, *clock_);
  auto server = http::Server::start(std::move(options_.server), [this](http::Request request, http::Server::Respond respond) {
    front_->handle(std::move(request), std::move(respond));
  });
  if (const auto* why = std::get_if<std::string>(&server)) return *why;
  server_ = std::get<std::unique_ptr<http::Server>>(std::move(server));
  front_->observe([this](const http::Route* route, std::string_view method, int status, std::chrono::nanoseconds took) {
    metrics_.observe(method, route == nullptr ? std::string_view{} : route->path, status, took);
  });
  if (options_.with_control) front_->keep_calls(calls_);
  front_->befall([this] { return next_mishap(); });
  sandbox_->play_from(options_.suites);
  sandbox_->listen({.known = [this](const World& world, const Policies& policies) { app_->know(world, policies); },
                    .reader = [this](std::shared_ptr<LocalDesk> copy) {
                      server_->post([this, copy = std::move(copy)] { front_->read_from(copy); });
                    },
                    .faults = [this](const FaultProfile& profile) {
                      server_->post([this, &profile] { faults_.use(profile); });
                      if (courier_) courier_->use(profile);
                    },
                    .anew = [this] {
                      courier_->forget();
                      tally_ = {};
                    }});
  return open_gate();
}

std::string RunningHouse::open_gate() {
  gate_ = std::make_unique<http::Gate>(
      *sandbox_, *clock_,
      http::GateOptions{.post = [this](std::function<void()> work) { server_->post(std::move(work)); },
                        .on_failure = [this](const std::string& why) { fail(why); },
                        .publish = [this](const std::vector<encaissement::Fact>& facts) { front_->publish(facts); },
                        .deliver = [this](const std::vector<NoticeView>& due, Instant now) { hand_over(due, now); },
                        .batch_max = options_.batch_max});
  front_->open(*gate_);
  courier_ = std::make_unique<Courier>(*gate_, *sandbox_);
  auto notifier = http::Notifier::start({.allow_remote = options_.notifies_remote}, [this](std::uint64_t notice, bool acknowledged) {
    courier_->done(notice, acknowledged);
  });
  if (const auto* why = std::get_if<std::string>(&notifier)) return *why;
  notifier_ = std::get<std::unique_ptr<http::Notifier>>(std::move(notifier));
  courier_->use(*notifier_);
  if (!sandbox_->set_faults(options_.faults)) return "unknown fault profile \"" + options_.faults + '"';
  count();
  ready_ = true;
  gate_->wake();
  return {};
}

http::AppOptions RunningHouse::app_options() {
  http::AppOptions options{.control_token = options_.control_token};
  options.health = [this] { return health(); };
  options.metrics = [this] { return ready_ ? metrics_.text() : std::string{}; };
  if (options_.with_control) options.calls = &calls_;
  options.report = [file = options_.report] { return report_in(file); };
  options.pages = web::page_routes();
  return options;
}

http::Health RunningHouse::health() const {
  http::Health health{.journal = options_.data.empty() ? "memory" : "disk"};
  const std::lock_guard lock{mutex_};
  if (!failure_.empty()) health.trouble = "The disk refuses what happens: " + failure_;
  if (failure_.empty() && !stand_.is_up) health.trouble = "The service is down until it is recovered.";
  return health;
}

// On the writer's thread, after each batch.
void RunningHouse::take_stand() {
  const bool is_up = sandbox_->is_up();
  if (is_up) tally_.look(sandbox_->service());
  const std::lock_guard lock{mutex_};
  stand_ = {.tally = tally_.counts(), .is_up = is_up};
}

void RunningHouse::count() {
  const auto of = [this](auto part) {
    return [this, part] {
      const std::lock_guard lock{mutex_};
      return static_cast<double>(part(stand_));
    };
  };
  http::add_server(metrics_, [this] { return server_->counts(); });
  add_gate(metrics_, [this] { return gate_->counts(); });
  add_notifier(metrics_, [this] { return notifier_->counts(); });
  metrics_.add_counter("parcours_looks_from_copy_total", "Looks answered beside the writer.", [this] { return static_cast<double>(front_->looks_here()); });
  metrics_.add_gauge("parcours_up", "Whether the service stands: 1 or 0.", of([](const Stand& s) { return s.is_up ? 1 : 0; }));
  metrics_.add_counter("parcours_journal_entries_total", "Requests, steps and notices that the journal holds.", of([](const Stand& s) { return s.tally.entries; }));
  for (std::size_t i = 0; i < encaissement::kStatusCount; ++i) {
    const auto status = std::string{to_string(static_cast<encaissement::Status>(i))};
    metrics_.add_gauge("parcours_operations_" + status, "Operations that are " + status + " now.", of([i](const Stand& s) { return s.tally.by_status[i]; }));
  }
}

// The gate works before there is a courier. What is told is as it was at `now`: nothing that is not on the disk yet.
void RunningHouse::hand_over(const std::vector<NoticeView>& due, Instant now) {
  take_stand();
  if (ready_ && !sandbox_->holds_notifications()) courier_->deliver(due, sandbox_->world(), now);
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
