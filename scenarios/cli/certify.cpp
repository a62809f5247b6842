// certify: judges an integrator's till, and signs what it found where all is well.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/certify/certificate.h"
#include "scenarios/certify/certificate_json.h"
#include "scenarios/certify/certification.h"
#include "scenarios/certify/file_digest.h"
#include "scenarios/certify/key_file.h"
#include "scenarios/certify/told.h"
#include "scenarios/cli/certify_words.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

}  // namespace
}  // namespace parcours
