// libFuzzer target of uploaded photographs: whatever the bytes, a well-formed picture within its bounds, or an error; and
// what is small enough is looked at for a QR symbol.
#include "reference/qr/insist.h"
#include "reference/qr/picture.h"
#include "reference/qr/reader.h"
#include "tests/fuzz/edge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace encaissement;
  using parcours::fuzz::must;
  const auto read = read_picture(parcours::fuzz::text_of(data, size));
  if (const auto* error = std::get_if<PictureError>(&read)) {
    must(!to_text(*error).empty(), "an error without words\n");
    return 0;
  }
  const GreyImage& image = std::get<GreyImage>(read);
  must(image.is_well_formed() && image.pixels.size() <= kPicturePixelsMax, "a picture out of bounds\n");
  constexpr std::size_t kLooked = 20'000;
  if (image.pixels.size() <= kLooked) read_photo(image);
  return 0;
}
