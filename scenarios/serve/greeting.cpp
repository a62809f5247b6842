#include "scenarios/serve/greeting.h"

#include <fmt/format.h>

#include <iostream>

namespace parcours {
namespace {

std::string people_of(const World& world) {
  std::string text = "\nMerchants (Espace): login and password\n";
  for (const AccountSpec& a : world.accounts) {
    const std::string where = a.point.empty() ? "signatory of convention " + a.convention : "point " + a.point;
    text += fmt::format("  {:<10} {:<16} {}\n", a.login, a.password.empty() ? "(as before)" : a.password, where);
  }
  text += "\nCustomers (phone): identifier, e-mail and PIN\n";
  for (const CustomerSpec& c : world.customers)
    text += fmt::format("  {:<12} {:<26} {}  {}{}\n", c.identifier, c.email, c.pin, c.name, c.blocked ? ", blocked" : "");
  text += "\nTills (POS API): shop, key version and key\n";
  for (const KeySpec& k : world.keys) text += fmt::format("  {:<10} {:<4} {}\n", k.shop, k.version, k.key);
  return text;
}

// A create as a till without any extension makes it.
std::string call_of(const World& world, const std::string& base) {
  if (world.keys.empty()) return {};
  const KeySpec& key = world.keys.front();
  const std::string body = fmt::format(
      R"({{"requestDate":"'$(date -u +%FT%TZ)'","merchant":{{"shopId":"{}","serviceProviderId":"100001"}},)"
      R"("order":{{"id":"PANIER-1","paymentId":"1","label":"Essai","amount":{{"total":4000,"currency":978}}}},)"
      R"("paymentMethod":{{"tspdMode":"001","captureMode":"NORMAL"}}}})",
      key.shop);
  return fmt::format(
      "\nA sealed call (a request for 40,00 €), as it is:\n"
      "  seal=$(printf '%s' '{}&100001&PANIER-1&1&4000' | openssl dgst -sha256 -hmac '{}' -binary | basenc --base64url | tr -d =)\n"
      "  curl -s {}/payment-transactions/ -H \"ANCV-Security: HmacSHA256.{}.$seal\" -H 'Content-Type: application/json' -d '{}'\n",
      key.shop, key.key, base, key.version, body);
}

// Behind the # of an address, which a browser keeps to itself.
std::string in_fragment(const std::string& text) {
  constexpr std::string_view kPlain = "-._~";
  std::string written;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kPlain.find(c) != std::string_view::npos;
    written += plain ? std::string{c} : fmt::format("%{:02X}", byte);
  }
  return written;
}

// What a new user opens first.
std::string pages_of(const std::string& url, const std::string& token) {
  std::string text = fmt::format("\nIn a browser\n  Espace       {}/espace\n  Telephone    {}/telephone\n", url, url);
  if (!token.empty()) text += fmt::format("  Control room {}/controle#jeton={}\n", url, in_fragment(token));
  return text;
}

}  // namespace

std::string greeting_of(const House& house, const GreetingOptions& options) {
  const std::string host = options.address.find(':') == std::string::npos ? options.address : '[' + options.address + ']';
  const std::string url = fmt::format("{}://{}:{}", options.https ? "https" : "http", host, house.port());
  const std::string base = url + "/acquisition/api/public/v1";
  const std::string kept = options.data.empty() ? "in memory: gone when it ends"
                           : house.continued()
                               ? fmt::format("{} (continued: {} operations)", options.data, house.operations())
                               : options.data + " (new)";
  std::string text = fmt::format("Parcours reference on {}\n{}", url, pages_of(url, options.token));
  text += fmt::format(
      "\nThe service\n  journal      {}\n  clock        {}\n  POS API      {}\n  Espace API   {}/espace/api\n"
      "  phone API    {}/customer/api\n  documents    {}/docs  {}/openapi.json\n",
      kept, options.clock, base, url, url, url, url);
  if (!options.token.empty())
    text += fmt::format("  control      {}/sandbox  with the header  Parcours-Control: {}\n", url, options.token);
  text += people_of(house.world()) + call_of(house.world(), base);
  if (!options.token.empty())
    text += fmt::format("\nMove a virtual clock, judge the service:\n"
                        "  curl -s {}/sandbox/clock -H 'Parcours-Control: {}' -d '{{\"toNext\":true}}'\n"
                        "  ./parcours run --target {} --control-token {}\n", url, options.token, url, options.token);
  return text + "\nCtrl-C ends it.\n";
}

std::string fault_names() {
  std::string names;
  for (const FaultProfile& profile : fault_profiles()) names.append(names.empty() ? "" : ", ").append(profile.name);
  return names;
}

std::string LogFile::open(const std::string& path) {
  to_error_ = path == "-";
  if (!to_error_) file_.open(path, std::ios::app);
  return to_error_ || file_ ? "" : "cannot write to " + path;
}

void LogFile::write(const std::string& line) {
  const std::lock_guard lock{mutex_};
  (to_error_ ? std::cerr : static_cast<std::ostream&>(file_)) << line << '\n' << std::flush;
}

}  // namespace parcours
