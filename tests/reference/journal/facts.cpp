#include "tests/reference/journal/facts.h"

#include <array>
#include <limits>
#include <type_traits>

#include "reference/core/refusals.h"
#include "reference/journal/fact_fields.h"

namespace encaissement {
namespace {

class Draw {
 public:
  explicit Draw(RandomWalk& random) : random_{random} {}
  template <class... Values>
  void operator()(Values&... values) { (one(values), ...); }
  template <class... Flags>
  void flags(Flags&... flags) { (one(flags), ...); }

  std::int64_t number(std::int64_t most) {  // Small ones and the borders often.
    const std::uint64_t size = static_cast<std::uint64_t>(most);
    switch (random_.below(6)) {
      case 0: return 0;
      case 1: return most;
      case 2: return -most;
      case 3: return static_cast<std::int64_t>(random_.below(1 + (size < 300 ? size : 300)));
      default: break;
    }
    return static_cast<std::int64_t>((random_.below(1u << 31) << 31 | random_.below(1u << 31)) % (size + 1));
  }
  Instant instant() { return Instant{Duration{number(std::int64_t{1} << 50)}}; }

 private:
  void one(std::string& text) {
    text.clear();
    for (auto n = random_.below(40); n > 0; --n) text += static_cast<char>(random_.below(256));
  }
  void one(bool& value) { value = random_.one_in(2); }
  void one(std::int32_t& value) { value = static_cast<std::int32_t>(number(std::numeric_limits<std::int32_t>::max())); }
  void one(std::uint32_t& value) { value = static_cast<std::uint32_t>(std::abs(number(0xFFFFFFFF))); }
  void one(std::uint64_t& value) { value = random_.below(1u << 31) << 33 | random_.below(1u << 31); }
  void one(Money& value) { value = Money::from_cents(number(Money::max().cents())); }
  void one(Day& value) { value = Day{Days{static_cast<Days::rep>(number(10'000'000))}}; }
  void one(Instant& value) { value = instant(); }
  void one(Text& text) {
    text = {static_cast<std::uint32_t>(std::abs(number(0xFFFF0000))), static_cast<std::uint32_t>(random_.below(0xFFFF))};
    if (text.empty()) text = {};
  }
  void one(const Refusal*& refusal) { refusal = refusal_of(random_.below(47)); }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void one(Enum& value) {
    if constexpr (sizeof(Enum) == 1) value = static_cast<Enum>(random_.below(4));
    else value = static_cast<Enum>(std::abs(number(0x7FFFFFFF)));
  }

  RandomWalk& random_;
};

class Picture {
 public:
  template <class... Values>
  void operator()(const Values&... values) { (one(values), ...); }
  template <class... Flags>
  void flags(const Flags&... flags) { (one(flags), ...); }
  std::string text;

 private:
  void word(const std::string& value) { text += value + " "; }
  void one(const std::string& value) { word("'" + value + "'"); }
  void one(Money value) { word(std::to_string(value.cents())); }
  void one(Day value) { word(std::to_string(value.time_since_epoch().count())); }
  void one(Instant value) { word(std::to_string(value.time_since_epoch().count())); }
  void one(Text value) { word(std::to_string(value.begin) + "+" + std::to_string(value.size)); }
  void one(const Refusal* refusal) {
    word(refusal == nullptr ? "-" : std::string{to_string(refusal->rule)} + " " + std::string{refusal->sentence});
  }
  template <class Number>
  void one(Number value) {
    if constexpr (std::is_enum_v<Number>) word(std::to_string(static_cast<std::uint64_t>(value)));
    else word(std::to_string(value));
  }
};

template <std::size_t... kinds>
Fact draw(std::size_t kind, RandomWalk& random, std::index_sequence<kinds...>) {
  Fact fact;
  Draw draw{random};
  fact.at = draw.instant();
  ((kind == kinds ? kept::fields(draw, fact.body.emplace<kinds>()) : void()), ...);
  return fact;
}

}  // namespace

Fact random_fact(std::size_t kind, RandomWalk& random) {
  return draw(kind, random, std::make_index_sequence<std::variant_size_v<FactBody>>{});
}

std::string picture_of(const Fact& fact) {
  Picture picture;
  picture(fact.at, fact.body.index());
  std::visit([&](const auto& body) { kept::fields(picture, body); }, fact.body);
  return picture.text;
}

}  // namespace encaissement
