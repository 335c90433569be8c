// The demonstration's canteen: fixed ids for the demo rows of other parts. Development only.
#pragma once

#include "platform/api/platform.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

inline constexpr auto demo_outlet_id = OutletId::fixed(610'001);

inline constexpr auto demo_set_meal_area_id = ServingAreaId::fixed(611'001);
inline constexpr auto demo_stir_fry_area_id = ServingAreaId::fixed(611'002);
inline constexpr auto demo_weighing_area_id = ServingAreaId::fixed(611'003);
inline constexpr auto demo_shop_area_id = ServingAreaId::fixed(611'004);

inline constexpr auto demo_breakfast_id = MealCategoryId::fixed(612'001);
inline constexpr auto demo_lunch_id = MealCategoryId::fixed(612'002);
inline constexpr auto demo_dinner_id = MealCategoryId::fixed(612'003);
inline constexpr auto demo_night_id = MealCategoryId::fixed(612'004);

inline constexpr auto demo_breakfast_period_id = MealPeriodId::fixed(613'001);
inline constexpr auto demo_lunch_period_id = MealPeriodId::fixed(613'002);
inline constexpr auto demo_dinner_period_id = MealPeriodId::fixed(613'003);
inline constexpr auto demo_night_period_id = MealPeriodId::fixed(613'004);

inline constexpr auto demo_staff_class_id = PriceClassId::fixed(614'001);
inline constexpr auto demo_student_class_id = PriceClassId::fixed(614'002);
inline constexpr auto demo_guest_class_id = PriceClassId::fixed(614'003);

/// So many days before today are traded on already.
inline constexpr std::int32_t demo_days_back = 5;
/// When the demonstration's canteen opened: before its first sale. Accounts never book anything
/// before their last entry, so what sales need is opened and filled at this time.
inline UtcTime demo_opened_at(UtcTime now) {
    return BusinessDate::of(now).plus_days(-demo_days_back - 1).starts_at() + 9h;
}

/// Job `canteen.renew_demo_menus`: publishes menus from today to the 14th day, so that the
/// demonstration works on any day. What staff changed stays. Does nothing outside development.
void renew_demo_menus(api::Platform& platform, UtcTime now);

}  // namespace dlfp::canteen
