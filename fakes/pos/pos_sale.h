// A sale as the till keeps it: what the cashier wants, the calls of which nothing certain was heard yet, and what the
// service told last. Plain data; the store writes it as JSON, so that it outlives a crash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/http/wire.h"
#include "sim/till.h"

namespace parcours {

enum class PosAct : std::uint8_t { create, validate, cancel, change_mode };
std::string_view to_string(PosAct act);  // "create"

// A call that has to be made until something certain is heard. Written down before it is sent; every attempt has the
// same key and the same body, the date aside.
struct PosIntent {
  PosAct act{};
  std::string key;
  std::string body;       // JSON without requestDate.
  Money amount;           // create: asked for; validate: for how much.
  Instant wanted;         // When the cashier wanted it.
  int attempts = 0;
  Instant next;           // The next attempt.
};

// What the service told of a transaction.
struct PosTold {
  std::string number, basket, payment_id;
  std::string api_state;           // "PROCESSING"
  SaleState state = SaleState::none;
  Money requested, received, remaining;
  std::string payment_limit, validation_limit;  // Days as the service wrote them; or empty.
  std::string code;                // What the QR symbol says; or empty.
  Instant created, updated, payment_deadline;
  std::optional<Instant> validation_deadline;
  Instant answered;                // The service's clock when it told.
};

struct PosSale {
  std::string sale;
  TillOrder wish;                  // As the cashier asked, with a later change of mode.
  Money amount;                    // Of it.
  int calls = 0;                   // Keys made so far.
  int asked = 0;                   // Requests made so far: each has a paymentId of its own.
  std::vector<PosIntent> intents;  // In their order; the first is under way.
  PosTold told;
  bool code_void = false;          // The QR code was left (change of mode).
  std::string refusal;             // The last refusal in words, until something newer is told.
  std::string refusal_code;

  // Not kept over a crash.
  bool sure = true;                // False: it could not ask since it must have.
  std::optional<Instant> next_poll, last_poll;
  int silent_polls = 0;
};

bool is_final(SaleState state);
bool is_open(const PosSale& sale);   // Something may still become of it.
// How far on its way a transaction is; it never goes back.
int rank_of(SaleState state, const std::string& api_state);
bool is_newer(const PosSale& sale, const PosTold& told);
std::string payment_id_of(const PosSale& sale);

// The transaction of an answer or a notification. None: nothing of the kind.
std::optional<PosTold> told_in(const std::string& body);
std::optional<PosTold> told_in(const http::Json& transaction);

std::string to_text(const PosSale& sale);
std::optional<PosSale> sale_from(const std::string& text);

}  // namespace parcours
