// Prices with a trace and keeps the reply within bounds.
#include "core/pricing/server/explained_price.h"

namespace dlfp::pricing {

Result<ExplainedPrice> explain_price(const Tariff& tariff, const Stay& stay, PricedCase priced) {
    Trace trace;
    const auto& china = china_calendar();
    TRY(auto price, priced == PricedCase::stay ? price_stay(tariff, china, stay, &trace)
                                               : price_missing_entry(tariff, china, stay, &trace));
    ExplainedPrice explained{std::move(price), std::move(trace), 0};
    if (explained.steps.size() > steps_max) {
        explained.steps_left_out = static_cast<std::int64_t>(explained.steps.size() - steps_max);
        explained.steps.resize(steps_max);
    }
    return explained;
}

}  // namespace dlfp::pricing
