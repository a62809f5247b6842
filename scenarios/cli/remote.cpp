#include "scenarios/cli/remote.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "reports/files.h"
#include "reports/text.h"

namespace parcours {
namespace {

using http::Json;

constexpr const char* kConfigHelp = "A JSON object: people, control, extensions, authorities, trustsAnybody, answerMs.";

// Empty: read. Else what is wrong.
std::string read_config(const Json& config, Remote& remote) {
  for (const auto& [name, value] : config.items()) {
    if (name == "people") {
      if (!http::from_json(value, remote.target.people)) return "\"people\" cannot be read";
    } else if (name == "control" && value.is_boolean()) {
      remote.target.control = value.get<bool>();
    } else if (name == "extensions" && value.is_boolean()) {
      remote.target.extensions = value.get<bool>();
    } else if (name == "trustsAnybody" && value.is_boolean()) {
      remote.client.trusts_anybody = value.get<bool>();
    } else if (name == "authorities" && value.is_string()) {
      remote.client.authorities = value.get<std::string>();
    } else if (name == "answerMs" && value.is_number_unsigned() && value.get<std::uint64_t>() <= 600'000) {
      remote.client.answer_time = std::chrono::milliseconds{value.get<std::uint64_t>()};
    } else {
      return "\"" + one_line(name, 60) + "\" is unknown, or of another type";
    }
  }
  return "";
}

}  // namespace

void add_remote_options(Options& options, RemoteWords& words) {
  options.text("--target", "URL", "against the service at this address instead of the reference in this process", words.url)
      .text("--control-token", "TOKEN", "of its sandbox control", words.control_token)
      .text("--target-config", "FILE", "what it knows: people, shops, keys, certificates (JSON)", words.config);
}

std::optional<Remote> read_remote(const RemoteWords& words, Terminal& terminal) {
  Remote remote{.client = {.url = words.url}, .target = {.control_token = words.control_token}};
  if (!words.config.empty()) {
    const Reported<std::string> text = read_text_file(words.config);
    if (!text) {
      terminal.misused("--target-config: " + text.error().text(), kConfigHelp);
      return std::nullopt;
    }
    const auto config = http::read_body(text.value());
    const std::string wrong = config ? read_config(*config, remote) : "not a JSON object";
    if (!wrong.empty()) {
      terminal.misused("--target-config " + words.config + ": " + wrong, kConfigHelp);
      return std::nullopt;
    }
  }
  const auto client = connect_http(remote.client);
  if (const auto* why = std::get_if<std::string>(&client)) {
    terminal.misused("--target: " + *why);
    return std::nullopt;
  }
  return remote;
}

std::unique_ptr<HttpTarget> connect(const Remote& remote) {
  auto client = connect_http(remote.client);
  return std::make_unique<HttpTarget>(std::get<std::unique_ptr<HttpTransport>>(std::move(client)), remote.target);
}

}  // namespace parcours
