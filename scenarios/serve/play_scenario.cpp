#include "scenarios/serve/play_scenario.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <variant>

#include "fakes/broken_service.h"
#include "reference/http/wire.h"
#include "reports/case_json.h"
#include "scenarios/runner/event_ear.h"
#include "scenarios/runner/runner.h"
#include "sim/in_process_target.h"

namespace parcours {
namespace {

using encaissement::Encaissement;
using http::Json;

// How things stand, told where they are other than after the event before.
class States {
 public:
  States(const Scenario& scenario, const InProcessTarget& target) : scenario_{scenario}, target_{target} {}

  void look(std::int64_t seq) {
    if (!target_.is_up()) return;
    Json now{{"operations", operations()}, {"wallets", wallets()}};
    if (now == last_) return;
    Json state{{"seq", seq}};
    state.update(now);
    all_.push_back(std::move(state));
    last_ = std::move(now);
  }

  const Json& all() const { return all_; }

 private:
  Json operations() const {
    const Encaissement& service = target_.service();
    Json list = Json::array();
    for (const encaissement::Operation& o : service.operations())
      list.push_back(Json{{"number", service.number(o.id).view()}, {"basket", service.text(o.basket)},
                          {"parcours", to_string(o.parcours)}, {"status", to_string(o.status)},
                          {"requested", o.requested.cents()}, {"received", o.received.cents()}});
    return list;
  }

  Json wallets() const {
    Json all = Json::object();
    for (const CustomerSpec& customer : scenario_.world.customers)
      if (const auto* kept = target_.service().find_customer(customer.identifier))
        all[customer.name] = {{"available", kept->available.cents()}, {"held", kept->held.cents()}};
    return all;
  }

  const Scenario& scenario_;
  const InProcessTarget& target_;
  Json all_ = Json::array(), last_;
};

std::string wrong(const std::string& sentence) { return "!" + sentence; }

std::variant<Scenario, std::string> case_of_text(const std::string& yaml) {
  Loaded loaded = parse_text("scenario.yaml", yaml);
  if (!loaded.problems.empty()) return loaded.problems.front().text();
  if (loaded.cases.size() != 1) return "A file with one case was expected, found " + std::to_string(loaded.cases.size()) + ".";
  return std::move(loaded.cases.front());
}

std::variant<Scenario, std::string> case_of_suites(const Suites& suites, const std::string& id) {
  Loaded loaded = suites ? suites() : Loaded{};
  const auto found = std::find_if(loaded.cases.begin(), loaded.cases.end(), [&](const Scenario& one) { return one.id == id; });
  if (found != loaded.cases.end()) return std::move(*found);
  const std::string also = loaded.problems.empty() ? "" : " A file of the suites cannot be read: " + loaded.problems.front().text();
  return "There is no case of this id: GET /sandbox/scenarios lists them." + also;
}

std::string play(const Scenario& scenario, const Defect* defect) {
  const std::unique_ptr<InProcessTarget> target = defect == nullptr ? std::make_unique<InProcessTarget>() : broken_target(*defect);
  States states{scenario, *target};
  RunOptions options;
  if (defect != nullptr) options.repro_suffix = "--defect " + std::string{defect->name};
  const EventEar ear{[&states](std::int64_t seq) { states.look(seq); }};
  const CaseResult result = run_case(scenario, *target, options);
  return "{\"case\":" + to_json(result) + ",\"states\":" + http::dump(states.all()) + '}';
}

}  // namespace

http::SandboxWork listing_of(Suites suites) {
  return [suites = std::move(suites)] {
    Loaded loaded = suites ? suites() : Loaded{};
    std::sort(loaded.cases.begin(), loaded.cases.end(), [](const Scenario& a, const Scenario& b) { return a.id < b.id; });
    Json list = Json::array();
    for (const Scenario& one : loaded.cases) {
      Json rules = Json::array();
      for (const encaissement::RuleId rule : one.rules) rules.push_back(to_string(rule));
      list.push_back(Json{{"id", one.id}, {"title", one.title}, {"file", one.file}, {"rules", std::move(rules)}, {"tags", one.tags}});
    }
    return http::dump(Json{{"scenarios", std::move(list)}});
  };
}

http::SandboxWork playing_of(Suites suites, http::ScenarioOrder order) {
  return [suites = std::move(suites), order = std::move(order)]() -> std::string {
    const Defect* defect = order.defect.empty() ? nullptr : find_defect(order.defect);
    if (!order.defect.empty() && defect == nullptr) return wrong("There is no defect of this name: GET /sandbox/defects lists them.");
    const auto found = order.yaml.empty() ? case_of_suites(suites, order.id) : case_of_text(order.yaml);
    if (const auto* why = std::get_if<std::string>(&found)) return wrong(*why);
    return play(std::get<Scenario>(found), defect);
  };
}

}  // namespace parcours
