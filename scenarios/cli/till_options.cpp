#include "scenarios/cli/till_options.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>
#include <vector>

#include "fakes/pos/fake_till.h"
#include "reference/seal/random.h"
#include "reports/text.h"
#include "sim/till_http.h"
#include "sim/till_process.h"
#include "sim/till_pull.h"

namespace parcours {
namespace {

constexpr const char* kExample = "--pos \"./my-till --adapter\", --pos-url http://127.0.0.1:9000/adapter, --pos-pull 127.0.0.1:9000, or --till conforming";

// As a shell reads it again.
std::string quoted(const std::string& word) {
  if (word.find_first_of(" \t\"'$`\\&|;<>()*?#~!") == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return out + '\'';
}

std::unique_ptr<Till> fake_till(const std::string& name, Wire& wire, Terminal& terminal) {
  if (name == "null") return make_null_till();
  const TillLine line = [&wire](const TillReset&) { return wire.transport(); };
  if (name == "conforming") return make_fake_till(line);
  if (const PosDefect* defect = find_pos_defect(name)) return make_fake_till(line, defect);
  std::vector<std::string_view> names{"conforming", "null"};
  for (const PosDefect& defect : pos_defects()) names.push_back(defect.name);
  terminal.misused(fmt::format("--till: no till is called \"{}\"{}", one_line(name, 60), did_you_mean(name, names)),
                   "All of them: parcours tills");
  return nullptr;
}

// "ADDRESS:PORT", "[::1]:PORT" or "PORT". False: neither.
bool read_place(const std::string& text, TillPullOptions& into) {
  const std::size_t colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
  const auto [end, trouble] = std::from_chars(port.data(), port.data() + port.size(), into.port);
  if (trouble != std::errc{} || end != port.data() + port.size()) return false;
  if (colon == std::string::npos) return true;
  into.address = text.substr(0, colon);
  if (into.address.starts_with('[') && into.address.ends_with(']')) into.address = into.address.substr(1, into.address.size() - 2);
  return !into.address.empty();
}

std::unique_ptr<Till> pulled_till(const TillWords& words, Terminal& terminal) {
  TillPullOptions options;
  if (!read_place(words.pull, options)) {
    terminal.misused(fmt::format("--pos-pull: expected ADDRESS:PORT, found \"{}\"", one_line(words.pull, 60)), kExample);
    return nullptr;
  }
  options.token = words.token.empty() ? encaissement::random_text() : words.token;
  auto till = listen_for_till(options);
  if (const auto* why = std::get_if<std::string>(&till)) {
    terminal.fail(ExitCode::could_not_judge, "--pos-pull " + words.pull + ": " + *why);
    return nullptr;
  }
  auto& open = std::get<std::unique_ptr<TillPull>>(till);
  terminal.tell(fmt::format("Waiting for the till: GET {}/next with \"Authorization: Bearer {}\"\n", open->url(), options.token));
  return std::move(open);
}

std::unique_ptr<Till> addressed_till(const TillWords& words, Terminal& terminal) {
  auto till = connect_till({.url = words.url});
  if (auto* open = std::get_if<std::unique_ptr<Till>>(&till)) return std::move(*open);
  terminal.misused("--pos-url: " + std::get<std::string>(till), kExample);
  return nullptr;
}

std::unique_ptr<Till> make_till(const TillWords& words, Wire& wire, Terminal& terminal) {
  if (!words.name.empty()) return fake_till(words.name, wire, terminal);
  if (!words.command.empty()) return std::make_unique<TillProcess>(TillProcessOptions{.command = words.command});
  return words.url.empty() ? pulled_till(words, terminal) : addressed_till(words, terminal);
}

}  // namespace

std::string typed(const TillWords& words) {
  if (!words.command.empty()) return "--pos " + quoted(words.command);
  if (!words.url.empty()) return "--pos-url " + quoted(words.url);
  if (!words.pull.empty()) return "--pos-pull " + quoted(words.pull);
  return "--till " + quoted(words.name);
}

void add_till_options(Options& options, TillWords& words) {
  options.text("--pos", "COMMAND", "the till's adapter, a program that Parcours starts", words.command)
      .text("--pos-url", "URL", "the till's adapter, where it listens", words.url)
      .text("--pos-pull", "ADDRESS:PORT", "listen there for a till that asks for its messages", words.pull)
      .text("--pos-token", "TOKEN", "with --pos-pull: what the till shows; default: a fresh one, told at the start", words.token)
      .text("--till", "NAME", "a till of the gallery: conforming, null, or a broken one (parcours tills)", words.name);
}

int tills_named(const TillWords& words) {
  int count = 0;
  for (const std::string* word : {&words.command, &words.url, &words.pull, &words.name}) count += word->empty() ? 0 : 1;
  return count;
}

std::optional<OpenedTill> open_till(const TillWords& words, Wire& wire, Terminal& terminal) {
  if (const int named = tills_named(words); named != 1) {
    terminal.misused(named == 0 ? "no till is named" : "several tills are named: one at a time", kExample);
    return std::nullopt;
  }
  if (!words.token.empty() && words.pull.empty()) {
    terminal.misused("--pos-token goes with --pos-pull", kExample);
    return std::nullopt;
  }
  OpenedTill opened;
  opened.name = typed(words);
  opened.till = make_till(words, wire, terminal);
  if (!opened.till) return std::nullopt;
  if (!words.name.empty()) return opened;
  auto server = WireServer::start(wire, {});
  if (const auto* why = std::get_if<std::string>(&server)) {
    terminal.fail(ExitCode::could_not_judge, "the service cannot listen for the till: " + *why);
    return std::nullopt;
  }
  opened.server = std::get<std::unique_ptr<WireServer>>(std::move(server));
  opened.url = opened.server->url();
  return opened;
}

std::optional<OpenedTill> open_till(const TillWords& words, TillStage& stage, Terminal& terminal) {
  std::optional<OpenedTill> opened = open_till(words, stage.wire(), terminal);
  if (opened && !opened->url.empty()) stage.serve_at(opened->url);
  return opened;
}

}  // namespace parcours
