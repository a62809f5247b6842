#include "reference/http/front.h"

#include <algorithm>
#include <utility>

#include "reference/http/settled_desk.h"
#include "reference/http/wire.h"

namespace parcours::http {

struct Front::Pending {
  Request request;
  Found found;
  Server::Respond respond;
  std::optional<std::string> finding = {};
};

namespace {

Response busy() {
  Response response = json_response(
      R"({"errorCode":"INTERNAL_SERVER_ERROR","errorMessage":"Too many calls wait, or the disk refuses what it is told."})", 503);
  response.headers.push_back({"Retry-After", "1"});
  return response;
}

}  // namespace

// What a peer calls a method is none of ours: where no route fits it is not kept.
Server::Respond Front::observed(const Request& request, const Found& found, Server::Respond respond) const {
  if (!observer_) return respond;
  const auto begun = std::chrono::steady_clock::now();
  const std::string method = found.route == nullptr ? "any" : request.method;
  return [this, begun, method, route = found.route, respond = std::move(respond)](Response response) {
    observer_(route, method, response.lost ? 0 : response.status, std::chrono::steady_clock::now() - begun);
    respond(std::move(response));
  };
}

void Front::handle(Request request, Server::Respond respond) {
  Found found = app_.find(request);
  respond = observed(request, found, std::move(respond));
  if (calls_ != nullptr && CallLog::keeps(request, found)) respond = calls_->heard(request, found, clock_.now(), std::move(respond));
  if (mishap_ && found.route != nullptr && found.route->caller == Caller::till) {
    const Mishap mishap = mishap_();
    if (mishap.lost_before) return respond({.status = 500, .lost = true});
    if (mishap.fails) return respond(error_response("INTERNAL_SERVER_ERROR", "The sandbox was told to fail here."));
    respond = [respond = std::move(respond), mishap](Response response) {
      response.lost = response.lost || mishap.lost_after;
      response.delay = mishap.delay;
      respond(std::move(response));
    };
  }
  if (answers_here(request, found)) {
    ++looks_here_;
    SettledDesk copy{*reader_};
    Handled handled = app_.answer(request, found, copy, std::max(clock_.now(), reader_->service().now()));
    if (auto* response = std::get_if<Response>(&handled)) return respond(std::move(*response));
  }
  ask(std::make_shared<Pending>(Pending{std::move(request), std::move(found), std::move(respond)}));
}

// The copy stands where the disk does; as long as nothing is due it shows what the service would.
bool Front::answers_here(const Request& request, const Found& found) const {
  if (reader_ == nullptr || found.route == nullptr || found.route->changes) return false;
  if (!request.header(kNowHeader).empty()) return false;
  const auto next = reader_->service().next_step();
  return !next || *next > clock_.now();
}

void Front::publish(const std::vector<encaissement::Fact>& facts) {
  if (reader_ == nullptr) return;
  for (const encaissement::Fact& fact : facts) reader_->follow(fact);
}

void Front::ask(const std::shared_ptr<Pending>& pending) {
  const bool queued = gate_->enqueue([this, pending](Backend& backend, Instant now) { return work(pending, backend, now); });
  if (!queued) pending->respond(busy());
}

std::function<void()> Front::work(const std::shared_ptr<Pending>& pending, Backend& backend, Instant now) {
  const std::string_view said = pending->request.header(kNowHeader);
  const bool is_judged = !said.empty() && app_.has_control(pending->request);
  if (is_judged) {
    const auto at = instant_from_wire(said);
    if (!at || !clock_.move_to(*at)) {
      return [pending] {
        pending->respond(json_response(R"({"errorCode":"BAD_REQUEST","errorMessage":"Parcours-Now: this clock cannot be moved there."})", 409));
      };
    }
    if (*at != now) backend.clock_moved(*at);
    now = *at;
  }
  if (app_.is_down(pending->found)) return [pending] { pending->respond({.status = 500, .lost = true}); };
  Handled handled = app_.answer(pending->request, pending->found, backend.desk(), now,
                                pending->finding ? &*pending->finding : nullptr);
  if (auto* later = std::get_if<Later>(&handled)) {
    const bool taken = gate_->aside([this, pending, slow = std::move(later->work)] {
      pending->finding = slow();
      ask(pending);
    });
    if (!taken) pending->respond(busy());
    return {};
  }
  if (pending->found.route != nullptr && pending->found.route->hides) backend.must_write();
  auto response = std::make_shared<Response>(std::get<Response>(std::move(handled)));
  const auto next = is_judged ? backend.desk().next_deadline() : std::nullopt;
  if (next) response->headers.push_back({std::string{kNextHeader}, to_wire(*next)});
  return [pending, response] { pending->respond(std::move(*response)); };
}

}  // namespace parcours::http
