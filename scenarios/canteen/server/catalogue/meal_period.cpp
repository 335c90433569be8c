// Which meal a moment belongs to. Periods are few: each is tried for the day and the day before.
#include "scenarios/canteen/server/catalogue/meal_period.h"

#include "scenarios/canteen/server/catalogue/meal_period_repository.h"

namespace dlfp::canteen {
namespace {

bool crosses_midnight(const MealPeriod& period) { return period.end_minute <= period.start_minute; }

UtcTime minute_of(BusinessDate day, std::int64_t minute) {
    return day.starts_at() + std::chrono::minutes{minute};
}

}  // namespace

bool is_served_on(const MealPeriod& period, BusinessDate day) {
    if (period.state != EntryState::active || day < period.valid_from) return false;
    if (period.valid_until && day > *period.valid_until) return false;
    return (period.weekday_mask >> (day.weekday() - 1)) % 2 == 1;
}

UtcTime starts_at(const MealPeriod& period, BusinessDate day) {
    return minute_of(day, period.start_minute);
}

UtcTime ends_at(const MealPeriod& period, BusinessDate day) {
    return minute_of(crosses_midnight(period) ? day.plus_days(1) : day, period.end_minute);
}

UtcTime ordering_begins_at(const MealPeriod& period, BusinessDate day) {
    return day.plus_days(-static_cast<std::int32_t>(period.order_days_ahead)).starts_at();
}

UtcTime ordering_ends_at(const MealPeriod& period, BusinessDate day) {
    return starts_at(period, day) - std::chrono::minutes{period.cut_off_minutes};
}

std::optional<MealSlot> plan_meal_slot(std::span<const MealPeriod> periods, UtcTime occurred_at) {
    const auto today = BusinessDate::of(occurred_at);
    std::optional<MealSlot> found;
    UtcTime found_start;
    for (const auto& period : periods) {
        for (const auto day : {today.plus_days(-1), today}) {
            const auto start = starts_at(period, day);
            if (!is_served_on(period, day) || occurred_at < start ||
                occurred_at >= ends_at(period, day))
                continue;
            if (found && start <= found_start) continue;
            found = MealSlot{period.id, period.category_id, day};
            found_start = start;
        }
    }
    return found;
}

std::vector<MealPeriod> list_meal_periods(sql::Reader& reader, OutletId outlet_id) {
    return MealPeriodRepository{reader}.list_active(outlet_id);
}

Result<MealPeriod> find_meal_period(sql::Reader& reader, identity::OrganisationId organisation_id,
                                    MealPeriodId id) {
    TRY(auto period,
        or_failure(MealPeriodRepository{reader}.find(organisation_id, id), meal_period_not_found));
    if (period.state != EntryState::active) return meal_period_not_found;
    return period;
}

}  // namespace dlfp::canteen
