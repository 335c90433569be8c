// What coupons take off a price and who bears it.
#pragma once

#include "core/pricing/server/reckon.h"

namespace dlfp::pricing {

struct CouponOutcome {
    std::int64_t total_fen = 0;
    std::vector<CouponUse> uses;
};

/// Stacked coupons apply in this order: time, percentage, amount, free; equal kinds as given. Best
/// of: the one that takes most, the first of equals. `reckoned` is the price of that time without
/// coupons.
CouponOutcome apply_coupons(const Reckoner& reckoner, const ReckonedTime& time,
                            const ReckonedPrice& reckoned);

}  // namespace dlfp::pricing
