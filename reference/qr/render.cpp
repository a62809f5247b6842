#include "reference/qr/render.h"

#include <algorithm>
#include <cassert>
#include <sstream>

namespace encaissement {
namespace {

constexpr std::uint8_t kBlack = 0;
constexpr std::uint8_t kWhite = 255;

// Thermal paper under shop light. Levels are those of a 203 dpi head: ink is dark grey, never black.
constexpr std::uint8_t kPaper = 222;
constexpr std::uint8_t kInk = 58;
constexpr std::uint8_t kInkBetweenLines = 84;  // The head heats line by line; between lines the ink is paler.
constexpr std::uint8_t kPaperBesideInk = 168;  // Dot gain: heat spreads a third of a dot over the edge.

void fill_square(GreyImage& image, int left, int top, int side, std::uint8_t grey) {
  for (int y = top; y < top + side; ++y) {
    const auto row = image.pixels.begin() + static_cast<std::ptrdiff_t>(image.index(left, y));
    std::fill(row, row + side, grey);
  }
}

bool has_ink_beside(const GreyImage& sharp, int x, int y) {
  return (x > 0 && sharp.at(x - 1, y) == kBlack) || (x + 1 < sharp.width && sharp.at(x + 1, y) == kBlack) ||
         (y > 0 && sharp.at(x, y - 1) == kBlack) || (y + 1 < sharp.height && sharp.at(x, y + 1) == kBlack);
}

std::uint8_t printed(const GreyImage& sharp, int x, int y) {
  if (sharp.at(x, y) == kBlack) return y % 2 == 0 ? kInk : kInkBetweenLines;
  return has_ink_beside(sharp, x, y) ? kPaperBesideInk : kPaper;
}

GreyImage print(const GreyImage& sharp) {
  GreyImage ticket = sharp;
  for (int y = 0; y < sharp.height; ++y) {
    for (int x = 0; x < sharp.width; ++x) ticket.pixels[sharp.index(x, y)] = printed(sharp, x, y);
  }
  return ticket;
}

// How many dark modules follow one another in row `y` from `x` on.
int dark_run(const Symbol& symbol, int x, int y) {
  int run = 0;
  while (x + run < symbol.size && symbol.is_dark(x + run, y)) ++run;
  return run;
}

}  // namespace

GreyImage render(const Symbol& symbol, const RenderOptions& options) {
  assert(options.pixels_per_module >= 1);
  assert(options.quiet_modules >= 0);
  const int scale = options.pixels_per_module;
  const int side = (symbol.size + 2 * options.quiet_modules) * scale;
  GreyImage image = blank_image(side, side, kWhite);
  image.pixels_per_module = scale;
  for (int y = 0; y < symbol.size; ++y) {
    for (int x = 0; x < symbol.size; ++x) {
      if (!symbol.is_dark(x, y)) continue;
      fill_square(image, (x + options.quiet_modules) * scale, (y + options.quiet_modules) * scale, scale, kBlack);
    }
  }
  switch (options.medium) {
    case Medium::screen: return image;
    case Medium::ticket: return print(image);
  }
  return image;
}

std::string to_svg(const Symbol& symbol) {
  const int side = symbol.size + 2 * kQuietModules;
  std::ostringstream svg;
  svg << R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" << side << ' ' << side
      << R"(" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h)" << side << 'v' << side << R"(H0z"/><path d=")";
  for (int y = 0; y < symbol.size; ++y) {
    for (int x = 0; x < symbol.size; ++x) {
      const int run = dark_run(symbol, x, y);
      if (run == 0) continue;
      svg << 'M' << x + kQuietModules << ' ' << y + kQuietModules << 'h' << run << "v1h-" << run << 'z';
      x += run;
    }
  }
  svg << "\"/></svg>\n";
  return svg.str();
}

}  // namespace encaissement
