#include "reference/desk/form.h"

#include <algorithm>

#include "reference/core/text.h"
#include "reference/http/capture_date.h"

namespace parcours {

using namespace encaissement;

namespace {

// Whether the word was one of them; `into` is set when it was.
template <class Enum>
bool read_word(const std::string& word, std::initializer_list<Enum> words, Enum& into) {
  const auto found = std::find_if(words.begin(), words.end(), [&](Enum e) { return to_string(e) == word; });
  if (found != words.end()) into = *found;
  return found != words.end();
}

// A client of the public API: NORMAL is A by identifier, DEFERRED is C with a fixed limit day; named afterwards.
void read_public(const parcours::RequestForm& form, encaissement::RequestForm& read) {
  read.parcours = form.deferred ? Parcours::c : Parcours::a;
  read.mode = Mode::unnamed;
  read.fixed_validation = form.deferred;
  if (!form.deferred || form.capture_date.empty()) return;
  const std::optional<Instant> capture = parse_capture_date(form.capture_date);
  read.capture_readable = capture.has_value();
  if (capture) read.capture_day = paris_day(*capture);
}

}  // namespace

TypedAmount read_amount(const std::string& text) {
  if (text.empty()) return {};
  const std::optional<Money> amount = parse_amount(text);
  return amount ? TypedAmount::given(*amount) : TypedAmount{TypedAmount::Kind::malformed, Money{}};
}

encaissement::RequestForm read_form(const parcours::RequestForm& form, Door door) {
  encaissement::RequestForm read;
  read.amount = read_amount(form.amount);
  read.basket = form.basket;
  read.label = form.label;
  read.client_reference = form.client_reference;
  read.seller = form.seller;
  read.payment_id = form.payment_id;
  read.return_url = form.return_url;
  read.cancel_url = form.cancel_url;
  read.from_api = door == Door::api;
  read.euros = form.currency == "978";
  if (door == Door::api && !form.extended) {
    read_public(form, read);
    return read;
  }
  read.parcours_known = read_word(form.parcours, {Parcours::a, Parcours::b, Parcours::c, Parcours::d}, read.parcours);
  read.mode_known = read_word(form.mode, {Mode::qr, Mode::identifier, Mode::email, Mode::unnamed}, read.mode);
  read.identifier = form.identifier;
  if (form.payment_days) read.payment_days = *form.payment_days;
  if (form.validation_days) read.validation_days = *form.validation_days;
  read.notify_email = form.notify_email;
  read.remember_email = form.remember_email;
  return read;
}

}  // namespace parcours
