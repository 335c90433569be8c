// Row C9 as tables: the figures of 2018 in force, worked through at their edges.
#include "core/account/server/account_limits.h"

#include <gtest/gtest.h>

namespace dlfp::account {
namespace {

const auto today = *BusinessDate::parse("2026-11-23");
const LimitRule class_two_rule{.account_class = AccountClass::class_two,
                               .out_day_max_fen = yuan(10'000),
                               .out_year_max_fen = yuan(200'000)};
const LimitRule class_three_rule{.account_class = AccountClass::class_three,
                                 .balance_max_fen = yuan(2'000),
                                 .out_day_max_fen = yuan(2'000),
                                 .out_year_max_fen = yuan(50'000)};

std::int64_t fact(const Error& error, std::string_view name) {
    for (const auto& known : error.facts())
        if (known.name == name) return std::get<std::int64_t>(known.value);
    return -1;
}

TEST(account_limits, a_class_three_account_of_1850_takes_150_and_not_300) {
    const auto refused = plan_incoming(class_three_rule, yuan(1'850), Money{}, yuan(300));
    ASSERT_TRUE(refused.failed_with(balance_limit_exceeded));
    EXPECT_EQ(fact(refused.error(), "still_possible_fen"), 150'00);
    EXPECT_EQ(fact(refused.error(), "limit_fen"), 2'000'00);
    EXPECT_TRUE(plan_incoming(class_three_rule, yuan(1'850), Money{}, yuan(150)));
}

TEST(account_limits, a_top_up_under_way_takes_up_room) {
    const auto refused = plan_incoming(class_three_rule, yuan(1'500), yuan(400), yuan(101));
    ASSERT_TRUE(refused.failed_with(balance_limit_exceeded));
    EXPECT_EQ(fact(refused.error(), "still_possible_fen"), 100'00);
}

TEST(account_limits, a_class_two_account_has_no_highest_balance) {
    EXPECT_TRUE(plan_incoming(class_two_rule, yuan(900'000), Money{}, yuan(900'000)));
}

struct OutflowRow {
    std::string_view what;
    const LimitRule* rule;
    Usage usage;
    Money amount;
    const Failure* failure;
    Money still_possible;
};

Usage used(std::string_view day, Money out_day, std::int64_t year, Money out_year) {
    return {*BusinessDate::parse(day), out_day, year, out_year, {}};
}

const OutflowRow outflow_rows[] = {
    {"II: the whole day at once", &class_two_rule, {}, yuan(10'000), nullptr, {}},
    {"II: one fen above the day",
     &class_two_rule,
     {},
     yuan(10'000) + Money::fen(1),
     &day_limit_exceeded,
     yuan(10'000)},
    {"II: the day is used up",
     &class_two_rule,
     used("2026-11-23", yuan(10'000), 2026, yuan(10'000)),
     Money::fen(1),
     &day_limit_exceeded,
     {}},
    {"II: yesterday does not count today",
     &class_two_rule,
     used("2026-11-22", yuan(10'000), 2026, yuan(10'000)),
     yuan(10'000),
     nullptr,
     {}},
    {"II: the year is nearly used up", &class_two_rule,
     used("2026-11-22", yuan(10'000), 2026, yuan(199'000)), yuan(1'001), &year_limit_exceeded,
     yuan(1'000)},
    {"II: last year does not count",
     &class_two_rule,
     used("2025-12-31", yuan(10'000), 2025, yuan(200'000)),
     yuan(10'000),
     nullptr,
     {}},
    {"III: the whole day", &class_three_rule, {}, yuan(2'000), nullptr, {}},
    {"III: above the day", &class_three_rule, used("2026-11-23", yuan(1'500), 2026, yuan(1'500)),
     yuan(501), &day_limit_exceeded, yuan(500)},
    {"III: the year binds before the day", &class_three_rule,
     used("2026-11-22", yuan(1), 2026, yuan(49'700)), yuan(301), &year_limit_exceeded, yuan(300)},
};

// clause: 5.3-1
TEST(account_limits, each_outflow_is_held_to_day_then_year) {
    for (const auto& row : outflow_rows) {
        SCOPED_TRACE(row.what);
        const OwnLimits own;
        const auto planned = plan_outflow({*row.rule, own, row.usage}, row.amount, today);
        if (row.failure == nullptr) {
            EXPECT_TRUE(planned);
            continue;
        }
        ASSERT_TRUE(planned.failed_with(*row.failure));
        EXPECT_EQ(fact(planned.error(), "still_possible_fen"), row.still_possible.fen());
    }
}

TEST(account_limits, the_customer_may_only_lower_a_limit) {
    const OwnLimits lower{.own_day_max_fen = yuan(500)};
    const OwnLimits higher{.own_day_max_fen = yuan(50'000)};
    EXPECT_EQ(day_max(class_two_rule, lower), yuan(500));
    EXPECT_EQ(day_max(class_two_rule, higher), yuan(10'000));
    EXPECT_TRUE(plan_outflow({class_two_rule, lower, Usage{}}, yuan(501), today)
                    .failed_with(day_limit_exceeded));
}

TEST(account_limits, an_offline_sale_of_yesterday_counts_to_the_year_alone) {
    const auto before = used("2026-11-23", yuan(100), 2026, yuan(700));
    const auto after = add_outflow(before, yuan(12), today.plus_days(-1));
    EXPECT_EQ(after.out_day_fen, yuan(100));
    EXPECT_EQ(after.out_year_fen, yuan(712));
    EXPECT_EQ(after.usage_day, today);
}

TEST(account_limits, an_offline_sale_of_last_year_takes_nothing_from_this_one) {
    const auto before = used("2026-01-01", yuan(100), 2026, yuan(100));
    const auto after = add_outflow(before, yuan(12), BusinessDate::parse("2025-12-31").value());
    EXPECT_EQ(after.out_day_fen, yuan(100));
    EXPECT_EQ(after.out_year_fen, yuan(100));
    EXPECT_EQ(after.usage_year, 2026);
}

}  // namespace
}  // namespace dlfp::account
