// Meal categories and meal periods of the caller's operator.
#include "scenarios/canteen/server/catalogue/maintain_meal_times.h"

#include "scenarios/canteen/server/catalogue/offer_repository.h"

namespace dlfp::canteen {
namespace {

MealCategory filled(MealCategory category, const CategoryFields& fields) {
    category.name = fields.name;
    category.position = fields.position;
    category.day_meals_max = fields.day_meals_max;
    category.state = fields.state.value_or(EntryState::active);
    return category;
}

MealPeriod filled(MealPeriod period, const PeriodFields& fields) {
    period.category_id = fields.category_id;
    period.name = fields.name;
    period.start_minute = fields.start_minute;
    period.end_minute = fields.end_minute;
    period.weekday_mask = fields.weekday_mask;
    period.cut_off_minutes = fields.cut_off_minutes;
    period.order_days_ahead = fields.order_days_ahead;
    period.valid_from = fields.valid_from;
    period.valid_until = fields.valid_until;
    period.state = fields.state.value_or(EntryState::active);
    return period;
}

Result<Done> check_fields(const PeriodFields& fields, MealPeriodRepository& meals,
                          const api::ReadCall& call) {
    if (fields.valid_until && *fields.valid_until < fields.valid_from) return validity_malformed;
    const auto category =
        meals.find_category(identity::organisation_of(call.caller()), fields.category_id);
    if (!category || category->state != EntryState::active) return meal_category_not_found;
    return done;
}

}  // namespace

Result<ListMealTimesReply> list_meal_times(const api::NoRequest&, api::ReadCall& call) {
    MealPeriodRepository meals{call.reader()};
    const auto own = identity::organisation_of(call.caller());
    return ListMealTimesReply{meals.list_categories(own), meals.list_all(own)};
}

Result<MealCategory> add_meal_category(const CategoryFields& request, api::Call& call) {
    MealCategory empty;
    empty.id = call.next_id<MealCategoryTag>();
    empty.organisation_id = identity::organisation_of(call.caller());
    const auto category = filled(empty, request);
    MealPeriodBooks{call.transaction()}.add_category(category);
    call.about("canteen_meal_category", category.id.to_text());
    record_changes(call, empty, category);
    return category;
}

Result<MealCategory> replace_meal_category(const ReplaceCategoryRequest& request, api::Call& call) {
    MealPeriodBooks meals{call.transaction()};
    const auto own = identity::organisation_of(call.caller());
    TRY(const auto before,
        or_failure(meals.find_category(own, request.category_id), meal_category_not_found));
    const auto after = filled(before, request);
    if (after.state == EntryState::retired && meals.is_category_used(after.id))
        return meal_category_in_use;
    meals.replace_category(after);
    call.about("canteen_meal_category", after.id.to_text());
    record_changes(call, before, after);
    return after;
}

Result<MealPeriod> add_meal_period(const AddPeriodRequest& request, api::Call& call) {
    MealPeriodBooks meals{call.transaction()};
    TRY(const auto outlet, own_or(OfferRepository{call.reader()}.find_outlet(request.outlet_id),
                                  call, outlet_not_found));
    TRY_DONE(check_fields(request, meals, call));
    MealPeriod empty;
    empty.id = call.next_id<MealPeriodTag>();
    empty.organisation_id = outlet.organisation_id;
    empty.outlet_id = outlet.id;
    const auto period = filled(empty, request);
    meals.add(period);
    call.about("canteen_meal_period", period.id.to_text());
    record_changes(call, empty, period);
    return period;
}

Result<MealPeriod> replace_meal_period(const ReplacePeriodRequest& request, api::Call& call) {
    MealPeriodBooks meals{call.transaction()};
    const auto own = identity::organisation_of(call.caller());
    TRY(const auto before, or_failure(meals.find(own, request.period_id), meal_period_not_found));
    TRY_DONE(check_fields(request, meals, call));
    const auto after = filled(before, request);
    meals.replace(after);
    call.about("canteen_meal_period", after.id.to_text());
    record_changes(call, before, after);
    return after;
}

}  // namespace dlfp::canteen
