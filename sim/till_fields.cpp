#include "sim/till_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/seal/base64.h"
#include "reports/text.h"

namespace parcours {
namespace {

using encaissement::Money;
using http::Json;

constexpr std::size_t kFoundMax = 60;

std::string mean(std::string_view word, std::span<const std::string_view> known) {
  const std::string_view near = nearest(word, known);
  return near.empty() ? "" : ", did you mean \"" + std::string{near} + "\"?";
}

std::string quoted(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "\"" : ", \"") + std::string{word} + '"';
  return out;
}

std::optional<std::int64_t> whole_of(const Json& value, std::int64_t least, std::int64_t most) {
  if (!value.is_number_integer()) return std::nullopt;
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::max<std::int64_t>(most, 0)))
    return std::nullopt;
  const auto number = value.get<std::int64_t>();
  return number < least || number > most ? std::nullopt : std::optional{number};
}

}  // namespace

TillFields::TillFields(const Json& object, std::string place, std::string& trouble)
    : object_{&object}, place_{std::move(place)}, trouble_{&trouble} {}

void TillFields::text(std::string_view name, std::string& into, Presence presence) {
  const Json* value = find(name, presence, "a text");
  if (value != nullptr) text_at(*value, place_of(name), into);
}

void TillFields::texts(std::string_view name, std::vector<std::string>& into, std::span<const std::string_view> known) {
  const Json* value = find(name, needed, "an array of texts");
  if (value == nullptr) return;
  if (!value->is_array()) return fail_at(place_of(name), "an array of texts", value);
  for (std::size_t i = 0; i < value->size() && good(); ++i) {
    const std::string place = place_of(name) + '[' + std::to_string(i) + ']';
    std::string word;
    text_at((*value)[i], place, word);
    if (!good()) return;
    if (std::find(known.begin(), known.end(), word) == known.end())
      return fail_at(place, "one of " + quoted(known) + mean(word, known), &(*value)[i]);
    into.push_back(std::move(word));
  }
}

void TillFields::flag(std::string_view name, bool& into) {
  const Json* value = find(name, needed, "true or false");
  if (value == nullptr) return;
  if (!value->is_boolean()) return fail_at(place_of(name), "true or false", value);
  into = value->get<bool>();
}

void TillFields::whole(std::string_view name, int& into, int least, int most, Presence presence) {
  const std::string expected = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  const Json* value = find(name, presence, expected);
  if (value == nullptr) return;
  const auto number = whole_of(*value, least, most);
  if (!number) return fail_at(place_of(name), expected, value);
  into = static_cast<int>(*number);
}

void TillFields::cents(std::string_view name, Money& into) {
  const Json* value = find(name, needed, "whole cents");
  if (value == nullptr) return;
  const auto number = whole_of(*value, -Money::max().cents(), Money::max().cents());
  if (!number) return fail_at(place_of(name), "whole cents", value);
  into = Money::from_cents(*number);
}

void TillFields::instant(std::string_view name, encaissement::Instant& into) {
  constexpr std::string_view kExpected = "an instant like \"2020-06-24T09:06:00.000Z\"";
  const Json* value = find(name, needed, kExpected);
  if (value == nullptr) return;
  const auto at = value->is_string() ? http::instant_from_wire(value->get<std::string>()) : std::nullopt;
  if (!at) return fail_at(place_of(name), kExpected, value);
  into = *at;
}

void TillFields::instant_or_null(std::string_view name, std::optional<encaissement::Instant>& into) {
  into.reset();
  asked_.emplace_back(name);
  const auto found = object_->find(std::string{name});
  if (good() && found == object_->end()) return fail_at(place_of(name), "an instant, or null for never", nullptr);
  if (good() && !found->is_null()) instant(name, into.emplace());
}

std::size_t TillFields::one_of(std::string_view name, std::span<const std::string_view> known) {
  std::string word;
  text(name, word);
  const auto found = std::find(known.begin(), known.end(), word);
  if (found == known.end() && good()) fail(name, "one of " + quoted(known) + mean(word, known));
  return good() ? static_cast<std::size_t>(found - known.begin()) : 0;
}

void TillFields::base64(std::string_view name, std::string& into) {
  std::string encoded;
  text(name, encoded, may_lack);
  auto bytes = encaissement::from_base64(encoded);
  if (!bytes) return fail(name, "base64 with padding");
  into = std::move(*bytes);
}

void TillFields::object(std::string_view name, const std::function<void(TillFields&)>& read, Presence presence) {
  const Json* value = find(name, presence, "an object");
  if (value == nullptr) return;
  if (!value->is_object()) return fail_at(place_of(name), "an object", value);
  TillFields inner{*value, place_of(name), *trouble_};
  read(inner);
}

void TillFields::objects(std::string_view name, const std::function<void(TillFields&)>& read) {
  const Json* value = find(name, needed, "an array of objects");
  if (value == nullptr) return;
  if (!value->is_array()) return fail_at(place_of(name), "an array of objects", value);
  for (std::size_t i = 0; i < value->size() && good(); ++i) {
    const std::string place = place_of(name) + '[' + std::to_string(i) + ']';
    if (!(*value)[i].is_object()) return fail_at(place, "an object", &(*value)[i]);
    TillFields inner{(*value)[i], place, *trouble_};
    read(inner);
  }
}

void TillFields::each_text(std::string_view name,
                           const std::function<void(const std::string&, const std::string&)>& read) {
  const Json* value = find(name, needed, "an object of texts");
  if (value == nullptr) return;
  if (!value->is_object()) return fail_at(place_of(name), "an object of texts", value);
  for (const auto& [key, member] : value->items()) {
    std::string held;
    text_at(member, place_of(name) + '.' + key, held);
    if (!good()) return;
    read(key, held);
  }
}

bool TillFields::has(std::string_view name) const {
  const auto found = object_->find(std::string{name});
  return found != object_->end() && !found->is_null();
}

void TillFields::done() {
  if (!good()) return;
  for (const auto& [name, value] : object_->items()) {
    if (name.starts_with("x-") || std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    const std::vector<std::string_view> known{asked_.begin(), asked_.end()};
    *trouble_ = one_line(place_of(name), kFoundMax) + ": a member nobody knows" + mean(name, known);
    return;
  }
}

void TillFields::fail(std::string_view name, std::string_view expected) {
  const auto found = object_->find(std::string{name});
  fail_at(place_of(name), expected, found == object_->end() ? nullptr : &*found);
}

const Json* TillFields::find(std::string_view name, Presence presence, std::string_view expected) {
  asked_.emplace_back(name);
  if (!good()) return nullptr;
  const auto found = object_->find(std::string{name});
  const bool there = found != object_->end() && !found->is_null();
  if (!there && presence == needed) fail(name, expected);
  return there ? &*found : nullptr;
}

std::string TillFields::place_of(std::string_view name) const {
  return place_.empty() ? std::string{name} : place_ + '.' + std::string{name};
}

void TillFields::text_at(const Json& value, std::string_view place, std::string& into) {
  if (!value.is_string()) return fail_at(place, "a text", &value);
  into = value.get<std::string>();
}

void TillFields::fail_at(std::string_view place, std::string_view expected, const Json* found) {
  if (!good()) return;
  *trouble_ = one_line(place, kFoundMax) + ": expected " + std::string{expected} + ", found " +
              (found == nullptr ? "nothing" : one_line(http::dump(*found), kFoundMax));
}

}  // namespace parcours
