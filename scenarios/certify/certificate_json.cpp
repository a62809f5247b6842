#include "scenarios/certify/certificate_json.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "reports/text.h"

namespace parcours {
namespace {

using namespace encaissement;
using Json = nlohmann::ordered_json;

constexpr std::size_t kBytesMost = 4 * 1024 * 1024;
constexpr std::array<std::string_view, 3> kClocks = {"virtual", "offset", "wall"};
constexpr std::array<std::string_view, 3> kNotices = {"none", "http", "adapter"};

Json files_json(const std::vector<FileDigest>& files) {
  Json out = Json::array();
  for (const FileDigest& one : files) out.push_back(Json{{"name", one.name}, {"sha256", one.sha256}});
  return out;
}

Json product_json(const Certificate& c) {
  return Json{{"vendor", c.till.vendor},
              {"product", c.till.product},
              {"version", c.till.version},
              {"build", c.till.build},
              {"capabilities", c.till.capabilities},
              {"clock", kClocks.at(static_cast<std::size_t>(c.till.clock))},
              {"notices", kNotices.at(static_cast<std::size_t>(c.till.notices))},
              {"files", files_json(c.product)}};
}

Json pairs_json(const Details& details) {
  Json out = Json::object();
  for (const auto& [name, value] : details) out[name] = value;
  return out;
}

Json profiles_json(const Certificate& c) {
  Json out = Json::array();
  for (const CertifiedProfile& one : c.profiles)
    out.push_back(Json{{"name", one.name}, {"cases", one.cases}, {"pass", one.passed}, {"warn", one.warned},
                       {"waived", one.waived}});
  return out;
}

Json waivers_json(const Certificate& c) {
  Json out = Json::array();
  for (const Waiver& one : c.waivers)
    out.push_back(Json{{"case", one.case_id}, {"rule", one.rule}, {"reason", one.reason}, {"owner", one.owner},
                       {"expires", iso_day(one.expires)}});
  return out;
}

Json cases_json(const Certificate& c) {
  Json out = Json::array();
  for (const CertifiedCase& one : c.cases)
    out.push_back(Json{{"id", one.id}, {"verdict", to_string(one.verdict)}, {"digest", one.digest}});
  return out;
}

Json signed_json(const Certificate& c) {
  Json out;
  out["format"] = kCertificateFormat;
  out["product"] = product_json(c);
  out["adapter"] = c.adapter.empty() ? Json("in process") : files_json(c.adapter);
  out["tool"] = Json{{"name", c.tool.name}, {"version", c.tool.version}, {"sha256", c.program_sha256}};
  out["suite"] = c.suite_sha256;
  out["record"] = c.record_sha256;
  out["protocol"] = c.protocol;
  out["seed"] = c.seed;
  out["policies"] = pairs_json(c.policies);
  out["manners"] = pairs_json(c.manners);
  out["profiles"] = profiles_json(c);
  out["waivers"] = waivers_json(c);
  out["issued"] = iso_day(c.issued);
  out["command"] = c.command;
  out["cases"] = cases_json(c);
  out["key"] = Json{{"id", key_id(c.key)}, {"public", to_text(c.key)}};
  return out;
}

std::string dumped(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'; }

// Trouble inside this file; ends at certificate_from. What the identity of the text will show is not asked for here.
struct Refusal {
  std::string message;
};

std::string text_at(const Json& json, const char* key) { return json.at(key).get<std::string>(); }

template <class Value>
Value known(const std::optional<Value>& value, const char* what) {
  if (!value) throw Refusal{fmt::format("\"{}\" is none", what)};
  return *value;
}

std::vector<FileDigest> files_from(const Json& json) {
  std::vector<FileDigest> files;
  for (const Json& one : json) files.push_back({text_at(one, "name"), text_at(one, "sha256")});
  return files;
}

template <class Word>
Word word_from(const std::array<std::string_view, 3>& words, const Json& json, const char* key) {
  const std::string word = text_at(json, key);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return static_cast<Word>(i);
  throw Refusal{fmt::format("\"{}\" is none", key)};
}

void read_product(const Json& json, Certificate& c) {
  c.till.vendor = text_at(json, "vendor");
  c.till.product = text_at(json, "product");
  c.till.version = text_at(json, "version");
  c.till.build = text_at(json, "build");
  c.till.capabilities = json.at("capabilities").get<std::vector<std::string>>();
  c.till.clock = word_from<TillClock>(kClocks, json, "clock");
  c.till.notices = word_from<TillNotices>(kNotices, json, "notices");
  c.product = files_from(json.at("files"));
}

Details pairs_from(const Json& json) {
  Details details;
  for (const auto& [name, value] : json.items()) details.emplace_back(name, value.get<std::string>());
  return details;
}

void read_verdicts(const Json& json, Certificate& c) {
  for (const Json& one : json.at("profiles"))
    c.profiles.push_back({.name = text_at(one, "name"),
                          .cases = one.at("cases").get<int>(),
                          .passed = one.at("pass").get<int>(),
                          .warned = one.at("warn").get<int>(),
                          .waived = one.at("waived").get<int>()});
  for (const Json& one : json.at("waivers"))
    c.waivers.push_back({.case_id = text_at(one, "case"),
                         .rule = text_at(one, "rule"),
                         .reason = text_at(one, "reason"),
                         .owner = text_at(one, "owner"),
                         .expires = known(iso_day_from(text_at(one, "expires")), "expires")});
  for (const Json& one : json.at("cases"))
    c.cases.push_back({.id = text_at(one, "id"),
                       .verdict = known(verdict_from_string(text_at(one, "verdict")), "verdict"),
                       .digest = text_at(one, "digest")});
}

Certificate read(const Json& json) {
  Certificate c;
  if (!json.is_object() || text_at(json, "format") != kCertificateFormat)
    throw Refusal{fmt::format("expected \"format\": \"{}\"", kCertificateFormat)};
  read_product(json.at("product"), c);
  if (json.at("adapter").is_array()) c.adapter = files_from(json.at("adapter"));
  c.tool = {.name = text_at(json.at("tool"), "name"), .version = text_at(json.at("tool"), "version")};
  c.program_sha256 = text_at(json.at("tool"), "sha256");
  c.suite_sha256 = text_at(json, "suite");
  c.record_sha256 = text_at(json, "record");
  c.protocol = text_at(json, "protocol");
  c.seed = text_at(json, "seed");
  c.policies = pairs_from(json.at("policies"));
  c.manners = pairs_from(json.at("manners"));
  read_verdicts(json, c);
  c.issued = known(iso_day_from(text_at(json, "issued")), "issued");
  c.command = text_at(json, "command");
  c.key = known(public_key_from(text_at(json.at("key"), "public")), "public key");
  c.signature = known(signature_from(text_at(json, "signature")), "signature");
  return c;
}

// Where two texts part, 1-based.
std::string parting(std::string_view found, std::string_view expected) {
  std::size_t line = 1, column = 1;
  for (std::size_t i = 0; i < found.size() && i < expected.size() && found[i] == expected[i]; ++i) {
    column = found[i] == '\n' ? 1 : column + 1;
    line += found[i] == '\n' ? 1 : 0;
  }
  return fmt::format("{}:{}", line, column);
}

}  // namespace

std::string signed_text(const Certificate& certificate) { return dumped(signed_json(certificate)); }

std::string certificate_text(const Certificate& certificate) {
  Json json = signed_json(certificate);
  json["signature"] = to_text(certificate.signature);
  return dumped(json);
}

Reported<Certificate> certificate_from(std::string_view text, const std::string& name) {
  if (text.size() > kBytesMost) return ReportError{name, "larger than 4 MB, which no certificate is"};
  try {
    Certificate certificate = read(Json::parse(text));
    const std::string canonical = certificate_text(certificate);
    if (canonical == text) return certificate;
    return ReportError{name + ':' + parting(text, canonical), "the certificate was changed: it is not written as it was signed"};
  } catch (const Refusal& refusal) {
    return ReportError{name, "no certificate, or one that was changed: " + refusal.message};
  } catch (const Json::exception& error) {
    return ReportError{name, "no certificate, or one that was changed: " + one_line(error.what(), 200)};
  }
}

}  // namespace parcours
