#include "fakes/phone_reader.h"

#include <algorithm>
#include <cstring>

#include "fakes/phone_enhance.h"
#include "reference/qr/reader.h"

namespace parcours {
namespace {

using encaissement::read_symbol;
using encaissement::ReadWay;

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

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
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

PhoneReader::PhoneReader(std::size_t memory) : slots_(std::max<std::size_t>(1, memory)) {}

PhoneReading PhoneReader::read(const GreyImage& photo) {
  ++readings_;
  const Fingerprint seen = fingerprint(photo);
  Slot& slot = slots_[seen[0] % slots_.size()];
  if (slot.photo == seen) {
    ++remembered_;
  } else {
    slot = {.photo = seen, .reading = insist_on_reading(photo)};
  }
  return slot.reading;
}

// 128 bits over the size and every pixel: two photographs that share them are not expected in the life of the world.
PhoneReader::Fingerprint PhoneReader::fingerprint(const GreyImage& photo) {
  const std::uint64_t size = static_cast<std::uint64_t>(photo.width) << 32 | static_cast<std::uint32_t>(photo.height);
  Fingerprint print{mixed(size + 1), mixed(~size)};
  const std::size_t count = photo.pixels.size();
  for (std::size_t at = 0; at < count; at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, photo.pixels.data() + at, std::min(sizeof word, count - at));
    print[0] = mixed(print[0] ^ word);
    print[1] = (print[1] ^ word) * 0xD6E8FEB86659FD93;
    print[1] ^= print[1] >> 32;
  }
  return print;
}

}  // namespace parcours
