// The seals of the acquisition API: pinned vectors, and the same made by openssl.
#include "reference/seal/api_seal.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

namespace encaissement {
namespace {

constexpr const char* kKey = "cle-de-demonstration-P001";

// What a shell command prints, without the last line's end.
std::string printed(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string text;
  for (int c = pipe ? std::fgetc(pipe.get()) : EOF; c != EOF; c = std::fgetc(pipe.get())) text += static_cast<char>(c);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string by_openssl(const std::string& sealed, const std::string& key) {
  return printed("printf %s '" + sealed + "' | openssl dgst -sha256 -hmac '" + key +
                 "' -binary | openssl base64 -A | tr '+/' '-_' | tr -d '='");
}

TEST(ApiSeal, IsWhatOpensslMakes) {
  for (const std::string& sealed : {sealed_fields({"10000001", "123456", "REF1", "PAY-1", "4000"}), sealed_fields({"fiawa31zot"}),
                                    sealed_fields({"fiawa31zot", "ts-client2@yopmail.com", "4000"}), std::string{"é&€"}}) {
    const std::string made = make_seal("1", kKey, sealed);
    EXPECT_EQ(made, "HmacSHA256.1." + by_openssl(sealed, kKey));
    EXPECT_TRUE(seal_matches(read_seal(made)->seal, kKey, sealed));
  }
}

TEST(ApiSeal, KeysOfAnyLengthAreTheBytesOfTheirText) {
  for (const std::string& key : {std::string{"k"}, std::string(64, 'k'), std::string(65, 'k'), std::string(300, 'k'), std::string{"clé"}})
    EXPECT_EQ(make_seal("1", key, "id"), "HmacSHA256.1." + by_openssl("id", key));
}

TEST(ApiSeal, IsPinned) {
  EXPECT_EQ(make_seal("1", "key", "The quick brown fox jumps over the lazy dog"),
            "HmacSHA256.1.97yD9DBThCSxMpjmqm-xQ-9NWaFJRhdZl0edvC0aPNg");
  EXPECT_EQ(make_seal("", "", ""), "HmacSHA256..thNnmggU2ex3L5XXeMNfxf8Wl8STcVZTxscSFEKSxa0");
}

TEST(ApiSeal, WholeCallIsMethodPathDateAndHashOfTheBody) {
  EXPECT_EQ(sealed_call("GET", "/a/", "2020-06-24T09:33:00Z", ""),
            "GET&/a/&2020-06-24T09:33:00Z&e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sealed_call("POST", "/a", "d", "abc"),
            "POST&/a&d&" + printed("printf abc | openssl dgst -sha256 -r | cut -d' ' -f1"));
}

TEST(ApiSeal, FieldsAreJoinedEmptyOnesToo) {
  EXPECT_EQ(sealed_fields({}), "");
  EXPECT_EQ(sealed_fields({"a"}), "a");
  EXPECT_EQ(sealed_fields({"a", "", "b", ""}), "a&&b&");
}

TEST(ApiSeal, OnlyTheVeryTextPasses) {
  const std::string seal = std::string{read_seal(make_seal("1", kKey, "id"))->seal};
  EXPECT_TRUE(seal_matches(seal, kKey, "id"));
  EXPECT_FALSE(seal_matches(seal, "another key", "id"));
  EXPECT_FALSE(seal_matches(seal, kKey, "other"));
  EXPECT_FALSE(seal_matches("", kKey, "id"));
  EXPECT_FALSE(seal_matches(seal + "=", kKey, "id"));
  for (std::size_t i = 0; i < seal.size(); ++i)
    for (const char c : {'A', 'B', '-', '\0', '='}) {
      std::string changed = seal;
      changed[i] = c;
      EXPECT_EQ(seal_matches(changed, kKey, "id"), changed == seal) << i;
    }
}

TEST(ApiSeal, HeaderHasSchemeVersionAndSeal) {
  const std::string seal(43, 'x');
  const std::string header = "HmacSHA256.2020.b." + seal;
  const auto read = read_seal(header);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->version, "2020.b");
  EXPECT_EQ(read->seal, seal);
  for (const std::string& bad : {std::string{}, std::string{"HmacSHA256"}, std::string{"HmacSHA256."}, "HmacSHA256.." + seal,
                                 "HmacSHA256." + seal, "HmacSHA256.1." + seal + "x", "HmacSHA512.1." + seal, "1." + seal})
    EXPECT_FALSE(read_seal(bad)) << bad;
}

}  // namespace
}  // namespace encaissement
