// The adapter protocol as JSON, one object a message, for both sides of it (scenarios/certify/adapter.md): messages and
// answers, made and read. Parcours makes messages and reads answers strictly; an adapter in C++ reads messages and makes
// answers, or lets answered() do both. What is wrong with a text is told in words with its place, never guessed over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/till.h"

namespace parcours {

namespace till_message {
struct Hello {
  std::string protocol = kTillProtocol;
};
struct Reset {
  TillReset reset;
};
struct Do {
  TillOrder order;
};
struct Tick {
  Instant now;
};
struct Notify {
  http::Request notification;
};
struct Crash {};
struct Restart {
  TillReset reset;
};
struct Observe {
  std::string screen_of;
};
struct Bye {};
}  // namespace till_message

using TillMessage = std::variant<till_message::Hello, till_message::Reset, till_message::Do, till_message::Tick,
                                 till_message::Notify, till_message::Crash, till_message::Restart, till_message::Observe,
                                 till_message::Bye>;
std::string_view name_of(const TillMessage& message);  // "observe"

// What a till answered. Beside `reply` only what the message asks for is meant, and only where the reply is ok.
struct TillAnswer {
  TillReply reply;
  TillHello hello;                // hello
  std::optional<Instant> next;    // tick
  int status = 0;                 // notify
  std::vector<SaleView> sales;    // observe
};

// -------- Parcours' side ---------------------------------------------------------------------------

// One line of JSON without its end.
std::string to_line(std::int64_t id, const TillMessage& message);

// The id of a line that can be an answer. None: it is noise: no JSON object, or one without an id.
std::optional<std::int64_t> answer_id(std::string_view line);

// REQUIRES: answer_id(line). A line that is not a well-formed answer to this message is answered `lost`, its message is
// "answer 3 to `observe`: sales[0].received: expected whole cents, found \"40,07\"".
TillAnswer read_answer(const TillMessage& asked, std::string_view line);

// -------- An adapter's side -------------------------------------------------------------------------

struct ReadMessage {
  std::int64_t id = 0;                 // 0: it could not be read either.
  std::optional<TillMessage> message;  // None: trouble says why.
  std::string trouble;
  bool unknown = false;                // A message of a later protocol: answered unsupported.
};
// Members it does not know are let pass: a later Parcours may say more.
ReadMessage read_message(std::string_view line);

std::string to_line(std::int64_t id, const TillMessage& asked, const TillAnswer& answer);

// The whole of an adapter around a till in this process: reads the message, lets it happen, and says the answer, without
// the line's end. `over` becomes true with bye.
std::string answered(Till& till, std::string_view line, bool& over);

}  // namespace parcours
