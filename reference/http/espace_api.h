// Handlers of the Espace API (the merchant's own interface), by what they are about; espace_api.cpp has their table.
// Nobody else includes this.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "reference/http/route.h"
#include "reference/http/session.h"
#include "reference/http/wire.h"

namespace parcours::http::espace {

// -------- Who is there (espace_access_api.cpp, espace_password_api.cpp) --------
Handled log_in(const Exchange& at);
Handled log_out(const Exchange& at);
Handled session(const Exchange& at);
Handled choose_point(const Exchange& at);
Handled recovery(const Exchange& at);
Handled password(const Exchange& at);
Handled accounts(const Exchange& at);
Handled change_right(const Exchange& at);

// -------- Requests and what becomes of them (espace_requests_api.cpp) --------
Handled prepare(const Exchange& at);
Handled request(const Exchange& at);
Handled validate(const Exchange& at);
Handled cancel(const Exchange& at);
Handled change_mode(const Exchange& at);

// -------- Looks (espace_looks_api.cpp, espace_list_api.cpp) --------
Handled operation(const Exchange& at);
Handled code_png(const Exchange& at);
Handled code_svg(const Exchange& at);
Handled remembered_email(const Exchange& at);
Handled form(const Exchange& at);
Handled list(const Exchange& at);
Handled export_csv(const Exchange& at);
Handled export_xlsx(const Exchange& at);

// -------- What they share (espace_common.cpp) --------
// The members of a body, each of one kind; `trouble` names the first that is of another. Absent and null are empty.
struct BodyReader {
  const Json& body;
  std::string trouble = {};

  std::string text(const char* name);
  bool flag(const char* name, bool& into);        // Whether it was there.
  std::optional<int> days(const char* name);      // Not a whole number: 0, which FRM-07 refuses at its own place.
};

// What every change has to pass before it is read: not from another site's page, a JSON object as body, and, where
// there is a session, its own control token (header X-CSRF-Token). The body, or what to answer.
std::variant<Json, Response> body_of(const Exchange& at);

Call call_of(const Exchange& at, Verb verb);   // Speaker and idempotency key filled in.
Response not_readable(const std::string& what);  // BAD_REQUEST
Response forbidden(const std::string& sentence);
Response nobody();                               // ACC-01: there is no session.
Response not_there();                            // ACC-05

// The desk's answer: its words as JSON, or the refusal with the `field` of the form it concerns, where that is certain.
Response answer_response(const Answer& answer, const Call& call, const encaissement::Policies& policies);
Response answer_response(const Exchange& at, const Call& call);  // Submits it.
Response kept_private(Response response);                        // No cache keeps it.

// Sets the session's cookie; an empty id takes it away.
Header cookie_of(const std::string& id, bool secure);

// Who is logged in and where, as /log-in, /session and /point give it.
Json words_of(const Exchange& at, const Session& session);

// Which member of the form a refusal speaks of (espace_field.cpp). Empty: that cannot be told.
std::string field_of(const Answer& refused, const Call& call, const encaissement::Policies& policies);

}  // namespace parcours::http::espace
