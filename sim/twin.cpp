#include "sim/twin.h"

#include <algorithm>
#include <utility>

#include "sim/reference_service.h"
#include "sim/seam_compare.h"

namespace parcours {
namespace {

Broken broken_by(const Difference& difference) {
  return {.property = &property("as-the-reference"),
          .rule = difference.rule,
          .operation = static_cast<encaissement::OperationId>(difference.operation + 1),
          .expected = difference.expected,
          .actual = difference.actual};
}

}  // namespace

SeamTwin::SeamTwin(Target& judged, const Setup& setup)
    : reference_{std::make_unique<ReferenceService>()},
      policies_{setup.policies},
      can_{judged.capabilities()},
      now_{setup.start},
      expected_{*reference_, can_, setup.policies, setup.start, setup.seed},
      actual_{judged, can_, setup.policies, setup.start, setup.seed} {}

SeamTwin::~SeamTwin() = default;

Instant SeamTwin::instant_of(const When& when) const { return reference_->instant_of(when, now_); }

void SeamTwin::play(const Story& story) {
  for (const Act& act : story) {
    if (broken_) return;
    play(act);
  }
}

void SeamTwin::play(const Act& act) {
  if (broken_) return;
  ++acts_;
  pass_time(instant_of(act.when));
  if (broken_) return;
  if (act.kind == ActKind::look) return look();
  const bool dies = act.kind == ActKind::crash || act.mishap == Mishap::crash_before || act.mishap == Mishap::crash_after;
  if (dies) look();
  if (broken_) return;
  const std::vector<Answer> expected = expected_.play(act, now_), actual = actual_.play(act, now_);
  if (act.mishap != Mishap::answer_lost)
    if (const auto found = compare_answers(expected, actual, expected_.known(), actual_.known(), can_.names_rules))
      broken_ = broken_by(*found);
  if (!broken_ && actual_.opened_under_other_policies())
    broken_ = broken_by({encaissement::RuleId::rep_03, -1, "a journal kept under other settings is not opened",
                         "it was opened"});
  compare_told();
  if (!dies || broken_) return;
  look();  // All was the same before: what is not the same now did not survive (REP-03).
  if (broken_) broken_->rule = encaissement::RuleId::rep_03;
}

// Both services wake at every instant at which one of them says that something is due, so that what happens by itself is
// compared when it happens. A deadline that is not after now was the service's to keep.
void SeamTwin::pass_time(Instant until) {
  constexpr int kStopsMax = 20'000;
  int stops = 0;
  while (now_ < until && !broken_) {
    Instant stop = until;
    for (const Target* target : {&expected_.target(), &actual_.target()}) {
      const std::optional<Instant> due = target->next_deadline();
      if (due && *due > now_) stop = std::min(stop, *due);
    }
    now_ = stop;
    expected_.advance(now_);
    actual_.advance(now_);
    compare_told();
    if (++stops == kStopsMax)
      broken_ = broken_by({encaissement::RuleId::sta_03, -1, "the service comes to rest", "something is always due"});
  }
}

void SeamTwin::compare_told() {
  if (!can_.reads_outbox || broken_) return;
  auto found = compare_notices(expected_, actual_, notices_compared_);
  notices_compared_ = expected_.notices().size();
  if (!found) found = compare_deliveries(expected_, actual_, deliveries_compared_);
  deliveries_compared_ = expected_.deliveries().size();
  if (found) broken_ = broken_by(*found);
}

void SeamTwin::look() {
  if (broken_) return;
  if (const auto found = compare_looks(expected_, actual_, can_, now_)) broken_ = broken_by(*found);
}

void SeamTwin::finish() {
  look();
  pass_time(reference_->after_everything(now_));
  look();
}

}  // namespace parcours
