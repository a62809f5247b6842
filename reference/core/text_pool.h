// Where the service keeps the texts people gave it: one growing buffer, so that an operation stays a small plain value
// and keeping a text allocates only when the buffer grows. A Text is a place in the pool that it came from.
// A service that lets old operations go also lets their texts go, with release(): the places of all others stay.
#pragma once

#include <cassert>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace encaissement {

struct Text {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  bool empty() const { return size == 0; }
  bool operator==(const Text&) const = default;
};

class TextPool {
 public:
  using Saved = std::map<std::uint32_t, std::string>;

  // Keeps a copy of `text`; the empty text takes no room. REQUIRES: 4 GiB of texts at most, released ones included.
  Text keep(std::string_view text) {
    if (text.empty()) return {};
    assert(bytes_.size() + gone_ + text.size() <= std::numeric_limits<std::uint32_t>::max());
    const Text kept{size(), static_cast<std::uint32_t>(text.size())};
    bytes_.append(text);
    return kept;
  }

  // Good until the next keep(). REQUIRES: the text was not released.
  std::string_view view(Text text) const {
    if (text.begin < floor_ || gone_ == 0) return std::string_view{bytes_}.substr(text.begin, text.size);
    if (text.begin >= floor_ + gone_) return std::string_view{bytes_}.substr(text.begin - gone_, text.size);
    const auto saved = saved_.find(text.begin);
    return saved == saved_.end() ? std::string_view{} : std::string_view{saved->second};
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size() + gone_); }  // With those released.
  std::uint32_t kept_bytes() const { return static_cast<std::uint32_t>(bytes_.size()); }
  std::string_view since(std::uint32_t size) const { return std::string_view{bytes_}.substr(size - gone_); }
  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  void assign(std::string_view bytes) { bytes_.assign(bytes); }

  // Where releasing begins: texts before `place` stay for ever. REQUIRES: nothing was released.
  void set_floor(std::uint32_t place) {
    assert(gone_ == 0);
    floor_ = place;
  }
  std::uint32_t floor() const { return floor_; }

  // Lets the texts from the floor to `place` go, but for those that `save` names:
  //   pool.release(place, [&](auto keep_one) { keep_one(point.remembered_email); });
  // Those saved by an earlier release() must be named again. REQUIRES: floor() <= place <= size().
  template <class Visit>
  void release(std::uint32_t place, Visit save) {
    Saved saved;
    save([&](Text text) {
      if (!text.empty() && text.begin >= floor_ && text.begin < place) saved.emplace(text.begin, view(text));
    });
    saved_ = std::move(saved);
    if (place <= floor_ + gone_) return;
    bytes_.erase(floor_, place - floor_ - gone_);
    gone_ = place - floor_;
  }

 private:
  std::string bytes_;         // Those before the floor, then those after what is gone.
  std::uint32_t floor_ = 0;
  std::uint32_t gone_ = 0;    // Bytes released, all of them from the floor on.
  Saved saved_;               // Of what is gone, what somebody still has.
};

}  // namespace encaissement
