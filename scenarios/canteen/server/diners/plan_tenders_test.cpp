// Rows C1 and C2 as tables: who pays which part of a meal.
#include <gtest/gtest.h>

#include "core/payment/server/testing/payment_bank.h"
#include "scenarios/canteen/server/diners/purse.h"

namespace dlfp::canteen {
namespace {

const auto lunch = MealCategoryId::fixed(2);
const auto dinner = MealCategoryId::fixed(3);
const auto monday = *BusinessDate::parse("2026-11-23");
const auto cash_account = ledger::AccountId::fixed(10);
const auto arrears_account = ledger::AccountId::fixed(11);
const auto eaccount = ledger::AccountId::fixed(12);

std::optional<MealSlot> slot(MealCategoryId category, BusinessDate day = monday) {
    return MealSlot{MealPeriodId::fixed(1), category, day};
}
Purse subsidy(std::uint64_t number, Money amount, std::int64_t priority = 1,
              BusinessDate until = monday.plus_days(7)) {
    return {.kind = PurseKind::subsidy,
            .account_id = ledger::AccountId::fixed(100 + number),
            .available_fen = amount,
            .grant_id = SubsidyGrantId::fixed(number),
            .priority = priority,
            .categories = {lunch},
            .valid_from = monday,
            .valid_until = until};
}
Purse cash(Money amount) {
    return {.kind = PurseKind::cash,
            .account_id = cash_account,
            .available_fen = amount,
            .arrears_account_id = arrears_account};
}
Purse electronic(Money amount) {
    return {.kind = PurseKind::eaccount, .account_id = eaccount, .available_fen = amount};
}

using Part = std::pair<ledger::AccountId, std::int64_t>;
std::vector<Part> parts(const std::vector<Purse>& purses, const Spending& spending) {
    std::vector<Part> found;
    const auto tenders = plan_tenders(purses, spending).value();
    for (const auto& tender : tenders)
        found.emplace_back(tender.account_id, tender.amount_fen.fen());
    return found;
}
ledger::AccountId grant(std::uint64_t number) { return ledger::AccountId::fixed(100 + number); }

TEST(plan_tenders, lunch_subsidy_pays_ten_of_twelve_and_cash_the_rest) {
    // Row C1, first half.
    EXPECT_EQ(parts({subsidy(1, yuan(10)), cash(yuan(8))}, {yuan(12), slot(lunch)}),
              (std::vector<Part>{{grant(1), 1000}, {cash_account, 200}}));
}

TEST(plan_tenders, subsidy_pays_neither_other_meals_nor_between_meals_nor_outside_its_days) {
    const std::vector<Purse> purses{subsidy(1, yuan(10)), cash(yuan(20))};
    const std::vector<Part> by_cash{{cash_account, 1200}};
    EXPECT_EQ(parts(purses, {yuan(12), slot(dinner)}), by_cash);
    EXPECT_EQ(parts(purses, {yuan(12), std::nullopt}), by_cash);
    EXPECT_EQ(parts(purses, {yuan(12), slot(lunch, monday.plus_days(-1))}), by_cash);
    EXPECT_EQ(parts(purses, {yuan(12), slot(lunch, monday.plus_days(8))}), by_cash);
    EXPECT_EQ(parts(purses, {yuan(12), slot(lunch, monday.plus_days(7))}),
              (std::vector<Part>{{grant(1), 1000}, {cash_account, 200}}));
}

TEST(plan_tenders, priority_goes_before_expiry_and_expiry_before_age) {
    const std::vector<Purse> purses{
        electronic(yuan(5)),    cash(yuan(1)),
        subsidy(4, yuan(1), 2), subsidy(3, yuan(1), 1, monday.plus_days(9)),
        subsidy(2, yuan(1), 1), subsidy(1, yuan(1), 1),
    };
    EXPECT_EQ(parts(purses, {yuan(7), slot(lunch)}), (std::vector<Part>{{grant(1), 100},
                                                                        {grant(2), 100},
                                                                        {grant(3), 100},
                                                                        {grant(4), 100},
                                                                        {cash_account, 100},
                                                                        {eaccount, 200}}));
}

TEST(plan_tenders, empty_purses_and_what_is_not_needed_make_no_tender) {
    EXPECT_EQ(
        parts({subsidy(1, Money{}), subsidy(2, yuan(12)), cash(yuan(5))}, {yuan(12), slot(lunch)}),
        (std::vector<Part>{{grant(2), 1200}}));
    EXPECT_EQ(parts({cash(-yuan(1)), electronic(yuan(12))}, {yuan(12), slot(lunch)}),
              (std::vector<Part>{{eaccount, 1200}}));
}

TEST(plan_tenders, shortage_refuses_what_has_not_happened_and_says_what_there_is) {
    const std::vector<Purse> purses{subsidy(1, yuan(10)), cash(yuan(1))};
    const auto planned = plan_tenders(purses, {yuan(12), slot(lunch)});
    ASSERT_TRUE(planned.failed_with(purses_insufficient));
    EXPECT_EQ(payment::fact_of(planned.error(), "available_fen"), 1100);
    EXPECT_EQ(payment::fact_of(planned.error(), "amount_fen"), 1200);
    EXPECT_TRUE(plan_tenders({}, {yuan(1), slot(lunch)}).failed_with(purses_insufficient));
}

TEST(plan_tenders, offline_sale_without_money_is_owed_last) {
    // Row C2: cash 8.00 less the 7.00 that arrived first; lunch 12.00 was eaten.
    EXPECT_EQ(
        parts({subsidy(1, yuan(10)), cash(yuan(1))}, {yuan(12), slot(lunch), Shortage::arrears}),
        (std::vector<Part>{{grant(1), 1000}, {cash_account, 100}, {arrears_account, 100}}));
    EXPECT_EQ(parts({cash(-yuan(1))}, {yuan(3), slot(lunch), Shortage::arrears}),
              (std::vector<Part>{{arrears_account, 300}}));
    EXPECT_EQ(parts({cash(yuan(3))}, {yuan(3), slot(lunch), Shortage::arrears}),
              (std::vector<Part>{{cash_account, 300}}));
}

TEST(plan_order_tenders, a_card_takes_the_electronic_accounts_place_where_the_purses_are_short) {
    const account::LinkedCard card{.card_ref = "bnd_1"};
    const auto planned = [&](std::vector<Purse> purses, std::optional<account::LinkedCard> by) {
        std::vector<Part> found;
        for (const auto& tender :
             plan_order_tenders(purses, {yuan(12), slot(lunch)}, std::move(by)).value()) {
            found.emplace_back(tender.account_id, tender.amount_fen.fen());
            if (tender.kind == payment::TenderKind::linked_card)
                EXPECT_EQ(tender.source_ref, "bnd_1");
        }
        return found;
    };
    const auto host = account::host_clearing_account_id;
    EXPECT_EQ(planned({subsidy(1, yuan(10)), cash(yuan(1)), electronic(yuan(9))}, card),
              (std::vector<Part>{{grant(1), 1000}, {cash_account, 100}, {eaccount, 100}}));
    EXPECT_EQ(planned({subsidy(1, yuan(10)), cash(yuan(1)), electronic(Money::fen(99))}, card),
              (std::vector<Part>{{grant(1), 1000}, {cash_account, 100}, {host, 100}}));
    EXPECT_EQ(planned({cash(-yuan(1))}, card), (std::vector<Part>{{host, 1200}}));
    EXPECT_TRUE(plan_order_tenders(std::vector{cash(yuan(1))}, {yuan(12), slot(lunch)}, {})
                    .failed_with(purses_insufficient));
}

}  // namespace
}  // namespace dlfp::canteen
