// PAY-02's check, passwords, and the digest of a call.
#include <gtest/gtest.h>

#include <set>

#include "reference/core/money.h"
#include "reference/seal/code.h"
#include "reference/seal/digest.h"
#include "reference/seal/password.h"

namespace encaissement {
namespace {

const TransactionNumber kNumber = TransactionNumber::parse("foo2udp610").value();

TEST(CodeSeal, WhatItMadeIsGenuine) {
  const CodeSeal seal{"secret"};
  const std::string payload = seal.payload(kNumber, 4000_cents);
  EXPECT_EQ(payload.substr(0, 21), "CVC1:foo2udp610:4000:");
  EXPECT_EQ(payload.size(), 21u + 22u);
  const Code2D code = seal.read(payload);
  EXPECT_EQ(code.kind, Code2D::Kind::genuine);
  EXPECT_EQ(code.number, kNumber);
  EXPECT_EQ(code.amount, 4000_cents);
  EXPECT_EQ(CodeSeal{"secret"}.payload(kNumber, 4000_cents), payload);
  EXPECT_EQ(CodeSeal{"other"}.read(payload).kind, Code2D::Kind::forged);
}

TEST(CodeSeal, EveryChangedCharacterIsAForgery) {
  const CodeSeal seal{"secret"};
  const std::string payload = seal.payload(kNumber, 4000_cents);
  for (std::size_t i = 0; i < payload.size(); ++i)
    for (const char c : {'0', 'A', ':', '\xff'}) {
      std::string forged = payload;
      if (forged[i] == c) continue;
      forged[i] = c;
      ASSERT_EQ(seal.read(forged).kind, Code2D::Kind::forged) << forged;
    }
}

TEST(CodeSeal, WhatIsCutOrLengthenedIsAForgery) {
  const CodeSeal seal{"secret"};
  const std::string payload = seal.payload(kNumber, 4000_cents);
  for (std::size_t size = 0; size < payload.size(); ++size)
    ASSERT_EQ(seal.read(payload.substr(0, size)).kind, Code2D::Kind::forged) << size;
  EXPECT_EQ(seal.read(payload + "A").kind, Code2D::Kind::forged);
  EXPECT_EQ(seal.read(" " + payload).kind, Code2D::Kind::forged);
  EXPECT_EQ(seal.read(std::string(100'000, 'A')).kind, Code2D::Kind::forged);
}

TEST(Password, MatchesItselfOnly) {
  for (const PasswordCost cost : {PasswordCost::simulated, PasswordCost::interactive}) {
    const std::string kept = hash_password("Accueil-1", cost);
    EXPECT_EQ(kept.find("Accueil"), std::string::npos);
    EXPECT_TRUE(password_matches(kept, "Accueil-1"));
    EXPECT_FALSE(password_matches(kept, "accueil-1"));
    EXPECT_FALSE(password_matches(kept, ""));
    EXPECT_FALSE(password_matches(nobodys_password(cost), "Accueil-1"));
  }
  EXPECT_FALSE(password_matches("", "Accueil-1"));
  EXPECT_FALSE(password_matches("simulated$", ""));
}

TEST(Password, SimulatedHashesRepeatAndRealOnesAreSalted) {
  EXPECT_EQ(hash_password("x", PasswordCost::simulated), hash_password("x", PasswordCost::simulated));
  EXPECT_NE(hash_password("x", PasswordCost::interactive), hash_password("x", PasswordCost::interactive));
}

TEST(Digest, TellsTextsApartAndRepeats) {
  std::set<std::uint64_t> digests;
  for (int i = 0; i < 10'000; ++i) digests.insert(digest_of(std::to_string(i)));
  EXPECT_EQ(digests.size(), 10'000u);
  EXPECT_EQ(digest_of("body"), digest_of("body"));
}

}  // namespace
}  // namespace encaissement
