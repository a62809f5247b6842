// The seam to a till under judgement: what a cashier does at it, what time it is for it, what it shows. Behind it stands
// a till in this process (fakes/pos), one behind the adapter protocol (till_process.h, till_http.h, till_pull.h), or a
// person at a counter (scenarios/certify/attended.h). What the till says to the service goes over the wire (wire.h), not
// here. An adapter knows no expectation and gives no verdict.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/core/money.h"
#include "reference/core/time.h"
#include "reference/http/message.h"

namespace parcours {

using encaissement::Instant;
using encaissement::Money;

inline constexpr const char* kTillProtocol = "parcours-till/1";

// How a till comes to its time. virtual_time: it is what tick() said last, nothing else moves it. offset: it jumps to
// what tick() says and runs on from there by the wall. wall: nobody moves it.
enum class TillClock : std::uint8_t { virtual_time, offset, wall };

// How notifications reach it: not at all, POSTed to the URL it gave in its calls, or handed over with notify().
enum class TillNotices : std::uint8_t { none, http, adapter };

struct TillHello {
  std::string vendor, product, version, build;  // build: a digest or number of its own; may be empty.
  std::vector<std::string> capabilities;         // Of till_capabilities().
  TillClock clock = TillClock::virtual_time;
  TillNotices notices = TillNotices::none;

  bool can(std::string_view capability) const;
};

// A capability a till may claim. What it does not claim it is not asked for; what it claims it is judged on.
struct TillCapability {
  std::string_view name, sentence;
};
// qr, identifier, deferred (B), validation (C; with deferred: D), change_mode, screen (its screen as PNG), receipt,
// seal_check (it refuses notifications with a bad seal), crash (it can be killed and started again), keys (it sends
// idempotency keys), tls.
std::span<const TillCapability> till_capabilities();

struct TillShop {
  std::string shop_id, service_provider_id, key_version, key;
};

struct TillPerson {
  std::string name, identifier, email;
};

// A new day: the till forgets every sale and speaks to this service from now on.
struct TillReset {
  std::string base_url;   // "http://127.0.0.1:8080": the API's path comes after it.
  std::string authority;  // Certificate (PEM) to trust where base_url is https; else empty.
  TillShop shop;
  std::vector<TillPerson> people;
  Instant now;
  int patience_ms = 1000;  // By the wall: how long the till waits for an answer before it takes it for lost.
};

enum class TillVerb : std::uint8_t {
  create,       // Ask for money.
  validate,     // The whole, or `amount`.
  cancel,
  change_mode,  // Leave the QR code: void it, ask anew as `mode` and `customer` say.
  retry,        // The cashier presses again, because nothing certain was shown. No second sale comes of it.
  look,         // The cashier opens the sale: the till asks the service now.
};
std::string_view to_string(TillVerb verb);  // "change_mode"

// What the cashier does. Texts as typed.
struct TillOrder {
  TillVerb verb{};
  std::string sale;           // Whose: fresh, 1 to 20 characters; it is the basket number (order.id).
  std::string parcours;       // create: "A" to "D"
  std::string amount;         // create, validate: "40,00"; validate: empty: the whole
  std::string mode;           // create, change_mode: "qr", "identifier", "email"
  std::string customer;       // create, change_mode: identifier or e-mail; empty with a QR code
  std::optional<int> payment_days, validation_days;
  std::string notify_email;   // C, D
};

// What became of what it was told. error: `definite` says that it certainly has no effect; otherwise it may have.
struct TillReply {
  enum class Kind : std::uint8_t { ok, error, unsupported, lost } kind = Kind::ok;  // lost: the till itself is gone.
  std::string code;         // error: the service's ("INVALID_TRANSACTION_AMOUNT") or the till's own word.
  bool definite = false;    // error
  std::string message;      // In words; lost: why, with what was seen of it.
  bool timed_out = false;   // lost: it stands but did not answer within its budget.

  bool is_ok() const { return kind == Kind::ok; }
};

// What a till holds a sale for. unknown: it says that it does not know, which is honest while nothing could be asked.
enum class SaleState : std::uint8_t { none, pending, to_validate, paid, cancelled, expired, unknown };
std::string_view to_string(SaleState state);
std::optional<SaleState> sale_state_from(std::string_view word);

struct TillReceipt {
  bool final = false;  // False: it says that the sale is not settled yet.
  std::string text;
};

// A sale as the till believes it is and as it shows it.
struct SaleView {
  std::string sale, number;  // number: the transaction's; empty: none is known.
  SaleState state = SaleState::none;
  Money requested, received, remaining;
  std::string limit;              // The day shown to people, "26/06/2020"; empty: none is shown.
  std::string cashier, customer;  // The message on each side; may be empty.
  std::optional<TillReceipt> receipt;
  std::string screen;             // PNG bytes of the customer's side; empty: not asked for, or it shows none.
};

template <class T>
struct TillTold {
  TillReply reply;
  T value{};  // reply.is_ok()
};

// One till. One message at a time; each call returns when the till has done all that it does at once.
class Till {
 public:
  virtual ~Till() = default;

  virtual TillTold<TillHello> hello() = 0;  // First; and again after restart().
  virtual TillReply reset(const TillReset& reset) = 0;
  virtual TillReply order(const TillOrder& order) = 0;
  // The barrier: it is `now`, the till does everything that is due (polls, retries), then says when it has to do
  // something next. None: it waits for nothing.
  virtual TillTold<std::optional<Instant>> tick(Instant now) = 0;
  // TillNotices::adapter only. The HTTP status it answers.
  virtual TillTold<int> notify(const http::Request& notification) = 0;
  virtual TillReply crash() = 0;               // As if the power went: nothing is written any more.
  virtual TillReply restart(const TillReset& as_before) = 0;  // Same service and shop; sales are not forgotten.
  // Every sale since reset(). With `screen_of`: that sale's picture, too.
  virtual TillTold<std::vector<SaleView>> observe(const std::string& screen_of = {}) = 0;
  virtual void bye() = 0;

  // What it wrote besides, and may be told to the user ("standard output: line 3 is not JSON: …"). Taken once.
  virtual std::vector<std::string> take_noise() { return {}; }
};

}  // namespace parcours
