#include "reference/http/app.h"

#include <array>
#include <nlohmann/json.hpp>

#include "reference/http/sandbox_port.h"
#include "reference/http/wire.h"
#include "reference/seal/digest.h"

namespace parcours::http {
namespace {

constexpr std::string_view kControlHeader = "Parcours-Control";

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // The slash.
    const std::size_t end = path.find('/');
    segments.push_back(path.substr(0, end));
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
  }
  return segments;
}

// What stands at the places of `pattern`; none: another path.
std::optional<std::vector<std::string>> fit(std::string_view pattern, const std::vector<std::string_view>& path) {
  const std::vector<std::string_view> wanted = segments_of(pattern);
  if (wanted.size() != path.size()) return std::nullopt;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (wanted[i].starts_with('{'))
      places.emplace_back(path[i]);
    else if (wanted[i] != path[i])
      return std::nullopt;
  }
  return places;
}

// The paths of the tables by their first segments would do, but there are few dozens of them: a walk is short enough.
const std::vector<const Route*>& all_routes() {
  static const std::vector<const Route*> all = [] {
    std::vector<const Route*> gathered;
    for (const auto table : {pos_routes(), espace_routes(), customer_routes(), sandbox_routes(), open_routes()})
      for (const Route& route : table) gathered.push_back(&route);
    return gathered;
  }();
  return all;
}

std::string_view bearer(const Request& request) {
  constexpr std::string_view kPrefix = "Bearer ";
  const std::string_view value = request.header("Authorization");
  return value.starts_with(kPrefix) ? value.substr(kPrefix.size()) : std::string_view{};
}

// "https://host:port" without its scheme.
std::string_view authority_of(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  return scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
}

bool is_loopback(std::string_view peer) { return peer.starts_with("127.") || peer == "::1" || peer == "::ffff:127.0.0.1"; }

// The name by which this machine was asked for. A page of another site may have its own name point here (DNS rebinding).
bool is_loopback_host(std::string_view host) {
  if (host.starts_with('[')) return host.starts_with("[::1]");
  const std::string_view name = host.substr(0, host.find(':'));
  const bool is_number = name.find_first_not_of("0123456789.") == std::string_view::npos;
  return name.empty() || name == "localhost" || (name.starts_with("127.") && is_number);
}

}  // namespace

// Browsers tell where a page came from; programs need not. Another port of the same machine is another site too.
bool is_foreign(const Request& request) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  const std::string_view origin = request.header("Origin");
  return !origin.empty() && authority_of(origin) != request.header("Host");
}

App::App(AppOptions options, SandboxPort* sandbox)
    : options_{std::move(options)}, sandbox_{sandbox}, sessions_{options_.session_idle, options_.session_age},
      known_{std::make_shared<Known>()} {}

std::vector<const Route*> App::routes() { return all_routes(); }

Found App::find(const Request& request) const {
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view{request.method};
  const std::vector<std::string_view> path = segments_of(request.path);
  Found found;
  const auto is_meant = [&](const Route& route) {
    auto places = fit(route.path, path);
    if (!places) return false;
    if (route.method == method) found = {&route, std::move(*places), {}};
    else found.allowed.append(found.allowed.empty() ? "" : ", ").append(route.method);
    return found.route != nullptr;
  };
  for (const Route* route : all_routes())
    if (is_meant(*route)) return found;
  for (const Route& route : options_.pages)
    if (is_meant(route)) return found;
  return found;
}

bool App::is_of_the_house(const Request& request) const {
  const bool near = is_loopback(request.peer) && is_loopback_host(request.header("Host")) && !is_foreign(request);
  return near || has_control(request);
}

bool App::has_control(const Request& request) const {
  if (options_.control_token.empty())
    return is_loopback(request.peer) && is_loopback_host(request.header("Host")) && !is_foreign(request);
  return encaissement::same_secret(request.header(kControlHeader), options_.control_token);
}

std::shared_ptr<const App::Known> App::known() const {
  const std::lock_guard lock{mutex_};
  return known_;
}

void App::know(const World& world, const encaissement::Policies& policies) {
  auto known = std::make_shared<const Known>(Known{world, policies});
  const std::lock_guard lock{mutex_};
  known_ = std::move(known);
}

Handled App::answer(const Request& request, const Found& found, Desk& desk, Instant now, const std::string* finding) {
  if (found.route == nullptr) {
    if (found.allowed.empty()) return json_response(R"({"errorCode":"NOT_FOUND","errorMessage":"There is no such path."})", 404);
    Response response = json_response(R"({"errorCode":"METHOD_NOT_ALLOWED","errorMessage":"This path takes another method."})", 405);
    response.headers.push_back({"Allow", found.allowed});
    return response;
  }
  const auto known = this->known();
  Exchange exchange{.request = request, .path = found.path, .desk = desk, .now = now, .world = known->world,
                    .policies = known->policies, .sessions = sessions_, .sandbox = sandbox_, .app = this, .finding = finding};
  switch (found.route->caller) {
    case Caller::anyone:
    case Caller::till: break;
    case Caller::control:
      if (!has_control(request)) return error_response("INVALID_SEAL", "Sandbox control needs its token (header Parcours-Control).");
      if (sandbox_ == nullptr) return json_response(R"({"errorCode":"NOT_FOUND","errorMessage":"This service has no sandbox control."})", 404);
      break;
    case Caller::merchant:
    case Caller::customer: {
      const bool is_merchant = found.route->caller == Caller::merchant;
      exchange.speaker.door = is_merchant ? Door::espace : Door::phone;
      const std::string id{is_merchant ? request.cookie(kSessionCookie) : bearer(request)};
      const auto session = id.empty() ? std::nullopt : sessions_.find(id);
      if (session && session->speaker.door == exchange.speaker.door) {
        exchange.speaker = session->speaker;
        exchange.session = id;
      }
      break;
    }
  }
  return found.route->handle(exchange);
}

bool App::is_down(const Found& found) const {
  if (found.route == nullptr || sandbox_ == nullptr || sandbox_->is_up()) return false;
  return found.route->caller != Caller::control && found.route->caller != Caller::anyone;
}

Response json_response(const std::string& body, int status) { return {.status = status, .headers = {}, .body = body}; }

Response error_response(std::string_view code, std::string_view sentence, std::string_view rule) {
  Json body{{"errorCode", code}, {"errorMessage", sentence}};
  if (!rule.empty()) body["rule"] = rule;
  return json_response(dump(body), status_of(code));
}

Response error_response(const Answer& refused) {
  if (refused.kind == Answer::Kind::lost) return {.status = 500, .lost = true};
  Response response = error_response(refused.code, refused.sentence, refused.rule);
  if (refused.remembered) response.headers.push_back({std::string{kRememberedHeader}, "true"});  // REP-01
  return response;
}

}  // namespace parcours::http
