// When meals are served, and to which meal and business day a moment belongs.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/identity/server/ids.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

inline constexpr Failure meal_period_not_found{"canteen.meal_period_not_found",
                                               FailureClass::missing};

/// One meal time of an outlet, e.g. lunch from 11:00 to 13:00 on weekdays. Minutes count from
/// midnight, China time. `end_minute` <= `start_minute` crosses midnight.
struct MealPeriod {
    MealPeriodId id;
    identity::OrganisationId organisation_id;
    OutletId outlet_id;
    MealCategoryId category_id;
    std::string name;
    std::int64_t start_minute = 0;
    std::int64_t end_minute = 0;
    std::int64_t weekday_mask = 0;      ///< bit 0 Monday … bit 6 Sunday, of the starting day
    std::int64_t cut_off_minutes = 0;   ///< ordering ends so long before the start
    std::int64_t order_days_ahead = 0;  ///< how many days before the meal ordering begins
    BusinessDate valid_from;
    std::optional<BusinessDate> valid_until;  ///< the last day
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(MealPeriod, (),
                      (id, organisation_id, outlet_id, category_id, name, start_minute, end_minute,
                       weekday_mask, cut_off_minutes, order_days_ahead, valid_from, valid_until,
                       state))

/// A meal of one day. `day` is the day on which the period began: what limits, reports and
/// subsidies count (row C7: 00:40 in a night period 22:30–01:30 belongs to the day before).
struct MealSlot {
    MealPeriodId period_id;
    MealCategoryId category_id;
    BusinessDate day;

    friend bool operator==(const MealSlot&, const MealSlot&) = default;
};

/// The meal being served at `occurred_at`; start included, end excluded. Of several the one that
/// began last. Nothing between meals.
std::optional<MealSlot> plan_meal_slot(std::span<const MealPeriod> periods, UtcTime occurred_at);

/// Whether the period is served on that (starting) day.
bool is_served_on(const MealPeriod& period, BusinessDate day);
UtcTime starts_at(const MealPeriod& period, BusinessDate day);
UtcTime ends_at(const MealPeriod& period, BusinessDate day);
/// The first moment at which that day's meal can be ordered.
UtcTime ordering_begins_at(const MealPeriod& period, BusinessDate day);
/// The first moment at which ordering for that day's meal is over.
UtcTime ordering_ends_at(const MealPeriod& period, BusinessDate day);

/// Active periods of an outlet, by start.
std::vector<MealPeriod> list_meal_periods(sql::Reader& reader, OutletId outlet_id);

/// meal_period_not_found, also for another operator's and retired ones.
Result<MealPeriod> find_meal_period(sql::Reader& reader, identity::OrganisationId organisation_id,
                                    MealPeriodId id);

}  // namespace dlfp::canteen
