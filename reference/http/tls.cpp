#include "reference/http/tls.h"

#include <fmt/format.h>

#include <fstream>

namespace parcours::http {
namespace {

namespace ssl = boost::asio::ssl;
using Error = boost::system::error_code;

bool can_be_read(const std::string& file) { return std::ifstream{file}.peek() != std::ifstream::traits_type::eof(); }

// Without it OpenSSL would ask the terminal for the password of a locked key.
std::string no_password(std::size_t, ssl::context::password_purpose) { return {}; }

std::string file_trouble(const std::string& certificate, const std::string& key) {
  if (certificate.empty() || key.empty()) return "TLS needs both a certificate and its key";
  if (!can_be_read(certificate)) return fmt::format("the certificate {} cannot be read, or is empty", certificate);
  if (!can_be_read(key)) return fmt::format("the key {} cannot be read, or is empty", key);
  return {};
}

std::string load(ssl::context& context, const std::string& certificate, const std::string& key) {
  Error error;
  context.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, error);
  context.set_password_callback(no_password, error);
  if (context.use_certificate_chain_file(certificate, error))
    return fmt::format("the certificate {} is not a certificate in PEM", certificate);
  if (context.use_private_key_file(key, ssl::context::pem, error)) {
    const bool other = SSL_CTX_check_private_key(context.native_handle()) == 0 &&
                       error.value() != 0 && ERR_GET_REASON(static_cast<unsigned long>(error.value())) ==
                                                 X509_R_KEY_VALUES_MISMATCH;
    if (other) return fmt::format("the key {} is not the key of the certificate {}", key, certificate);
    return fmt::format("the key {} is not a key in PEM, or is locked by a password", key);
  }
  if (SSL_CTX_check_private_key(context.native_handle()) == 1) return {};
  return fmt::format("the key {} is not the key of the certificate {}", key, certificate);
}

}  // namespace

std::variant<std::shared_ptr<ssl::context>, std::string> tls_context(const std::string& certificate,
                                                                     const std::string& key) {
  if (const auto trouble = file_trouble(certificate, key); !trouble.empty()) return trouble;
  const auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  if (auto trouble = load(*context, certificate, key); !trouble.empty()) return trouble;
  return context;
}

}  // namespace parcours::http
