#include "scenarios/certify/key_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "reports/files.h"

namespace parcours {
namespace {

using namespace encaissement;
using Json = nlohmann::ordered_json;

constexpr const char* kSecretFormat = "parcours-secret-key/1";
constexpr const char* kPublicFormat = "parcours-public-key/1";
constexpr const char* kMake = "make one: parcours key new --out FILE";

std::string word_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json public_part(const char* format, const PublicKey& key) {
  return Json{{"format", format}, {"id", key_id(key)}, {"public", to_text(key)}};
}

std::string secret_key_text(const SecretKey& key) {
  Json json = public_part(kSecretFormat, key.public_key());
  json["secret"] = key.to_text();
  std::string text = json.dump(2) + '\n';
  forget(json["secret"].get_ref<std::string&>());
  return text;
}

// Empty: all of it is written.
std::string write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t many = ::write(file, text.data(), text.size());
    if (many < 0 && errno == EINTR) continue;
    if (many < 0) return std::strerror(errno);
    text.remove_prefix(static_cast<std::size_t>(many));
  }
  return ::fsync(file) == 0 ? std::string() : std::strerror(errno);
}

bool others_can_read(const std::string& path) {
  struct stat state {};
  return ::stat(path.c_str(), &state) == 0 && (state.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

// The parts of a file that says it is of `format`; what is wrong else.
Reported<Json> read_parts(const std::string& path, const char* format) {
  Reported<std::string> text = read_text_file(path);
  if (!text) return text.error();
  Json json = Json::parse(text.value(), nullptr, false);
  forget(text.value());
  if (!json.is_object() || word_of(json, "format") != format)
    return ReportError{path, fmt::format("expected a key file (\"format\": \"{}\")", format)};
  const auto key = public_key_from(word_of(json, "public"));
  if (!key || word_of(json, "id") != key_id(*key))
    return ReportError{path, "the public key and its id do not belong together; the file was changed"};
  return json;
}

}  // namespace

std::optional<ReportError> write_secret_key_file(const std::string& path, const SecretKey& key) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST)
    return ReportError{path, "is there already, and a key is never overwritten; take another name"};
  if (file < 0) return ReportError{path, std::strerror(errno)};
  std::string text = secret_key_text(key);
  std::string trouble = write_all(file, text);
  forget(text);
  if (::close(file) != 0 && trouble.empty()) trouble = std::strerror(errno);
  if (trouble.empty()) return std::nullopt;
  ::unlink(path.c_str());
  return ReportError{path, trouble};
}

Reported<SecretKey> read_secret_key_file(const std::string& path) {
  if (path.empty())
    return ReportError{"--key", fmt::format("a certificate is signed with a key that stays; {}", kMake)};
  if (read_parts(path, kPublicFormat)) return ReportError{path, "is a public key; a certificate is signed with the secret one"};
  if (others_can_read(path))
    return ReportError{path, fmt::format("others can read this secret key; chmod 600 {}, or {}", path, kMake)};
  Reported<Json> parts = read_parts(path, kSecretFormat);
  if (!parts) return parts.error();
  std::string secret = word_of(parts.value(), "secret");
  auto key = SecretKey::from_text(secret);
  forget(secret);
  if (parts.value().contains("secret") && parts.value()["secret"].is_string())
    forget(parts.value()["secret"].get_ref<std::string&>());
  if (!key || to_text(key->public_key()) != word_of(parts.value(), "public"))
    return ReportError{path, "the secret key and the public one do not belong together; the file was changed"};
  return std::move(*key);
}

std::string public_key_text(const PublicKey& key) { return public_part(kPublicFormat, key).dump(2) + '\n'; }

Reported<PublicKey> read_public_key_file(const std::string& path) {
  const Reported<Json> secret = read_parts(path, kSecretFormat);
  if (secret) return ReportError{path, "is a secret key; give what `parcours key show " + path + "` prints"};
  const Reported<Json> parts = read_parts(path, kPublicFormat);
  if (!parts) return parts.error();
  return *public_key_from(word_of(parts.value(), "public"));
}

}  // namespace parcours
