#include "fakes/pos/pos_defects.h"

namespace parcours {

std::span<const PosGalleryEntry> pos_repeat_defects() { return {}; }

}  // namespace parcours
