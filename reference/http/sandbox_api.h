// Handlers of the sandbox's control, by what they are about; sandbox_api.cpp has their table. Nobody else includes this.
#pragma once

#include <string>
#include <string_view>

#include "reference/http/route.h"
#include "reference/http/wire.h"

namespace parcours::http::sandbox {

// -------- Clock, beginning anew, crashes, faults (sandbox_service_api.cpp) --------
Handled clock(const Exchange& at);
Handled move_clock(const Exchange& at);
Handled reset(const Exchange& at);
Handled crash(const Exchange& at);
Handled recover(const Exchange& at);
Handled faults(const Exchange& at);
Handled set_faults(const Exchange& at);

// -------- Export, import, keys (sandbox_export_api.cpp) --------
Handled export_scenario(const Exchange& at);
Handled export_journal(const Exchange& at);
Handled import_scenario(const Exchange& at);
Handled keys(const Exchange& at);
Handled change_keys(const Exchange& at);

// -------- People, sessions, money (sandbox_people_api.cpp) --------
Handled people(const Exchange& at);
Handled change_people(const Exchange& at);
Handled open_session(const Exchange& at);
Handled wallet(const Exchange& at);
Handled collected(const Exchange& at);
Handled issuer_rejects(const Exchange& at);
Handled resume_notifications(const Exchange& at);

// -------- What was sent, and many looks at once (sandbox_looks_api.cpp) --------
Handled notices(const Exchange& at);
Handled deliveries(const Exchange& at);
Handled answer_delivery(const Exchange& at);
Handled looks(const Exchange& at);

// -------- What a tester watches (sandbox_watch_api.cpp) --------
Handled operations(const Exchange& at);
Handled deadlines(const Exchange& at);
Handled calls(const Exchange& at);
Handled defects(const Exchange& at);

// -------- Scenarios, played beside the sandbox (sandbox_scenarios_api.cpp) --------
Handled scenarios(const Exchange& at);
Handled run_scenario(const Exchange& at);

// -------- Bodies --------
// The text at `name`; empty: not there, or no text.
std::string text_in(const Json& body, const char* name);
bool flag_in(const Json& body, const char* name, bool otherwise = false);
Response not_readable();  // BAD_REQUEST: no JSON object.
Response done(const Json& body);
Response refuse(const std::string& sentence);  // BAD_REQUEST, in words.
Response not_there(const std::string& sentence);

}  // namespace parcours::http::sandbox
