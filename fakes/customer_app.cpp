#include "fakes/customer_app.h"

#include <cassert>
#include <utility>
#include <vector>

#include "reference/qr/symbol.h"
#include "reference/seal/code.h"

namespace parcours {
namespace {

// "CVC1:foo2udp610:4000:check" -> its four parts; fewer when it is not of that kind.
std::vector<std::string> parts_of(const std::string& payload) {
  std::vector<std::string> parts{""};
  for (const char c : payload) {
    if (c == ':' && parts.size() < 4)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : ":") + parts[i];
  return text;
}

// Another letter where it counts: the middle of the text, all of whose bits matter.
std::string with_another_letter(std::string text) {
  if (text.empty()) return "x";
  char& letter = text[text.size() / 2];
  letter = letter == 'A' ? 'B' : 'A';
  return text;
}

std::int64_t cents_in(const std::string& digits) {
  std::int64_t cents = 0;
  for (const char c : digits)
    if (c >= '0' && c <= '9' && cents < 100'000'000'000) cents = cents * 10 + (c - '0');
  return cents;
}

std::string somebody_elses(const std::vector<std::string>& parts) {
  const auto number = encaissement::TransactionNumber::parse("fzzzzzzzz9");
  assert(number);
  return encaissement::CodeSeal{"somebody else"}.payload(*number, Money::from_cents(cents_in(parts[2])));
}

}  // namespace

std::string shown_payload(const std::string& payload, ShownCode shown) {
  std::vector<std::string> parts = parts_of(payload);
  if (shown != ShownCode::genuine && parts.size() < 4) return with_another_letter(payload);
  switch (shown) {
    case ShownCode::genuine:
      return payload;
    case ShownCode::forged:
      parts[3] = with_another_letter(parts[3]);
      break;
    case ShownCode::unknown:
      return somebody_elses(parts);
    case ShownCode::altered_amount:
      parts[2] = std::to_string(cents_in(parts[2]) - 100);
      break;
  }
  return joined(parts);
}

CustomerApp::CustomerApp(Surroundings& around, std::string name, PhoneReader& phone)
    : line_{around, std::move(name)}, phone_{phone} {}

std::optional<std::string> CustomerApp::read_code(const std::string& payload, const Sight& sight) {
  const auto symbol = encaissement::encode_symbol(payload);
  if (std::holds_alternative<encaissement::SymbolError>(symbol)) return std::nullopt;
  const encaissement::GreyImage picture =
      encaissement::render(std::get<encaissement::Symbol>(symbol), {.medium = sight.medium});
  const Random hand{sight.seed};
  std::optional<std::string> text;
  for (std::uint64_t frame = 0; frame < kFramesMax && !text; ++frame)
    text = phone_.read(photograph(picture, sight.shot, hand.stream(frame).seed())).text;
  return text;
}

Call CustomerApp::call_of(Verb verb, const std::string& key) const {
  Call call;
  call.who = speaker();
  call.verb = verb;
  call.idempotency_key = key;
  return call;
}

Actor<Answer> CustomerApp::scan(const std::string& code, const std::string& key) {
  Call call = call_of(Verb::scan, key);
  call.code = code;
  return line_.send(std::move(call));
}

Actor<Answer> CustomerApp::pay(const std::string& number, const std::string& code, const std::string& amount,
                               const std::string& key) {
  Call call = call_of(Verb::pay, key);
  call.code = code;
  if (code.empty()) call.operation = number;
  call.amount = amount;
  return line_.send(std::move(call));
}

Actor<Answer> CustomerApp::refuse(const std::string& number, const std::string& code, const std::string& key) {
  Call call = call_of(Verb::refuse, key);
  call.code = code;
  if (code.empty()) call.operation = number;
  return line_.send(std::move(call));
}

Actor<Answer> CustomerApp::retry(const std::optional<std::string>& amount) {
  assert(line_.last() && "REQUIRES: line().last()");
  Call call = *line_.last();
  if (amount) call.amount = *amount;
  return line_.send(std::move(call));
}

}  // namespace parcours
