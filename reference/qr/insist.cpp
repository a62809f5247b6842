#include "reference/qr/insist.h"

#include <algorithm>

#include "reference/qr/enhance.h"
#include "reference/qr/reader.h"

namespace encaissement {
namespace {

// Insisting on more pixels than these takes seconds; symbols that fill so little of a photograph are rare.
constexpr std::size_t kInsistMax = 2'000'000;

std::optional<std::string> try_to_read(const GreyImage& photo, Attempt attempt) {
  switch (attempt) {
    case Attempt::plain: return read_symbol(photo);
    case Attempt::stretched: return read_symbol(stretched(photo));
    case Attempt::smoothed: return read_symbol(stretched(smoothed(photo)));
    case Attempt::sharpened: return read_symbol(sharpened(stretched(photo), {.reach = 3, .strength = 4}));
    case Attempt::highlights: return read_symbol(highlights(stretched(photo)));
    case Attempt::redrawn: return read_symbol(sharpened(stretched(smoothed(photo)), {.reach = 4, .strength = 4}));
    case Attempt::enlarged:
      return read_symbol(sharpened(stretched(smoothed(enlarged(photo))), {.reach = 8, .strength = 8}));
    case Attempt::lengthened: return read_symbol(stretched(lengthened(photo)));
    case Attempt::even_light: return read_symbol(stretched(smoothed(photo)), ReadWay::global_threshold);
    case Attempt::widely_smoothed: return read_symbol(stretched(smoothed(photo, 2)));
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Attempt attempt) {
  switch (attempt) {
    case Attempt::plain: return "plain";
    case Attempt::stretched: return "stretched";
    case Attempt::smoothed: return "smoothed";
    case Attempt::sharpened: return "sharpened";
    case Attempt::highlights: return "highlights";
    case Attempt::redrawn: return "redrawn";
    case Attempt::enlarged: return "enlarged";
    case Attempt::lengthened: return "lengthened";
    case Attempt::even_light: return "even light";
    case Attempt::widely_smoothed: return "widely smoothed";
  }
  return "";
}

PhoneReading insist_on_reading(const GreyImage& photo) {
  PhoneReading reading;
  if (!photo.is_well_formed()) return reading;
  for (std::size_t i = 0; i < kAttemptCount; ++i) {
    reading.last = static_cast<Attempt>(i);
    reading.text = try_to_read(photo, reading.last);
    if (reading.text) break;
  }
  return reading;
}

std::optional<std::string> read_photo(const GreyImage& photo) {
  if (photo.pixels.size() <= kInsistMax) return insist_on_reading(photo).text;
  if (auto text = read_symbol(photo)) return text;
  const bool halves = photo.is_well_formed() && std::min(photo.width, photo.height) >= 2;
  return halves ? read_photo(halved(photo)) : std::nullopt;
}

}  // namespace encaissement
