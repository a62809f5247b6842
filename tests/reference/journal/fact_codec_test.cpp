// Facts as bytes: whatever is written is read again, whatever is damaged is a value, and version 1 stays as it is.
#include "reference/journal/fact_codec.h"

#include <gtest/gtest.h>

#include <set>

#include "reference/core/refusals.h"
#include "reference/core/request_rules.h"
#include "reference/core/text.h"
#include "reference/core/transition_table.h"
#include "reference/seal/digest.h"
#include "tests/reference/journal/facts.h"

namespace encaissement {
namespace {

constexpr std::size_t kKinds = std::variant_size_v<FactBody>;

std::string encoded(const std::vector<Fact>& facts) {
  FactEncoder encoder;
  for (const Fact& fact : facts) encoder.add(fact);
  return encoder.bytes();
}

std::vector<std::string> pictures(std::string_view bytes, std::optional<std::string>* why = nullptr) {
  std::vector<std::string> all;
  const auto trouble = decode_facts(bytes, [&](const Fact& fact) { all.push_back(picture_of(fact)); });
  if (why != nullptr) *why = trouble;
  return all;
}

TEST(FactCodec, GivesBackEveryFactOfEveryKind) {
  RandomWalk random{1};
  for (std::size_t i = 0; i < 100 * kKinds; ++i) {
    const Fact fact = random_fact(i % kKinds, random);
    ASSERT_EQ(fact.body.index(), i % kKinds);
    std::optional<std::string> why;
    ASSERT_EQ(pictures(encoded({fact}), &why), std::vector{picture_of(fact)}) << why.value_or("");
  }
}

TEST(FactCodec, GivesBackBatchesInOrder) {
  RandomWalk random{2};
  for (int i = 0; i < 50; ++i) {
    std::vector<Fact> facts;
    std::vector<std::string> expected;
    for (int n = 0; n < 40; ++n) {
      facts.push_back(random_fact(random.below(kKinds), random));
      expected.push_back(picture_of(facts.back()));
    }
    ASSERT_EQ(pictures(encoded(facts)), expected);
  }
}

TEST(FactCodec, ReadsNothingFromHalfAFact) {
  RandomWalk random{3};
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    const std::string whole = encoded({random_fact(kind, random)});
    for (std::size_t size = 2; size < whole.size(); ++size) {
      std::optional<std::string> why;
      EXPECT_TRUE(pictures(whole.substr(0, size), &why).empty());
      EXPECT_TRUE(why.has_value()) << "kind " << kind << ", " << size << " of " << whole.size();
    }
  }
}

// What a flipped byte reads as is another fact or a reason; under the sanitizers nothing else may happen.
TEST(FactCodec, EveryFlippedByteGivesAFactOrAReason) {
  RandomWalk random{4};
  int refused = 0;
  for (std::size_t i = 0; i < 20 * kKinds; ++i) {
    const std::string whole = encoded({random_fact(i % kKinds, random), random_fact(random.below(kKinds), random)});
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string bent = whole;
      bent[at] = static_cast<char>(bent[at] ^ (1 << random.below(8)));
      std::optional<std::string> why;
      EXPECT_LE(pictures(bent, &why).size(), whole.size());
      refused += why.has_value() ? 1 : 0;
    }
  }
  EXPECT_GT(refused, 1000);
}

TEST(FactCodec, NoiseIsRefusedWithoutTakingMemory) {
  RandomWalk random{5};
  for (int i = 0; i < 20'000; ++i) {
    std::string noise(1, static_cast<char>(kFactsVersion));
    for (auto n = random.below(60); n > 0; --n) noise += static_cast<char>(random.one_in(3) ? 0xFF : random.below(256));
    pictures(noise);
  }
  std::optional<std::string> why;
  pictures(std::string("\x01\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 12), &why);  // A text of 2^62 bytes.
  EXPECT_EQ(why.value_or(""), "fact 1 of the batch cannot be read");
}

TEST(FactCodec, AnotherVersionOrKindIsNamed) {
  std::optional<std::string> why;
  pictures("", &why);
  EXPECT_EQ(why.value_or(""), "there is not even a version");
  pictures("\x02", &why);
  EXPECT_EQ(why.value_or(""), "version 2 of facts is not known here");
  pictures(std::string{"\x01\x63\x00", 3}, &why);
  EXPECT_EQ(why.value_or(""), "fact 1 of the batch is of no known kind");
}

// A change here is a change of the format: it takes a new version, and reading the old one.
TEST(FactCodec, TheBytesOfVersionOneArePinned) {
  const Instant at = parse_moment("24/06/2020 11:33").value();
  const Operation operation{.id = OperationId{7}, .point = PointId{2}, .customer = CustomerId{1}, .parcours = Parcours::c,
                            .mode = Mode::identifier, .named = true, .requested = 4000_cents, .created = at,
                            .last_action = at, .payment_deadline = at + std::chrono::seconds{300},
                            .validation_days = 2, .basket = {111, 12}, .contact = {100, 11}};
  const std::string bytes = encoded({{at, TextsKept{"ab"}}, {at, OperationCreated{operation}},
                                     {at, Answered{3, "k1", 5, refused(refusal::basket_taken)}}});
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  EXPECT_EQ(hex, "0100c093e3dadc5c02616204000702010201000002c03e0000000100010001c0cf240000"
                 "00000400000bc8010c00000000000000000c0003026b3105100000000000000000000000");
}

TEST(FactCodec, AllKindsOfVersionOneArePinned) {
  RandomWalk random{6};
  std::vector<Fact> facts;
  for (std::size_t kind = 0; kind < kKinds; ++kind) facts.push_back(random_fact(kind, random));
  EXPECT_EQ(kKinds, 13u);
  EXPECT_EQ(to_hex(chained({}, encoded(facts))), "e793371f0b9553f9bcd919d47d1d9b2381fa6809f88aa9c49b1dec674d882629");
}

// -------- Refusals ------------------------------------------------------------------------------

TEST(Refusals, HaveNumbersForEver) {
  std::string all;
  std::uint64_t number = 1;
  for (; refusal_of(number) != nullptr; ++number) {
    all += std::string{to_string(refusal_of(number)->rule)} + " ";
    EXPECT_EQ(number_of(*refusal_of(number)), number);
  }
  EXPECT_EQ(all,
            "ACC-01 REP-01 FRM-05 PAY-02 ACC-05 ACC-05 ACC-01 ACC-07 ACC-03 ACC-03 ACC-05 ACC-04 ACC-06 ACC-08 ACC-05 FRM-03 "
            "FRM-02 FRM-01 FRM-02 FRM-03 FRM-04 FRM-05 FRM-07 FRM-08 MON-01 STA-01 PAY-02 PAY-05 VAL-03 VAL-03 VAL-05 STA-01 "
            "STA-01 STA-01 TIM-01 TIM-05 PAY-01 PAY-01 PAY-09 PAY-09 PAY-10 PAY-03 VAL-01 PAY-06 FRM-01 FRM-06 FRM-11 ");
  EXPECT_EQ(refusal_of(0), nullptr);
  EXPECT_EQ(refusal_of(~std::uint64_t{0}), nullptr);
}

TEST(Refusals, OfEveryGuardAreNumbered) {
  for (const Transition& row : table::kTransitions)
    for (const Guard* guard : row.only_if)
      EXPECT_TRUE(guard == nullptr || number_of(*guard).has_value()) << guard->sentence;
  for (const FormGuard& guard : form_guards()) EXPECT_TRUE(number_of(guard).has_value()) << guard.sentence;
  const Refusal strange{RuleId::acc_01, Code::bad_request, "Nobody says this."};
  EXPECT_FALSE(number_of(strange).has_value());
}

}  // namespace
}  // namespace encaissement
