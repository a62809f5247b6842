// libFuzzer target of the header that carries a seal: a line of it, then what is sealed.
#include "reference/seal/api_seal.h"
#include "tests/fuzz/edge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace encaissement;
  using parcours::fuzz::must;
  const std::string_view input = parcours::fuzz::text_of(data, size);
  const std::string_view header = input.substr(0, input.find('\n'));
  const std::string_view sealed = input.substr(std::min(header.size() + 1, input.size()));
  const auto read = read_seal(header);
  if (read) {
    must(!read->version.empty(), "a seal without a version\n");
    const std::string again = "HmacSHA256." + std::string{read->version} + "." + std::string{read->seal};
    must(again == header, "a seal that reads as another\n");
    must(seal_matches(read->seal, "key", sealed) == (make_seal(read->version, "key", sealed) == header), "a wrong seal passes\n");
  }
  const std::string made = make_seal("v", header, sealed);
  const auto mine = read_seal(made);
  must(mine && seal_matches(mine->seal, header, sealed), "a good seal does not pass\n");
  return 0;
}
