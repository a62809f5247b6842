// The HTML report of a run, as a page that a browser may show: its policy allows the script and the styles that are in it,
// each by its digest, and nothing else.
#pragma once

#include <string>
#include <string_view>

#include "reference/http/message.h"

namespace parcours::http {

Response report_page(std::string html);

// "default-src 'none'; script-src 'sha256-…'; …" of what stands in the page.
std::string policy_of(std::string_view html);

}  // namespace parcours::http
