// Ctrl-C, and a polite request to end: what was begun is finished, and what was judged is reported. A second Ctrl-C
// ends the program at once.
#pragma once

namespace parcours {

// From here on the first interruption is only remembered.
void heed_interrupts();

// True once somebody asked the program to stop.
bool is_interrupted();

}  // namespace parcours
