// The demonstration's counters: loaded twice without change, nobody in debt, something to review.
#include "scenarios/canteen/server/counter/counter.h"

#include "core/identity/server/demo.h"
#include "scenarios/canteen/server/books/read_reports.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/testing/counter_bank.h"

namespace dlfp::canteen {
namespace {

constexpr auto owner = identity::demo_operator_id;

struct DemoTest : testing::Test {
    CounterBank bank;

    void add_demo_diner(std::string number, Money cash) {
        add_diner(bank, {.organisation_id = owner,
                         .diner_number = number,
                         .mobile = "1390000" + number,
                         .cash_fen = cash});
    }
    /// Diners had their money before the days that are sold.
    void load_counter_later() {
        bank.bank.advance(240h);
        load_demo_counter(bank.platform());
    }
    test::Client demo_steward() {
        return bank.bank.as(
            bank.bank.caller(api::CallerKind::staff, CanteenBank::steward_id.bytes(),
                             {"canteen.view", "canteen.view_reports"}, owner.bytes()));
    }
    std::size_t count_sales() {
        return demo_steward()
            .call(list_counter_sales_endpoint, {.limit = api::Whole<1, 200>{200}})
            ->items.size();
    }
};

TEST_F(DemoTest, sales_of_the_last_days_are_there_once_and_leave_no_debt) {
    bank.platform().is_development = true;
    load_demo_catalogue(bank.platform());
    add_demo_diner("2001", yuan(100));
    add_demo_diner("2002", Money{});
    load_counter_later();
    const auto sales = count_sales();
    EXPECT_EQ(sales, 10U);  // five lunches, three dinners, and one plate sold twice
    load_demo_counter(bank.platform());
    EXPECT_EQ(count_sales(), sales);
    const auto listed =
        demo_steward().call(list_counter_sales_endpoint, {.limit = api::Whole<1, 200>{200}});
    for (const auto& sale : listed->items) EXPECT_EQ(sale.diner_number, "2001");
    EXPECT_EQ(std::ranges::count(listed->items, Suspicion::repeated_soon, &SaleSummary::suspicion),
              1);
    EXPECT_EQ(demo_steward().call(list_suspense_endpoint, {})->items.size(), 1U);
    EXPECT_EQ(demo_steward().call(list_terminals_endpoint, {})->items.size(), 4U);
    EXPECT_TRUE(bank.ledger_is_whole());
}

// clause: 3.1.3-2
TEST_F(DemoTest, reports_show_the_days_meals_and_areas_of_the_demonstration) {
    bank.platform().is_development = true;
    load_demo_catalogue(bank.platform());
    add_demo_diner("2001", yuan(100));
    load_counter_later();
    const auto lines_of = [&](ReportKind kind) {
        return demo_steward().call(read_report_endpoint, {.kind = kind})->items.size();
    };
    EXPECT_EQ(lines_of(ReportKind::days), 5U);
    EXPECT_EQ(lines_of(ReportKind::categories), 2U);
    EXPECT_EQ(lines_of(ReportKind::areas), 2U);
    EXPECT_EQ(lines_of(ReportKind::dishes), 2U);
}

TEST_F(DemoTest, diners_of_customers_keep_their_money_for_trying_by_hand) {
    bank.platform().is_development = true;
    load_demo_catalogue(bank.platform());
    const auto diner = add_diner(
        bank, {.organisation_id = owner, .customer_id = bank.zhang_id, .cash_fen = yuan(100)});
    load_demo_counter(bank.platform());
    EXPECT_EQ(count_sales(), 0U);
    EXPECT_EQ(bank.cash_of(diner), yuan(100));
}

TEST_F(DemoTest, outside_development_nothing_is_loaded) {
    bank.platform().is_development = false;
    EXPECT_THROW(load_demo_counter(bank.platform()), std::logic_error);
}

}  // namespace
}  // namespace dlfp::canteen
