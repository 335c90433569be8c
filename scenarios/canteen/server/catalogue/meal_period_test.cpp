// To which meal and business day a moment belongs (row C7), when ordering ends, whose periods are
// seen.
#include "scenarios/canteen/server/catalogue/meal_period.h"

#include "scenarios/canteen/server/testing/canteen_bank.h"

namespace dlfp::canteen {
namespace {

const auto monday = *BusinessDate::parse("2026-11-23");

UtcTime at(BusinessDate day, int hour, int minute) {
    return day.starts_at() + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

MealPeriod period(std::uint64_t number, std::int64_t start_minute, std::int64_t end_minute) {
    return {.id = MealPeriodId::fixed(number),
            .category_id = MealCategoryId::fixed(number),
            .start_minute = start_minute,
            .end_minute = end_minute,
            .weekday_mask = 127,
            .valid_from = monday.plus_days(-10),
            .state = EntryState::active};
}

const std::vector<MealPeriod> day_and_night{period(1, 660, 780), period(2, 1350, 90)};

struct Moment {
    int hour;
    int minute;
    std::uint64_t expected;  ///< 0: between meals
    int day_offset;
};

// row: C1, C7
TEST(plan_meal_slot, a_meal_belongs_to_the_day_on_which_it_began) {
    for (const auto& moment :
         {Moment{10, 59, 0, 0}, Moment{11, 0, 1, 0}, Moment{12, 59, 1, 0}, Moment{13, 0, 0, 0},
          Moment{22, 29, 0, 0}, Moment{22, 30, 2, 0}, Moment{23, 59, 2, 0}, Moment{0, 0, 2, -1},
          Moment{0, 40, 2, -1}, Moment{1, 29, 2, -1}, Moment{1, 30, 0, 0}}) {
        const auto slot = plan_meal_slot(day_and_night, at(monday, moment.hour, moment.minute));
        ASSERT_EQ(slot.has_value(), moment.expected != 0) << moment.hour << ":" << moment.minute;
        if (!slot) continue;
        EXPECT_EQ(slot->period_id, MealPeriodId::fixed(moment.expected));
        EXPECT_EQ(slot->day, monday.plus_days(moment.day_offset));
    }
}

// row: C7
TEST(plan_meal_slot, the_weekday_of_a_night_meal_is_that_of_its_beginning) {
    auto sunday_night = period(2, 1350, 90);
    sunday_night.weekday_mask = 1 << 6;
    const auto slot = plan_meal_slot(std::vector{sunday_night}, at(monday, 0, 40));
    ASSERT_TRUE(slot);
    EXPECT_EQ(slot->day, monday.plus_days(-1));
    EXPECT_FALSE(plan_meal_slot(std::vector{sunday_night}, at(monday, 23, 0)));
}

TEST(plan_meal_slot, of_two_at_once_the_one_that_began_last_counts) {
    const std::vector both{period(1, 660, 840), period(2, 720, 780), period(3, 600, 900)};
    EXPECT_EQ(plan_meal_slot(both, at(monday, 12, 30))->period_id, MealPeriodId::fixed(2));
    EXPECT_EQ(plan_meal_slot(both, at(monday, 13, 30))->period_id, MealPeriodId::fixed(1));
    EXPECT_FALSE(plan_meal_slot({}, at(monday, 12, 0)));
}

TEST(plan_meal_slot, a_retired_or_outdated_period_serves_nothing) {
    auto old = period(1, 660, 780);
    old.valid_until = monday;
    EXPECT_TRUE(is_served_on(old, monday));
    EXPECT_FALSE(is_served_on(old, monday.plus_days(1)));
    EXPECT_TRUE(is_served_on(old, old.valid_from));
    EXPECT_FALSE(is_served_on(old, old.valid_from.plus_days(-1)));
    old.state = EntryState::retired;
    EXPECT_FALSE(is_served_on(old, monday));
}

TEST(meal_period, ordering_ends_the_cut_off_before_the_start) {
    auto lunch = period(1, 660, 780);
    lunch.cut_off_minutes = 90;
    EXPECT_EQ(starts_at(lunch, monday), at(monday, 11, 0));
    EXPECT_EQ(ends_at(lunch, monday), at(monday, 13, 0));
    lunch.order_days_ahead = 3;
    EXPECT_EQ(ordering_begins_at(lunch, monday), at(monday.plus_days(-3), 0, 0));
    EXPECT_EQ(ordering_ends_at(lunch, monday), at(monday, 9, 30));
    EXPECT_EQ(ends_at(period(2, 1350, 90), monday), at(monday.plus_days(1), 1, 30));
    EXPECT_EQ(ends_at(period(3, 480, 480), monday), at(monday.plus_days(1), 8, 0))
        << "equal minutes: all around the clock";
}

TEST(meal_period, stored_periods_come_by_start_and_only_active_ones) {
    CanteenBank bank;
    const auto starts = [&] {
        std::vector<std::int64_t> minutes;
        bank.read([&](sql::Reader& reader) {
            for (const auto& found : list_meal_periods(reader, CanteenBank::outlet))
                minutes.push_back(found.start_minute);
            return 0;
        });
        return minutes;
    };
    EXPECT_EQ(starts(), (std::vector<std::int64_t>{390, 660, 1020, 1350}));
    bank.write([&](sql::Transaction& transaction) {
        MealPeriodBooks meals{transaction};
        auto lunch = *meals.find(canteen_operator, CanteenBank::lunch_period);
        lunch.state = EntryState::retired;
        lunch.valid_until = monday;
        meals.replace(lunch);
        return true;
    });
    EXPECT_EQ(starts(), (std::vector<std::int64_t>{390, 1020, 1350}));
    bank.read([&](sql::Reader& reader) {
        EXPECT_TRUE(find_meal_period(reader, canteen_operator, CanteenBank::lunch_period)
                        .failed_with(meal_period_not_found));
        EXPECT_EQ(MealPeriodRepository{reader}
                      .find(canteen_operator, CanteenBank::lunch_period)
                      ->valid_until,
                  monday);
        return 0;
    });
}

TEST(meal_period, another_operators_period_is_not_found) {
    CanteenBank bank;
    bank.read([&](sql::Reader& reader) {
        EXPECT_TRUE(find_meal_period(reader, other_operator, CanteenBank::lunch_period)
                        .failed_with(meal_period_not_found));
        EXPECT_EQ(find_meal_period(reader, canteen_operator, CanteenBank::night_period)->name,
                  "夜宵");
        EXPECT_EQ(MealPeriodRepository{reader}.list_categories(canteen_operator).size(), 4U);
        EXPECT_EQ(MealPeriodRepository{reader}.list_categories(other_operator).size(), 1U);
        EXPECT_EQ(MealPeriodRepository{reader}.list_all(canteen_operator).size(), 4U);
        EXPECT_TRUE(MealPeriodRepository{reader}.list_all(other_operator).empty());
        return 0;
    });
}

}  // namespace
}  // namespace dlfp::canteen
