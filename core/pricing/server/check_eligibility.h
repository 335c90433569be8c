// Whether every vehicle has exactly one first collection, and every collection some vehicle.
#pragma once

#include "core/pricing/server/stay.h"
#include "core/pricing/server/validate_table.h"

namespace dlfp::pricing {

/// Whether the collection is for this vehicle on its n-th visit of the day.
bool takes(const RateEligibility& who, const Vehicle& vehicle, std::int64_t visit_number);
void check_eligibility(const RateTable& table, std::vector<Finding>& findings);

}  // namespace dlfp::pricing
