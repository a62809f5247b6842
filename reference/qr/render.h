// From a QR symbol to what people see: a picture as a screen shows it or as a thermal printer prints it, or an SVG.
// Used by the pages, the mails and the fake till; the camera photographs the picture.
#pragma once

#include <cstdint>
#include <string>

#include "reference/qr/image.h"
#include "reference/qr/symbol.h"

namespace encaissement {

enum class Medium : std::uint8_t {
  screen,  // Black on white, sharp.
  ticket,  // Thermal paper: grey paper, pale ink, lines of dots, ink that spreads by a fraction of a dot.
};

inline constexpr int kQuietModules = 4;  // The margin the QR standard asks for.

struct RenderOptions {
  Medium medium = Medium::screen;
  int pixels_per_module = 4;
  int quiet_modules = kQuietModules;
};

// The picture of `symbol` with its quiet zone.
// REQUIRES: options.pixels_per_module >= 1, options.quiet_modules >= 0
GreyImage render(const Symbol& symbol, const RenderOptions& options = {});

// A whole SVG document, one unit a module, quiet zone included: one white rectangle and one black path.
std::string to_svg(const Symbol& symbol);

}  // namespace encaissement
