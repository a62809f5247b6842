#include "reference/http/throwaway_certificate.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>
#include <utility>

namespace parcours::http {
namespace {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* held) const { free(held); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;

// Tills on a virtual clock may look at it in any year of a story.
constexpr const char* kFrom = "20000101000000Z";
constexpr const char* kUntil = "20991231235959Z";
constexpr long kVersion3 = 2;

bool set_serial(X509* certificate) {
  std::uint32_t serial = 0;
  return RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1 &&
         ASN1_INTEGER_set(X509_get_serialNumber(certificate), static_cast<long>(serial >> 1U) + 1) == 1;
}

bool set_name(X509* certificate) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto* text = reinterpret_cast<const unsigned char*>("localhost");
  return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1;
}

bool set_times(X509* certificate) {
  return ASN1_TIME_set_string(X509_getm_notBefore(certificate), kFrom) == 1 &&
         ASN1_TIME_set_string(X509_getm_notAfter(certificate), kUntil) == 1;
}

bool set_extensions(X509* certificate) {
  constexpr std::array<std::pair<int, const char*>, 5> kExtensions{{{NID_basic_constraints, "critical,CA:TRUE"},
                                                                    {NID_key_usage, "critical,digitalSignature,keyCertSign"},
                                                                    {NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1"},
                                                                    {NID_subject_key_identifier, "hash"},
                                                                    {NID_authority_key_identifier, "keyid"}}};
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  for (const auto& [kind, value] : kExtensions) {
    const Extension one{X509V3_EXT_conf_nid(nullptr, &context, kind, value)};
    if (!one || X509_add_ext(certificate, one.get(), -1) != 1) return false;
  }
  return true;
}

std::string text_in(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string{};
}

}  // namespace

std::optional<ThrowawayCertificate> make_throwaway_certificate() {
  const Key key{EVP_EC_gen("P-256")};
  const Certificate certificate{X509_new()};
  const bool made = key && certificate && X509_set_version(certificate.get(), kVersion3) == 1 &&
                    set_serial(certificate.get()) && set_name(certificate.get()) && set_times(certificate.get()) &&
                    X509_set_pubkey(certificate.get(), key.get()) == 1 && set_extensions(certificate.get()) &&
                    X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0;
  if (!made) return std::nullopt;
  const Bio public_part{BIO_new(BIO_s_mem())}, secret_part{BIO_new(BIO_s_mem())};
  if (PEM_write_bio_X509(public_part.get(), certificate.get()) != 1 ||
      PEM_write_bio_PrivateKey(secret_part.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return std::nullopt;
  return ThrowawayCertificate{.certificate = text_in(public_part.get()), .key = text_in(secret_part.get())};
}

}  // namespace parcours::http
