// serve: the reference behind a socket, for whoever develops a till against it or points a judge at it.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <charconv>
#include <iostream>

#include "reference/core/text.h"
#include "reference/http/session.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/suites.h"
#include "scenarios/cli/usual_report.h"
#include "scenarios/serve/greeting.h"
#include "scenarios/serve/house.h"
#include "scenarios/serve/world_file.h"

namespace parcours {
namespace {

struct ServeWords {
  std::string port = "8080", address = "127.0.0.1", data = "parcours-data", clock = "real", start, world, token;
  std::string tls_certificate, tls_key, faults, log, report, rate = "0";
  TargetWords target{.seed = {}, .profile = {}, .defect = {}, .policies = {}};
  bool memory = false, no_control = false, remote = false, template_only = false, cheap = false;
};

void add_serve_options(Options& options, ServeWords& words) {
  options.text("--port", "N", "where to listen (8080); 0: a free one", words.port)
      .text("--address", "IP", "on which address (127.0.0.1): others reach it only if told", words.address)
      .text("--data", "DIR", "folder of the journal (./parcours-data), made if missing, continued if there", words.data)
      .flag("--memory", "keeps nothing: all is gone when it ends", words.memory)
      .text("--clock", "MODE", "real, virtual (moves only by control), or xN: N times as fast (real)", words.clock)
      .text("--start", "MOMENT", "where a virtual or fast clock begins: \"24/06/2020 09:00\" (now)", words.start)
      .text("--world", "FILE", "people, places, shops and keys (the guide's own)", words.world)
      .flag("--world-template", "prints the guide's people and places as such a file, and ends", words.template_only)
      .text("--seed", "N", "of transaction numbers and codes (by chance)", words.target.seed)
      .text("--profile", "NAME", "settings of a counterpart, see: parcours profiles", words.target.profile)
      .texts("--policy", "NAME=VALUE", "one setting, see: parcours policies", words.target.policies)
      .text("--defect", "NAME", "a broken service instead, see: parcours defects; needs --memory", words.target.defect)
      .text("--faults", "PROFILE", "what the network does to tills: " + fault_names(), words.faults)
      .text("--tls-cert", "FILE", "certificate, PEM: serves https", words.tls_certificate)
      .text("--tls-key", "FILE", "its key, PEM", words.tls_key)
      .text("--control-token", "TEXT", "what sandbox control asks for (by chance, printed)", words.token)
      .flag("--no-control", "no sandbox control at all", words.no_control)
      .flag("--remote-notifications", "notifications may leave this machine", words.remote)
      .text("--rate", "N", "requests a second of one address; 0: no limit (0)", words.rate)
      .text("--log", "FILE", "one JSON line a request, secrets left out; -: standard error", words.log)
      .text("--report", "FILE", "the HTML report that /rapport shows (that of the last parcours run)", words.report)
      .flag("--cheap-passwords", "hashes of no real cost, for load tests with invented people", words.cheap);
}

// None: a word was wrong, and that was told.
template <class Number>
std::optional<Number> read_number(const char* option, const std::string& text, Terminal& terminal) {
  const auto number = whole_number(text);
  if (number && *number <= std::numeric_limits<Number>::max()) return static_cast<Number>(*number);
  terminal.misused(fmt::format("{}: expected a whole number up to {}, found \"{}\"", option,
                               std::numeric_limits<Number>::max(), one_line(text, 60)));
  return std::nullopt;
}

bool read_settings(const ServeWords& words, HouseOptions& house, Terminal& terminal) {
  TargetWords target = words.target;
  if (target.seed.empty()) target.seed = "0";
  const auto judging = read_target_words(target, terminal);
  if (!judging) return false;
  house.seed = judging->seed;
  house.defect = words.target.defect;
  if (!words.target.policies.empty() || !words.target.profile.empty()) house.policies = judging->policies;
  return true;
}

bool read_time(const ServeWords& words, HouseOptions& house, Terminal& terminal) {
  const auto clock = read_clock(words.clock);
  if (!clock) {
    terminal.misused(fmt::format("--clock: expected real, virtual or xN (x60), found \"{}\"", one_line(words.clock, 60)));
    return false;
  }
  house.clock = *clock;
  house.start = wall_now();
  if (words.start.empty()) return true;
  const auto start = encaissement::parse_moment(words.start);
  if (start && clock->mode != SandboxClock::Mode::real) {
    house.start = *start;
    return true;
  }
  terminal.misused(start ? "--start: a real clock begins now" : fmt::format("--start: expected a moment like \"24/06/2020 09:00\", found \"{}\"", one_line(words.start, 60)),
                   start ? "Say --clock virtual or --clock x60 with it." : "");
  return false;
}

bool read_world(const ServeWords& words, HouseOptions& house, Terminal& terminal) {
  if (words.world.empty()) return true;
  Reported<World> world = read_world_file(words.world);
  if (!world) {
    terminal.misused(world.error().text(), "A whole example: parcours serve --world-template");
    return false;
  }
  house.world = std::move(world.value());
  return true;
}

bool read_socket(const ServeWords& words, HouseOptions& house, Terminal& terminal) {
  const auto port = read_number<std::uint16_t>("--port", words.port, terminal);
  const auto rate = read_number<std::uint16_t>("--rate", words.rate, terminal);
  if (!port || !rate) return false;
  if (words.tls_certificate.empty() != words.tls_key.empty()) {
    terminal.misused("--tls-cert and --tls-key go together");
    return false;
  }
  if (!words.faults.empty() && find_fault_profile(words.faults) == nullptr) {
    terminal.misused(fmt::format("--faults: expected one of {}, found \"{}\"", fault_names(), one_line(words.faults, 60)));
    return false;
  }
  if (!words.target.defect.empty() && !words.memory) {
    terminal.misused("--defect: a broken service keeps nothing on the disk", "Say --memory with it.");
    return false;
  }
  house.server.address = words.address;
  house.server.port = *port;
  house.server.rate_per_second = *rate;
  house.server.tls_certificate = words.tls_certificate;
  house.server.tls_key = words.tls_key;
  house.faults = words.faults;
  house.with_control = !words.no_control;
  house.notifies_remote = words.remote;
  house.cheap_passwords = words.cheap;
  if (!words.memory) house.data = words.data;
  house.suites = [] { return load_scenarios({}); };
  house.report = words.report.empty() ? usual_report("parcours") : words.report;
  house.control_token = words.token.empty() ? http::random_id() : words.token;
  return true;
}

bool read_log(const ServeWords& words, HouseOptions& house, LogFile& log, Terminal& terminal) {
  if (words.log.empty()) return true;
  if (const std::string why = log.open(words.log); !why.empty()) {
    terminal.misused("--log: " + why);
    return false;
  }
  house.server.log = [&log](const std::string& line) { log.write(line); };
  return true;
}

}  // namespace

ExitCode command_serve(const Words& given, Terminal& terminal) {
  ServeWords words;
  Options options{"serve", "The reference behind a socket: POS, Espace, customers' and sandbox APIs."};
  add_serve_options(options, words);
  options.footer("Listens until Ctrl-C. Prints what to type next. Judge it with: parcours run --target URL.\n"
                 "Ends 0 when told to, 2 on wrong words or a journal made under other settings, 3 when it cannot go on.");
  if (auto end = options.read(given, terminal)) return *end;
  if (words.template_only) {
    terminal.say(world_template());
    return ExitCode::conforming;
  }
  HouseOptions house;
  LogFile log;
  if (!read_settings(words, house, terminal) || !read_time(words, house, terminal) ||
      !read_world(words, house, terminal) || !read_socket(words, house, terminal) || !read_log(words, house, log, terminal))
    return ExitCode::usage;
  const GreetingOptions greeting{.https = !words.tls_key.empty(), .address = words.address, .data = house.data,
                                 .token = house.with_control ? house.control_token : "", .clock = words.clock};
  InterruptWatch watch;  // Before any thread: all of them leave interruptions to it.
  auto opened = House::open(std::move(house));
  if (const auto* why = std::get_if<std::string>(&opened)) return terminal.fail(ExitCode::usage, *why);
  House& service = *std::get<std::unique_ptr<House>>(opened);
  terminal.say(greeting_of(service, greeting));
  terminal.flush();
  watch.start([&service] { service.stop(); });
  service.run();
  const std::string failure = service.failure();
  if (!failure.empty()) return terminal.fail(ExitCode::could_not_judge, failure, "What was acknowledged is in the journal; nothing else is.");
  terminal.tell("\nStopped.\n");
  return ExitCode::conforming;
}

}  // namespace parcours
