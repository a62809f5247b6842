// A table as the bytes of a spreadsheet file (.xlsx), the way "Exporter" gives the list: money is a number that reads as
// shown, everything else is text, and no text is ever a formula (LST-05). Slow for long lists: run it aside.
#pragma once

#include <span>
#include <string>

#include "reference/desk/exchange.h"

namespace parcours::http {

// The six data columns of LST-01 under a header, in the order given. Empty: no memory or no disk for it.
std::string to_xlsx(std::span<const ListRow> rows);

}  // namespace parcours::http
