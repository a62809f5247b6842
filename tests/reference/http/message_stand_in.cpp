#include "reference/http/message.h"
#include <algorithm>
#include <strings.h>
#include "reference/http/route.h"
#include "reference/http/session.h"
namespace parcours::http {
std::string_view Request::header(std::string_view name) const {
  for (const auto& h : headers)
    if (h.name.size() == name.size() && strncasecmp(h.name.data(), name.data(), name.size()) == 0) return h.value;
  return {};
}
std::optional<std::string> Request::parameter(std::string_view name) const {
  std::string_view q = query;
  while (!q.empty()) {
    auto end = std::min(q.find('&'), q.size());
    auto part = q.substr(0, end);
    q.remove_prefix(std::min(end + 1, q.size()));
    auto eq = std::min(part.find('='), part.size());
    if (part.substr(0, eq) == name) return std::string{part.substr(std::min(eq + 1, part.size()))};
  }
  return {};
}
std::string_view Request::cookie(std::string_view) const { return {}; }
std::span<const Route> espace_routes() { return {}; }
std::span<const Route> sandbox_routes() { return {}; }
std::span<const Route> open_routes() { return {}; }
std::span<const Route> customer_routes() { return {}; }
std::optional<Session> Sessions::find(const std::string& id) { auto f = sessions_.find(id); return f == sessions_.end() ? std::nullopt : std::optional{f->second}; }
Session Sessions::open(const Speaker& s) { Session n; n.id = "t" + std::to_string(sessions_.size()); n.speaker = s; sessions_[n.id] = n; return n; }
void Sessions::close(const std::string& id) { sessions_.erase(id); }
}
