// What crosses the desk between people or programs and the service: texts and plain values, as a person or a program
// outside would type and read them. One home for the words of every door: in process, over HTTP, in the pages.
// These are parcours:: types; the core's own (encaissement::) are made from them by the desk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/core/money.h"
#include "reference/core/time.h"

namespace parcours {

using encaissement::Instant;
using encaissement::Money;

enum class Verb : std::uint8_t {
  log_in, ask_recovery, set_password, choose_point, give_right, take_right,        // Espace: access
  prepare, request, name_customer, change_mode, cancel, validate,                  // merchant
  scan, pay, refuse,                                                               // customer
  issuer_rejects, credit, block_customer, unblock_customer, enable_point, disable_point, resume_notifications,  // operator
};
std::string to_string(Verb verb);  // "log in", "change mode"

// Who speaks: a person or till of the World by its name there, through which door.
enum class Door : std::uint8_t { espace, api, phone, control };
struct Speaker {
  Door door = Door::espace;
  std::string name;   // Login number (espace), shopId (api), customer: name in the World or identifier (phone), "" (control).
  std::string point;  // espace: the point chosen, by code ("P001"); empty: none chosen yet.
};

// A request for money as a person fills it in: texts, unchecked.
struct RequestForm {
  std::string parcours;          // "A" to "D"
  std::string amount;            // as typed: "40,00"; empty: nothing typed
  std::string basket;
  std::string mode;              // "qr", "identifier", "email", "none" (POS API: to be named later)
  std::string identifier;        // 11 digits or an e-mail
  std::optional<int> payment_days;
  std::optional<int> validation_days;
  std::string notify_email;
  bool remember_email = false;
  std::string label, client_reference, seller;
  std::string payment_id;        // POS API: order.paymentId (the basket is order.id)
  std::string return_url, cancel_url;
  std::string currency = "978";  // POS API
  bool deferred = false;         // POS API: captureMode DEFERRED
  std::string capture_date;      // POS API, as sent
  bool extended = true;          // POS API: with the `encaissement` object (ours); false: a client of the public API
};

struct Call {
  Speaker who;
  Verb verb{};
  std::string operation;        // Transaction number; empty where the verb concerns none.
  std::string amount;           // As typed; empty: none.
  std::string code;             // What a camera read from a QR symbol; empty: none.
  std::string text;             // password, new password, point, account, customer, e-mail: by verb
  std::string token;            // set_password: what the recovery mail carried; ask_recovery: what it shall carry, made
                                // by an edge that has real secrets (empty: the desk makes one that repeats)
  RequestForm form;             // prepare, request
  std::string idempotency_key;  // Empty: none.
  bool seal_valid = true;       // POS API: false sends a wrong seal.
  // What an edge with passwords of real cost worked out beforehand, so that the service need not; none: the desk does.
  std::optional<bool> password_matched;  // log_in
  std::optional<std::string> verifier;   // set_password
};

// What can be read of an operation. Empty texts are what the speaker's door does not show.
struct OperationView {
  std::string number;
  std::string status;   // "awaiting_customer", ...
  std::string cause;    // "", "merchant", ...
  std::string api_state;
  std::string parcours, mode, basket, label, client_reference, seller, customer /* identifier */;
  Money requested, received, remaining, validated;
  Instant created, last_action;
  std::string payment_limit;     // "04/07/2020" (B, D), else empty
  std::string validation_limit;  // "26/06/2020" (C, D; before payment indicative, D: empty), else empty
  Instant payment_deadline;                        // E
  std::optional<Instant> validation_deadline;      // E', once paid
  std::vector<std::string> history;                // oldest first: "24/06/2020 11:33:00.000 pay 40,00 € -> to_validate"
  // What a till said at creation and naming, to be told again, and what the customer granted.
  std::string shop, payment_id, return_url, cancel_url;
  std::string contact;                             // What the customer was named by: number or e-mail; as typed
  Money paid;                                      // Kept when received goes back to nothing (VAL-04)
  std::optional<Instant> paid_at;
};

struct Answer {
  enum class Kind : std::uint8_t { done, refused, lost } kind = Kind::lost;  // lost: indefinite, it may have happened
  std::string rule;      // refused: "TIM-01"; empty when the target does not name rules
  std::string code;      // refused: "BAD_REQUEST"
  std::string sentence;  // refused: in words
  std::string number;    // the operation it concerns, once known
  std::string status, api_state;
  Money requested, received, remaining;
  std::string limit;     // prepare, request: the payment or (indicative) validation limit shown, "04/07/2020"
  std::string text;      // log_in: "signatory" | "point"; request by QR: the code's payload
  bool remembered = false;  // REP-01: an answer given before, given again.
};

struct ListFilter {
  std::string from, to;  // Days "24/06/2020", included; empty: open.
  std::string basket, type, status;  // basket: part of it; type and status: labels or words
  std::string min_amount, max_amount;
  // A page of the list: rows from the `offset`th on, at most `limit` (none: all). The export is never cut.
  std::size_t offset = 0;
  std::optional<std::size_t> limit = {};
  bool with_csv = true;              // False: csv stays empty.
  // By another column than Dernière action: its word ("last_action", "basket", "type", "status", "requested", "received"),
  // "asc" or "desc". Empty: the order of LST-03. Equal ones stand in the order of LST-03.
  std::string sort = {}, order = {};
};

struct ListRow {  // The six columns as shown, and the actions.
  std::string last_action, basket, type, status, requested, received;
  std::vector<std::string> actions;  // "validate", "cancel", "detail"
  std::string number;
};

struct ListView {
  std::vector<ListRow> rows;
  int to_validate = 0;  // Counters of the whole point, whatever the filter.
  int awaiting = 0;
  std::string csv;      // What Exporter gives.
  std::uint64_t total = 0;  // Rows that pass the filter, on all pages.
};

struct NoticeView {
  std::uint64_t id = 0;
  Instant at;
  std::string channel;    // "mail", "push", "api"
  std::string to;         // address, customer's identifier, or URL
  std::string kind;       // "payment request", "payment received", "refused", "payment limit passed", "validation reminder", "recovery", "state"
  std::string operation;  // number; empty for recovery
  std::string subject, body;  // French, as people see them; api: the state
  std::string token;      // recovery only
};

struct AccountView {  // What Gestion des droits and lock-out views show.
  std::string login, point;
  bool may_collect = true, blocked = false;
  int failures = 0;
};

struct WalletView {
  Money available, held;
};

}  // namespace parcours
