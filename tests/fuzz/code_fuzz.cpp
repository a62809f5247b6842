// libFuzzer target of what a camera read: whatever it is, only what the service printed is genuine.
#include "reference/seal/code.h"
#include "tests/fuzz/edge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace encaissement;
  using parcours::fuzz::must;
  static const CodeSeal seal{"fuzz"};
  const std::string_view payload = parcours::fuzz::text_of(data, size);
  const Code2D code = seal.read(payload);
  if (code.kind == Code2D::Kind::genuine) must(seal.payload(code.number, code.amount) == payload, "a forgery is genuine\n");
  if (size < 16) return 0;
  // And the other way: a code of this number and amount reads back.
  std::uint64_t cents = 0, counter = 0;
  for (std::size_t i = 0; i < 8; ++i) cents = cents << 8 | data[i], counter = counter << 8 | data[8 + i];
  const Money amount = Money::from_cents(static_cast<std::int64_t>(cents % 10'000'000'000'001));
  const TransactionNumber number = number_of(7, counter % kTransactionNumbers);
  const Code2D back = seal.read(seal.payload(number, amount));
  must(back.kind == Code2D::Kind::genuine && back.number == number && back.amount == amount, "a genuine code is refused\n");
  return 0;
}
