#include "fakes/pos/pos_defects.h"

namespace parcours {

std::span<const PosGalleryEntry> pos_belief_defects() { return {}; }

}  // namespace parcours
