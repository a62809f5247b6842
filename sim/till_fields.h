// An object of the adapter protocol, read member by member; the first trouble is kept, with its place inside the message:
// "sales[0].received: expected whole cents, found \"40,07\"". For till_words*.cpp only.
//   TillFields fields{json, "ok", trouble};
//   fields.text("vendor", hello.vendor);
//   fields.done();
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/core/money.h"
#include "reference/core/time.h"
#include "reference/http/wire.h"

namespace parcours {

class TillFields {
 public:
  enum class Presence : std::uint8_t { needed, may_lack };  // may_lack: absent or null leaves `into` as it is.
  using enum Presence;

  // `trouble` is shared by all that belongs to one message: once it holds words nothing more is read.
  TillFields(const http::Json& object, std::string place, std::string& trouble);

  void text(std::string_view name, std::string& into, Presence presence = needed);
  void texts(std::string_view name, std::vector<std::string>& into, std::span<const std::string_view> known);
  void flag(std::string_view name, bool& into);
  void whole(std::string_view name, int& into, int least, int most, Presence presence = needed);
  void cents(std::string_view name, encaissement::Money& into);
  void instant(std::string_view name, encaissement::Instant& into);
  void instant_or_null(std::string_view name, std::optional<encaissement::Instant>& into);
  // The place of the word in `known`; with "did you mean" for any other.
  std::size_t one_of(std::string_view name, std::span<const std::string_view> known);
  void base64(std::string_view name, std::string& into);  // May lack.
  void object(std::string_view name, const std::function<void(TillFields&)>& read, Presence presence = needed);
  void objects(std::string_view name, const std::function<void(TillFields&)>& read);
  void each_text(std::string_view name, const std::function<void(const std::string& name, const std::string& value)>& read);

  bool has(std::string_view name) const;  // There, and not null.
  // Members that nothing asked for are trouble, but for those whose name starts with "x-".
  void done();
  bool good() const { return trouble_->empty(); }
  void fail(std::string_view name, std::string_view expected);  // With what was found.

 private:
  const http::Json* find(std::string_view name, Presence presence, std::string_view expected);
  std::string place_of(std::string_view name) const;
  void text_at(const http::Json& value, std::string_view place, std::string& into);
  void fail_at(std::string_view place, std::string_view expected, const http::Json* found);

  const http::Json* object_;
  std::string place_;
  std::string* trouble_;
  std::vector<std::string> asked_;
};

}  // namespace parcours
