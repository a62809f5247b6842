#include "reference/http/docs_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace parcours::http::docs {
namespace {

constexpr int kDepthMax = 4;  // Of members within members: deeper ones are behind the link of their schema.
constexpr std::string_view kSchemas = "#/components/schemas/";

std::string name_of(const Json& schema) {
  const auto found = schema.find("$ref");
  if (found == schema.end()) return {};
  const std::string path = *found;
  return path.starts_with(kSchemas) ? path.substr(kSchemas.size()) : std::string{};
}

std::string enum_of(const Json& schema) {
  std::string text;
  for (const Json& value : schema["enum"]) text.append(text.empty() ? "" : " | ").append(value == "" ? "\"\"" : as_text(value));
  return text;
}

std::string type_of(const Json& document, const Json& schema) {
  const Json& real = resolved(document, schema);
  if (real.contains("enum")) return enum_of(real);
  if (real.contains("const")) return as_text(real["const"]);
  if (real.contains("anyOf")) {
    std::string text;
    for (const Json& one : real["anyOf"]) text.append(text.empty() ? "" : " or ").append(type_of(document, one));
    return text;
  }
  if (!real.contains("type")) return "object";
  std::string type = real["type"].is_array() ? joined(real["type"]) : real["type"].get<std::string>();
  if (real.contains("items")) type += " of " + type_of(document, real["items"]);
  const std::string name = name_of(schema);
  return name.empty() || real.contains("properties") ? type : type + " (" + name + ")";
}

std::string description_of(const Json& document, const Json& schema) {
  if (schema.contains("description")) return schema["description"];
  return resolved(document, schema).value("description", "");
}

struct Rows {
  const Json& document;
  std::string html = {};

  void add_members(const Json& schema, const std::string& prefix, int depth) {
    const Json& real = resolved(document, schema);
    if (real.contains("allOf"))
      for (const Json& part : real["allOf"]) add_members(part, prefix, depth);
    if (!real.contains("properties")) return;
    for (const auto& [name, member] : real["properties"].items()) add(real, prefix + name, name, member, depth);
  }

  void add(const Json& owner, const std::string& path, const std::string& name, const Json& member, int depth) {
    const Json required = owner.value("required", Json::array());
    const bool needed = std::find(required.begin(), required.end(), name) != required.end();
    const Json& real = resolved(document, member);
    const bool own = real.contains("x-ours");
    html += fmt::format("<tr><td><code>{}</code>{}</td><td>{}</td><td>{}{}</td></tr>\n", escaped(path),
                        needed ? " <span class=\"need\">needed</span>" : "", escaped(type_of(document, member)),
                        own ? "<span class=\"own\">ours</span> " : "", with_code(description_of(document, member)));
    if (depth >= kDepthMax) return;
    if (real.contains("items")) return add_members(real["items"], path + "[].", depth + 1);
    add_members(member, path + ".", depth + 1);
  }
};

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

std::string with_code(std::string_view text) {
  std::string out;
  bool open = false;
  for (const char c : escaped(text)) {
    if (c != '`') {
      out += c;
      continue;
    }
    out += open ? "</code>" : "<code>";
    open = !open;
  }
  return open ? out + "</code>" : out;
}

std::string code(std::string_view text) { return "<code>" + escaped(text) + "</code>"; }

std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    out += "<p>" + with_code(text.substr(0, end)) + "</p>\n";
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return out;
}

std::string codes(std::string_view listed) {
  std::string out;
  while (!listed.empty()) {
    const std::size_t end = std::min(listed.find(", "), listed.size());
    out += code(listed.substr(0, end)) + " ";
    listed.remove_prefix(std::min(end + 2, listed.size()));
  }
  return out;
}

std::string upper(std::string_view word) {
  std::string out{word};
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

std::string as_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string joined(const Json& texts) {
  std::string out;
  for (const Json& one : texts) out.append(out.empty() ? "" : ", ").append(as_text(one));
  return out;
}

std::string joined_keys(const Json& object) {
  std::string out;
  for (const auto& [name, value] : object.items()) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

const Json& resolved(const Json& document, const Json& schema) {
  const auto found = schema.find("$ref");
  if (found == schema.end()) return schema;
  return document.at(Json::json_pointer{found->get<std::string>().substr(1)});
}

std::string link_to_schema(const Json& schema) {
  const std::string name = name_of(schema);
  return name.empty() ? name : fmt::format("<a href=\"#schema-{0}\">{0}</a>", name);
}

std::string fields(const Json& document, const Json& schema) {
  Rows rows{document};
  rows.add_members(schema, "", 0);
  if (rows.html.empty()) return paragraphs(description_of(document, schema));
  return "<table><tr><th>Member</th><th>Type</th><th>Meaning</th></tr>\n" + rows.html + "</table>\n";
}

std::string examples(const Json& media) {
  const auto found = media.find("examples");
  if (found == media.end()) return {};
  std::string out;
  for (const auto& [name, example] : found->items()) {
    const Json& value = example["value"];
    out += fmt::format("<details><summary>{}</summary>\n<pre>{}</pre></details>\n", escaped(example.value("summary", name)),
                       escaped(value.is_string() ? value.get<std::string>() : value.dump(2)));
  }
  return out;
}

std::string examples_of_schema(const Json& schema) {
  std::string out;
  for (const Json& value : schema.value("examples", Json::array())) out += "<pre>" + escaped(value.dump(2)) + "</pre>\n";
  return out;
}

}  // namespace parcours::http::docs
