// Kept samples of finished dishes (row C10): how much, how long, and when one may go. The rule is
// Art. 40 of the school food-safety rules (学校食品安全与营养健康管理规定): 125 g, 48 hours.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "core/identity/server/ids.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

inline constexpr std::int64_t sample_grams_min = 125;
inline constexpr Duration sample_kept_for = 48h;
/// A sample is entered on the day it was taken, not from memory.
inline constexpr Duration sample_entered_within = 24h;

/// Fact `grams_min`.
inline constexpr Failure sample_too_small{"canteen.sample_too_small", FailureClass::refused};
/// Taken in the future or more than a day ago.
inline constexpr Failure sample_time_malformed{"canteen.sample_time_malformed",
                                               FailureClass::malformed};
/// Fact `discard_after_us`.
inline constexpr Failure sample_still_kept{"canteen.sample_still_kept", FailureClass::refused};
inline constexpr Failure sample_discarded{"canteen.sample_discarded", FailureClass::conflict};
inline constexpr Failure food_sample_not_found{"canteen.food_sample_not_found",
                                               FailureClass::missing};

struct FoodSample {
    FoodSampleId id;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    DishId dish_id;
    MealPeriodId period_id;
    BusinessDate day;
    std::int64_t grams = 0;
    std::string keeper;  ///< who took it and keeps it chilled
    UtcTime taken_at_us;
    UtcTime discard_after_us;
    std::optional<UtcTime> discarded_at_us;
    std::optional<std::string> discarded_by;
};
BOOST_DESCRIBE_STRUCT(FoodSample, (),
                      (id, organisation_id, outlet_id, dish_id, period_id, day, grams, keeper,
                       taken_at_us, discard_after_us, discarded_at_us, discarded_by))

/// When a sample of that weight, taken at that time, may be discarded at the earliest.
Result<UtcTime> plan_discard_after(std::int64_t grams, UtcTime taken_at, UtcTime now);

/// sample_discarded, sample_still_kept; at the planned moment it may go.
Result<Done> decide_discarding(const FoodSample& sample, UtcTime now);

}  // namespace dlfp::canteen
