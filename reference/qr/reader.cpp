#include "reference/qr/reader.h"

#include <ZXing/ReadBarcode.h>

#include <exception>

namespace encaissement {
namespace {

ZXing::DecodeHints hints_for(ReadWay way) {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode).setMaxNumberOfSymbols(1);
  switch (way) {
    case ReadWay::local_threshold: break;
    case ReadWay::global_threshold: hints.setBinarizer(ZXing::Binarizer::GlobalHistogram); break;
    case ReadWay::rendered: hints.setIsPure(true).setBinarizer(ZXing::Binarizer::GlobalHistogram); break;
  }
  return hints;
}

}  // namespace

std::optional<std::string> read_symbol(const GreyImage& image, ReadWay way) noexcept try {
  if (!image.is_well_formed()) return std::nullopt;
  const ZXing::ImageView view{image.pixels.data(), image.width, image.height, ZXing::ImageFormat::Lum};
  const ZXing::Result result = ZXing::ReadBarcode(view, hints_for(way));
  if (!result.isValid()) return std::nullopt;
  // bytes() and not text(): the latter guesses a character set and may rewrite what was encoded.
  const ZXing::ByteArray& bytes = result.bytes();
  return std::string{bytes.begin(), bytes.end()};
} catch (const std::exception&) {
  return std::nullopt;  // ZXing gives up on some pictures by throwing: for a customer, the code is not readable.
}

}  // namespace encaissement
