// The suites as a judge: what somebody thought of.
#include <memory>

#include "fakes/phone_reader.h"
#include "scenarios/cli/gallery.h"
#include "scenarios/power/judges.h"
#include "scenarios/runner/runner.h"

namespace parcours {

Judge scenario_judge(std::vector<Scenario> sound_cases) {
  const auto cases = std::make_shared<const std::vector<Scenario>>(std::move(sound_cases));
  return {.name = "scenarios", .steps = "cases", .is_seeded = false,
          .judge = [cases](const Defect* defect, std::uint64_t, double) {
            const double start = thread_cpu_s();
            PhoneReader phone{1 << 14};
            Try result;
            if (defect != nullptr) {
              const Catch found = hunt(*defect, *cases, false, phone);
              result = {.caught = !found.caught_by.empty(), .steps = found.cases_run};
              if (result.caught) result.by = found.caught_by.front().id;
            } else {
              for (const CaseResult& one : parcours::sound_cases(*cases, phone).unsound)
                result = {.caught = true, .by = one.id};
            }
            result.cpu_s = thread_cpu_s() - start;
            return result;
          }};
}

}  // namespace parcours
