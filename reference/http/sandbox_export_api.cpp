// What happened, out of the sandbox and into it; and the shops' keys.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "reference/http/app.h"
#include "reference/http/sandbox_api.h"
#include "reference/http/sandbox_port.h"

namespace parcours::http::sandbox {
namespace {

Response text_response(std::string text, std::string type) {
  return {.status = 200, .headers = {}, .body = std::move(text), .type = std::move(type)};
}

Response keys_response(const World& world) {
  const Json all = to_json(world);
  return done(Json{{"keys", all.at("keys")}});
}

bool is_word(const std::string& text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

// A version names one key of one shop, service-wide (acquisition-api, Seal).
std::string add_key(World& world, const KeySpec& key) {
  if (!is_word(key.version)) return "\"version\": 1 to 64 letters, digits, - and _.";
  if (world.key(key.version) != nullptr) return "This version names a key already.";
  if (key.key.empty()) return "\"key\": the text of the key.";
  const bool shop = std::any_of(world.points.begin(), world.points.end(), [&](const PointSpec& p) { return p.shop == key.shop; });
  if (!shop) return "No point has this shopId.";
  world.keys.push_back(key);
  return "";
}

}  // namespace

Handled export_scenario(const Exchange& at) {
  if (!at.sandbox->is_up()) return refuse("The service is down: POST /sandbox/recover starts it again.");
  ExportedScenario exported = at.sandbox->export_scenario();
  if (!exported.why_not.empty()) return refuse(exported.why_not);
  return text_response(std::move(exported.yaml), "application/yaml");
}

Handled export_journal(const Exchange& at) { return text_response(at.sandbox->export_journal(), "application/x-ndjson"); }

Handled import_scenario(const Exchange& at) {
  if (at.request.body.empty()) return refuse("A scenario file (YAML) with one case was expected.");
  if (const auto why = at.sandbox->import_scenario(at.request.body)) return refuse(*why);
  return clock(at);
}

Handled keys(const Exchange& at) { return keys_response(at.world); }

Handled change_keys(const Exchange& at) {
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  World world = at.world;
  if (const auto added = body->find("add"); added != body->end() && added->is_object()) {
    const KeySpec key{text_in(*added, "version"), text_in(*added, "shop"), text_in(*added, "key")};
    if (const std::string wrong = add_key(world, key); !wrong.empty()) return refuse(wrong);
  }
  const std::string retired = text_in(*body, "retire");
  const auto gone = [&](const KeySpec& key) { return key.version == retired; };
  if (!retired.empty() && std::erase_if(world.keys, gone) == 0) return refuse("No key has this version.");
  if (!body->contains("add") && retired.empty()) return refuse("\"add\" {version, shop, key} or \"retire\" was expected.");
  at.sandbox->change_world(world);
  return keys_response(world);
}

}  // namespace parcours::http::sandbox
