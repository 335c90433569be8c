// A price with the steps that lead to it, as clients get it.
#pragma once

#include "core/pricing/server/price_stay.h"

namespace dlfp::pricing {

struct ExplainedPrice {
    Price price;
    std::vector<TraceStep> steps;
    std::int64_t steps_left_out = 0;  ///< of very long stays
};
BOOST_DESCRIBE_STRUCT(ExplainedPrice, (), (price, steps, steps_left_out))

inline constexpr std::size_t steps_max = 1'000;

enum class PricedCase { stay, missing_entry };
BOOST_DESCRIBE_ENUM(PricedCase, stay, missing_entry)

/// What both façades of the engine refuse.
Result<ExplainedPrice> explain_price(const Tariff& tariff, const Stay& stay, PricedCase priced);

}  // namespace dlfp::pricing
