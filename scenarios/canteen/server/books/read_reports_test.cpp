// Reports add up what was sold, ask for sensible periods, and leave as files without formulas.
#include "scenarios/canteen/server/books/read_reports.h"

#include "scenarios/canteen/server/testing/canteen_bank.h"

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
    CanteenBank bank;
};

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
