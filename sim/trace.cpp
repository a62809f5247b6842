#include "sim/trace.h"

#include <array>

namespace parcours {
namespace {

constexpr std::string_view kTransactions = "/acquisition/api/public/v1/payment-transactions";

constexpr std::array<std::string_view, 9> kCalls = {"create",      "payer", "status", "cancellation", "validation",
                                                    "change_mode", "qr",    "list",   "other"};

std::string_view without_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// What stands after the collection: "", "/{id}", "/{id}/payer". None: not of the API. A service may stand behind a path
// of its own, so that the collection is looked for anywhere.
std::optional<std::string_view> after_collection(const http::Request& request) {
  const std::string_view path = without_slash(request.path);
  const std::size_t at = path.find(kTransactions);
  if (at == path.npos) return std::nullopt;
  const std::string_view rest = path.substr(at + kTransactions.size());
  return rest.empty() || rest.starts_with('/') ? std::optional{rest} : std::nullopt;
}

ApiCall posted_call(std::string_view what) {
  if (what == "payer") return ApiCall::payer;
  if (what == "cancellation") return ApiCall::cancellation;
  if (what == "validation") return ApiCall::validation;
  return what == "change-mode" ? ApiCall::change_mode : ApiCall::other;
}

}  // namespace

ApiCall api_call(const http::Request& request) {
  const auto rest = after_collection(request);
  const bool posts = request.method == "POST";
  if (!rest || (!posts && request.method != "GET")) return ApiCall::other;
  if (rest->empty()) return posts ? ApiCall::create : ApiCall::list;
  const std::size_t slash = rest->find('/', 1);
  if (slash == rest->npos) return posts ? ApiCall::other : ApiCall::status;
  const std::string_view what = rest->substr(slash + 1);
  if (posts) return posted_call(what);
  return what == "qr.png" || what == "qr.svg" ? ApiCall::qr : ApiCall::other;
}

std::string_view to_string(ApiCall call) { return kCalls[static_cast<std::size_t>(call)]; }

std::string number_in(const http::Request& request) {
  const auto rest = after_collection(request);
  if (!rest || rest->empty()) return {};
  return std::string{rest->substr(1, rest->find('/', 1) - 1)};
}

}  // namespace parcours
