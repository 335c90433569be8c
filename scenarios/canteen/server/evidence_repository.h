// What trading shows of clauses of the standard.
#pragma once

#include <vector>

#include "platform/api/evidence.h"

namespace dlfp::canteen {

std::vector<api::Probe> evidence_probes();

}  // namespace dlfp::canteen
