// Which cases catch which defect. Used by `defects --check` and by the demo.
#pragma once

#include <span>
#include <vector>

#include "fakes/broken_service.h"
#include "fakes/phone_reader.h"
#include "reports/record.h"
#include "scenarios/language/model.h"

namespace parcours {

// A case catches a defect when it says nonconforming: fail, crash, or warn for a SHOULD.
bool catches(const CaseResult& one);

// Those that pass against the reference, as what the others say of a broken service means nothing.
struct SoundCases {
  std::vector<Scenario> cases;
  std::vector<CaseResult> unsound;
};
SoundCases sound_cases(const std::vector<Scenario>& cases, PhoneReader& phone);

struct Catch {
  const Defect* defect = nullptr;
  std::vector<CaseResult> caught_by;  // In the order run: those that name the defect's rule first. Empty: it survives.
  std::size_t cases_run = 0;

  // Whether the first catch names the rule that is broken.
  bool names_rule() const;
};

// Runs `cases` against `defect`, up to the first catch, or all of them.
Catch hunt(const Defect& defect, std::span<const Scenario> cases, bool all, PhoneReader& phone);

}  // namespace parcours
