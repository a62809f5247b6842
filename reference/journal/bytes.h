// Numbers and texts as bytes and back: varints of seven bits a byte, signed ones zigzag. A reader that meets an end too
// early or a number too long says so once and gives zeros from there on; it never reads outside what it was given.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace encaissement {

class ByteWriter {
 public:
  explicit ByteWriter(std::string& into) : into_{into} {}

  void byte(std::uint8_t value) { into_.push_back(static_cast<char>(value)); }
  void whole(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
    byte(static_cast<std::uint8_t>(value));
  }
  void signed_whole(std::int64_t value) {
    whole(static_cast<std::uint64_t>(value) << 1 ^ (value < 0 ? ~std::uint64_t{0} : 0));
  }
  void text(std::string_view text) {
    whole(text.size());
    into_.append(text);
  }

 private:
  std::string& into_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : next_{bytes.data()}, end_{bytes.data() + bytes.size()} {}

  bool failed() const { return failed_; }
  bool at_end() const { return next_ == end_; }
  std::size_t left() const { return static_cast<std::size_t>(end_ - next_); }
  void fail() {
    failed_ = true;
    next_ = end_;
  }

  std::uint8_t byte() {
    if (next_ == end_) return fail(), std::uint8_t{0};
    return static_cast<std::uint8_t>(*next_++);
  }
  // One number has one way to be written: no trailing zero groups, 64 bits at most.
  std::uint64_t whole() {
    std::uint64_t value = byte();
    if (value < 0x80) return value;
    value &= 0x7F;
    for (int shift = 7; shift < 64; shift += 7) {
      const std::uint64_t group = byte();
      if (shift == 63 && group > 1) break;
      value |= (group & 0x7F) << shift;
      if (group >= 0x80) continue;
      if (group == 0) break;
      return value;
    }
    return fail(), 0;
  }
  std::int64_t signed_whole() {
    const std::uint64_t zigzag = whole();
    return static_cast<std::int64_t>(zigzag >> 1 ^ (~(zigzag & 1) + 1));
  }
  // Good as long as the bytes are.
  std::string_view text() {
    const std::uint64_t size = whole();
    if (size > left()) return fail(), std::string_view{};
    const std::string_view found{next_, static_cast<std::size_t>(size)};
    next_ += size;
    return found;
  }

 private:
  const char* next_;
  const char* end_;
  bool failed_ = false;
};

}  // namespace encaissement
