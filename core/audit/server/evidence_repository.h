// What the chain shows of clauses of the standard.
#pragma once

#include <vector>

#include "platform/api/evidence.h"

namespace dlfp::audit {

std::vector<api::Probe> evidence_probes();

}  // namespace dlfp::audit
