// A service under judgement behind an address: how it is reached and what it knows, from the command line and a file;
// and the doctor, who says before any verdict what of it is in order.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/cli/options.h"
#include "sim/http_client.h"
#include "sim/http_target.h"

namespace parcours {

// As typed. An empty url: the judge's own service, in this process.
struct RemoteWords {
  std::string url, control_token, config;
};
void add_remote_options(Options& options, RemoteWords& words);

struct Remote {
  HttpClientOptions client;
  HttpTargetOptions target;
};

// None: a word or the file was wrong, and that was told. The file is a JSON object, every member optional:
//   {"people": {"points": [..], "accounts": [..], "customers": [..], "keys": [..]},   as GET /sandbox/people gives them
//    "control": true, "extensions": true, "authorities": "ca.pem", "trustsAnybody": false, "answerMs": 30000}
std::optional<Remote> read_remote(const RemoteWords& words, Terminal& terminal);

std::unique_ptr<HttpTarget> connect(const Remote& remote);

// One line of the doctor's: what was looked at, whether it is in order, and if not what to do.
struct Examined {
  std::string what;
  bool good = true;
  std::string found;  // What it is, or what is wrong.
  std::string remedy = {};
};

struct Diagnosis {
  std::vector<Examined> lines;
  ExitCode code = ExitCode::conforming;  // usage: something is configured wrongly; could_not_judge: nobody answers.
};

// Looks at address, TLS, health, control, clock, people and seal. Changes nothing of the service.
Diagnosis examine(const Remote& remote);
std::string told(const Diagnosis& diagnosis);

}  // namespace parcours
