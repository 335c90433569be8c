// Days turn at midnight in China, and dates are real ones.
#include "platform/base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dlfp {
namespace {

TEST(time, the_business_day_turns_at_midnight_in_china) {
    const auto midnight = BusinessDate::parse("2026-11-23")->starts_at();
    EXPECT_EQ(midnight.to_text(), "2026-11-22T16:00:00.000000Z");
    EXPECT_EQ(BusinessDate::of(midnight).to_text(), "2026-11-23");
    EXPECT_EQ(BusinessDate::of(midnight - 1us).to_text(), "2026-11-22");
    EXPECT_EQ(minute_of_day(midnight), 0);
    EXPECT_EQ(minute_of_day(midnight - 1us), 1439);
    EXPECT_EQ(minute_of_day(midnight + 12h + 30min + 59s), 750);
    EXPECT_EQ(BusinessDate::of(midnight).ends_at(), midnight + 24h);
}

TEST(time, moments_before_1970_keep_their_day) {
    EXPECT_EQ(UtcTime::from_us(-1).to_text(), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(BusinessDate::of(UtcTime::from_us(0) - 8h - 1us).days(), -1);
    EXPECT_EQ(minute_of_day(UtcTime::from_us(0) - 8h - 1us), 1439);
}

TEST(time, only_real_dates_of_two_centuries_are_read) {
    for (const auto* text : {"2024-02-29", "2000-02-29", "1900-01-01", "2200-12-31"})
        EXPECT_EQ(BusinessDate::parse(text)->to_text(), text);
    for (const auto* text :
         {"", "2023-02-29", "2100-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-11-00",
          "2026-11-31", "1899-12-31", "2201-01-01", "2026-1-01", "2026/11/23", "2026-11-23 ",
          "+026-11-23", "2026-11-2x", "２０２６-11-23"})
        EXPECT_FALSE(BusinessDate::parse(text)) << text;
}

TEST(time, weekdays_years_and_months_follow_the_calendar) {
    const auto monday = *BusinessDate::parse("2026-11-23");
    EXPECT_EQ(monday.weekday(), 1);
    EXPECT_EQ(monday.plus_days(6).weekday(), 7);
    EXPECT_EQ(monday.year(), 2026);
    EXPECT_EQ(monday.plus_days(39).year(), 2027);
    EXPECT_EQ(monday.first_of_month().to_text(), "2026-11-01");
    EXPECT_EQ(BusinessDate::from_days(0).to_text(), "1970-01-01");
    EXPECT_EQ(BusinessDate::from_days(0).weekday(), 4);
}

RC_GTEST_PROP(time, a_date_survives_text_and_contains_its_moments, ()) {
    const auto date = BusinessDate::from_days(*rc::gen::inRange(-25'567, 84'371));
    RC_ASSERT(BusinessDate::parse(date.to_text()) == date);
    const auto offset = Duration{*rc::gen::inRange<std::int64_t>(0, 86'400'000'000)};
    RC_ASSERT(BusinessDate::of(date.starts_at() + offset) == date);
    RC_ASSERT(minute_of_day(date.starts_at() + offset) == offset / 1min);
}

}  // namespace
}  // namespace dlfp
