// The suites' cases: which there are, and one of them played in a world of its own, beside the service's thread.
#include <nlohmann/json.hpp>

#include "reference/http/app.h"
#include "reference/http/sandbox_api.h"
#include "reference/http/sandbox_port.h"

namespace parcours::http::sandbox {
namespace {

Response found_out(const std::string& finding) {
  return finding.starts_with('!') ? refuse(finding.substr(1)) : json_response(finding);
}

}  // namespace

Handled scenarios(const Exchange& at) {
  if (at.finding != nullptr) return found_out(*at.finding);
  return Later{at.sandbox->list_scenarios()};
}

Handled run_scenario(const Exchange& at) {
  if (at.finding != nullptr) return found_out(*at.finding);
  const auto body = read_body(at.request.body);
  if (!body) return not_readable();
  const ScenarioOrder order{.id = text_in(*body, "id"), .yaml = text_in(*body, "yaml"), .defect = text_in(*body, "defect")};
  if (order.id.empty() == order.yaml.empty()) return refuse("\"id\" of a case of the suites, or \"yaml\", a scenario file with one case.");
  return Later{at.sandbox->run_scenario(order)};
}

}  // namespace parcours::http::sandbox
