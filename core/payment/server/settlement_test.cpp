// Settled days add up, are settled once, and carry what is below zero forward.
#include "core/payment/server/settlement.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/payment/server/settlement_repository.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

struct PlanRow {
    std::string_view what;
    std::int64_t charged, refunded, carried_in, fee_basis_points;
    std::int64_t fee, settled, carried_out;
};

const PlanRow plan_rows[] = {
    {"a plain day at 0.38 %", 100'00, 0, 0, 38, 38, 99'62, 0},
    {"half a fen rounds up", 12'50, 0, 0, 40, 5, 12'45, 0},
    {"less than half a fen rounds down", 12'49, 0, 0, 40, 5, 12'44, 0},
    {"the total is rounded once, not each charge", 3 * 1'30, 0, 0, 38, 1, 3'89, 0},
    {"refunds lower the base of the fee", 100'00, 40'00, 0, 100, 60, 59'40, 0},
    {"nothing happened", 0, 0, 0, 38, 0, 0, 0},
    {"more returned than taken is carried", 10'00, 25'00, 0, 38, 0, 0, -15'00},
    {"a carried amount is taken off first", 100'00, 0, -15'00, 100, 85, 84'15, 0},
    {"a carried amount may last", 10'00, 0, -15'00, 100, 0, 0, -5'00},
};

TEST(settlement, each_day_is_planned_as_the_table_says) {
    for (const auto& row : plan_rows) {
        SCOPED_TRACE(row.what);
        const auto plan = plan_settlement(
            {.charged_fen = Money::fen(row.charged), .refunded_fen = Money::fen(row.refunded)},
            Money::fen(row.carried_in), row.fee_basis_points);
        EXPECT_EQ(plan.fee_fen.fen(), row.fee);
        EXPECT_EQ(plan.settled_fen.fen(), row.settled);
        EXPECT_EQ(plan.carried_out_fen.fen(), row.carried_out);
    }
}

RC_GTEST_PROP(settlement, every_day_adds_up, ()) {
    const auto charged = Money::fen(*rc::gen::inRange<std::int64_t>(0, 10'000'000'00));
    const auto refunded = Money::fen(*rc::gen::inRange<std::int64_t>(0, 10'000'000'00));
    const auto carried_in = -Money::fen(*rc::gen::inRange<std::int64_t>(0, 1'000'000'00));
    const auto fee = *rc::gen::inRange<std::int64_t>(0, 1'001);
    const auto plan =
        plan_settlement({.charged_fen = charged, .refunded_fen = refunded}, carried_in, fee);
    RC_ASSERT(plan.settled_fen + plan.fee_fen + plan.carried_out_fen ==
              charged - refunded + carried_in);
    RC_ASSERT(!plan.fee_fen.is_negative() && !plan.settled_fen.is_negative());
    RC_ASSERT(!plan.carried_out_fen.is_positive());
}

struct SettleDayTest : testing::Test {
    PaymentBank bank{100};

    Result<Settlement> settle(BusinessDate day,
                              identity::OrganisationId organisation = canteen_operator) {
        return bank.in_unit(
            [&](const Scope& scope) { return settle_day(scope, organisation, day); });
    }
    Money clearing() { return bank.balance(bank.merchant.clearing_account_id); }
    Money settled() { return bank.balance(bank.merchant.settlement_account_id); }
    Money fees() { return bank.balance(fee_income_account_id); }
};

// clause: 11.1.4-1
TEST_F(SettleDayTest, a_day_goes_from_clearing_to_settlement_and_fee_once) {
    const auto day = bank.today();
    bank.charged(yuan(100));
    ASSERT_TRUE(bank.give_back(bank.charged(yuan(50)), yuan(20)));
    EXPECT_TRUE(settle(day).failed_with(day_not_over));
    bank.bank.advance(24h);
    const auto first = settle(day);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->charged_count, 2);
    EXPECT_EQ(first->charged_fen, yuan(150));
    EXPECT_EQ(first->refunded_fen, yuan(20));
    EXPECT_EQ(first->fee_fen, Money::fen(1'30));
    EXPECT_EQ(first->settled_fen, Money::fen(128'70));
    EXPECT_EQ(clearing(), Money{});
    EXPECT_EQ(settled(), Money::fen(128'70));
    EXPECT_EQ(fees(), Money::fen(1'30));
    const auto again = settle(day);
    EXPECT_EQ(again->settled_at_us, first->settled_at_us);
    EXPECT_EQ(settled(), Money::fen(128'70));
}

TEST_F(SettleDayTest, a_negative_day_is_carried_to_the_next) {
    const auto early = bank.charged(yuan(100));
    bank.bank.advance(24h);
    ASSERT_TRUE(settle(bank.today().plus_days(-1)));
    ASSERT_TRUE(bank.give_back(early, yuan(60)));
    bank.bank.advance(24h);
    const auto negative = settle(bank.today().plus_days(-1));
    EXPECT_EQ(negative->carried_out_fen, yuan(-60));
    EXPECT_EQ(negative->settled_fen, Money{});
    EXPECT_EQ(clearing(), yuan(-60));
    bank.charged(yuan(160));
    bank.bank.advance(24h);
    const auto next = settle(bank.today().plus_days(-1));
    EXPECT_EQ(next->carried_in_fen, yuan(-60));
    EXPECT_EQ(next->fee_fen, yuan(1));
    EXPECT_EQ(next->settled_fen, yuan(99));
    EXPECT_EQ(clearing(), Money{});
}

TEST_F(SettleDayTest, the_job_settles_yesterday_once_for_merchants_that_were_there) {
    const auto settled_days = [&] {
        settle_days(bank.platform(), bank.bank.now());
        return bank.read([&](sql::Reader& reader) {
            return SettlementRepository{reader}
                .list_of(canteen_operator, bank.today().plus_days(-9), bank.today())
                .size();
        });
    };
    EXPECT_EQ(settled_days(), 0U) << "opened today: yesterday was nothing";
    bank.charged(yuan(100));
    bank.bank.advance(24h);
    EXPECT_EQ(settled_days(), 1U);
    EXPECT_EQ(settled_days(), 1U);
    EXPECT_EQ(settled(), yuan(99));
}

TEST_F(SettleDayTest, days_that_were_missed_are_settled_first) {
    bank.charged(yuan(10));
    bank.bank.advance(24h);
    bank.charged(yuan(20));
    bank.bank.advance(24h * 3);
    settle_days(bank.platform(), bank.bank.now());
    const auto days = bank.read([&](sql::Reader& reader) {
        return SettlementRepository{reader}.list_of(canteen_operator, bank.today().plus_days(-9),
                                                    bank.today());
    });
    ASSERT_EQ(days.size(), 4U);
    EXPECT_EQ(days[3].charged_fen, yuan(10));
    EXPECT_EQ(days[2].charged_fen, yuan(20));
    EXPECT_EQ(settled() + fees(), yuan(30));
    EXPECT_TRUE(settle(bank.today().plus_days(-1), other_operator).failed_with(merchant_not_found));
}

}  // namespace
}  // namespace dlfp::payment
