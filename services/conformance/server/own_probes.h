// What the platform as a whole shows of clauses: that it runs, answers and counts.
#pragma once

#include <vector>

#include "platform/api/evidence.h"

namespace dlfp::conformance {

std::vector<api::Probe> own_probes();

}  // namespace dlfp::conformance
