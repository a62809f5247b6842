// How many symbols are encoded, photographed and read in a second; one operation's QR goes through all of it.
#include <benchmark/benchmark.h>

#include <string>
#include <variant>

#include "fakes/camera.h"
#include "fakes/phone_reader.h"
#include "reference/qr/reader.h"
#include "reference/qr/render.h"

namespace parcours {
namespace {

using encaissement::encode_symbol;
using encaissement::Symbol;

const std::string kText(120, 'x');
constexpr CameraShot kOrdinary{.rotation_degrees = 5, .tilt_degrees = 10, .blur_percent = 20, .noise_levels = 5};

GreyImage scene() { return encaissement::render(std::get<Symbol>(encode_symbol(kText))); }

void encode(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(scene());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode)->Name("optics/encode_and_render");

void take(benchmark::State& state, const CameraShot& shot) {
  const GreyImage shown = scene();
  std::uint64_t seed = 0;
  for (auto _ : state) benchmark::DoNotOptimize(photograph(shown, shot, ++seed));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(take, perfect, CameraShot{})->Name("optics/photograph/perfect");
BENCHMARK_CAPTURE(take, ordinary, kOrdinary)->Name("optics/photograph/ordinary");

void read(benchmark::State& state, const CameraShot& shot) {
  const GreyImage photo = photograph(scene(), shot, 1);
  for (auto _ : state) benchmark::DoNotOptimize(insist_on_reading(photo));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(read, perfect, CameraShot{})->Name("optics/phone_reads/perfect");
BENCHMARK_CAPTURE(read, ordinary, kOrdinary)->Name("optics/phone_reads/ordinary");
BENCHMARK_CAPTURE(read, unreadable, CameraShot{.covered_percent = 100})->Name("optics/phone_reads/unreadable");

void remember(benchmark::State& state) {
  const GreyImage photo = photograph(scene(), kOrdinary, 1);
  PhoneReader phone;
  for (auto _ : state) benchmark::DoNotOptimize(phone.read(photo));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(remember)->Name("optics/phone_reads/seen_before");

void whole_path(benchmark::State& state) {
  std::uint64_t seed = 0;
  for (auto _ : state) benchmark::DoNotOptimize(insist_on_reading(photograph(scene(), kOrdinary, ++seed)));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(whole_path)->Name("optics/whole_path/ordinary");

}  // namespace
}  // namespace parcours
