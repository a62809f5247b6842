// What the API's own tests need of the rest of the service behind HTTP, until it is linked whole.
#include "reference/http/route.h"

namespace parcours::http {

std::span<const Route> open_routes() { return {}; }

}  // namespace parcours::http
