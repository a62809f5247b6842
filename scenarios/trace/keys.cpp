#include "scenarios/trace/keys.h"

#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "reports/files.h"

namespace parcours {
namespace {

using http::Json;

std::string text(const Json& json, const char* name) {
  const auto found = json.is_object() ? json.find(name) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Reported<std::vector<KeySpec>> keys_of_file(const std::string& file) {
  const Reported<std::string> bytes = read_text_file(file);
  if (!bytes) return ReportError{file, "expected VERSION:SHOP:KEY, or a JSON file: " + bytes.error().message};
  const auto json = http::read_body(bytes.value());
  const auto list = json ? json->find("keys") : Json::const_iterator{};
  if (!json || list == json->end() || !list->is_array()) return ReportError{file, "expected a JSON object with a list \"keys\""};
  std::vector<KeySpec> keys;
  for (const Json& one : *list) {
    keys.push_back({.version = text(one, "version"), .shop = text(one, "shop"), .key = text(one, "key")});
    if (keys.back().version.empty() || keys.back().shop.empty() || keys.back().key.empty())
      return ReportError{file, "expected version, shop and key, texts, of every key"};
  }
  return keys;
}

}  // namespace

Reported<std::vector<KeySpec>> read_keys(const std::string& word) {
  const std::size_t first = word.find(':'), second = first == word.npos ? word.npos : word.find(':', first + 1);
  if (second == word.npos) return keys_of_file(word);
  KeySpec key{.version = word.substr(0, first), .shop = word.substr(first + 1, second - first - 1), .key = word.substr(second + 1)};
  if (key.version.empty() || key.shop.empty() || key.key.empty()) return ReportError{"--key", "expected VERSION:SHOP:KEY, found an empty part"};
  return std::vector<KeySpec>{key};
}

}  // namespace parcours
