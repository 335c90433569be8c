// The rules of kept samples.
#include "scenarios/canteen/server/catalogue/food_sample.h"

namespace dlfp::canteen {

Result<UtcTime> plan_discard_after(std::int64_t grams, UtcTime taken_at, UtcTime now) {
    if (taken_at > now || taken_at < now - sample_entered_within) return sample_time_malformed;
    if (grams < sample_grams_min)
        return Error{sample_too_small}.with("grams_min", sample_grams_min);
    return taken_at + sample_kept_for;
}

Result<Done> decide_discarding(const FoodSample& sample, UtcTime now) {
    if (sample.discarded_at_us) return sample_discarded;
    if (now < sample.discard_after_us)
        return Error{sample_still_kept}.with("discard_after_us", sample.discard_after_us.us());
    return done;
}

}  // namespace dlfp::canteen
