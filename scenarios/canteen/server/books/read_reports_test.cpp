// Reports add up what was sold, ask for sensible periods, and leave as files without formulas.
#include "scenarios/canteen/server/books/read_reports.h"

#include <gtest/gtest.h>

#include <random>

#include "scenarios/canteen/server/books/trade_invariants.h"
#include "scenarios/canteen/server/testing/trading_bank.h"

namespace dlfp::canteen {
namespace {

const auto monday = *BusinessDate::parse("2026-11-23");

TradeCell cell(BusinessDate day, std::uint64_t area, Money total, Money refunded = {}) {
    return {.day = day,
            .outlet_id = OutletId::fixed(1),
            .area_id = ServingAreaId::fixed(area),
            .trade_count = 1,
            .total_fen = total,
            .refunded_fen = refunded};
}

TEST(add_up, cells_are_added_by_what_is_asked_for) {
    const std::vector<TradeCell> cells{cell(monday, 1, yuan(10), yuan(2)),
                                       cell(monday.plus_days(1), 1, yuan(5)),
                                       cell(monday.plus_days(1), 2, yuan(30))};
    const Names names{{ServingAreaId::fixed(2).to_text(), "小炒窗口"}};
    const auto days = add_up(cells, {}, ReportKind::days, {});
    ASSERT_EQ(days.size(), 2U);
    EXPECT_EQ(days[0].key, "2026-11-23");
    EXPECT_EQ(days[0].net_fen, yuan(8));
    EXPECT_EQ(days[1].trade_count, 2);
    const auto areas = add_up(cells, {}, ReportKind::areas, names);
    ASSERT_EQ(areas.size(), 2U);
    EXPECT_EQ(areas[0].label, "小炒窗口");  // the largest first
    EXPECT_EQ(areas[1].net_fen, yuan(13));
    EXPECT_EQ(add_up(cells, {.area_id = ServingAreaId::fixed(1)}, ReportKind::outlets, {})
                  .at(0)
                  .total_fen,
              yuan(15));
    EXPECT_EQ(total_of(areas).net_fen, yuan(43));
}

TEST(add_up, dishes_are_ranked_by_what_they_brought) {
    const auto dish = [](std::string name, std::int64_t quantity, Money total) {
        return DishCell{.dish_name = std::move(name),
                        .outlet_id = {},
                        .area_id = {},
                        .quantity = quantity,
                        .trade_count = 1,
                        .total_fen = total};
    };
    const auto rows = rank_dishes(
        {dish("红烧肉", 2, yuan(36)), dish("时蔬", 9, yuan(27)), dish("时蔬", 4, yuan(12))}, {});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].label, "时蔬");
    EXPECT_EQ(rows[0].quantity, 13);
}

struct ReadReportsTest : testing::Test {
    TradingBank bank;
};

// clause: 3.1.3-2
TEST_F(ReadReportsTest, totals_equal_the_ledger_after_random_trading) {
    const auto seed = static_cast<std::minstd_rand::result_type>(
        std::to_integer<unsigned>(std::byte{bank.bank.next_id<SaleTag>().bytes()[15]}) + 1);
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::minstd_rand dice{seed};
    for (int step = 0; step < 60; ++step) {
        const auto amount = Money::fen(static_cast<std::int64_t>(1 + dice() % 5'000));
        const auto day = monday.plus_days(static_cast<std::int32_t>(dice() % 3));
        const auto subsidy = dice() % 2 == 0 ? Money::fen(amount.fen() / 3) : Money{};
        const auto id = dice() % 2 == 0 ? bank.meal(amount, day, subsidy) : bank.sale(amount, day);
        if (dice() % 3 == 0)
            bank.refunded(id, Money::fen(static_cast<std::int64_t>(
                                  1 + dice() % static_cast<std::uint64_t>(amount.fen()))));
    }
    const auto in_ledger = bank.balance(bank.merchant.clearing_account_id);
    for (const auto kind :
         {ReportKind::days, ReportKind::outlets, ReportKind::areas, ReportKind::categories,
          ReportKind::dishes, ReportKind::diners, ReportKind::tenders}) {
        SCOPED_TRACE(boost::describe::enum_to_string(kind, ""));
        EXPECT_EQ(bank.report(kind).total.net_fen, in_ledger);
    }
    const auto tenders = bank.report(ReportKind::tenders);
    EXPECT_EQ(bank.report(ReportKind::refunds).total.refunded_fen, tenders.total.refunded_fen);
    const auto subsidies = bank.report(ReportKind::subsidies);
    EXPECT_EQ(subsidies.items.at(0).label, "午餐补贴");
    EXPECT_EQ(subsidies.total.net_fen, yuan(10'000) - bank.balance(bank.grant.account_id));
    EXPECT_TRUE(verify_trade(bank.platform()).empty());
}

TEST_F(ReadReportsTest, reports_can_be_narrowed_and_paged) {
    bank.meal(yuan(20), monday);
    bank.sale(yuan(5), monday);
    auto steward = bank.steward();
    const auto lunch = steward.call(read_report_endpoint,
                                    {.kind = ReportKind::areas, .category_id = CanteenBank::lunch});
    EXPECT_EQ(lunch->total.net_fen, yuan(20));
    const auto second = steward.call(read_report_endpoint,
                                     {.kind = ReportKind::areas, .skip = {{1}}, .limit = {{1}}});
    EXPECT_EQ(second->row_count, 2);
    ASSERT_EQ(second->items.size(), 1U);
    EXPECT_EQ(second->items[0].label, "便利店");
    EXPECT_EQ(second->total.net_fen, yuan(25));
    const auto tills = bank.report(ReportKind::terminals);
    ASSERT_EQ(tills.items.size(), 1U);
    EXPECT_EQ(tills.items[0].label, "一号收银台");
    EXPECT_EQ(bank.report(ReportKind::days).items.at(0).quantity, 1);  // one diner ate
}

TEST_F(ReadReportsTest, files_hold_masked_names_a_total_and_no_formula) {
    bank.meal(yuan(20), monday);
    bank.in_test("UPDATE canteen_diner SET department = '=cmd()'");
    auto steward = bank.steward();
    const auto csv =
        steward.call(export_report_endpoint, {.kind = ReportKind::diners, .file = FileKind::csv});
    ASSERT_TRUE(csv);
    EXPECT_TRUE(csv->bytes.starts_with("\xEF\xBB\xBF"));
    EXPECT_EQ(csv->bytes.find("张三"), std::string::npos);
    EXPECT_NE(csv->bytes.find(",'=cmd(),"), std::string::npos) << csv->bytes;
    EXPECT_NE(csv->bytes.find("合计"), std::string::npos);
    EXPECT_NE(csv->bytes.find("20.00"), std::string::npos);
    const auto xlsx =
        steward.call(export_report_endpoint, {.kind = ReportKind::diners, .file = FileKind::xlsx});
    EXPECT_TRUE(xlsx->bytes.starts_with("PK"));
}

TEST_F(ReadReportsTest, who_owes_for_offline_sales_is_listed) {
    bank.sale(yuan(5), monday);
    EXPECT_EQ(bank.report(ReportKind::arrears).row_count, 0);
    bank.write([&](sql::Transaction& transaction) {
            return ledger::post(transaction,
                                {.id = bank.bank.next_id<ledger::TransferTag>(),
                                 .debit_account_id = bank.diner.arrears_account_id,
                                 .credit_account_id = bank.diner.cash_account_id,
                                 .amount_fen = yuan(3),
                                 .cause = {"test.owe", bank.diner.id.bytes()}},
                                bank.bank.now());
        })
        .value();
    const auto arrears = bank.report(ReportKind::arrears);
    ASSERT_EQ(arrears.row_count, 1);
    EXPECT_EQ(arrears.items[0].net_fen, yuan(3));
    EXPECT_EQ(arrears.items[0].label.find("张三"), std::string::npos);
}

TEST_F(ReadReportsTest, the_overview_compares_with_yesterday_and_counts_what_waits) {
    bank.meal(yuan(20), monday);
    bank.set_time(bank.at(24 + 12));
    bank.meal(yuan(30), monday.plus_days(1));
    const auto overview = bank.steward().call(read_overview_endpoint, {});
    ASSERT_TRUE(overview);
    EXPECT_EQ(overview->today.net_fen, yuan(30));
    EXPECT_EQ(overview->yesterday.net_fen, yuan(20));
    EXPECT_EQ(overview->today.quantity, 1);
    EXPECT_EQ(overview->categories.at(0).label, "午餐");
    EXPECT_EQ(overview->hours.at(0).hour, 12);
    EXPECT_EQ(overview->open.unclosed_day_count, 1);
    EXPECT_EQ(overview->open.arrears_count, 0);
}

TEST_F(ReadReportsTest, a_unit_in_which_sold_and_paid_differ_does_not_commit) {
    const auto payment_id = bank.meal(yuan(20), monday);
    const auto payment = bank.stored(payment_id);
    std::string payload;
    api::JsonWriter writer{payload};
    api::write_field(writer, payment::PaymentEvent{.payment_id = payment_id,
                                                   .organisation_id = canteen_operator,
                                                   .payer_customer_id = zhang,
                                                   .scene = payment.scene,
                                                   .scene_ref = payment.scene_ref,
                                                   .state = payment.state,
                                                   .amount_fen = payment.amount_fen,
                                                   .at_us = bank.bank.now()});
    const auto commit_with = [&](std::string_view damage) {
        bank.write([&](sql::Transaction& transaction) {
            note_trade(bank.platform(), transaction, payload);
            transaction.execute({"test.damage", damage});
            check_trade(transaction);
            return true;
        });
    };
    EXPECT_NO_THROW(commit_with("UPDATE canteen_meal_order SET note = 'x'"));
    EXPECT_ANY_THROW(commit_with("UPDATE canteen_meal_order SET total_fen = 1"));
    EXPECT_ANY_THROW(commit_with("UPDATE canteen_meal_order SET refunded_fen = 2001"));
    EXPECT_ANY_THROW(commit_with("UPDATE canteen_meal_order_line SET amount_fen = 1"));
}

// clause: 3.1.3-2
TEST_F(ReadReportsTest, a_period_must_be_one_and_at_most_a_year) {
    auto steward = bank.steward();
    EXPECT_FAILS(
        steward.call(read_report_endpoint,
                     {.kind = ReportKind::days, .from = monday, .until = monday.plus_days(-1)}),
        report_period_malformed);
    EXPECT_FAILS(steward.call(export_report_endpoint, {.kind = ReportKind::days,
                                                       .file = FileKind::csv,
                                                       .from = monday.plus_days(-366),
                                                       .until = monday}),
                 report_period_malformed);
    const auto empty = steward.call(read_report_endpoint, {.kind = ReportKind::dishes});
    ASSERT_TRUE(empty);
    EXPECT_EQ(empty->row_count, 0);
    EXPECT_EQ(empty->from, monday.plus_days(-29));
}

TEST_F(ReadReportsTest, money_knows_no_serving_area) {
    for (const auto kind :
         {ReportKind::tenders, ReportKind::subsidies, ReportKind::refunds, ReportKind::arrears})
        EXPECT_FAILS(bank.steward().call(read_report_endpoint,
                                         {.kind = kind, .area_id = CanteenBank::set_meals}),
                     report_filter_unfit);
}

TEST_F(ReadReportsTest, only_who_may_view_reports_sees_them) {
    EXPECT_EQ(bank.kitchen().call(read_report_endpoint, {.kind = ReportKind::days}).status, 403);
}

}  // namespace
}  // namespace dlfp::canteen
