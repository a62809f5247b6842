// record: a proxy between tills and a service that writes a trace of what passes.
#include <fmt/format.h>

#include <fstream>
#include <optional>

#include "reference/core/number.h"
#include "reports/text.h"
#include "scenarios/certify/recorder.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/interrupt.h"

namespace parcours {
namespace {

struct RecordWords {
  std::string target, listen = "127.0.0.1:8090", out = "trace.ndjson", notify_listen, notify_to, faults, patience = "10000";
  bool tls = false, insecure = false;
};

void add_options(Options& options, RecordWords& words) {
  options.text("--target", "URL", "the service: http://127.0.0.1:8080", words.target)
      .text("--listen", "ADDRESS:PORT", "where tills are to call (127.0.0.1:8090); port 0: a free one", words.listen)
      .text("--out", "FILE", "the trace (trace.ndjson); an older one is replaced", words.out)
      .flag("--tls", "tills call over https; the certificate to trust is written beside the trace (FILE.pem)", words.tls)
      .flag("--insecure", "an https service's certificate need not be vouched for", words.insecure)
      .text("--notify-listen", "ADDRESS:PORT", "where notifications are to come, to be seen too", words.notify_listen)
      .text("--notify-to", "URL", "where they go on to: the till, http://127.0.0.1:9000", words.notify_to)
      .text("--faults", "ORDERS", "what shall befall calls: lost_after:create:2,slow:any:1", words.faults)
      .text("--patience", "MS", "how long the till waits for answers; slow ones come later than that (10000)", words.patience);
}

std::optional<WireRecorderDoor> door_at(const char* option, const std::string& text, const std::string& to, Terminal& terminal) {
  const std::size_t colon = text.rfind(':');
  const auto port = colon == text.npos ? std::nullopt : encaissement::number_from<std::uint16_t>(std::string_view{text}.substr(colon + 1));
  if (port && colon > 0) return WireRecorderDoor{.address = text.substr(0, colon), .port = *port, .to = to};
  terminal.misused(fmt::format("{}: expected ADDRESS:PORT (127.0.0.1:8090), found \"{}\"", option, one_line(text, 60)));
  return std::nullopt;
}

// None: a word was wrong, and that was told.
std::optional<WireRecorderOptions> read_words(const RecordWords& words, Terminal& terminal) {
  const auto wrong = [&](const std::string& what, const std::string& how = {}) {
    terminal.misused(what, how);
    return std::nullopt;
  };
  if (words.target.empty()) return wrong("--target is needed", "parcours record --target http://127.0.0.1:8080");
  if (words.notify_listen.empty() != words.notify_to.empty()) return wrong("--notify-listen and --notify-to go together");
  WireRecorderOptions options;
  const auto calls = door_at("--listen", words.listen, words.target, terminal);
  if (!calls) return std::nullopt;
  options.calls = *calls;
  if (!words.notify_listen.empty()) {
    const auto notices = door_at("--notify-listen", words.notify_listen, words.notify_to, terminal);
    if (!notices) return std::nullopt;
    options.notices.push_back(*notices);
  }
  auto faults = read_faults(words.faults);
  if (const auto* why = std::get_if<std::string>(&faults)) return wrong("--faults: " + *why);
  options.faults = std::get<0>(faults);
  const auto patience = encaissement::number_from<std::uint32_t>(words.patience);
  if (!patience || *patience > 600'000) return wrong(fmt::format("--patience: expected 0 to 600000 ms, found \"{}\"", one_line(words.patience, 60)));
  options.patience = std::chrono::milliseconds{*patience};
  options.tls = words.tls;
  options.trusts_anybody = words.insecure;
  return options;
}

std::string greeting_of(const WireRecorder& recorder, const RecordWords& words) {
  std::string text = fmt::format("Passing on {} -> {}\nTrace: {}\n", recorder.url(), words.target, words.out);
  if (words.tls) text += fmt::format("The till has to trust: {}.pem\n", words.out);
  if (!recorder.notice_url().empty())
    text += fmt::format("Notifications: {} -> {}\nLet the till give returnUrls there, on its own paths: seals cover the path.\n",
                        recorder.notice_url(), words.notify_to);
  else
    text += "Notifications are not seen: say --notify-listen and --notify-to for that.\n";
  return text + "Point the till at the first address. Ctrl-C ends.\n";
}

std::string summary_of(const WireRecorderCounts& counts, const std::string& out) {
  std::string text = fmt::format("\n{}, {}", plural(counts.calls, "call"), plural(counts.notices, "notification"));
  if (counts.unanswered > 0) text += fmt::format(", {} without an answer", counts.unanswered);
  if (counts.faults > 0) text += fmt::format(", {}", plural(counts.faults, "fault"));
  if (counts.faults_left > 0) text += fmt::format("; {} of --faults never came about", plural(counts.faults_left, "order"));
  return text + fmt::format(". Judge it: parcours judge {}\n", out);
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file << text << std::flush;
  return file.good();
}

}  // namespace

ExitCode command_record(const Words& given, Terminal& terminal) {
  RecordWords words;
  Options options{"record", "A proxy between tills and a service: writes what passes as a trace, for parcours judge."};
  add_options(options, words);
  options.footer("Bodies and seals pass unchanged. Faults: lost_before, lost_after, slow, error_500, error_503, error_504,\n"
                 "truncated, garbled, cut. Calls: create, payer, status, cancellation, validation, change_mode, qr, list, any.\n"
                 "Ends 0 at Ctrl-C, 2 on wrong words, 3 when the trace cannot be written, 4 when nothing passed.");
  if (auto end = options.read(given, terminal)) return *end;
  auto recording = read_words(words, terminal);
  if (!recording) return ExitCode::usage;
  std::ofstream file{words.out, std::ios::binary | std::ios::trunc};
  if (!file) return terminal.misused(fmt::format("--out: {} cannot be written", words.out));
  recording->write = [&file](const std::string& line) { return static_cast<bool>(file << line << std::flush); };
  InterruptWatch watch;  // Before any thread: all of them leave interruptions to it.
  auto started = WireRecorder::start(std::move(*recording));
  if (const auto* why = std::get_if<std::string>(&started)) return terminal.misused(*why);
  WireRecorder& recorder = *std::get<0>(started);
  if (words.tls && !write_file(words.out + ".pem", recorder.authority()))
    return terminal.misused(fmt::format("--tls: {}.pem cannot be written", words.out));
  terminal.say(greeting_of(recorder, words));
  terminal.flush();
  watch.start([&recorder] { recorder.stop(); });
  recorder.wait();
  const WireRecorderCounts counts = recorder.counts();
  terminal.tell(summary_of(counts, words.out));
  if (recorder.is_full()) return terminal.fail(ExitCode::could_not_judge, words.out + " cannot be written any more");
  return counts.calls + counts.notices == 0 ? ExitCode::nothing_verified : ExitCode::conforming;
}

}  // namespace parcours
