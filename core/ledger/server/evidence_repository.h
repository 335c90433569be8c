// What the books show of clauses of the standard.
#pragma once

#include <vector>

#include "platform/api/evidence.h"

namespace dlfp::ledger {

std::vector<api::Probe> evidence_probes();

}  // namespace dlfp::ledger
