#include "reference/journal/fact_codec.h"

#include <cassert>
#include <limits>

#include "reference/core/refusals.h"
#include "reference/journal/bytes.h"
#include "reference/journal/fact_fields.h"

namespace encaissement {
namespace {

// The last enumerator of each, so that a number that is none of them is noticed.
constexpr std::uint64_t last_of(Parcours) { return static_cast<std::uint64_t>(Parcours::d); }
constexpr std::uint64_t last_of(Mode) { return static_cast<std::uint64_t>(Mode::unnamed); }
constexpr std::uint64_t last_of(Status) { return static_cast<std::uint64_t>(Status::cancelled); }
constexpr std::uint64_t last_of(Cause) { return static_cast<std::uint64_t>(Cause::deadline); }
constexpr std::uint64_t last_of(ApiState) { return static_cast<std::uint64_t>(ApiState::rejected); }
constexpr std::uint64_t last_of(EventKind) { return static_cast<std::uint64_t>(EventKind::reminder); }
template <class Id>
constexpr std::uint64_t last_of(Id) { return std::numeric_limits<std::underlying_type_t<Id>>::max(); }

// Instants and days are far from where arithmetic with them overflows.
constexpr std::int64_t kInstantMost = std::int64_t{1} << 50;  // Some 35,000 years, in milliseconds
constexpr std::int64_t kDayMost = 10'000'000;

class Writer {
 public:
  Writer(std::string& into, Instant at, std::uint32_t& text_end) : out_{into}, at_{at}, text_end_{text_end} {}

  template <class... Values>
  void operator()(const Values&... values) { (one(values), ...); }

  template <class... Flags>
  void flags(Flags... flags) {
    unsigned bits = 0, next = 1;
    ((bits |= flags ? next : 0, next <<= 1), ...);
    out_.whole(bits);
  }

 private:
  void one(const std::string& text) { out_.text(text); }
  void one(bool value) { out_.byte(value ? 1 : 0); }
  void one(std::int32_t value) { out_.signed_whole(value); }
  void one(std::uint32_t value) { out_.whole(value); }
  void one(std::uint64_t value) { out_.whole(value); }
  void one(Money value) { out_.signed_whole(value.cents()); }
  void one(Day value) { out_.signed_whole(value.time_since_epoch().count()); }
  void one(Instant value) {  // The epoch stands for "not yet" and is far from everything else.
    out_.byte(value == Instant{} ? 0 : 1);
    if (value != Instant{}) out_.signed_whole((value - at_).count());
  }
  void one(Text text) {
    out_.whole(text.size);
    if (text.empty()) return;
    out_.signed_whole(static_cast<std::int64_t>(text.begin) - text_end_);
    text_end_ = text.begin + text.size;
  }
  void one(const Refusal* refusal) {
    const auto number = refusal == nullptr ? std::optional<std::uint8_t>{0} : number_of(*refusal);
    assert(number.has_value());
    out_.whole(*number);
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void one(Enum value) { out_.whole(static_cast<std::uint64_t>(value)); }

  ByteWriter out_;
  Instant at_;
  std::uint32_t& text_end_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : in_{bytes} {}

  bool failed() const { return in_.failed(); }
  bool at_end() const { return in_.at_end(); }
  std::size_t left() const { return in_.left(); }
  std::uint8_t byte() { return in_.byte(); }
  std::uint64_t whole() { return in_.whole(); }

  // The instant of the next fact.
  Instant next_at() { return at_ = sum(at_, in_.signed_whole()); }

  template <class... Values>
  void operator()(Values&... values) { (one(values), ...); }

  template <class... Flags>
  void flags(Flags&... flags) {
    const std::uint64_t bits = in_.whole();
    if (bits >> sizeof...(Flags) != 0) in_.fail();
    std::uint64_t next = 1;
    ((flags = (bits & next) != 0, next <<= 1), ...);
  }

 private:
  void one(std::string& text) { text = in_.text(); }
  void one(bool& value) { value = up_to(1) == 1; }
  void one(std::int32_t& value) { value = static_cast<std::int32_t>(within(std::numeric_limits<std::int32_t>::max())); }
  void one(std::uint32_t& value) { value = static_cast<std::uint32_t>(up_to(std::numeric_limits<std::uint32_t>::max())); }
  void one(std::uint64_t& value) { value = in_.whole(); }
  void one(Money& value) { value = Money::from_cents(within(Money::max().cents())); }
  void one(Day& value) { value = Day{Days{static_cast<Days::rep>(within(kDayMost))}}; }
  void one(Instant& value) { value = up_to(1) == 0 ? Instant{} : sum(at_, in_.signed_whole()); }
  void one(Text& text) {
    text.size = static_cast<std::uint32_t>(up_to(std::numeric_limits<std::uint32_t>::max()));
    text.begin = 0;
    if (text.empty()) return;
    const std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    const std::int64_t begin = text_end_ + std::int64_t{within(most)};
    if (begin < 0 || begin + text.size > most) return in_.fail();
    text.begin = static_cast<std::uint32_t>(begin);
    text_end_ = text.begin + text.size;
  }
  void one(const Refusal*& refusal) {
    const std::uint64_t number = in_.whole();
    refusal = refusal_of(number);
    if (number != 0 && refusal == nullptr) in_.fail();
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void one(Enum& value) { value = static_cast<Enum>(up_to(last_of(Enum{}))); }

  std::uint64_t up_to(std::uint64_t most) {
    const std::uint64_t value = in_.whole();
    if (value > most) return in_.fail(), 0;
    return value;
  }
  std::int64_t within(std::int64_t most) {
    const std::int64_t value = in_.signed_whole();
    if (value > most || value < -most) return in_.fail(), 0;
    return value;
  }
  Instant sum(Instant base, std::int64_t difference) {
    const std::int64_t count = base.time_since_epoch().count();
    if (difference > 2 * kInstantMost || difference < -2 * kInstantMost) return in_.fail(), base;
    const std::int64_t total = count + difference;
    if (total > kInstantMost || total < -kInstantMost) return in_.fail(), base;
    return Instant{Duration{total}};
  }

  ByteReader in_;
  Instant at_{};
  std::uint32_t text_end_ = 0;
};

// One a kind, in the order of FactBody: the kind's number is its place there, from 0.
using ReadBody = void (*)(Reader&, FactBody&);
template <class Body>
void read_body(Reader& in, FactBody& into) {
  // The body that is there already is written over: its texts keep their room.
  Body* body = std::get_if<Body>(&into);
  kept::fields(in, body != nullptr ? *body : into.emplace<Body>());
}
template <class... Bodies>
constexpr auto readers_of(std::variant<Bodies...>*) {
  return std::array<ReadBody, sizeof...(Bodies)>{read_body<Bodies>...};
}
constexpr auto kReaders = readers_of(static_cast<FactBody*>(nullptr));

std::string at_fact(std::uint64_t number, const char* what) {
  return "fact " + std::to_string(number) + " of the batch " + what;
}

}  // namespace

void FactEncoder::clear() {
  bytes_.assign(1, static_cast<char>(kFactsVersion));
  count_ = 0;
  at_ = {};
  text_end_ = 0;
}

void FactEncoder::add(const Fact& fact) {
  ByteWriter out{bytes_};
  out.byte(static_cast<std::uint8_t>(fact.body.index()));
  out.signed_whole((fact.at - at_).count());
  at_ = fact.at;
  Writer writer{bytes_, at_, text_end_};
  std::visit([&](const auto& body) { kept::fields(writer, body); }, fact.body);
  ++count_;
}

std::optional<std::string> decode_facts(std::string_view bytes, const std::function<void(const Fact&)>& reader) {
  Reader in{bytes};
  const std::uint8_t version = in.byte();
  if (in.failed()) return "there is not even a version";
  if (version != kFactsVersion) return "version " + std::to_string(version) + " of facts is not known here";
  Fact fact;
  for (std::uint64_t number = 1; !in.at_end(); ++number) {
    const std::uint8_t kind = in.byte();
    fact.at = in.next_at();
    if (kind >= kReaders.size()) return at_fact(number, "is of no known kind");
    kReaders[kind](in, fact.body);
    if (in.failed()) return at_fact(number, "cannot be read");
    reader(fact);
  }
  if (in.failed()) return "it ends within a fact";
  return std::nullopt;
}

}  // namespace encaissement
