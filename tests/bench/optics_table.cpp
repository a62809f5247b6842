#include "tests/bench/optics_table.h"

#include <algorithm>
#include <cstdint>
#include <iomanip>
#include <optional>
#include <ostream>
#include <variant>

#include "fakes/phone_reader.h"
#include "reference/qr/reader.h"
#include "reference/qr/render.h"
#include "tests/bench/zbar_peer.h"

namespace parcours {
namespace {

using encaissement::Medium;

struct Damage {
  const char* name;
  CameraShot shot;
  Medium medium = Medium::screen;
  bool any_turn = false;
};

const std::vector<Damage>& damages() {
  static const std::vector<Damage> kDamages{
      {.name = "none", .shot = {}},
      {.name = "printed ticket", .shot = {}, .medium = Medium::ticket},
      {.name = "rotation, any", .shot = {}, .any_turn = true},
      {.name = "tilt 30 degrees", .shot = {.tilt_degrees = 30}},
      {.name = "tilt 50 degrees", .shot = {.tilt_degrees = 50}},
      {.name = "tilt 60 degrees", .shot = {.tilt_degrees = 60}},
      {.name = "blur 0.30 module", .shot = {.blur_percent = 30}},
      {.name = "blur 0.45 module", .shot = {.blur_percent = 45}},
      {.name = "blur 0.50 module", .shot = {.blur_percent = 50}},
      {.name = "blur 0.60 module", .shot = {.blur_percent = 60}},
      {.name = "blur 0.70 module", .shot = {.blur_percent = 70}},
      {.name = "noise sd 20", .shot = {.noise_levels = 20}},
      {.name = "noise sd 40", .shot = {.noise_levels = 40}},
      {.name = "noise sd 60", .shot = {.noise_levels = 60}},
      {.name = "noise sd 80", .shot = {.noise_levels = 80}},
      {.name = "contrast x0.20", .shot = {.contrast_percent = 20}},
      {.name = "contrast x0.04", .shot = {.contrast_percent = 4}},
      {.name = "brightness x0.20", .shot = {.brightness_percent = 20}},
      {.name = "contrast x0.20, noise sd 5", .shot = {.contrast_percent = 20, .noise_levels = 5}},
      {.name = "8 % covered", .shot = {.covered_percent = 8}},
      {.name = "12 % covered", .shot = {.covered_percent = 12}},
      {.name = "glare 5 %", .shot = {.glare_percent = 5}},
      {.name = "glare 20 %, half strength", .shot = {.glare_percent = 20, .glare_strength_percent = 50}},
      {.name = "glare 20 %, strength 90", .shot = {.glare_percent = 20, .glare_strength_percent = 90}},
      {.name = "2 pixels a module", .shot = {.distance_percent = 200}},
      {.name = "1.5 pixels a module", .shot = {.distance_percent = 266}},
      {.name = "poor ticket (tilt 30, blur 0.25, noise 15, contrast x0.5)",
       .shot = {.tilt_degrees = 30, .blur_percent = 25, .contrast_percent = 50, .noise_levels = 15},
       .medium = Medium::ticket},
  };
  return kDamages;
}

constexpr std::size_t kPayloadBytes = 120;

std::string payload_of(int image) {
  std::string text = "https://encaissement.example/q/" + std::to_string(1000000 + image) + "?c=";
  std::uint64_t state = static_cast<std::uint64_t>(image) + 1;
  while (text.size() < kPayloadBytes) {
    state = state * 6364136223846793005 + 1442695040888963407;
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[state >> 58];
  }
  return text;
}

int turn_of(const Damage& damage, int image, int images) {
  return damage.any_turn ? image * 360 / images : image * 7 % 21 - 10;
}

void judge(OpticsRow& row, int& reader, const std::optional<std::string>& read, const std::string& text) {
  if (!read) return;
  ++(*read == text ? reader : row.wrong);
}

OpticsRow measured(const Damage& damage, int images) {
  OpticsRow row{.damage = damage.name, .images = images};
  for (int image = 0; image < images; ++image) {
    const std::string text = payload_of(image);
    const auto symbol = std::get<encaissement::Symbol>(encaissement::encode_symbol(text));
    CameraShot shot = damage.shot;
    shot.rotation_degrees = turn_of(damage, image, images);
    const GreyImage scene = encaissement::render(symbol, {.medium = damage.medium});
    const GreyImage photo = photograph(scene, shot, static_cast<std::uint64_t>(image));
    judge(row, row.phone, insist_on_reading(photo).text, text);
    judge(row, row.zxing, encaissement::read_symbol(photo), text);
    judge(row, row.zbar, read_with_zbar(photo), text);
  }
  return row;
}

}  // namespace

std::vector<OpticsRow> optics_table(int images) {
  std::vector<OpticsRow> rows;
  for (const Damage& damage : damages()) rows.push_back(measured(damage, images));
  return rows;
}

void print_optics_table(const std::vector<OpticsRow>& rows, std::ostream& out) {
  const auto percent = [](int read, const OpticsRow& row) { return read * 100 / std::max(1, row.images); };
  const auto line = [&](const std::string& damage, auto phone, auto zxing, auto zbar, auto wrong, auto images) {
    out << std::left << std::setw(58) << damage << std::right << std::setw(7) << phone << std::setw(7) << zxing
        << std::setw(7) << zbar << std::setw(7) << wrong << std::setw(8) << images << '\n';
  };
  line("photographs read, %", "phone", "ZXing", "zbar", "wrong", "images");
  for (const OpticsRow& row : rows) {
    line(row.damage, percent(row.phone, row), percent(row.zxing, row), percent(row.zbar, row), row.wrong, row.images);
  }
}

}  // namespace parcours
