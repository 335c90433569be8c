// What payments show of clauses of the standard.
#pragma once

#include <vector>

#include "platform/api/evidence.h"

namespace dlfp::payment {

std::vector<api::Probe> evidence_probes();

}  // namespace dlfp::payment
