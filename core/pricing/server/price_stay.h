// The price of a stay: the façade of the engine. Pure: no clock, no database; the same table and
// the same facts always give the same price, in whatever order they arrived.
#pragma once

#include "core/pricing/server/tariff.h"
#include "core/pricing/server/trace.h"

namespace dlfp::pricing {

/// With a trace, appends the steps that lead to the price. In this order: stay_malformed,
/// left_before_entered, stay_too_long.
Result<Price> price_stay(const Tariff& tariff, const Calendar& calendar, const Stay& stay,
                         Trace* trace = nullptr);

/// A vehicle that leaves without an entry on record: as the table decides; entry_unknown where that
/// is a member of staff. The first tier is priced at the moment of leaving, without free time.
Result<Price> price_missing_entry(const Tariff& tariff, const Calendar& calendar, const Stay& stay,
                                  Trace* trace = nullptr);

}  // namespace dlfp::pricing
