// What the API's own tests need of the rest of the service behind HTTP, until it is linked whole.
#include "reference/http/route.h"
#include "reference/http/session.h"

namespace parcours::http {

std::span<const Route> espace_routes() { return {}; }
std::span<const Route> sandbox_routes() { return {}; }
std::span<const Route> open_routes() { return {}; }

std::optional<Session> Sessions::find(const std::string& id) {
  const auto found = sessions_.find(id);
  return found == sessions_.end() ? std::nullopt : std::optional{found->second};
}
Session Sessions::open(const Speaker& speaker) {
  Session session;
  session.id = "token-" + std::to_string(sessions_.size());
  session.speaker = speaker;
  return sessions_[session.id] = session;
}
void Sessions::close(const std::string& id) { sessions_.erase(id); }

}  // namespace parcours::http
