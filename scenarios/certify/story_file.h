// A story as a file that `certify --story FILE` plays again: JSON, strict, every member by its name ("parcours-story/1").
// Instants are UTC with milliseconds, lengths whole milliseconds, amounts of the cashier and the customers as typed.
#pragma once

#include <string>
#include <string_view>

#include "reports/result.h"
#include "scenarios/certify/case.h"

namespace parcours {

inline constexpr std::string_view kStoryFormat = "parcours-story/1";

// Ends with a line break. Reading it gives the same story.
std::string to_json_text(const TillStory& story);

// Trouble with its place: "found.json: steps[3].wire.fault: …". A story that makes no sense (sound.h) is trouble, too.
Reported<TillStory> read_story(std::string_view text, std::string_view file);

}  // namespace parcours
