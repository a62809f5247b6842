// doctor: whether a service can be judged at all, before any verdict.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/remote.h"
#include "scenarios/cli/suites.h"
#include "scenarios/cli/till_doctor.h"

namespace parcours {
namespace {

using http::Json;

class Doctor {
 public:
  explicit Doctor(const Remote& remote)
      : remote_{remote}, client_{std::get<std::unique_ptr<HttpTransport>>(connect_http(remote.client))} {}

  Diagnosis examine() {
    if (!reaches()) return std::move(diagnosis_);
    if (remote_.target.control && controls()) look_at_people();
    if (!remote_.target.control) people_ = remote_.target.people, note("control", true, "none: waits and mails are not testable");
    seals();
    return std::move(diagnosis_);
  }

 private:
  void note(const std::string& what, bool good, const std::string& found, const std::string& remedy = {}) {
    diagnosis_.lines.push_back({what, good, found, remedy});
    if (!good && diagnosis_.code == ExitCode::conforming) diagnosis_.code = ExitCode::usage;
  }

  HttpReply get(const std::string& path) const {
    http::Request request{.method = "GET", .path = path, .raw_path = path};
    if (!remote_.target.control_token.empty()) request.headers.push_back({"Parcours-Control", remote_.target.control_token});
    return client_->send(request);
  }

  bool reaches();
  bool controls();
  void look_at_people();
  void seals();
  int status_with(const KeySpec& key, const std::string& text);

  const Remote& remote_;
  const std::unique_ptr<HttpTransport> client_;
  World people_;
  Diagnosis diagnosis_;
};

bool Doctor::reaches() {
  const HttpReply reply = get("/healthz");
  const bool secure = remote_.client.url.starts_with("https");
  if (reply.fate != HttpReply::Fate::answered) {
    note("address", false, client_->address() + ": " + reply.why,
         secure ? "Is it running, is it https, and is its certificate vouched for (--target-config authorities)?"
                : "Is it running, and is it http? Start a sandbox with: parcours serve");
    diagnosis_.code = ExitCode::could_not_judge;
    return false;
  }
  note("address", true, client_->address());
  note("TLS", true, secure ? (remote_.client.trusts_anybody ? "yes, and anybody is trusted" : "yes, its certificate is vouched for") : "none");
  if (remote_.target.control)
    note("health", reply.response.status == 200, fmt::format("GET /healthz: {}", reply.response.status),
         "A service of another make is judged with \"control\": false in --target-config.");
  return true;
}

bool Doctor::controls() {
  const HttpReply reply = get("/sandbox/clock");
  const auto clock = http::read_body(reply.response.body);
  if (reply.response.status != 200 || !clock) {
    note("control", false, fmt::format("GET /sandbox/clock: {}", reply.response.status),
         reply.response.status == 401 ? "Say its token: --control-token, as serve prints it."
                                      : "It has no sandbox control: \"control\": false in --target-config.");
    return false;
  }
  note("control", true, "GET /sandbox/clock answers");
  const std::string mode = clock->value("mode", "");
  const bool moves = mode == "still" || mode == "virtual";
  note("clock", moves, mode + ", " + clock->value("now", ""), "Cases move time: start it with --clock virtual.");
  return true;
}

void Doctor::look_at_people() {
  const HttpReply reply = get("/sandbox/people");
  const auto body = http::read_body(reply.response.body);
  const bool good = body && http::from_json(*body, people_) && !people_.points.empty() && !people_.customers.empty();
  note("people", good, fmt::format("{} points, {} accounts, {} customers", people_.points.size(), people_.accounts.size(), people_.customers.size()),
       "GET /sandbox/people lists nobody: begin it anew with POST /sandbox/reset.");
}

// A status call for an operation that nobody made: with a good seal it is not found, with a wrong one the seal is told.
int Doctor::status_with(const KeySpec& key, const std::string& text) {
  const std::string number = "fzzzzzzzz9";
  http::Request request{.method = "GET", .path = "/acquisition/api/public/v1/payment-transactions/" + number + "/"};
  request.headers.push_back({std::string{encaissement::kPublicSeal}, encaissement::make_seal(key.version, text, encaissement::sealed_fields({number}))});
  const HttpReply reply = client_->send(request);
  const auto body = http::read_body(reply.response.body);
  const std::string code = body ? body->value("errorCode", "") : "";
  return code == "TRANSACTION_NOT_FOUND" ? 404 : code == "INVALID_SEAL" ? 401 : reply.response.status;
}

void Doctor::seals() {
  if (people_.keys.empty()) return note("seal", false, "no shop has a key", "Name shops and keys: \"people\" in --target-config.");
  for (const KeySpec& key : people_.keys) {
    const int good = status_with(key, key.key), wrong = status_with(key, key.key + "x");
    note("seal of shop " + key.shop, good == 404, good == 404 ? "key version " + key.version : fmt::format("refused with {}", good),
         "Its key or version is another one, or the clock is more than replay_window_s away.");
    if (good == 404 && wrong != 401)
      note("wrong seals", false, fmt::format("answered with {}", wrong), "A wrong seal is INVALID_SEAL: this service checks none.");
  }
}

}  // namespace

Diagnosis examine(const Remote& remote) { return Doctor{remote}.examine(); }

std::string told(const Diagnosis& diagnosis) {
  std::string text;
  for (const Examined& line : diagnosis.lines) {
    text += fmt::format("{:5} {}: {}\n", line.good ? "ok" : "wrong", line.what, line.found);
    if (!line.good && !line.remedy.empty()) text += "      " + line.remedy + '\n';
  }
  return text;
}

ExitCode command_doctor(const Words& given, Terminal& terminal) {
  RemoteWords words;
  TillWords till;
  Options options{"doctor", "Says whether the service at an address, or a till, can be judged at all, before any verdict."};
  add_remote_options(options, words);
  add_till_options(options, till);
  options.footer("Ends 0 when all is in order, 2 when something is configured wrongly, 3 when nobody answers.");
  if (auto end = options.read(given, terminal)) return *end;
  if (!words.url.empty() && tills_named(till) > 0) return terminal.misused("a service or a till, one at a time");
  if (auto end = doctor_of_till(till, terminal)) return *end;
  if (words.url.empty())
    return terminal.misused("--target or --pos is needed", "parcours doctor --target http://127.0.0.1:8080, or --pos \"./my-till\"");
  const auto remote = read_remote(words, terminal);
  if (!remote) return ExitCode::usage;
  const Diagnosis diagnosis = examine(*remote);
  terminal.say(told(diagnosis));
  return diagnosis.code;
}

}  // namespace parcours
