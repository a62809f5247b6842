#include "scenarios/export/told.h"

#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"
#include "scenarios/language/parse_values.h"

namespace parcours {

ToldStep& ToldStep::with(std::string_view name, std::string_view text) { return with_yaml(name, yaml_text(text)); }

ToldStep& ToldStep::with_yaml(std::string_view name, std::string yaml) {
  fields.push_back({std::string{name}, std::move(yaml)});
  return *this;
}

const ToldStep::Field* ToldStep::find(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

bool ToldStep::is_action() const {
  return verb.starts_with("merchant ") || verb.starts_with("customer ") || verb.starts_with("operator ") ||
         verb == "issuer rejects";
}

std::string yaml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += {'\\', c};
    else if ((c >= 0 && c < 0x20) || c == 0x7F) out += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
    else out += c;
  }
  return out + '"';
}

std::string yaml_list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + yaml_text(text);
  return '[' + out + ']';
}

std::string yaml_map(const std::vector<ToldStep::Field>& fields) {
  std::string out;
  for (const ToldStep::Field& field : fields) out += (out.empty() ? "" : ", ") + field.name + ": " + field.yaml;
  return '{' + out + '}';
}

std::string moment_text(encaissement::Instant at) {
  const std::string text = encaissement::format_instant(at);
  const auto read = read_moment(text);
  return read && read->at == at ? text : text + " winter";
}

std::string line_of(const ToldStep& step) {
  return "  - " + step.verb + ":" + (step.fields.empty() ? "" : " " + yaml_map(step.fields)) + "\n";
}

}  // namespace parcours
