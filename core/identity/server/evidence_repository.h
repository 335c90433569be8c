// What registrations and rules in force show of clauses of the standard.
#pragma once

#include <vector>

#include "platform/api/evidence.h"

namespace dlfp::identity {

std::vector<api::Probe> evidence_probes();

}  // namespace dlfp::identity
