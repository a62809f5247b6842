// The transaction as the acquisition API tells it: in answers to tills and in notifications to their URLs. A client of
// the public API finds what it knows; `transaction.encaissement` is ours.
#pragma once

#include <string>
#include <vector>

#include "reference/desk/exchange.h"
#include "reference/desk/world.h"
#include "reference/http/message.h"
#include "reference/http/wire.h"

namespace parcours::http {

// What an answer tells beside the operation. What nobody keeps is told again only in the answer to the call that said it:
// later serviceProviderId is null, tspdMode "001", and captureDate the last millisecond of the validation limit.
struct Told {
  std::string limit = {};   // Answer.limit
  std::string code = {};    // What the QR symbol says; empty: there is none.
  bool remembered = false;  // REP-01
  std::string service_provider = {}, tspd_mode = {}, capture_date = {};
};

// {"responseDate", "transaction"}
std::string answer_body(const OperationView& view, const Told& told, Instant now);
Json transaction_json(const OperationView& view, const Told& told);

// REP-01: what was answered is answered again, whatever became of the operation since.
void recall(const Answer& answer, OperationView& view);

// NOT-04. `state`: the one the notice tells of, for the operation may be further; empty: the view's own.
std::string notification_body(const OperationView& view, Instant now, const std::string& state = {});

// ANCV-Security as over a status call, Parcours-Date, and Parcours-Seal over POST, the URL's path, that date and the body;
// with the newest key of the operation's shop. None when the shop has no key.
std::vector<Header> notification_headers(const World& world, const OperationView& view, const std::string& url_path,
                                         const std::string& body, Instant now);

// "2019-11-29T14:13:56.83+01:00": Paris, with as many decimals as it needs.
std::string paris_text(Instant at);

}  // namespace parcours::http
