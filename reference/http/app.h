// The service behind HTTP without a socket: finds the route, checks who calls, asks the handler. Requests in, responses
// out; the gate (gate.h) decides on which thread and when. Tests and fuzzers call it directly.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "reference/http/route.h"
#include "reference/http/session.h"

namespace parcours::http {

// Whether the service stands.
struct Health {
  std::string journal = "memory";  // "memory", "disk"
  std::string trouble = {};        // Why not; empty: it does.
};

class CallLog;  // call_log.h

struct AppOptions {
  std::string control_token = {};   // Empty: whoever comes from loopback has control.
  std::chrono::seconds session_idle{1800}, session_age{8 * 3600};
  // Asked by /healthz and /metrics, on the thread that answers looks or on the service's. Empty: nothing is known.
  std::function<Health()> health = {};
  std::function<std::string()> metrics = {};
  const CallLog* calls = nullptr;  // The last calls, for control; null: they are not kept. Borrowed.
  // The HTML report of the last run of the suites; empty: there is none. On another thread than the service's.
  std::function<std::string()> report = {};
  std::span<const Route> pages = {};  // Routes besides those of the interfaces: what browsers are shown (reference/web).
};

// A route that fits, with what stood at its places.
struct Found {
  const Route* route = nullptr;   // Null: see `allowed`.
  std::vector<std::string> path;
  std::string allowed;            // Methods of the path; empty: there is no such path.
};

class App {
 public:
  explicit App(AppOptions options, SandboxPort* sandbox = nullptr);

  Found find(const Request& request) const;
  static std::vector<const Route*> routes();  // Of the interfaces, in the order of the document.

  // One request, at `now`, on the desk's thread. `finding`: what a Later found out for this request.
  Handled answer(const Request& request, const Found& found, Desk& desk, Instant now, const std::string* finding = nullptr);

  // Whether the request carries the sandbox's token (header Parcours-Control), or comes from loopback where none is set:
  // from a program there, or from a page of this service, not from another site's page in a browser there.
  bool has_control(const Request& request) const;

  // Whether it comes from a program or page of this machine, or else carries the token: /metrics.
  bool is_of_the_house(const Request& request) const;
  Health health() const { return options_.health ? options_.health() : Health{}; }
  const CallLog* calls() const { return options_.calls; }
  const std::function<std::string()>& report() const { return options_.report; }
  std::string metrics_text() const { return options_.metrics ? options_.metrics() : std::string{}; }

  // Whether what `found` asks of the service finds it down: nobody is told anything of it then. On the desk's thread.
  bool is_down(const Found& found) const;

  // What the edge knows of people and settings; changed when the sandbox begins anew.
  void know(const World& world, const encaissement::Policies& policies);
  Sessions& sessions() { return sessions_; }

 private:
  struct Known {
    World world;
    encaissement::Policies policies;
  };
  std::shared_ptr<const Known> known() const;

  const AppOptions options_;
  SandboxPort* const sandbox_;
  Sessions sessions_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Known> known_;
};

// On an error that was answered before (REP-01); other answers say so in their bodies.
inline constexpr std::string_view kRememberedHeader = "Parcours-Remembered";

// Whether a page of another site sent it; browsers say so (Origin, Sec-Fetch-Site).
bool is_foreign(const Request& request);

// An error as every one of our answers gives it: {"errorCode", "errorMessage", "rule"}. `rule` may be empty.
Response error_response(std::string_view code, std::string_view sentence, std::string_view rule = {});
Response error_response(const Answer& refused);  // With Parcours-Remembered where it was given before.
Response json_response(const std::string& body, int status = 200);

}  // namespace parcours::http
