// A defect of the gallery as a subject of exploration: its part in the core, and the whole of it at the seam.
#pragma once

#include "fakes/broken_service.h"
#include "sim/run.h"

namespace parcours {

// In the core, and at the seam beside the reference.
Subject subject_of(const Defect& defect);

// On the bare core alone.
Subject core_subject_of(const Defect& defect);

}  // namespace parcours
