// Staff keep meal categories (lunch) and meal periods (lunch from 11:00 to 13:00 at one outlet).
#pragma once

#include "scenarios/canteen/server/catalogue/catalogue_limits.h"
#include "scenarios/canteen/server/catalogue/meal_period_repository.h"
#include "scenarios/canteen/server/catalogue/menu.h"

namespace dlfp::canteen {

inline constexpr Failure meal_category_not_found{"canteen.meal_category_not_found",
                                                 FailureClass::missing};
/// The last day lies before the first.
inline constexpr Failure validity_malformed{"canteen.validity_malformed", FailureClass::malformed};
/// Active periods serve the category that is to be retired.
inline constexpr Failure meal_category_in_use{"canteen.meal_category_in_use",
                                              FailureClass::refused};

struct ListMealTimesReply {
    std::vector<MealCategory> categories;
    std::vector<MealPeriod> periods;
};
BOOST_DESCRIBE_STRUCT(ListMealTimesReply, (), (categories, periods))
Result<ListMealTimesReply> list_meal_times(const api::NoRequest& request, api::ReadCall& call);

struct CategoryFields {
    api::Text<20> name;
    api::Whole<0, 999> position;
    api::Whole<0, 20> day_meals_max;  ///< 0: no limit
    std::optional<EntryState> state;
};
BOOST_DESCRIBE_STRUCT(CategoryFields, (), (name, position, day_meals_max, state))
Result<MealCategory> add_meal_category(const CategoryFields& request, api::Call& call);

struct ReplaceCategoryRequest : CategoryFields {
    MealCategoryId category_id;
};
BOOST_DESCRIBE_STRUCT(ReplaceCategoryRequest, (CategoryFields), (category_id))
Result<MealCategory> replace_meal_category(const ReplaceCategoryRequest& request, api::Call& call);

struct PeriodFields {
    MealCategoryId category_id;
    api::Text<20> name;
    api::Whole<0, 1'439> start_minute;
    api::Whole<0, 1'439> end_minute;  ///< not after the start: ends the day after
    api::Whole<1, 127> weekday_mask;
    api::Whole<0, 10'080> cut_off_minutes;
    api::Whole<0, 60> order_days_ahead;
    BusinessDate valid_from;
    std::optional<BusinessDate> valid_until;
    std::optional<EntryState> state;
};
BOOST_DESCRIBE_STRUCT(PeriodFields, (),
                      (category_id, name, start_minute, end_minute, weekday_mask, cut_off_minutes,
                       order_days_ahead, valid_from, valid_until, state))
struct AddPeriodRequest : PeriodFields {
    OutletId outlet_id;
};
BOOST_DESCRIBE_STRUCT(AddPeriodRequest, (PeriodFields), (outlet_id))
Result<MealPeriod> add_meal_period(const AddPeriodRequest& request, api::Call& call);

struct ReplacePeriodRequest : PeriodFields {
    MealPeriodId period_id;
};
BOOST_DESCRIBE_STRUCT(ReplacePeriodRequest, (PeriodFields), (period_id))
Result<MealPeriod> replace_meal_period(const ReplacePeriodRequest& request, api::Call& call);

inline constexpr auto list_meal_times_endpoint =
    api::get<&list_meal_times>("/staff/canteen/meal-times")
        .doc("Meal categories and meal periods of the own operator, retired ones at the end.")
        .for_staff(view_canteen)
        .limits(catalogue_read_limits)
        .may_fail();
inline constexpr auto add_meal_category_endpoint =
    api::post<&add_meal_category>("/staff/canteen/meal-categories")
        .doc("Adds a meal category.")
        .for_staff(manage_catalogue)
        .idempotent()
        .limits(catalogue_write_limits)
        .may_fail();
inline constexpr auto replace_meal_category_endpoint =
    api::put<&replace_meal_category>("/staff/canteen/meal-categories/{category_id}")
        .doc("Replaces everything about a meal category; one in use cannot be retired.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(meal_category_not_found, meal_category_in_use);
inline constexpr auto add_meal_period_endpoint =
    api::post<&add_meal_period>("/staff/canteen/outlets/{outlet_id}/meal-periods")
        .doc("Adds a meal period to an outlet.")
        .for_staff(manage_catalogue)
        .idempotent()
        .limits(catalogue_write_limits)
        .may_fail(outlet_not_found, meal_category_not_found, validity_malformed);
inline constexpr auto replace_meal_period_endpoint =
    api::put<&replace_meal_period>("/staff/canteen/meal-periods/{period_id}")
        .doc("Replaces everything about a meal period but its outlet.")
        .for_staff(manage_catalogue)
        .naturally_idempotent()
        .limits(catalogue_write_limits)
        .may_fail(meal_period_not_found, meal_category_not_found, validity_malformed);

}  // namespace dlfp::canteen
