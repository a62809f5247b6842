// Where the service keeps the texts people gave it: one growing buffer, so that an operation stays a small plain value
// and keeping a text allocates only when the buffer grows. A Text is a place in the pool that it came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace encaissement {

struct Text {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  bool empty() const { return size == 0; }
  bool operator==(const Text&) const = default;
};

class TextPool {
 public:
  // Keeps a copy of `text`; the empty text takes no room.
  Text keep(std::string_view text) {
    if (text.empty()) return {};
    const Text kept{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
    bytes_.append(text);
    return kept;
  }

  // Good until the next keep().
  std::string_view view(Text text) const { return std::string_view{bytes_}.substr(text.begin, text.size); }

  std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
  std::string_view since(std::uint32_t size) const { return std::string_view{bytes_}.substr(size); }
  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  void assign(std::string_view bytes) { bytes_.assign(bytes); }

 private:
  std::string bytes_;
};

}  // namespace encaissement
