// The habits of a till, each in one place: where one is set, the till does that instead of what is right, or besides. The
// conforming till has none; a broken till has exactly one (pos_defects.h).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fakes/pos/pos_heard.h"
#include "fakes/pos/pos_sale.h"
#include "reference/qr/image.h"
#include "reference/qr/symbol.h"

namespace parcours {

struct PosHabits {
  // What the cashier typed, in place of FRM-02's reading. None: no amount.
  std::function<std::optional<Money>(const std::string& typed)> read_amount;
  // A body before it is written down.
  std::function<void(PosAct act, const PosSale& sale, http::Json& body)> body;
  // Key and body of one attempt, before it is sent.
  std::function<void(PosIntent& sent)> attempt;
  // The date of a call, in place of `now` in UTC.
  std::function<std::string(Instant now)> date;
  // A sealed request, before it is sent.
  std::function<void(http::Request& request, const TillShop& shop)> request;
  // What it makes of what came back for a call of `intent`.
  std::function<void(const PosIntent& intent, PosSale& sale, PosHeard& heard)> heard;
  // What it makes of what it was told of a sale; before it is compared.
  std::function<void(const PosSale& sale, PosTold& told)> told;
  // Whether what was told replaces what is known.
  std::function<bool(const PosSale& sale, const PosTold& told)> replaces;
  // When it asks next; `next` is what is right.
  std::function<void(const PosSale& sale, Instant now, std::optional<Instant>& next)> next_poll;
  // Whether it believes and acknowledges: of a notification's seal, and of its status then.
  std::function<void(const http::Request& notification, const TillShop& shop, bool& sealed)> trusts;
  std::function<void(const PosSale& sale, const PosTold& told, int& status)> acknowledges;
  bool believes_before_checking = false;
  bool trusts_its_own_clock = false;  // Never takes the service's, which every answer tells.
  bool trusts_keys_for_ever = false;  // A create is made again after days, and never looked for.
  // Its own ruling on an order; `ruling` holds the refusal that is right, if any.
  std::function<void(const TillOrder& order, const PosSale& sale, std::optional<TillReply>& ruling)> ruling;
  // An order that it settles by itself, in place of asking: true.
  std::function<bool(const TillOrder& order, PosSale& sale)> settles;
  // What it shows of a sale at `now`.
  std::function<void(const PosSale& sale, Instant now, SaleView& view)> view;
  // The code on the screen; empty: none.
  std::function<void(const PosSale& sale, std::string& code)> code;
  // The picture of a code.
  std::function<encaissement::GreyImage(const encaissement::Symbol& symbol)> picture;
  // What it finds again after a crash.
  std::function<void(const TillShop& shop, std::vector<PosSale>& sales)> found_again;
};

}  // namespace parcours
