// Pictures in a history: the screen of a till as it was seen. An event carries one as its detail "picture", a PNG as a
// data URI; the HTML report shows it, texts say "(picture)". What only looks like one stays text.
#pragma once

#include <string>
#include <string_view>

#include "reports/events.h"
#include "reports/record.h"

namespace parcours {

inline constexpr std::string_view kPictureDetail = "picture";

// Exactly data:image/png;base64, and the base64, padded, of something that begins as a PNG does.
bool is_picture(std::string_view name, std::string_view value);

// What a text says of a detail: "(picture)" for a picture, else the value itself.
std::string_view value_as_text(std::string_view name, std::string_view value);

// The detail's value for PNG bytes.
std::string picture_value(std::string_view png);

bool has_picture(const CaseResult& one);
bool has_picture(const Record& record);

}  // namespace parcours
