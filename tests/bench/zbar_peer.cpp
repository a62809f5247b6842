#include "tests/bench/zbar_peer.h"

#include <zbar.h>

namespace parcours {

std::optional<std::string> read_with_zbar(const encaissement::GreyImage& image) {
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image view{static_cast<unsigned>(image.width), static_cast<unsigned>(image.height), "Y800",
                   image.pixels.data(), image.pixels.size()};
  if (scanner.scan(view) <= 0) return std::nullopt;
  return view.symbol_begin()->get_data();
}

}  // namespace parcours
