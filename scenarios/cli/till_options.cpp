#include "scenarios/cli/till_options.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "fakes/pos/fake_till.h"
#include "reference/core/number.h"
#include "reference/seal/random.h"
#include "reports/text.h"
#include "scenarios/certify/attended.h"
#include "scenarios/cli/interrupt.h"
#include "sim/till_http.h"
#include "sim/till_process.h"
#include "sim/till_pull.h"

namespace parcours {
namespace {

constexpr const char* kExample = "--pos \"./my-till --adapter\", --pos-url http://127.0.0.1:9000/adapter, --pos-pull 127.0.0.1:9000, or --till conforming";

using Made = std::variant<std::unique_ptr<Till>, ExitCode>;

Made fake_till(const std::string& name, Wire& wire, Terminal& terminal) {
  if (name == "null") return make_null_till();
  const TillLine line = [&wire](const TillReset&) { return wire.transport(); };
  if (name == "conforming") return make_fake_till(line);
  if (const PosDefect* defect = find_pos_defect(name)) return make_fake_till(line, defect);
  std::vector<std::string_view> names{"conforming", "null"};
  for (const PosDefect& defect : pos_defects()) names.push_back(defect.name);
  return terminal.misused(fmt::format("--till: no till is called \"{}\"{}", one_line(name, 60), did_you_mean(name, names)),
                          "All of them: parcours tills");
}

// "ADDRESS:PORT", "[::1]:PORT" or "PORT". False: neither.
template <class Place>
bool read_place(const std::string& text, Place& into) {
  const std::size_t colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
  const auto number = encaissement::number_from<std::uint16_t>(port);
  if (!number) return false;
  into.port = *number;
  if (colon == std::string::npos) return true;
  into.address = text.substr(0, colon);
  if (into.address.starts_with('[') && into.address.ends_with(']')) into.address = into.address.substr(1, into.address.size() - 2);
  return !into.address.empty();
}

Made pulled_till(const TillWords& words, Terminal& terminal) {
  TillPullOptions options;
  if (!read_place(words.pull, options))
    return terminal.misused(fmt::format("--pos-pull: expected ADDRESS:PORT, found \"{}\"", one_line(words.pull, 60)), kExample);
  options.token = words.token.empty() ? encaissement::random_text() : words.token;
  auto till = listen_for_till(options);
  if (const auto* why = std::get_if<std::string>(&till))
    return terminal.fail(ExitCode::could_not_judge, "--pos-pull " + words.pull + ": " + *why);
  auto& open = std::get<std::unique_ptr<TillPull>>(till);
  terminal.tell(fmt::format("Waiting for the till: GET {}/next with \"Authorization: Bearer {}\"\n", open->url(), options.token));
  return std::unique_ptr<Till>{std::move(open)};
}

Made addressed_till(const TillWords& words, Terminal& terminal) {
  auto till = connect_till({.url = words.url});
  if (auto* open = std::get_if<std::unique_ptr<Till>>(&till)) return std::move(*open);
  return terminal.misused("--pos-url: " + std::get<std::string>(till), kExample);
}

// What the wire saw last stands beside each instruction.
Made attended_till(Wire& wire, Terminal& terminal) {
  constexpr std::size_t kCallsShown = 8;
  AttendedOptions options;
  options.talk.say = [&terminal](std::string_view text) { terminal.say(text), terminal.flush(); };
  options.talk.interrupted = is_interrupted;
  options.talk.calls = [&wire] {
    std::vector<std::string> lines;
    for (const TraceEntry& entry : wire.last(kCallsShown)) lines.push_back(call_line(entry));
    return lines;
  };
  auto till = AttendedTill::open(std::move(options));
  if (const auto* why = std::get_if<std::string>(&till)) return terminal.fail(ExitCode::could_not_judge, "--attended: " + *why);
  return std::unique_ptr<Till>{std::get<std::unique_ptr<AttendedTill>>(std::move(till))};
}

// Starts the service's side for a till that is not in this process. Empty: it stands.
std::string serve(const TillWords& words, Wire& wire, OpenedTill& opened) {
  http::ServerOptions options;
  if (!words.listen.empty() && !read_place(words.listen, options))
    return fmt::format("--listen: expected ADDRESS:PORT, found \"{}\"", one_line(words.listen, 60));
  auto server = words.tls ? WireServer::start_tls(wire, std::move(options)) : WireServer::start(wire, std::move(options));
  if (const auto* why = std::get_if<std::string>(&server)) return "the service cannot listen for the till: " + *why;
  opened.server = std::get<std::unique_ptr<WireServer>>(std::move(server));
  opened.url = opened.server->url();
  opened.authority = opened.server->authority();
  return {};
}

Made make_till(const TillWords& words, Wire& wire, Terminal& terminal) {
  if (words.attended) return attended_till(wire, terminal);
  if (!words.name.empty()) return fake_till(words.name, wire, terminal);
  if (!words.command.empty()) return std::make_unique<TillProcess>(TillProcessOptions{.command = words.command});
  return words.url.empty() ? pulled_till(words, terminal) : addressed_till(words, terminal);
}

}  // namespace

std::string quoted(const std::string& word) {
  if (word.find_first_of(" \t\"'$`\\&|;<>()*?#~!") == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return out + '\'';
}

std::string typed(const TillWords& words) {
  if (!words.command.empty()) return "--pos " + quoted(words.command);
  if (!words.url.empty()) return "--pos-url " + quoted(words.url);
  if (!words.pull.empty()) return "--pos-pull " + quoted(words.pull);
  return words.attended ? "--attended" : "--till " + quoted(words.name);
}

void add_till_options(Options& options, TillWords& words) {
  options.text("--pos", "COMMAND", "the till's adapter, a program that Parcours starts", words.command)
      .text("--pos-url", "URL", "the till's adapter, where it listens", words.url)
      .text("--pos-pull", "ADDRESS:PORT", "listen there for a till that asks for its messages", words.pull)
      .text("--pos-token", "TOKEN", "with --pos-pull: what the till shows; default: a fresh one, told at the start", words.token)
      .text("--till", "NAME", "a till of the gallery: conforming, null, or a broken one (parcours tills)", words.name)
      .text("--listen", "ADDRESS:PORT", "where the service stands for the till (127.0.0.1, a free port)", words.listen)
      .flag("--tls", "it speaks https with a certificate made for this run, which the till is told", words.tls);
}

void add_attended_option(Options& options, TillWords& words) {
  options.flag("--attended", "no adapter: a person does at the till what is asked, here or on a page", words.attended);
}

int tills_named(const TillWords& words) {
  int count = words.attended ? 1 : 0;
  for (const std::string* word : {&words.command, &words.url, &words.pull, &words.name}) count += word->empty() ? 0 : 1;
  return count;
}

TillOrEnd open_till(const TillWords& words, Wire& wire, Terminal& terminal) {
  if (const int named = tills_named(words); named != 1)
    return terminal.misused(named == 0 ? "no till is named" : "several tills are named: one at a time", kExample);
  if (!words.token.empty() && words.pull.empty()) return terminal.misused("--pos-token goes with --pos-pull", kExample);
  Made made = make_till(words, wire, terminal);
  if (const auto* end = std::get_if<ExitCode>(&made)) return *end;
  OpenedTill opened;
  opened.name = typed(words);
  opened.till = std::get<std::unique_ptr<Till>>(std::move(made));
  if (!words.name.empty()) return opened;
  if (const std::string why = serve(words, wire, opened); !why.empty()) return terminal.fail(ExitCode::could_not_judge, why);
  if (auto* attended = dynamic_cast<AttendedTill*>(opened.till.get())) {
    opened.stopped = [attended] { return attended->stopped(); };
    terminal.tell(fmt::format("Let the till speak to {}. {}\n", opened.url,
                              attended->url().empty() ? "Answer here." : "Answer here or at " + attended->url()));
  }
  return opened;
}

TillOrEnd open_till(const TillWords& words, TillStage& stage, Terminal& terminal) {
  TillOrEnd opened = open_till(words, stage.wire(), terminal);
  if (const auto* till = std::get_if<OpenedTill>(&opened); till != nullptr && !till->url.empty()) stage.serve_at(till->url, till->authority);
  return opened;
}

}  // namespace parcours
