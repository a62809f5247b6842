#include "scenarios/explore/subject.h"

#include "sim/twin.h"

namespace parcours {
namespace {

std::optional<Broken> broken_at_the_seam(const Defect& defect, const Story& story, const RunPlan& run) {
  const std::unique_ptr<Target> judged = broken_target(defect);
  SeamTwin twin{*judged, {.policies = run.policies, .start = run.start, .seed = run.seed}};
  twin.play(story);
  twin.finish();
  return twin.broken();
}

}  // namespace

Subject core_subject_of(const Defect& defect) {
  return [&defect] {
    const CoreDefect core = core_defect(defect);
    return Difference{.make_hook = core.make_hook, .policies = core.policies};
  };
}

Subject subject_of(const Defect& defect) {
  return [&defect] {
    Difference difference = core_subject_of(defect)();
    difference.at_the_seam = [&defect](const Story& story, const RunPlan& run) {
      return broken_at_the_seam(defect, story, run);
    };
    return difference;
  };
}

}  // namespace parcours
