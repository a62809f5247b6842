// What the POS API answers, for its handlers.
#pragma once

#include "reference/core/requirement.h"
#include "reference/http/pos_caller.h"
#include "reference/http/transaction.h"

namespace parcours::http {

// Guard 1: no rule is behind it.
Response unreadable(const std::string& expected);
// The desk's own words for it, where nothing was asked of the desk.
Response not_authentic();
Response no_such_operation();
Response refused_by(encaissement::RuleId rule, encaissement::Code code, const std::string& sentence);

// What became of a call: its transaction, its refusal, or nothing at all (the connection is cut).
Response answer_to(const Exchange& exchange, const Till& till, const Answer& answer, Told told = {});

Handled get_transaction(const Exchange& exchange);
Handled list_transactions(const Exchange& exchange);
Handled qr_as_png(const Exchange& exchange);
Handled qr_as_svg(const Exchange& exchange);

}  // namespace parcours::http
