// Staff keep samples of finished dishes and discard them in due time (row C10).
#pragma once

#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/food_sample_repository.h"
#include "scenarios/canteen/server/catalogue/meal_period.h"
#include "scenarios/canteen/server/catalogue/menu.h"

namespace dlfp::canteen {

struct SampleLine {
    FoodSampleId food_sample_id;
    OutletId outlet_id;
    DishId dish_id;
    std::string dish_name;
    MealPeriodId period_id;
    BusinessDate day;
    std::int64_t grams = 0;
    std::string keeper;
    UtcTime taken_at_us;
    UtcTime discard_after_us;
    bool is_due = false;  ///< may be discarded now
    std::optional<UtcTime> discarded_at_us;
    std::optional<std::string> discarded_by;
};
BOOST_DESCRIBE_STRUCT(SampleLine, (),
                      (food_sample_id, outlet_id, dish_id, dish_name, period_id, day, grams, keeper,
                       taken_at_us, discard_after_us, is_due, discarded_at_us, discarded_by))
struct ListSamplesReply {
    std::vector<SampleLine> kept;       ///< the one that may go first at the head
    std::vector<SampleLine> discarded;  ///< the latest 100
};
BOOST_DESCRIBE_STRUCT(ListSamplesReply, (), (kept, discarded))
Result<ListSamplesReply> list_food_samples(const api::NoRequest& request, api::ReadCall& call);

struct KeepSampleRequest {
    MealPeriodId period_id;
    BusinessDate day;
    DishId dish_id;
    api::Whole<1, 5'000> grams;
    api::Text<20> keeper;
    UtcTime taken_at_us;
};
BOOST_DESCRIBE_STRUCT(KeepSampleRequest, (), (period_id, day, dish_id, grams, keeper, taken_at_us))
struct KeepSampleReply {
    FoodSampleId food_sample_id;
    UtcTime discard_after_us;
};
BOOST_DESCRIBE_STRUCT(KeepSampleReply, (), (food_sample_id, discard_after_us))
Result<KeepSampleReply> keep_food_sample(const KeepSampleRequest& request, api::Call& call);

struct DiscardSampleRequest {
    FoodSampleId food_sample_id;
};
BOOST_DESCRIBE_STRUCT(DiscardSampleRequest, (), (food_sample_id))
Result<Done> discard_food_sample(const DiscardSampleRequest& request, api::Call& call);

inline constexpr auto list_food_samples_endpoint =
    api::get<&list_food_samples>("/staff/canteen/food-samples")
        .doc("Kept samples, due ones first, and the latest discarded ones.")
        .for_staff(view_canteen)
        .limits(catalogue_read_limits)
        .may_fail();
inline constexpr auto keep_food_sample_endpoint =
    api::post<&keep_food_sample>("/staff/canteen/food-samples")
        .doc("Enters a kept sample of a finished dish: at least 125 g, for 48 hours.")
        .for_staff(work_in_kitchen)
        .idempotent()
        .limits(catalogue_write_limits)
        .may_fail(meal_period_not_found, dish_not_found, sample_too_small, sample_time_malformed);
inline constexpr auto discard_food_sample_endpoint =
    api::post<&discard_food_sample>("/staff/canteen/food-samples/{food_sample_id}/discarding")
        .doc("Discards a sample that was kept long enough.")
        .for_staff(work_in_kitchen)
        .idempotent()
        .limits(catalogue_write_limits)
        .may_fail(food_sample_not_found, sample_still_kept, sample_discarded);

}  // namespace dlfp::canteen
