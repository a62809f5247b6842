// The sandbox's control as a table: what a tester moves that nobody outside can, with a token. Ours.
#include "reference/http/sandbox_api.h"

#include <array>
#include <nlohmann/json.hpp>

#include "reference/http/app.h"

namespace parcours::http {
namespace {

constexpr Caller kControl = Caller::control;
constexpr std::string_view kErrors = "BAD_REQUEST INVALID_SEAL";
constexpr std::string_view kNoBody = "INVALID_SEAL";
constexpr std::string_view kPeopleErrors = "BAD_REQUEST INVALID_SEAL TRANSACTION_NOT_FOUND";
constexpr std::string_view kResumeErrors = "INVALID_SEAL TRANSACTION_NOT_FOUND";
constexpr std::string_view kRejectErrors = "INVALID_SEAL TRANSACTION_NOT_FOUND OPERATION_TRANSACTION_NOT_ALLOWED";
constexpr std::string_view kRecoverErrors = "BAD_REQUEST INVALID_SEAL OPERATION_TRANSACTION_NOT_ALLOWED";

Route look(std::string_view path, Handled (*handle)(const Exchange&), std::string_view id, std::string_view summary,
           std::string_view gives, std::string_view query = {}, std::string_view errors = kNoBody) {
  return {.method = "GET", .path = path, .caller = kControl, .changes = false, .handle = handle, .id = id,
          .summary = summary, .gives = gives, .errors = errors, .query = query};
}

// Asks whoever runs the service: on the service's thread, though nothing changes.
Route ask(std::string_view path, Handled (*handle)(const Exchange&), std::string_view id, std::string_view summary,
          std::string_view gives) {
  Route route = look(path, handle, id, summary, gives);
  route.changes = true;
  return route;
}

Route change(std::string_view path, Handled (*handle)(const Exchange&), std::string_view id, std::string_view summary,
             std::string_view takes, std::string_view gives, std::string_view errors = kErrors) {
  return {.method = "POST", .path = path, .caller = kControl, .handle = handle, .id = id, .summary = summary,
          .takes = takes, .gives = gives, .errors = errors};
}

Route many_looks() {
  Route route = change("/sandbox/looks", sandbox::looks, "lookAtMany", "Answers several GET requests of this service at once",
                       "Looks", "LooksAnswered");
  route.changes = false;
  route.uploads = true;  // Many looks are long.
  return route;
}

Route as_text(Route route, std::string_view type) {
  route.type = type;
  return route;
}

Route importing() {
  Route route = change("/sandbox/import", sandbox::import_scenario, "importScenario",
                       "Begins anew with the people of a scenario file (YAML, one case) and plays its steps", "ScenarioFile", "Clock");
  route.uploads = true;
  route.takes_types = "application/yaml";
  return route;
}

Route watch(std::string_view path, Handled (*handle)(const Exchange&), std::string_view id, std::string_view summary,
            std::string_view gives, std::string_view query) {
  Route route = ask(path, handle, id, summary, gives);
  route.query = query;
  route.errors = kErrors;
  return route;
}

Route running() {
  Route route = change("/sandbox/scenarios/run", sandbox::run_scenario, "runScenario",
                       "Plays a case of the suites, or of a file, in a world of its own, and tells all that happened", "ScenarioOrder", "Played");
  route.uploads = true;  // Scenario files may be long.
  return route;
}

const auto& table() {
  using namespace sandbox;
  static const std::array routes{
      ask("/sandbox/clock", clock, "readClock", "What time it is for the service, and when something falls due", "Clock"),
      change("/sandbox/clock", move_clock, "moveClock", "Sets, advances, freezes or scales the clock", "ClockOrder", "Clock"),
      change("/sandbox/reset", reset, "reset", "Forgets everything and begins anew", "ResetOrder", "Clock"),
      look("/sandbox/people", people, "listPeople", "Points, accounts and customers with what they have", "People"),
      change("/sandbox/people", change_people, "changePeople",
             "Credits, blocks or unblocks a customer, enables or disables a point, adds people", "PeopleOrder", "Done",
             kPeopleErrors),
      change("/sandbox/sessions", open_session, "openSession", "Opens a session without a password", "SessionOrder",
             "SessionOpened"),
      look("/sandbox/notices", notices, "listNotices", "Mails, pushes and API notices after a number, oldest first", "Notices", "after",
           kErrors),
      look("/sandbox/deliveries", deliveries, "listDeliveries", "API notices that are due for delivery", "Notices"),
      change("/sandbox/deliveries/{notice}", answer_delivery, "answerDelivery", "Says what the integrator answered",
             "DeliveryAnswer", "Done"),
      change("/sandbox/operations/{number}/issuer-rejects", issuer_rejects, "issuerRejects",
             "The issuer refuses what the customer agreed to", "", "Done", kRejectErrors),
      change("/sandbox/operations/{number}/resume-notifications", resume_notifications, "resumeNotifications",
             "Resumes a parked queue of notifications", "", "Done", kResumeErrors),
      look("/sandbox/wallets/{customer}", wallet, "readWallet", "What a customer has, and what is held of it", "Wallet", "",
           "INVALID_SEAL TRANSACTION_NOT_FOUND"),
      look("/sandbox/collected/{point}", collected, "readCollected", "What a point has collected", "Collected"),
      change("/sandbox/crash", crash, "crash", "The service dies, now or at the next call", "CrashOrder", "Crashed"),
      change("/sandbox/recover", recover, "recover", "The service starts again from what it had kept", "RecoverOrder", "Clock",
             kRecoverErrors),
      ask("/sandbox/faults", faults, "listFaults", "The profiles of faults there are", "FaultProfiles"),
      change("/sandbox/faults", set_faults, "setFaults", "What the network does to calls from now on", "FaultOrder", "FaultOrder"),
      as_text(ask("/sandbox/export/scenario", export_scenario, "exportScenario", "What happened, as a scenario file", ""),
              "application/yaml"),
      as_text(ask("/sandbox/export/journal", export_journal, "exportJournal", "The journal, one JSON line a fact", ""),
              "application/x-ndjson"),
      importing(),
      look("/sandbox/keys", keys, "listKeys", "The keys with which shops seal their calls", "Keys"),
      change("/sandbox/keys", change_keys, "changeKeys", "Adds a key or retires one", "KeyOrder", "Keys"),
      many_looks(),
      watch("/sandbox/operations", operations, "listOperations", "Operations of all points, newest action first, and how many stand where",
            "Standing", "operationStatus parcours page size"),
      watch("/sandbox/deadlines", deadlines, "listDeadlines", "What happens by itself, soonest first", "Deadlines", "size"),
      look("/sandbox/calls", calls, "listCalls", "The last calls of tills, pages and phones, oldest first, without their secrets", "Calls",
           "afterCall callLimit bodies", kErrors),
      ask("/sandbox/defects", defects, "listDefects", "The broken services there are: POST /sandbox/reset begins with one", "Defects"),
      ask("/sandbox/scenarios", scenarios, "listScenarios", "The cases of the suites", "Scenarios"),
      running(),
  };
  return routes;
}

}  // namespace

std::span<const Route> sandbox_routes() { return table(); }

namespace sandbox {

std::string text_in(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && found->is_string() ? found->get<std::string>() : "";
}

bool flag_in(const Json& body, const char* name, bool otherwise) {
  const auto found = body.find(name);
  return found != body.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

Response not_readable() { return refuse("The body is not a JSON object that can be read."); }
Response done(const Json& body) { return json_response(dump(body)); }
Response refuse(const std::string& sentence) { return error_response("BAD_REQUEST", sentence); }
Response not_there(const std::string& sentence) { return error_response("TRANSACTION_NOT_FOUND", sentence); }

}  // namespace sandbox
}  // namespace parcours::http
