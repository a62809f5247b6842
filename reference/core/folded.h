// Keys that differ only in ASCII case are the same key: e-mails (FRM-05). A lookup costs no allocation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace encaissement {

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string lower_case(std::string_view text);

struct FoldedHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {  // FNV-1a
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(lower_case(c))) * 1099511628211u;
    return hash;
  }
};

struct FoldedEqual {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (lower_case(a[i]) != lower_case(b[i])) return false;
    return true;
  }
};

}  // namespace encaissement
